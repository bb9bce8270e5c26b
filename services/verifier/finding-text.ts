/** What the verifier's findings mean, in both languages; one text for every code it can give. */
import type { Language, Text } from "../kernel/language.ts";
import type { Finding, PackageCheck, Verdict } from "../packages/finding.ts";
import { KEY_REASONS } from "./key-text.ts";
import { TIMESTAMP_REASONS } from "./timestamp-text.ts";
import { VISIT_REASONS } from "./visit-text.ts";
import { WITNESS_REASONS } from "./witness-text.ts";

export const CHECKS: Readonly<Record<PackageCheck, Text>> = {
  contents: { "zh-CN": "文件齐全", en: "all files are there and unchanged" },
  bag: { "zh-CN": "BagIt 清单", en: "BagIt lists" },
  "package-signature": { "zh-CN": "数据包签名", en: "signature of the package" },
  trust: { "zh-CN": "信任来源", en: "what this rests on" },
  "manifest-signature": { "zh-CN": "证据签名", en: "signature of the manifest" },
  media: { "zh-CN": "文件与签名内容一致", en: "file is what was signed" },
  blocks: { "zh-CN": "逐块校验", en: "blocks" },
  ledger: { "zh-CN": "账本", en: "ledger" },
  receipt: { "zh-CN": "设备回执", en: "receipt" },
  custody: { "zh-CN": "保管记录", en: "custody record" },
  "device-chain": { "zh-CN": "设备链", en: "chain of the device" },
  visit: { "zh-CN": "采集批次", en: "visit to the dock" },
  timestamp: { "zh-CN": "时间戳", en: "timestamp" },
  witness: { "zh-CN": "见证签名", en: "witnesses" },
  "second-signature": { "zh-CN": "第二签名", en: "second signature" },
  "source-signature": { "zh-CN": "录制设备的签名", en: "signature of the source" },
  "signing-key": { "zh-CN": "签名密钥", en: "key that signed" },
  "made-of": { "zh-CN": "由哪些录像制成", en: "what it was made of" },
};

export const VERDICTS: Readonly<Record<Verdict, Text>> = {
  PASSED: { "zh-CN": "通过", en: "PASSED" },
  FAILED: { "zh-CN": "失败", en: "FAILED" },
  INDETERMINATE: { "zh-CN": "无法判定", en: "INDETERMINATE" },
};

