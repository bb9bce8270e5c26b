/** verify/: how anyone checks a package with sha256sum and openssl, as lines to paste and as a script. */
import { LEVEL_MEANINGS } from "./level-meaning.ts";
import { SECOND_CHECKS, SECOND_FUNCTIONS, SECOND_TEXT } from "./recipe-gm.ts";
import { ITEM_CHECKS, ITEM_FUNCTIONS } from "./recipe-item.ts";
import { LEDGER_FUNCTIONS } from "./recipe-ledger.ts";
import { KEY_FUNCTIONS, KEY_TEXT } from "./recipe-keys.ts";
import { LATER_FUNCTIONS } from "./recipe-later.ts";
import { DERIVED_FUNCTION, DERIVED_TEXT, PROGRAM_FUNCTION } from "./recipe-derived.ts";
import { SOURCE_FUNCTION } from "./recipe-source.ts";
import { TIME_CHECKS, TIME_FUNCTIONS, TIME_TEXT } from "./recipe-time.ts";
import { VISIT_FUNCTIONS } from "./recipe-visit.ts";
import { WITNESS_CHECKS, WITNESS_FUNCTIONS } from "./recipe-witness.ts";
import { CUSTODY_FUNCTIONS, LEVEL_LINES, NEIGHBOUR_CHECK } from "./recipe-custody.ts";

const LEVELS_TEXT = Object.entries(LEVEL_MEANINGS)
  .map(
    ([level, { name, notProven }]) =>
      `${level} ${name["zh-CN"]} · ${name.en}\n   ${notProven["zh-CN"]}\n   ${notProven.en}`,
  )
  .join("\n");

/** Lines that begin with four blanks can be pasted into a shell in the package's folder. */
export const VERIFY_TEXT = String.raw`铁证 Holdfast · 核验说明 · HOW TO VERIFY

本数据包可离线核验，只需 Debian 自带的 coreutils、findutils 与 openssl 3。先解压，进入本文件的上一级文件夹。
This package is verified offline with coreutils, findutils and openssl 3. Unpack it and change into
the folder above this file.

一次完成，退出码为失败项数 · All at once; the exit status is the number of failures:

    sh verify/verify.sh

没有命令行时 · Without a command line: 在浏览器（手机亦可）中打开 verify/verify.html（不联网），选择整个 ZIP 文件 · open
verify/verify.html in a browser, also on a phone, and choose the whole ZIP; it needs no network.

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

5. 说明文件所述即此文件，且没有文件缺少说明文件 · The manifest speaks of this very file, and no file is without one.

    bad=0; for f in $(find data -type f); do i=$(echo "$f" | cut -d / -f 3); case $f in data/original/*) m=metadata/$i/manifest.json ;; *) m=metadata/$i/$(basename "$f" | cut -d . -f 1).manifest.json ;; esac; grep -q "\"media\":{\"bytes\":\"$(wc -c <"$f")\",\"sha256\":\"$(sha256sum <"$f" | cut -c1-64)\"" "$m" || bad=1; done; test $bad -eq 0

6. 账本：见 verify.sh 中的 logged · The ledger: see "logged" in verify.sh, 50 lines of shell. 亦可用其他
tlog 软件核验 proofs/ 下的 .tlog-proof（C2SP tlog-proof，Ed25519，RFC 6962）· Any other tlog software takes
the .tlog-proof files too.

7. 见证：见 verify.sh 中的 witnessed · Witnesses: see "witnessed" in verify.sh. 见证人的公钥（proofs/witnesses.vkey）
应向见证人本人核对 · Compare the keys of proofs/witnesses.vkey with the witnesses themselves, not with the agency.

8. ${TIME_TEXT}

9. 录像自带的签名 · Signatures inside the recording. metadata/*/source.json 是接收时、制作副本之前的核验结论，
其摘要登记在账本中 · what was found at reception, before anything was made of the recording; its digest is in the ledger.

10. 采集批次 · Visits to the dock. metadata/*/visit.json 是采集站所作陈述的摘录：摘要、数量、序号和本录像的位置 · is an extract of what
the dock stated: its digest, counts and numbers. 有 visit-statement.json 时，即采集站签署的原文：每份录像只有一个摘要，visit-opening.txt 是其中
关于本录像的一行，其 SHA-256 就在原文中；签名 visit-statement.sig（r、s 各 32 字节，ECDSA P-256），公钥 visit-statement.key，见 verify.sh 中的
signed_by_dock；公钥应向采集站核对 · Where visit-statement.json is there, it is the very text that the dock signed, with a digest for each recording;
visit-opening.txt is the line about this one, whose SHA-256 stands in it. Signature and key lie beside it: see "signed_by_dock" in verify.sh, and
compare the key with the dock. 没有时，陈述全文列有其他录像，不在包内；可请出具单位出示，其 SHA-256 应为 statementSha256 · Where it is not, the
whole names other recordings; ask the agency for it, and compare its SHA-256.

交付对象 · Recipient: metadata/package.json 首行的 issued 是此副本的交付对象与水印编号（watermark），随清单一并签名；没有时，未指明交付给谁 · "issued" in the
first line of metadata/package.json says for whom this copy was made, and its watermark id, signed with the list; without it, it was made for nobody in
particular.

完整性结论 · Completeness: metadata/completeness.json（供阅读的文本在旁边）是出具单位按其规则包对录制活动和案件所作的判断及理由，随清单一并签名；
只在涉及录制活动或案件时有 · is the agency's own verdict on sessions and cases by its rules, with reasons, signed with the list; the text beside it is for
people. It proves that the agency said so, not that nothing is missing.

保管记录 · Custody records: metadata/*/custody.jsonl 是逐条原文，custody.pdf 是同一记录的打印件，供阅读。以下情形没有打印件：
有字体所缺的字；一份记录超过 2,000 条；全包各份合计超过 5,000 条或 32 MiB 以后的各份 · custody.jsonl holds the exact record; custody.pdf is the
same to read and to print. It is left out where a character has no glyph, where a record has more than 2,000 events, and
from the record on with which those of this package together pass 5,000 events or 32 MiB.

C2PA：metadata/*/*.c2pa 是观看副本的 C2PA 清单；复制到副本旁并与其同名（viewing.c2pa），任何 C2PA 工具即可读取，以 proofs/root.pem 为信任根
· metadata/*/*.c2pa is a C2PA manifest of a viewing copy: put a copy of it beside that file, under its name, and any C2PA tool reads it; trust
proofs/root.pem there. verify.sh 只核对其字节 · verify.sh checks its bytes alone.

${DERIVED_TEXT}

11. ${KEY_TEXT}
12. ${SECOND_TEXT}
结论 · Verdicts: PASSED 通过，holds；FAILED 失败，does not hold: 不要依赖它，请询问出具单位 · do not rely on it, ask the agency；
OPEN、INDETERMINATE 无法判定：现有依据不足，并非不符 · not decided by what is at hand; that is no fault found.

各级单独成立，不合成总结论；以下是各级不证明什么 · Each level stands alone, and they are not added up. What each does not prove:

${LEVELS_TEXT}

本数据包不证明 · What a package does not prove: 录制内容真实、设备时钟准确、接收之前未作改动 · that what
was recorded is true, that the device's clock was right, that nothing was changed before it was received.
`;

