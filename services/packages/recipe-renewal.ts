/** verify.sh, the part about renewals: stamps whose certificates are over are held by later ones, with openssl and sha512sum alone. */

/** Needs $tmp, $tsa and `stamped`; `lasting` needs the lists that hold in $tmp/renewals. */
export const RENEWAL_FUNCTIONS = String.raw`good() { # FILE TOKEN CAFILE SECONDS: every certificate holds at that time
  openssl ts -verify -data "$1" -in "$2" -CAfile "$3" -attime "$4"
}
lists() { # LIST FILE: the renewal names this file, with this digest
  cat "$1" "${"$"}{1%.txt}".*.part 2>/dev/null | grep -Fqx -e "$(sha512sum "$2")"
}
renewal() { # LIST: of its form; what it names and is here is as it says; each stamp over it holds
  sed -n 1p "$1" | grep -qx 'renewal/v1' || return 1
  sed '1,/^$/d' "$1" >"$tmp/sums"
  for part in "${"$"}{1%.txt}".*.part; do
    [ -f "$part" ] || continue
    grep -Fqx -e "$(sha512sum "$part")" "$tmp/sums" || return 1
    cat "$part" >>"$tmp/sums"
  done
  sha512sum -c --ignore-missing --strict --quiet "$tmp/sums" || return 1
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
for list in proofs/renewals/*.txt; do
  [ -f "$list" ] && [ -d proofs/checkpoints ] || continue
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
