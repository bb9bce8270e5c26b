/** verify/: how anyone checks a package with sha256sum and openssl, as lines to paste and as a script. */
import { SECOND_CHECKS, SECOND_FUNCTIONS, SECOND_TEXT } from "./recipe-gm.ts";

import { SOURCE_FUNCTION } from "./recipe-source.ts";
import { TIME_CHECKS, TIME_FUNCTIONS, TIME_TEXT } from "./recipe-time.ts";
import { WITNESS_CHECKS, WITNESS_FUNCTIONS } from "./recipe-witness.ts";
import { CUSTODY_FUNCTIONS, LEVEL_LINES, NEIGHBOUR_CHECK } from "./recipe-custody.ts";

/** Lines that begin with four blanks can be pasted into a shell in the package's folder. */
export const VERIFY_TEXT = String.raw`铁证 Holdfast · 核验说明 · HOW TO VERIFY

本数据包可离线核验，只需 Debian 自带的 coreutils、findutils 与 openssl 3。先解压，进入本文件的上一级文件夹。
This package is verified offline with coreutils, findutils and openssl 3. Unpack it and change into
the folder above this file.

一次完成，退出码为失败项数 · All at once; the exit status is the number of failures:

    sh verify/verify.sh

没有命令行时 · Without a command line: 在浏览器中打开 verify/verify.html（不联网）· open verify/verify.html in a
browser; it needs no network.

最重要的一步 · The step that matters most: 包内的根证书不能证明自己。请通过其他渠道向出具单位核对
下列指纹。A package cannot vouch for its own root. Compare this fingerprint with the agency by another way:

    openssl x509 -in proofs/root.pem -noout -fingerprint -sha256

已有根证书、账本公钥、见证策略和时间戳机构的根证书时 · If you hold the agency's root, ledger key, policy of witnesses and the
root of the authority for time stamps already ('' stands for one you do not have):
sh verify/verify.sh ROOT.pem LEDGER.vkey POLICY.txt AUTHORITY.pem

逐步核验 · Step by step:

1. 文件未改动 · No file was changed.

    sha256sum -c --strict --quiet manifest-sha256.txt
    sha256sum -c --strict --quiet tagmanifest-sha256.txt

2. 没有多出的文件 · No file was added.

    test "$(find . ! -type d | wc -l)" -eq "$(($(cat manifest-sha256.txt tagmanifest-sha256.txt | wc -l) + 1))"

3. 清单已签名：删去文件及其清单行也会被发现 · The list is signed: a file that was removed together with
its lines is missed too.

    openssl cms -verify -binary -inform DER -in metadata/package.json.p7s -content metadata/package.json -CAfile proofs/root.pem -no-CApath -no-CAstore -purpose smimesign -out /dev/null
    sed -n 's/^{"path":"\([^"]*\)","sizeBytes":[0-9]*,"sha256":"\([0-9a-f]*\)"},*$/\2  \1/p' metadata/package.json | sha256sum -c --strict --quiet

签名证书过期后，加上 -attime（签名时间，自 1970 年起的秒数）· Once the signing certificate is over, add
-attime with the time of signing in seconds since 1970; verify.sh does so.

4. 每份证据的说明文件已签名 · The manifest of every item is signed.

    bad=0; for m in metadata/*/*manifest.json; do openssl cms -verify -binary -inform DER -in "$m.p7s" -content "$m" -CAfile proofs/root.pem -no-CApath -no-CAstore -purpose smimesign -out /dev/null || bad=1; done; test $bad -eq 0

5. 说明文件所述即此文件 · The manifest speaks of this very file.

    bad=0; for d in data/original/*; do grep -q "\"$(cat "$d"/* | sha256sum | cut -c1-64)\"" "metadata/$(basename "$d")/manifest.json" || bad=1; done; test $bad -eq 0

6. 账本：见 verify.sh 中的 logged · The ledger: see "logged" in verify.sh, 40 lines of shell. 亦可用其他
tlog 软件核验 proofs/ 下的 .tlog-proof（C2SP tlog-proof，Ed25519，RFC 6962）· Any other tlog software takes
the .tlog-proof files too.

7. 见证：见 verify.sh 中的 witnessed · Witnesses: see "witnessed" in verify.sh. 见证人的公钥（proofs/witnesses.vkey）
应向见证人本人核对 · Compare the keys of proofs/witnesses.vkey with the witnesses themselves, not with the agency.

8. ${TIME_TEXT}

9. 录像自带的签名 · Signatures inside the recording. metadata/*/source.json 是接收时、制作副本之前的核验结论，
其摘要登记在账本中 · what was found at reception, before anything was made of the recording; its digest is in the ledger.

10. ${SECOND_TEXT}
本数据包不证明 · What a package does not prove: 录制内容真实、设备时钟准确、接收之前未作改动 · that what
was recorded is true, that the device's clock was right, that nothing was changed before it was received.
`;

