/** verify.sh and VERIFY.txt, the part about time: RFC 3161 tokens over checkpoints, with openssl alone. */

export const TIME_TEXT = String.raw`时间：可信时间戳（RFC 3161）证明检查点及其前全部记录最晚何时已存在 · Time: a stamp (RFC 3161) shows when at the
latest a checkpoint existed, with all entries before it. 机构的根证书应向时间戳机构核对 · Compare the authority's root with the
authority itself.

    bad=0; for t in proofs/checkpoints/*.tsr; do [ -f "$t" ] || continue; n=${"${t%.*}"}; n=${"${n%.*}"}.note; a=$(openssl ts -reply -in "$t" -token_out | openssl ts -reply -token_in -in /dev/stdin -text | sed -n 's/^Time stamp: //p'); echo "$n: $a"; openssl ts -verify -data "$n" -in "$t" -CAfile "proofs/authorities/$(basename "${"${t%.tsr}"}" | cut -d . -f 2).pem" -attime "$(date -u -d "$a" +%s)" || bad=1; done; test $bad -eq 0
`;

/** Needs $tmp and `opened` of the script. */
export const TIME_FUNCTIONS = String.raw`stamped() { # NOTE TOKEN CAFILE: the authority stamped exactly this checkpoint, with a certificate good at that time
  # Out of the token, which is signed: around it a reply can have any text, also one that looks like a time.
  openssl ts -reply -in "$2" -token_out -out "$tmp/token" &&
    openssl ts -reply -token_in -in "$tmp/token" -text >"$tmp/reply" || return 1
  [ "$(grep -c '^Time stamp: ' "$tmp/reply")" -eq 1 ] || return 1
  at=$(sed -n 's/^Time stamp: //p' "$tmp/reply")
  openssl ts -verify -data "$1" -in "$2" -CAfile "$3" -attime "$(date -u -d "$at" +%s)"
}
holds() { # PROOF NOTE: the checkpoint in the proof is this one; the proof may have more signatures
  sed '/^$/,$d' "$2" >"$tmp/body"
  sed '1,/^$/d' "$1" | sed '/^$/,$d' | cmp -s - "$tmp/body"
}
proven() { # NOTE: signed by the log (less could be stamped before the entries are there), and a proof leads to it
  opened "$1" >"$tmp/out" 2>&1 || return 1
  for proof in proofs/*/*.tlog-proof; do
    if holds "$proof" "$1"; then return 0; fi
  done
  return 1
}
`;

/**
 * Needs $tsa ("" if no authority's root was given) and `tell`. One token that does not hold fails a checkpoint, one of the
 * given authority proves it; under the package's own roots it stays open.
 */
export const TIME_CHECKS = String.raw`level=L3
: >"$tmp/proven"
for note in proofs/checkpoints/*.note; do
  [ -f "$note" ] || continue
  if ! proven "$note"; then tell FAILED "$note is the checkpoint of a proof"; continue; fi
  echo "$note" >>"$tmp/proven"
  came='' said=''
  for token in "${"$"}{note%.note}".*.tsr; do
    [ -f "$token" ] || continue
    who=$(basename "$token" .tsr | cut -d . -f 2)
    if [ -n "$tsa" ] && stamped "$note" "$token" "$tsa" >"$tmp/out" 2>&1; then
      [ "$came" = FAILED ] || came=PASSED
      said="$said, by $who at $at"
    elif stamped "$note" "$token" "proofs/authorities/$who.pem" >"$tmp/out" 2>&1; then
      [ -n "$came" ] || came=OPEN
      said="$said, by $who at $at (root from the package)"
    else
      came=FAILED said="$said, not by $who"
    fi
  done
  tell "${"$"}{came:-FAILED}" "$note was stamped${"$"}{said:-: no}"
done
for proof in proofs/*/*.tlog-proof; do
  [ -d proofs/checkpoints ] || break
  found=1
  while read -r note; do
    if holds "$proof" "$note"; then found=0; fi
  done <"$tmp/proven"
  [ "$found" -eq 0 ] || tell OPEN "$proof leads to no stamped checkpoint yet"
done
`;
