/** verify.sh, the part about the ledger: signed notes and proofs of entries (C2SP signed-note, tlog-proof; RFC 6962), with openssl alone. */

/** Needs $key, $tmp. `known_keys` comes before the others. */
export const LEDGER_FUNCTIONS = String.raw`raw() { printf %s "$1" | base64 -d; }
sum() { sha256sum "$@" | tr a-f A-F; } # as basenc takes it
node() { # HEX HEX: leaves in $hash what stands above both
  hash=$(printf '01%s%s' "$1" "$2" | basenc -d --base16 | sum) hash=${"$"}{hash%% *}
}
key_id() { # NAME KEY: what signature lines and verifier keys call it; the key in base64, after the byte of its kind
  { printf '%s\n' "$1"; raw "$2"; } | sha256sum | cut -c1-8
}
spki() { # KEY: as openssl takes it (RFC 8410)
  printf '\060\052\060\005\006\003\053\145\160\003\041\000'
  raw "$1" | tail -c +2
}
known_keys() { # FILE: the keys of logs in it whose id belongs to them, one a line
  while read -r line more || [ -n "$line" ]; do
    line=$(printf %s "$line" | tr -d '\r') name=${"$"}{line%%+*} value=${"$"}{line#*+}
    id=${"$"}{value%%+*} value=${"$"}{value#*+}
    [ -z "$more" ] && [ "$line" = "$name+$id+$value" ] || continue
    [ "$(raw "$value" 2>/dev/null | od -An -N 1 -tx1 | tr -d ' ')" = 01 ] || continue
    [ "$(raw "$value" 2>/dev/null | wc -c)" -eq 33 ] && [ "$(key_id "$name" "$value")" = "$id" ] || continue
    printf '%s\n' "$line"
  done <"$1"
}
log_key() { # ORIGIN: the log's key, or that of the same agency's log of another year, in base64
  ORIGIN=$1 awk -F '[+]' '
    { name = $1 ""; origin = ENVIRON["ORIGIN"] "" }
    name == origin && own == "" { own = $0 }
    sub(/\/[0-9][0-9][0-9][0-9]$/, "", name) && sub(/\/[0-9][0-9][0-9][0-9]$/, "", origin) &&
      name == origin && near == "" { near = $0 }
    END { print own == "" ? near : own }' "$tmp/keys" | cut -d + -f 3-
}
opened() { # NOTE: the log's key signed it (C2SP signed-note); leaves its text in $tmp/body
  sed '/^$/,$d' "$1" >"$tmp/body"
  { read -r origin; read -r size; read -r want; } <"$tmp/body" || return 1
  # One checkpoint covers many entries.
  if cmp -s "$1" "$tmp/opened"; then return 0; fi
  if sed '1,/^$/d' "$1" | grep -Evq '^— [^ ]+ [A-Za-z0-9+/]+=*$'; then return 1; fi
  value=$(log_key "$origin")
  [ -n "$value" ] || return 1
  id=$(key_id "$origin" "$value") lines=0
  ORIGIN=$origin awk '$1 == "—" && $2 == ENVIRON["ORIGIN"] { print $3 }' "$1" >"$tmp/lines"
  while read -r line; do
    [ "$(raw "$line" 2>/dev/null | od -An -N 4 -tx1 | tr -d ' \n')" = "$id" ] || continue
    raw "$line" | tail -c +5 >"$tmp/sig"
    lines=$((lines + 1))
  done <"$tmp/lines"
  [ "$lines" -eq 1 ] || return 1
  spki "$value" >"$tmp/key"
  openssl pkeyutl -verify -pubin -keyform DER -inkey "$tmp/key" -rawin -in "$tmp/body" \
    -sigfile "$tmp/sig" || return 1
  cp "$1" "$tmp/opened"
}
hashes='[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]='
logged() { # PROOF: the ledger holds the text in $tmp/leaf (RFC 6962, C2SP tlog-proof); leaves $origin and $index
  [ -f "$1" ] || return 1
  sed '1,/^$/d' "$1" >"$tmp/note"
  opened "$tmp/note" || return 1
  { IFS= read -r form; IFS= read -r index; } <"$1" || return 1
  case $index in 'index '*) index=${"$"}{index#index } ;; *) return 1 ;; esac
  case $index,$size in ,* | *, | *[!0-9,]*) return 1 ;; esac
  [ "$form" = c2sp.org/tlog-proof@v1 ] && [ "$index" -lt "$size" ] || return 1
  { printf '%s\n' "$want"; sed -e '1,2d' -e '/^$/,$d' "$1"; } >"$tmp/steps"
  if grep -Evqx -e "$hashes" "$tmp/steps"; then return 1; fi
  set -- $(base64 -d "$tmp/steps" | basenc --base16 -w 64)
  want=$1 i=$index n=$((size - 1))
  shift
  hash=$({ printf '\000'; cat "$tmp/leaf"; } | sum) hash=${"$"}{hash%% *}
  for step; do
    [ "$n" -gt 0 ] || return 1
    if [ $((i % 2)) -eq 1 ] || [ "$i" -eq "$n" ]; then
      node "$step" "$hash"
      while [ $((i % 2)) -eq 0 ] && [ "$i" -gt 0 ]; do i=$((i / 2)) n=$((n / 2)); done
    else
      node "$hash" "$step"
    fi
    i=$((i / 2)) n=$((n / 2))
  done
  [ "$n" -eq 0 ] && [ "$hash" = "$want" ]
}
`;