export const VERIFY_SCRIPT = String.raw`#!/bin/sh
# Checks this package with coreutils, findutils and openssl alone. Exit status: how many checks failed.
# usage: [GM_ROOT=SM2-ROOT.pem] sh verify/verify.sh [ROOT.pem [LEDGER.vkey [POLICY.txt [AUTHORITY.pem]]]]; '' for one you do not have
export LC_ALL=C
here=$(cd "$(dirname "$0")/.." && pwd) || exit 125
root=$here/proofs/root.pem key=$here/proofs/ledger.vkey policy=proofs/policy.txt tsa=
for file in "$1" "$2" "$3" "$4" "$GM_ROOT"; do
  [ -z "$file" ] || [ -f "$file" ] || { echo "no such file · 没有此文件: $file" >&2; exit 125; }
done
[ -z "$1" ] || root=$(readlink -f "$1")
[ -z "$2" ] || key=$(readlink -f "$2")
[ -z "$3" ] || policy=$(readlink -f "$3")
[ -z "$4" ] || tsa=$(readlink -f "$4")
gmroot=$here/proofs/gm-root.pem
[ -z "$GM_ROOT" ] || gmroot=$(readlink -f "$GM_ROOT")
cd "$here" || exit 125
tmp=$(mktemp -d) || exit 125
trap 'rm -rf "$tmp"' EXIT
fails=0
tell() { # VERDICT WHAT: for the level that $level names
  printf '%-7s %s %s\n' "$1" "$level" "$2"
  echo "$1" >>"$tmp/$level"
  [ "$1" != FAILED ] || fails=$((fails + 1))
}
check() { # WHAT COMMAND…
  what=$1; shift
  if "$@" >"$tmp/out" 2>&1; then tell PASSED "$what"; else tell FAILED "$what"; fi
}

payload() { sha256sum -c --strict --quiet manifest-sha256.txt; }
tags() {
  find . -type f ! -path './data/*' ! -path ./tagmanifest-sha256.txt | cut -c3- | sort |
    xargs -d '\n' sha256sum | cmp - tagmanifest-sha256.txt
}
complete() {
  { cut -c67- manifest-sha256.txt tagmanifest-sha256.txt; echo tagmanifest-sha256.txt; } | sort >"$tmp/listed"
  find . ! -type d | cut -c3- | sort | cmp - "$tmp/listed" && [ -z "$(find . ! -type d ! -type f)" ]
}
stated() {
  [ -f metadata/package.json.p7s ] || return 1
  sed -n 's/^{"path":"\([^"]*\)","sizeBytes":[0-9]*,"sha256":"\([0-9a-f]*\)"},*$/\2  \1/p' \
    metadata/package.json >"$tmp/stated"
  cat manifest-sha256.txt tagmanifest-sha256.txt | grep -v '  metadata/package[.]json\([.]p7s\)*$' |
    sort -k 2 | cmp - "$tmp/stated"
}
signed() { # FILE SIGNATURE: by a certificate that was valid when it signed
  at=$(openssl cms -cmsout -print -inform DER -in "$2" | grep -A 3 'signingTime' |
    sed -n 's/^ *\(UTCTIME\|GENERALIZEDTIME\):\(.*\)$/\2/p')
  openssl cms -verify -binary -inform DER -in "$2" -content "$1" -CAfile "$root" -no-CApath \
    -no-CAstore -purpose smimesign -attime "$(date -u -d "$at" +%s)" -out /dev/null
}
about() { # ITEM MANIFEST: signed, and it speaks of this item
  signed "$2" "$2.p7s" && grep -q "\"item\":\"$1\"" "$2"
}
names() { # MANIFEST FILE: the signed text has the file's digest in it
  grep -q "\"$(sha256sum <"$2" | cut -c1-64)\"" "$1"
}

${SECOND_FUNCTIONS}
raw() { printf %s "$1" | base64 -d; }
digest() { openssl dgst -sha256 -binary | base64 -w 0; }
node() { { printf '\001'; raw "$1"; raw "$2"; } | digest; }
log_key() { # ORIGIN: the log's key, or that of the same agency's log of another year, in base64
  ORIGIN=$1 awk -F '[+]' '
    { name = $1 ""; origin = ENVIRON["ORIGIN"] "" }
    name == origin && own == "" { own = $0 }
    sub(/\/[0-9][0-9][0-9][0-9]$/, "", name) && sub(/\/[0-9][0-9][0-9][0-9]$/, "", origin) &&
      name == origin && near == "" { near = $0 }
    END { print own == "" ? near : own }' "$key" | cut -d + -f 3-
}
opened() { # NOTE: the log's key signed it (C2SP signed-note); leaves its text in $tmp/body
  sed '/^$/,$d' "$1" >"$tmp/body"
  origin=$(sed -n 1p "$tmp/body") size=$(sed -n 2p "$tmp/body") want=$(sed -n 3p "$tmp/body")
  { printf '\060\052\060\005\006\003\053\145\160\003\041\000'
    raw "$(log_key "$origin")" | tail -c +2; } >"$tmp/key"
  raw "$(grep -F "— $origin " "$1" | cut -d ' ' -f 3)" | tail -c +5 >"$tmp/sig"
  openssl pkeyutl -verify -pubin -keyform DER -inkey "$tmp/key" -rawin -in "$tmp/body" \
    -sigfile "$tmp/sig"
}
logged() { # PROOF: the ledger holds the text in $tmp/leaf (RFC 6962, C2SP tlog-proof)
  sed '1,/^$/d' "$1" >"$tmp/note"
  opened "$tmp/note" || return 1
  index=$(sed -n '2s/^index //p' "$1")
  case $index,$size in ,* | *, | *[!0-9,]*) return 1 ;; esac
  [ "$(sed -n 1p "$1")" = c2sp.org/tlog-proof@v1 ] && [ "$index" -lt "$size" ] || return 1
  hash=$({ printf '\000'; cat "$tmp/leaf"; } | digest)
  i=$index n=$((size - 1))
  for step in $(sed -e '1,2d' -e '/^$/,$d' "$1"); do
    [ "$n" -gt 0 ] || return 1
    if [ $((i % 2)) -eq 1 ] || [ "$i" -eq "$n" ]; then
      hash=$(node "$step" "$hash")
      while [ $((i % 2)) -eq 0 ] && [ "$i" -gt 0 ]; do i=$((i / 2)) n=$((n / 2)); done
    else
      hash=$(node "$hash" "$step")
    fi
    i=$((i / 2)) n=$((n / 2))
  done
  [ "$n" -eq 0 ] && [ "$hash" = "$want" ]
}

${WITNESS_FUNCTIONS}
${TIME_FUNCTIONS}
${CUSTODY_FUNCTIONS}
${SOURCE_FUNCTION}
package=$(sed -n '1s/^{"type":"holdfast\/package\/v1","packageId":"\([0-9a-f-]*\)".*/\1/p' metadata/package.json)
[ -n "$1" ] || { level=L1; tell OPEN "the root certificate is the package's own: compare it by another way"; }
[ -n "$2" ] || { level=L2; tell OPEN "the ledger key is the package's own: compare it by another way"; }
level=L0
check "originals and copies are unchanged" payload
check "all other files are unchanged" tags
check "no file is missing or added" complete
level=L1; check "the list of files is signed" signed metadata/package.json metadata/package.json.p7s
level=L0; check "the signed list says the same" stated
for folder in metadata/*/; do
  item=$(basename "$folder")
  for manifest in "$folder"*manifest.json; do
    kind=$(basename "$manifest" | sed 's/[.]*manifest[.]json$//')
    level=L1
    check "$item manifest is signed: $(basename "$manifest")" about "$item" "$manifest"
${SECOND_CHECKS}    if [ -z "$kind" ]; then
      printf 'clip/v1\nitem %s\nmanifest sha256 %s\n' "$item" "$(sha256sum <"$manifest" | cut -c1-64)" >"$tmp/leaf"
      level=L0; check "$item original is what its manifest says" names "$manifest" data/original/"$item"/*
      level=L2; check "$item original is in the ledger" logged "proofs/$item/manifest.tlog-proof"
    else
      printf 'derive/v1\nitem %s\nkind %s\nmanifest sha256 %s\n' "$item" "$kind" "$(sha256sum <"$manifest" | cut -c1-64)" >"$tmp/leaf"
      level=L0; check "$item $kind is what its manifest says" names "$manifest" data/viewing/"$item"/"$kind".*
      level=L2; check "$item $kind is in the ledger" logged "proofs/$item/$kind.manifest.tlog-proof"
    fi
  done
  level=L2
  check "$item receipt is signed" signed "proofs/$item/receipt.json" "proofs/$item/receipt.p7s"
  check "$item receipt names the manifest" names "proofs/$item/receipt.json" "metadata/$item/manifest.json"
  level=L5
  check "$item custody record is unbroken, up to this package" custody "metadata/$item/custody.jsonl" "$item" "metadata/$item/manifest.json"
  source_of "$item"
done
${WITNESS_CHECKS}${TIME_CHECKS}${NEIGHBOUR_CHECK}${LEVEL_LINES}echo
echo "root certificate: compare with the agency by another way · 请通过其他渠道核对根证书指纹"
openssl x509 -in "$root" -noout -fingerprint -sha256 || fails=$((fails + 1))
echo "$fails failed · 失败 $fails 项"
[ "$fails" -le 124 ] || fails=124
exit "$fails"
`;