const REASONS: Readonly<Record<string, Text>> = {
  ...TIMESTAMP_REASONS,
  ...WITNESS_REASONS,
  ...VISIT_REASONS,
  ...KEY_REASONS,
  "packages/complete": {
    "zh-CN": "签名清单中的文件全部存在、未改动，且无多余文件",
    en: "every file of the signed list is there, unchanged, and no other",
  },
  "packages/file-missing": { "zh-CN": "缺少该文件", en: "the file is missing" },
  "packages/file-added": { "zh-CN": "清单中没有该文件", en: "no list names this file" },
  "packages/file-differs": { "zh-CN": "文件已被改动", en: "the file was changed" },
  "packages/file-unreadable": { "zh-CN": "文件无法读取", en: "the file cannot be read" },
  "packages/file-stated-twice": { "zh-CN": "清单中重复", en: "the list names a file twice" },
  "packages/file-without-manifest": {
    "zh-CN": "没有任何签名说明该文件",
    en: "no manifest vouches for this file",
  },
  "packages/malformed-statement": { "zh-CN": "清单无法解读", en: "the list cannot be read" },
  "packages/bag-differs": {
    "zh-CN": "与实际文件不符",
    en: "it does not say what the files demand",
  },
  "packages/bag-sound": { "zh-CN": "清单与文件一致", en: "the lists fit the files" },
  "packages/source-valid": {
    "zh-CN": "接收时核验：录像自带的签名成立，签名者受信任",
    en: "at reception the recording's own signatures held, by a signer who was trusted",
  },
  "packages/source-invalid": {
    "zh-CN": "接收时核验：录像自带的签名不成立；文件与接收时一致，来源未获证明",
    en: "at reception the recording's own signatures did not hold: it is what was received, and its origin is not shown",
  },
  "packages/source-not-verifiable": {
    "zh-CN": "接收时核验：录像自带的签名无法判定",
    en: "at reception the recording's own signatures could not be decided",
  },
  "packages/source-unsigned": {
    "zh-CN": "接收时核验：录像没有自带签名；无法得知是否曾有签名被去除",
    en: "at reception the recording had no signatures of its own; whether one was stripped does not show",
  },
  "packages/source-always-signs": {
    "zh-CN": "登记簿载明该设备的每段录像都自带此种签名，而此录像没有：请查明原因",
    en: "the register said that this device signs every recording in this way, and this one lacks it: find out why",
  },
  "packages/source-of-other-bytes": {
    "zh-CN": "结论所述并非此录像",
    en: "the verdict speaks of another recording",
  },
  "packages/source-malformed": {
    "zh-CN": "结论无法解读",
    en: "the verdict cannot be read",
  },
  "packages/signed": { "zh-CN": "签名有效", en: "the signature is valid" },
  "packages/signature-invalid": { "zh-CN": "签名无效", en: "the signature is not valid" },
  "packages/bad-manifest": {
    "zh-CN": "说明文件缺失，或所述并非此证据",
    en: "there is no manifest, or it speaks of something else",
  },
  "packages/root-pinned": {
    "zh-CN": "使用您提供的根证书核验",
    en: "checked under the root certificate you gave",
  },
  "packages/root-not-pinned": {
    "zh-CN": "使用包内的根证书：请通过其他渠道核对其指纹，或用 --root 指定",
    en: "checked under the package's own root: compare its fingerprint by another way, or give --root",
  },
  "packages/root-differs": {
    "zh-CN": "包内的根证书不是您指定的那一份",
    en: "the package's root certificate is not the one you named",
  },
  "packages/no-second-root": {
    "zh-CN": "没有国密根证书，第二签名未核验：请用 --gm-root 指定",
    en: "there is no SM2 root, so the second signature was not checked: give --gm-root",
  },
  "packages/second-root-not-pinned": {
    "zh-CN": "在包内的国密根证书下有效：请通过其他渠道核对其指纹，或用 --gm-root 指定",
    en: "valid under the package's own SM2 root: compare its fingerprint by another way, or give --gm-root",
  },
  "packages/no-root-certificate": { "zh-CN": "没有根证书", en: "there is no root certificate" },
  "packages/ledger-key-pinned": {
    "zh-CN": "使用您提供的账本公钥核验",
    en: "checked under the ledger key you gave",
  },
  "packages/ledger-key-not-pinned": {
    "zh-CN": "使用包内的账本公钥：请通过其他渠道核对，或用 --ledger-key 指定",
    en: "checked under the package's own ledger key: compare it by another way, or give --ledger-key",
  },
  "packages/no-ledger-key": {
    "zh-CN": "没有该账本的公钥",
    en: "there is no key of that ledger",
  },
  "packages/digest-equal": {
    "zh-CN": "摘要与签名内容一致",
    en: "its digest is the one that was signed",
  },
  "packages/digest-differs": {
    "zh-CN": "摘要与签名内容不一致：文件已被改动",
    en: "its digest is not the one that was signed: the file was changed",
  },
  "packages/size-differs": { "zh-CN": "长度与签名内容不一致", en: "it has another length" },
  "packages/made-from-other-bytes": {
    "zh-CN": "该副本并非由此原始文件制作",
    en: "this copy was made from another original",
  },
  "packages/inputs-as-signed": {
    "zh-CN": "由其他录像制成；各录像均在本数据包中，摘要与其各自签名一致",
    en: "it was made of recordings that are in this package, each as its own manifest names it",
  },
  "packages/inputs-not-here": {
    "zh-CN": "由其他录像制成，其中有的不在本数据包中：请一并索取以便核对",
    en: "it was made of recordings that are not all in this package: ask for these to compare",
  },
  "packages/inputs-differ": {
    "zh-CN": "清单所列的来源录像与其各自签名不符",
    en: "its manifest names other bytes than the manifests of what it was made of",
  },
  "packages/block-list-signed": {
    "zh-CN": "逐块清单与签名内容一致；整体摘要已相符，不再逐块计算",
    en: "the list of blocks is the one that was signed; the digest of the whole fits, so no block was hashed",
  },
  "packages/blocks-equal": { "zh-CN": "各块均一致", en: "every block is equal" },
  "packages/blocks-differ": {
    "zh-CN": "有数据块不一致；soundBytes 所列（如有）仍与封存时完全一致",
    en: "blocks differ; bytes listed as soundBytes, if any, are still exactly what was sealed",
  },
  "packages/other-block-size": {
    "zh-CN": "块长度未知，未逐块核验",
    en: "the blocks have a size this verifier does not know",
  },
  "packages/in-ledger": {
    "zh-CN": "已登记，证明有效",
    en: "it is in the ledger, and the proof holds",
  },
  "packages/proof-invalid": { "zh-CN": "登记证明无效", en: "the proof does not hold" },
  "packages/receipt-valid": { "zh-CN": "回执有效", en: "the receipt is valid" },
  "packages/receipt-unreadable": { "zh-CN": "不是回执文件", en: "this is no receipt" },
  "packages/root-needed": {
    "zh-CN": "回执不带根证书：请用 --root 指定您另行取得的根证书",
    en: "a receipt brings no root certificate along: give --root with one that you got another way",
  },
  "packages/ledger-key-needed": {
    "zh-CN": "回执不带账本公钥：请用 --ledger-key 指定您另行取得的公钥",
    en: "a receipt brings no ledger key along: give --ledger-key with one that you got another way",
  },
  "packages/receipt-of-this-file": {
    "zh-CN": "回执所述正是此文件",
    en: "the receipt speaks of exactly this file",
  },
  "packages/receipt-invalid": { "zh-CN": "回执无效", en: "the receipt is not valid" },
  "packages/receipt-of-other-bytes": {
    "zh-CN": "回执所述并非此文件",
    en: "the receipt speaks of other bytes",
  },
  "packages/batch-receipt-valid": {
    "zh-CN": "批次回执有效，采集站的签名有效",
    en: "the batch receipt is valid, and so is the dock's signature",
  },
  "packages/code-of-this-receipt": {
    "zh-CN": "二维码所指正是此回执",
    en: "the code is of exactly this receipt",
  },
  "packages/code-of-another-receipt": {
    "zh-CN": "二维码所指并非此回执",
    en: "the code is of another receipt",
  },
  "packages/files-of-this-batch": {
    "zh-CN": "这些文件均已封存，可以从设备删除",
    en: "these files are sealed and may be deleted from the device",
  },
  "packages/no-files-at-hand": {
    "zh-CN": "文件夹里没有录像可比对，什么也没有证明",
    en: "there is no recording in the folder to compare: nothing is proven",
  },
  "packages/file-not-proven-by-batch": {
    "zh-CN": "批次回执不能证明此文件已封存：请勿删除",
    en: "the batch receipt does not prove this file sealed: do not delete it",
  },
  "packages/custody-sound": { "zh-CN": "记录链完整", en: "the chain is unbroken" },
  "packages/custody-broken": { "zh-CN": "记录链断裂", en: "the chain is broken" },
  "packages/custody-without-seal": {
    "zh-CN": "记录中没有此份说明文件的封存",
    en: "the chain does not tell of the seal of this manifest",
  },
  "packages/custody-cut-off": {
    "zh-CN": "记录没有延续到本数据包的制作：末尾被截去",
    en: "the chain does not reach to the making of this package: its end was cut off",
  },
  "packages/device-chain-sound": {
    "zh-CN": "本设备的各份证据首尾相接，无缺号",
    en: "the items of this device follow one another without a gap",
  },
  "packages/device-neighbours-elsewhere": {
    "zh-CN": "同一设备的相邻证据不在包内，无法判定其间是否完整",
    en: "neighbours of these items are not in the package, so it cannot tell whether any is missing",
  },
  "packages/device-chain-broken": {
    "zh-CN": "说明文件所述的前一份与实际的前一份不符",
    en: "the manifest names another one before it than there is",
  },
  "packages/device-sequence-twice": {
    "zh-CN": "同一设备的序号出现两次",
    en: "one number of the device is there twice",
  },
  "packages/level-holds": { "zh-CN": "所有相关检查均通过", en: "every check of it passed" },
  "packages/nothing-checked": {
    "zh-CN": "没有可供检查的内容",
    en: "there was nothing to check",
  },
  "packages/no-timestamp": {
    "zh-CN": "包内没有可信时间戳：时间只是出具单位自己的说法",
    en: "there is no timestamp: the times are the agency's own word",
  },
  "packages/no-witness": {
    "zh-CN": "包内没有见证人的签名：账本是否只有一个版本，只凭出具单位自己的说法",
    en: "no witness signed: that the ledger has one version only is the agency's own word",
  },
  "packages/origin-not-known": {
    "zh-CN": "包内没有对录制设备自身签名的结论",
    en: "there is no verdict on a signature by the recording device itself",
  },
};

export const reasonText = (reason: string, language: Language): string =>
  REASONS[reason]?.[language] ?? reason;

/** "FAILED  file is what was signed: …  (path)  key=value". */
export function findingLine(finding: Finding, language: Language): string {
  const { check, verdict, reason, file, facts } = finding;
  const said = reasonText(reason, language);
  const more = Object.entries(facts).map(([name, value]) => ` ${name}=${value}`);
  const where = file === null ? "" : ` [${file}]`;
  const parts = [VERDICTS[verdict][language].padEnd(14), CHECKS[check][language]];
  return `${parts.join("")}${language === "en" ? ": " : "："}${said}${where}${more.join("")}`;
}