export const VERIFY_SCRIPT = String.raw`#!/bin/sh
# Checks this package with coreutils, findutils and openssl alone. Exit status: how many checks failed.
# usage: [GM_ROOT=SM2-ROOT.pem] [REVOCATIONS=LIST] sh verify/verify.sh [ROOT.pem [LEDGER.vkey [POLICY.txt [AUTHORITY.pem]]]]; '' for one you do not have
export LC_ALL=C
here=$(cd "$(dirname "$0")/.." && pwd) || exit 125
root=$here/proofs/root.pem key=$here/proofs/ledger.vkey policy=proofs/policy.txt tsa=
for file in "$1" "$2" "$3" "$4" "$GM_ROOT" "$REVOCATIONS"; do
  [ -z "$file" ] || [ -f "$file" ] || { echo "no such file · 没有此文件: $file" >&2; exit 125; }
done
[ -z "$1" ] || root=$(readlink -f "$1")
[ -z "$2" ] || key=$(readlink -f "$2")
[ -z "$3" ] || policy=$(readlink -f "$3")
[ -z "$4" ] || tsa=$(readlink -f "$4")
gmroot=$here/proofs/gm-root.pem
[ -z "$GM_ROOT" ] || gmroot=$(readlink -f "$GM_ROOT")
ends=
[ -z "$REVOCATIONS" ] || ends=$(readlink -f "$REVOCATIONS")
cd "$here" || exit 125
tmp=$(mktemp -d) || exit 125
trap 'rm -rf "$tmp"' EXIT
fails=0
tell() { # VERDICT WHAT: for the level that $level names
  printf '%-7s %s %s\n' "$1" "$level" "$2"
  echo "$1" >>"$tmp/$level"
  [ "$1" != FAILED ] || fails=$((fails + 1))
}
aside() { # WHAT: open, and beside the level
  printf '%-7s %s %s\n' OPEN "$level" "$1"
}
check() { # WHAT COMMAND…
  what=$1; shift
  if "$@" >"$tmp/out" 2>&1; then tell PASSED "$what"; else tell FAILED "$what"; return 1; fi
}

payload() { cmp "$tmp/sums" manifest-sha256.txt; }
tags() {
  find . -type f ! -path './data/*' ! -path ./tagmanifest-sha256.txt | cut -c3- | sort |
    xargs -d '\n' sha256sum | cmp - tagmanifest-sha256.txt
}
complete() {
  { cut -c67- manifest-sha256.txt tagmanifest-sha256.txt; echo tagmanifest-sha256.txt; } | sort >"$tmp/listed"
  find . ! -type d | cut -c3- | sort | cmp - "$tmp/listed" && [ -z "$(find . ! -type d ! -type f)" ]
}
stated() { # the list says the same as the bag's
  [ -f metadata/package.json.p7s ] && readable || return 1
  find . -type f ! -path ./tagmanifest-sha256.txt ! -path './metadata/package.json*' -printf '%P","sizeBytes":%s\n' |
    sort >"$tmp/sizes"
  sed -n 's/^{"path":"\(.*\),"sha256":"[0-9a-f]*"},*$/\1/p' metadata/package.json | sort | cmp - "$tmp/sizes" || return 1
  cat manifest-sha256.txt tagmanifest-sha256.txt | grep -v '  metadata/package[.]json\([.]p7s\)*$' |
    sort -k 2 | cmp - "$tmp/stated"
}
signed() { # FILE SIGNATURE: by a certificate that was valid when it signed
  : >"$tmp/signer.pem"
  at=$(openssl cms -cmsout -print -inform DER -in "$2" |
    sed -n '/signingTime/,+3s/^ *\(UTCTIME\|GENERALIZEDTIME\):\(.*\)$/\2/p')
  [ -n "$at" ] || return 1
  openssl cms -verify -binary -inform DER -in "$2" -content "$1" -CAfile "$root" -no-CApath \
    -no-CAstore -purpose smimesign -attime "$(date -u -d "$at" +%s)" -signer "$tmp/signer.pem" -out /dev/null && signer
}
${SECOND_FUNCTIONS}
${LEDGER_FUNCTIONS}
${ITEM_FUNCTIONS}
${WITNESS_FUNCTIONS}
${TIME_FUNCTIONS}
${CUSTODY_FUNCTIONS}
${SOURCE_FUNCTION}
${DERIVED_FUNCTION}
${PROGRAM_FUNCTION}
${VISIT_FUNCTIONS}
${KEY_FUNCTIONS}
${LATER_FUNCTIONS}
package=$(sed -n '1s/^{"type":"holdfast\/package\/v1","packageId":"\([0-9a-f-]*\)".*/\1/p' metadata/package.json)
[ -n "$1" ] || { level=L1; tell OPEN "the root certificate is the package's own: compare it by another way"; }
[ -n "$2" ] || { level=L2; tell OPEN "the ledger key is the package's own: compare it by another way"; }
known_keys "$key" >"$tmp/keys"
: >"$tmp/proofs"
list_of_ends
find data -type f | sort | xargs -r -d '\n' sha256sum >"$tmp/sums"
sed -n 's/^{"path":"\([^"\\]*\)","sizeBytes":[0-9]*,"sha256":"\([0-9a-f]*\)"},*$/\2  \1/p' \
  metadata/package.json >"$tmp/stated"
level=L0
check "originals and copies are unchanged" payload
check "all other files are unchanged" tags
check "no file is missing or added" complete
level=L1; check "the list of files is signed" signed metadata/package.json metadata/package.json.p7s && key_of && list_key
level=L0; check "the signed list says the same" stated
items=$(listed_items)
check "no file is without a manifest" housed
${TIME_CHECKS}for item in $items; do
${ITEM_CHECKS(SECOND_CHECKS)}done
${WITNESS_CHECKS}${NEIGHBOUR_CHECK}${LEVEL_LINES}echo
echo "root certificate: compare with the agency by another way · 请通过其他渠道核对根证书指纹"
openssl x509 -in "$root" -noout -fingerprint -sha256 || fails=$((fails + 1))
issued=$(sed -n '1s/.*"issued":{\(.*\)},"files":\[$/\1/p' metadata/package.json | tr -d '\000-\011\013-\037\177')
[ -z "$issued" ] || echo "this copy was issued to · 此副本交付对象: $issued"
echo "$fails failed · 失败 $fails 项"
[ "$fails" -le 124 ] || fails=124
exit "$fails"
`;
