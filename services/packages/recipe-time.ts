/** verify.sh and VERIFY.txt, the part about time: RFC 3161 tokens over checkpoints, with openssl alone. */
import { RENEWAL_CHECKS, RENEWAL_FUNCTIONS } from "./recipe-renewal.ts";
import { REVOCATION_FUNCTIONS } from "./recipe-revocation.ts";

export const TIME_TEXT = String.raw`时间：可信时间戳（RFC 3161）证明检查点及其前全部记录最晚何时已存在 · Time: a stamp (RFC 3161) shows when at the
latest a checkpoint existed, with all entries before it. 机构的根证书应向时间戳机构核对 · Compare the authority's root with the
authority itself. 证书到期后，时间戳须由到期前所做的续期（proofs/renewals，SHA-512）支持，verify.sh 会核验 · Once its certificates are
over, a stamp holds by a renewal that was made before (proofs/renewals, SHA-512); verify.sh looks for it.
机构证书是否被吊销：openssl crl -inform DER -in proofs/authorities/NAME.crl -noout -text，或 · or openssl ocsp -respin
proofs/authorities/NAME.ocsp -noverify -resp_text，规则见 verify.sh 中的 unrevoked ·
Whether its certificate was revoked: those commands, and "unrevoked" in verify.sh for the rule.
先核验账本确已签署该检查点 · First that the log signed the checkpoint:

    bad=0; for n in proofs/checkpoints/*.note; do [ -f "$n" ] || continue; o=$(sed -n 1p "$n"); w=$(mktemp -d); { printf '\060\052\060\005\006\003\053\145\160\003\041\000'; awk -F + -v "o=$o" '$1 == o' proofs/ledger.vkey | cut -d + -f 3- | base64 -d | tail -c +2; } >"$w/key"; sed '/^$/,$d' "$n" >"$w/text"; awk -v "o=$o" '$1 == "—" && $2 == o { print $3 }' "$n" | base64 -d | tail -c +5 >"$w/sig"; openssl pkeyutl -verify -pubin -keyform DER -inkey "$w/key" -rawin -in "$w/text" -sigfile "$w/sig" || bad=1; rm -r "$w"; done; test $bad -eq 0

然后是时间戳 · Then the stamps over it:

    bad=0; for t in proofs/checkpoints/*.tsr; do [ -f "$t" ] || continue; n=${"${t%.*}"}; n=${"${n%.*}"}.note; a=$(openssl ts -reply -in "$t" -token_out | openssl ts -reply -token_in -in /dev/stdin -text | sed -n 's/^Time stamp: //p'); echo "$n: $a"; openssl ts -verify -data "$n" -in "$t" -CAfile "proofs/authorities/$(basename "${"${t%.tsr}"}" | cut -d . -f 2).pem" -attime "$(date -u -d "$a" +%s)" || bad=1; done; test $bad -eq 0
`;

/** Needs $tmp and `opened` of the script. */
export const TIME_FUNCTIONS = String.raw`${REVOCATION_FUNCTIONS}stamped() { # FILE TOKEN CAFILE: the authority stamped exactly this, with a certificate good at that time
  listed=''
  # Out of the token, which is signed: around it a reply can have any text, also one that looks like a time.
  openssl ts -reply -in "$2" -token_out -out "$tmp/token" &&
    openssl ts -reply -token_in -in "$tmp/token" -text >"$tmp/reply" || return 1
  [ "$(grep -c '^Time stamp: ' "$tmp/reply")" -eq 1 ] || return 1
  at=$(sed -n 's/^Time stamp: //p' "$tmp/reply")
  openssl ts -verify -data "$1" -in "$2" -CAfile "$3" -attime "$(date -u -d "$at" +%s)" &&
    unrevoked "$2" "$3"
}
bodies() { # the text of the checkpoint in each proof, in a file of its own; the proofs by number
  mkdir "$tmp/bodies" && find proofs -name '*.tlog-proof' -type f | sort >"$tmp/numbered"
  FOLDER=$tmp/bodies awk '{
    file = ENVIRON["FOLDER"] "/" NR; blanks = 0
    while ((getline line <$0) > 0) if (line == "") blanks++; else if (blanks == 1) print line >file
    close(file); close($0)
  }' "$tmp/numbered"
}
proven() { # NOTE: signed by the log (less could be stamped before the entries are there), and a proof leads to it
  opened "$1" >"$tmp/out" 2>&1 || return 1
  for body in "$tmp/bodies"/*; do
    if cmp -s "$body" "$tmp/body"; then cp "$body" "$tmp/proven/"; return 0; fi
  done
  return 1
}
${RENEWAL_FUNCTIONS}`;

/**
 * Needs $tsa ("" if no authority's root was given) and `tell`. One token that does not hold fails a checkpoint, one of the
 * given authority proves it; under the package's own roots it stays open.
 */
export const TIME_CHECKS = String.raw`${RENEWAL_CHECKS}level=L3
bodies
mkdir "$tmp/proven"
for note in proofs/checkpoints/*.note; do
  [ -f "$note" ] || continue
  if ! proven "$note"; then tell FAILED "$note is the checkpoint of a proof"; continue; fi
  came='' said='' first='' lists=''
  text=$(sha256sum <"$tmp/body" | cut -c1-64)
  for token in "${"$"}{note%.note}".*.tsr; do
    [ -f "$token" ] || continue
    who=$(basename "$token" .tsr | cut -d . -f 2)
    if [ -n "$tsa" ] && stamped "$note" "$token" "$tsa" >"$tmp/out" 2>&1; then
      said="$said, by $who at $at" when=$(date -u -d "$at" +%Y-%m-%dT%H:%M:%S.%3NZ)
      if lasting "$note" "$token" "$tsa"; then
        [ "$came" = FAILED ] || came=PASSED
        if [ -z "$first" ] || before "$when" "$first"; then first=$when; fi
        said="$said$(cat "$tmp/held")"
      else
        [ -n "$came" ] || came=OPEN
        said="$said (over, and no renewal under this root holds it)"
      fi
    elif stamped "$note" "$token" "proofs/authorities/$who.pem" >"$tmp/out" 2>&1; then
      [ -n "$came" ] || came=OPEN
      said="$said, by $who at $at (root from the package)"
    else
      came=FAILED said="$said, not by $who"
    fi
    lists="$lists${"$"}{listed:+; $who: $listed}"
  done
  [ "$came" != PASSED ] || echo "$text $first" >>"$tmp/existed"
  tell "${"$"}{came:-FAILED}" "$note was stamped${"$"}{said:-: no}$lists"
done
number=0 stamps=$(find proofs/checkpoints -name '*.note' 2>/dev/null | wc -l)
while IFS= read -r proof; do
  [ "$stamps" -gt 0 ] || break
  number=$((number + 1)) found=1
  for body in "$tmp/proven"/*; do
    if cmp -s "$tmp/bodies/$number" "$body"; then found=0; fi
  done
  [ "$found" -eq 0 ] || tell OPEN "$proof leads to no stamped checkpoint yet"
done <"$tmp/numbered"
`;
