/** verify.sh, the part about a list of revoked keys that came another way, and later than the package. */

/** Needs `opened`, `logged`, `standing`, `before`, `tell`; $ends names the list, or is empty. */
export const LATER_FUNCTIONS = String.raw`cut_list() { # its parts, one a file, into $tmp/later: what it is, the head, and each entry with its proof
  mkdir "$tmp/later" && [ "$(wc -c <"$ends")" -le 1048576 ] && [ -z "$(tail -c 1 "$ends" | tr -d '\n')" ] || return 1
  LATER=$tmp/later awk 'BEGIN { part = ENVIRON["LATER"] "/0" }
    $0 == "===" { close(part); part = ENVIRON["LATER"] "/" (++n); next }
    { print >part }' "$ends" || return 1
  parts=$(find "$tmp/later" -type f | wc -l)
  { IFS= read -r form && IFS= read -r at && IFS= read -r count && ! IFS= read -r more; } <"$tmp/later/0" || return 1
  at=${"$"}{at#at }
  [ "$form" = holdfast/revocations/v1 ] && [ "$count" = "entries $(((parts - 2) / 2))" ] &&
    [ $((parts % 2)) -eq 0 ] && [ "$parts" -ge 2 ] && [ "$parts" -le 802 ] &&
    [ "$(sed -n 2p "$tmp/later/0")" = "at $(date -u -d "$at" +%Y-%m-%dT%H:%M:%S.%3NZ)" ]
}
ends_told() { # leaves in $tmp/ends of each key its role, name, the place of its end, the reason and since when
  opened "$tmp/later/1" || return 1
  list_log=$origin list_size=$size list_root=$want part=2
  while [ "$part" -lt "$parts" ]; do
    cp "$tmp/later/$part" "$tmp/leaf" &&
      [ "$(head -c 2000 "$tmp/leaf" | tr '\n' ' ' | grep -Ecx "key-revoke/v1 role [a-z-]+ spki sha256 [0-9a-f]{64} reason [A-Za-z]+ since $moment at $moment ")" -eq 1 ] &&
      logged "$tmp/later/$((part + 1))" || return 1
    echo "$(sed -n 's/^role //p' "$tmp/leaf") $(sed -n 's/^spki sha256 //p' "$tmp/leaf") $(standing) $(sed -n 's/^reason //p' "$tmp/leaf") $(sed -n 's/^since //p' "$tmp/leaf")"
    part=$((part + 2))
  done >"$tmp/ends"
}
list_of_ends() { # looks the list through; leaves $looked empty where it shows nothing up to this package
  looked= level=L1
  : >"$tmp/ends"
  if [ -z "$ends" ]; then return; fi
  cut_list >/dev/null 2>&1 || { tell OPEN "the list of revocations cannot be read: nothing was looked up"; return; }
  ends_told >/dev/null 2>&1 || { : >"$tmp/ends"; tell OPEN "the list of revocations is not this ledger's: nothing was looked up"; return; }
  looked=1
  for proof in proofs/*/*manifest.tlog-proof; do
    [ -f "$proof" ] && sed '1,/^$/d' "$proof" >"$tmp/note" && opened "$tmp/note" >/dev/null 2>&1 || continue
    if [ "$origin $size" = "$list_log $list_size" ]; then
      if [ "$want" != "$list_root" ]; then
        level=L2 looked=
        : >"$tmp/ends"
        tell FAILED "the list of revocations and this package are of one and the same ledger"
        return
      fi
    elif before "$(printf '%s %16s' "$list_log" "$list_size")" "$(printf '%s %16s' "$origin" "$size")"; then looked=
    fi
  done
  if [ -n "$looked" ]; then
    tell PASSED "revoked keys were looked up as far as entry $list_size of $list_log, $at by the word of whoever made the list, and theirs alone that it leaves none out"
  else
    tell OPEN "the list of revocations is older than this package ($list_log, $list_size entries): it knows nothing of what came after"
  fi
}
later_end() { # of the key $spki in its $role: leaves its place in $recorded, and $reason and $since, if there is one, and it came before $recorded
  sed -n "s/^$role $spki //p" "$tmp/ends" | sort | sed -n 1p >"$tmp/end"
  read -r log at_index why from <"$tmp/end" || return 1
  place=$(printf '%s %16s' "$log" "$at_index")
  if [ -n "$recorded" ] && before "$recorded" "$place"; then return; fi
  recorded=$place reason=$why since=$from
}
`;

/** For VERIFY.txt. */
export const LATER_TEXT = `之后的吊销 · Revocations that came later: 向出具单位另取吊销清单（/ledger/revocations 或 holdfast ledger revocations），然后 · get the
agency's list of revocations and run: REVOCATIONS=FILE sh verify/verify.sh … 清单只能证明所列吊销，不能证明没有别的 · The list proves the revocations that
it holds; that there are no others is the agency's word. Of a list of files nothing shows that it came before the end of its key.
`;
