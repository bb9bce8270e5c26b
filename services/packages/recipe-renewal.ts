/** verify.sh, the part about renewals: stamps whose certificates are over are held by later ones, with openssl and sha512sum alone. */
import { MAX_RENEWALS } from "../anchors/renewal.ts";
import { MAX_RENEWAL_BYTES, MAX_RENEWAL_TOKENS } from "./check-renewal.ts";

/** Needs $tmp, $tsa and `stamped`; `lasting` needs the lists that hold in $tmp/renewals. */
export const RENEWAL_FUNCTIONS = String.raw`renewal_head='renewal/v1[|]log [a-z0-9]([a-z0-9._-]*[a-z0-9])?/[0-9]{4}[|]renewal [1-9][0-9]{0,3}[|]size [1-9][0-9]{0,15}[|]made [0-9TZ:.-]{24}[|][|]'
good() { # FILE TOKEN CAFILE SECONDS: every certificate holds at that time
  openssl ts -verify -data "$1" -in "$2" -CAfile "$3" -attime "$4"
}
lists() { # LIST FILE: the renewal names this file, with this digest
  cat "$1" "${"$"}{1%.txt}".*.part 2>/dev/null | grep -Fqx -e "$(sha512sum "$2")"
}
digest_lines() { # FILE: each names one file, as sha512sum prints it, and each file once
  [ ! -s "$1" ] || [ -z "$(tail -c 1 "$1" | tr -d '\n')" ] || return 1
  ! grep -aEvxq '[0-9a-f]{128}  proofs/[a-z0-9./-]{1,120}' "$1" && [ -z "$(cut -c131- "$1" | sort | uniq -d)" ]
}
renewal() { # LIST: of its form; what it names and is here is as it says; each stamp over it holds
  [ -z "$(find "${"$"}{1%.txt}".* -size +${MAX_RENEWAL_BYTES}c)" ] || return 1
  sed -n 1,6p "$1" | tr '\n' '|' | grep -aEqx "$renewal_head" || return 1
  made=$(sed -n '5s/^made //p' "$1")
  [ "$(date -u -d "$made" +%Y-%m-%dT%H:%M:%S.%3NZ)" = "$made" ] || return 1
  sed 1,6d "$1" >"$tmp/named"
  digest_lines "$tmp/named" || return 1
  cp "$tmp/named" "$tmp/all"
  for part in "${"$"}{1%.txt}".*.part; do
    [ -f "$part" ] || continue
    digest_lines "$part" && grep -Fqx -e "$(sha512sum "$part")" "$tmp/named" || return 1
    cat "$part" >>"$tmp/all"
  done
  # What is not in the package is of other items; a path that says nothing of its file names none.
  find proofs -type f | awk 'NR == FNR { here[$0]; next } substr($0, 131) in here' - "$tmp/all" >"$tmp/here"
  [ ! -s "$tmp/here" ] || sha512sum -c --strict --quiet "$tmp/here" || return 1
  any=1
  for token in "${"$"}{1%.txt}".*.tsr; do
    [ -f "$token" ] || continue
    { [ -n "$tsa" ] && stamped "$1" "$token" "$tsa"; } || stamped "$1" "$token" "$(own "$token")" || return 1
    any=0
  done
  return $any
}
own() { echo "proofs/authorities/$(basename "$1" .tsr | cut -d . -f 2).pem"; } # TOKEN: the certificates in the package
lasting() ( # FILE TOKEN CAFILE: good today, or stamped anew under CAFILE while it was, and so on; says how in $tmp/held
  : >"$tmp/held"
  good "$1" "$2" "$3" "$(date +%s)" >/dev/null 2>&1 && exit 0
  # Each is looked at once, however many lists name it.
  [ ! -f "$tmp/over" ] || ! grep -Fqx -e "$2" "$tmp/over" || exit 1
  while read -r list; do
    lists "$list" "$2" || continue
    for later in "${"$"}{list%.txt}".*.tsr; do
      [ -f "$later" ] && stamped "$list" "$later" "$3" >/dev/null 2>&1 || continue
      when=$at
      good "$1" "$2" "$3" "$(date -u -d "$when" +%s)" >/dev/null 2>&1 || continue
      if lasting "$list" "$later" "$3"; then
        echo ", stamped anew $when" >"$tmp/held"
        exit 0
      fi
    done
  done <"$tmp/renewals"
  echo "$2" >>"$tmp/over"
  exit 1
)
`;

/** Only what does not hold is told: a sound renewal is told of with the stamps that it holds. */
export const RENEWAL_CHECKS = String.raw`: >"$tmp/renewals"
many=0 level=L3
if [ "$(find proofs/renewals -name '*.txt' 2>/dev/null | wc -l)" -gt ${MAX_RENEWALS} ] ||
  [ "$(carried_lists proofs '[a-z0-9-]{1,32}' | awk -F . '{ k = $2 "." (NF > 3 ? $3 : "") "." $NF } ++n[k] > m { m = n[k] } END { print m + 0 }')" -gt ${MAX_RENEWALS} ] ||
  [ "$(find proofs/renewals -name '*.tsr' 2>/dev/null | wc -l)" -gt ${MAX_RENEWAL_TOKENS} ]; then
  many=1; tell FAILED "proofs/renewals holds no more renewals than a house makes"
fi
for list in proofs/renewals/*.txt; do
  [ -f "$list" ] && [ -d proofs/checkpoints ] && [ "$many" -eq 0 ] || continue
  level=L3
  if ! renewal "$list" >"$tmp/out" 2>&1; then tell FAILED "$list is a renewal"; continue; fi
  echo "$list" >>"$tmp/renewals"
  proof=${"$"}{list%.txt}.proof
  [ -f "$proof" ] || continue
  printf 'renewal/v1\n%s\n%s\nlist sha512 %s\n' "$(sed -n 2p "$list")" "$(sed -n 3p "$list")" \
    "$(sha512sum <"$list" | cut -c1-128)" >"$tmp/leaf"
  level=L2
  check "$list is in the ledger" logged "$proof"
done
`;
