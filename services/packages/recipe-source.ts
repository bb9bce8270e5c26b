/** verify.sh, the part about the source: what was said at reception of signatures inside a recording is what the ledger holds. */

/** Of one item; needs `check`, `tell`, `logged`, `media_of` and $spoke of the script. Only "valid" shows where a recording comes from. */
export const SOURCE_FUNCTION = String.raw`speaks() { # VERDICT ITEM: of this item, and of what its manifest names
  grep -q "^{[^{]*\"item\":\"$2\"" "$1" || return 1
  of=$(sed -n 's/^{[^{]*"item":"[^"]*","sha256":\("[0-9a-f]*"\|null\),.*/\1/p' "$1")
  [ "$of" = null ] || [ "$spoke" -ne 0 ] || [ "$of" = "\"$(media_of "metadata/$2/manifest.json")\"" ]
}
source_of() { # ITEM
  level=L6 said=metadata/$1/source.json proof=proofs/$1/source.tlog-proof
  [ ! -f "$proof" ] || echo "$proof" >>"$tmp/proofs"
  if [ ! -f "$said" ] && [ ! -f "$proof" ]; then
    tell OPEN "$1 nothing was said of the recording's own signatures"
    return
  fi
  printf 'source/v1\nitem %s\nverdict sha256 %s\n' "$1" "$(sha "$said")" >"$tmp/leaf"
  check "$1 verdict on the recording's own signatures is in the ledger" logged "$proof"
  check "$1 verdict speaks of the original" speaks "$said" "$1"
  word=$(sed -n 's/^{[^{]*"verdict":"\([a-z-]*\)".*/\1/p' "$said")
  if grep -q '"expected":"always-signs"' "$said"; then
    tell OPEN "$1 this device was known to sign every recording, and this one lacks that signature: find out why"
  fi
  [ "$word" = valid ] || tell OPEN "$1 verdict on the recording's own signatures at reception: $word"
}
`;
