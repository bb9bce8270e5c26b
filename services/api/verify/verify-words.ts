/** What the public page for verifying says, in both languages; `{{name}}` is filled in. */
import type { Text } from "../../kernel/language.ts";

export const VERIFY_WORDS = {
  title: { "zh-CN": "核验：公开账本怎么说", en: "Verify: what the public ledger says" },
  lead: {
    "zh-CN":
      "无需账号，也不需要脚本。出示回执、证明、检查点或数据包中的小文件，或粘贴其内容，也可以给出一个摘要。所出示的内容只用于这次回答，不保存。",
    en: "No account and no script is needed. Show a receipt, a proof, a checkpoint or a small file of a package, or paste one; or give a digest. What you show serves this answer alone and is not kept.",
  },
  file: {
    "zh-CN": "小文件（不超过 1 MB；录像请留在您那里）",
    en: "A small file (1 MB at most; keep recordings with you)",
  },
  text: { "zh-CN": "或粘贴其内容", en: "Or paste what it holds" },
  digest: {
    "zh-CN": "您手中文件的 SHA-256（由 sha256sum 得出）",
    en: "SHA-256 of a file you hold (as sha256sum prints it)",
  },
  ask: { "zh-CN": "查询账本", en: "Ask the ledger" },
  answer: { "zh-CN": "结果", en: "Answer" },
  good: { "zh-CN": "成立", en: "HOLDS" },
  bad: { "zh-CN": "不成立", en: "DOES NOT HOLD" },
  open: { "zh-CN": "不能确定", en: "OPEN" },
  "other-language": { "zh-CN": "English", en: "中文" },
  nothing: { "zh-CN": "没有出示任何内容。", en: "Nothing was shown." },
  "bad-digest": {
    "zh-CN": "这不是 SHA-256：须为 64 位十六进制数字。",
    en: "That is no SHA-256, which has 64 hexadecimal digits.",
  },
  "too-large": {
    "zh-CN": "太大。请在您那里计算摘要：sha256sum 文件名。",
    en: "That is too large. Take its digest where you are: sha256sum FILE.",
  },
  unreadable: { "zh-CN": "无法读取这次提交。", en: "What was sent could not be read." },
  busy: {
    "zh-CN": "正在回答他人，请稍后再试。",
    en: "Others are being answered. Try again in a moment.",
  },
  unknown: {
    "zh-CN":
      "账本没有提到摘要 {{digest}}。账本不按录像的摘要记录录像：请出示它的回执，或核验数据包。",
    en: "The ledger names no digest {{digest}}. It does not list recordings by their own digest: show the receipt of one, or check its package.",
  },
  entered: {
    "zh-CN": "摘要 {{digest}} 在账本 {{origin}} 第 {{index}} 条。该条全文：{{leaf}}",
    en: "Digest {{digest}} is named by entry {{index}} of the ledger {{origin}}. The whole entry: {{leaf}}",
  },
  receipt: {
    "zh-CN":
      "这是本机构签发的回执：{{sealedAt}} 封存的证据 {{item}}，{{bytes}} 字节，SHA-256 为 {{sha256}}。",
    en: "This receipt is signed by this agency: item {{item}}, sealed at {{sealedAt}}, {{bytes}} bytes, SHA-256 {{sha256}}.",
  },
  "batch-receipt": {
    "zh-CN": "这是本机构签发的批次回执：批次 {{batch}}，{{files}} 个文件。",
    en: "This receipt of a docking visit is signed by this agency: batch {{batch}}, {{files}} files.",
  },
  "receipt-false": {
    "zh-CN": "这份回执不成立（{{why}}）：它不是本机构签发的，或已被改动。",
    en: "This receipt does not hold ({{why}}): this agency did not sign it, or it was changed.",
  },
  "of-this-file": {
    "zh-CN": "回执所指的正是摘要为 {{digest}} 的文件。",
    en: "The receipt speaks of the file with the digest {{digest}}.",
  },
  "of-another-file": {
    "zh-CN": "回执所指的不是摘要为 {{digest}} 的文件。",
    en: "The receipt does not speak of the file with the digest {{digest}}.",
  },
  "checkpoint-false": {
    "zh-CN": "其中的检查点不是由本机构账本的密钥签名的。",
    en: "Its checkpoint is not signed by the key of this agency's ledger.",
  },
  "log-gone": {
    "zh-CN": "账本 {{origin}} 现在不在这里，尽管它的检查点是真的。",
    en: "The ledger {{origin}} is not here now, though its checkpoint is genuine.",
  },
  "log-forked": {
    "zh-CN": "账本 {{origin}} 的历史被改写：前 {{size}} 条与所出示的检查点不同。",
    en: "The history of the ledger {{origin}} was rewritten: its first {{size}} entries are not those of the checkpoint you showed.",
  },
  "log-holds": {
    "zh-CN":
      "检查点（前 {{size}} 条）由账本密钥签名，账本 {{origin}} 现有 {{now}} 条，仍然包含这段历史。",
    en: "The checkpoint over {{size}} entries is signed by the ledger's key, and the ledger {{origin}}, of {{now}} entries now, still holds that history.",
  },
  "log-open": {
    "zh-CN": "检查点（前 {{size}} 条）由账本密钥签名，但现在不能与账本 {{origin}} 比对。",
    en: "The checkpoint over {{size}} entries is signed by the ledger's key, but it cannot be held against the ledger {{origin}} now.",
  },
  "not-proven": { "zh-CN": "这里不能证明什么", en: "What this does not prove" },
  "not-proven-1": {
    "zh-CN": "画面内容是否真实、由谁拍摄：账本只证明这些字节在那时已经存在，此后没有改动。",
    en: "That what is seen is true, or who filmed it: the ledger proves that these bytes were there then, and were not changed since.",
  },
  "not-proven-2": {
    "zh-CN": "没有找到，不等于不存在：账本只公布摘要，不公布案件、人员或录像内容。",
    en: "Not found is not never there: the ledger publishes digests, and nothing of cases, people or recordings.",
  },
  "not-proven-3": {
    "zh-CN":
      "本页由被核验的机构提供。法庭应使用事先经其他途径取得的根证书和账本公钥，按下列方法自行核验。",
    en: "This page is given by the agency that is being checked. A court takes the root certificate and the ledger's key another way, beforehand, and checks for itself as follows.",
  },
  yourself: { "zh-CN": "不依赖我们自行核验", en: "To check without us" },
  "yourself-package": {
    "zh-CN": "数据包：打开其中 verify/verify.html（离线可用），或运行：",
    en: "A package: open verify/verify.html in it, which works offline, or run:",
  },
  "yourself-receipt": {
    "zh-CN": "回执（statement 与 signature 取自回执文件）：",
    en: "A receipt (statement and signature are in its file):",
  },
  "yourself-ledger": {
    "zh-CN": "账本（可用独立的 tlog 软件核对）：",
    en: "The ledger, which independent tlog software reads:",
  },
} as const satisfies Readonly<Record<string, Text>>;
export type VerifyKey = keyof typeof VERIFY_WORDS;
