/** What the page says, in both languages; what its checks say stands in finding-text.ts and level-text.ts. */
import type { Text } from "../../kernel/language.ts";

export const WORDS = {
  title: { "zh-CN": "证据数据包核验", en: "Check a package of evidence" },
  offline: {
    "zh-CN": "在您的计算机或手机上核验，不联网，不上传任何内容。",
    en: "Everything is checked on this computer or phone. Nothing is sent anywhere; no network is needed.",
  },
  language: { "zh-CN": "English", en: "中文" },
  drop: {
    "zh-CN": "把数据包（ZIP 文件，或解压后的整个文件夹）拖到这里；之后取得的吊销清单也可拖到这里",
    en: "Drop the package here: the ZIP file, or the whole folder it unpacks to. A later list of revoked keys may be dropped here too",
  },
  packageHere: { "zh-CN": "一、选择数据包", en: "1. Choose the package" },
  chooseZip: { "zh-CN": "选择 ZIP 文件", en: "Choose the ZIP file" },
  chooseFolder: { "zh-CN": "选择文件夹", en: "Choose the folder" },
  pins: {
    "zh-CN": "二、填入您从出具单位另行取得的内容",
    en: "2. Enter what you got from the agency another way",
  },
  pinsWhy: {
    "zh-CN":
      "数据包不能证明自己由谁出具。请向出具单位（公告、电话、公函）核对指纹，不要照抄包内所附的；留空则相关各项为“无法判定”，并非不符。",
    en: "A package cannot vouch for who made it. Ask the agency for the fingerprint (published, by telephone, by letter); do not copy the package's own. What is left empty leaves its levels undecided, which is no fault found.",
  },
  root: {
    "zh-CN": "根证书的 SHA-256 指纹，或 PEM 文本",
    en: "Root certificate: its SHA-256 fingerprint, or its PEM text",
  },
  ledgerKey: { "zh-CN": "账本公钥（.vkey 文本）", en: "Ledger key (text of the .vkey)" },
  policy: {
    "zh-CN": "见证策略（tlog-policy 文本）",
    en: "Policy of witnesses (text of the tlog-policy)",
  },
  timestampRoot: {
    "zh-CN": "时间戳机构的根证书（PEM）",
    en: "Authority for time stamps: its root certificate (PEM)",
  },
  secondRoot: {
    "zh-CN": "国密（SM2）根证书（PEM），仅在数据包有第二签名时需要",
    en: "SM2 root certificate (PEM), where the package has second signatures",
  },
  revocations: {
    "zh-CN": "吊销清单：制作数据包之后被吊销的密钥（出具单位 /ledger/revocations 所给的文件）",
    en: "List of revoked keys, of those revoked since the package was made (the file at the agency's /ledger/revocations)",
  },
  listTaken: {
    "zh-CN": "已收下吊销清单，核验时一并查对。",
    en: "The list of revoked keys was taken; packages are checked against it.",
  },
  rootName: { "zh-CN": "根证书", en: "Root certificate" },
  ledgerKeyName: { "zh-CN": "账本公钥", en: "Ledger key" },
  policyName: { "zh-CN": "见证策略", en: "Policy of witnesses" },
  timestampRootName: { "zh-CN": "时间戳机构", en: "Authority for time stamps" },
  secondRootName: { "zh-CN": "国密（SM2）根证书", en: "SM2 root certificate" },
  morePins: {
    "zh-CN": "更多：账本公钥、见证策略、时间戳机构、国密根证书、吊销清单",
    en: "More: ledger key, policy of witnesses, authority for time stamps, SM2 root, list of revoked keys",
  },
  fromFile: { "zh-CN": "从文件读取", en: "from a file" },
  badRoot: {
    "zh-CN": "这既不是 64 位十六进制指纹，也不是 PEM 证书。",
    en: "This is neither a fingerprint of 64 hex digits nor a certificate in PEM.",
  },
  reading: { "zh-CN": "正在读取", en: "Reading" },
  stop: { "zh-CN": "停止", en: "Stop" },
  stopped: { "zh-CN": "已停止，没有得出任何结论。", en: "Stopped. Nothing was established." },
  refused: {
    "zh-CN": "无法核验：这不是一个完好的数据包",
    en: "Not checked: this is no package as it was made",
  },
  unreadable: {
    "zh-CN": "浏览器没有交出这个文件夹。请改用“选择文件夹”。",
    en: "The browser did not hand this folder over. Use “Choose the folder” instead.",
  },
  package: { "zh-CN": "数据包", en: "Package" },
  agency: { "zh-CN": "自称的出具单位", en: "Agency, by its own word" },
  issued: { "zh-CN": "自称的交付对象", en: "Recipient, by its own word" },
  preparedAt: { "zh-CN": "自称的制作时间", en: "Made at, by its own word" },
  items: { "zh-CN": "证据份数", en: "Items" },
  fingerprint: { "zh-CN": "所用根证书指纹（SHA-256）", en: "Root certificate used (SHA-256)" },
  levels: { "zh-CN": "各级结论", en: "Levels" },
  levelsWhy: {
    "zh-CN": "每一级单独成立，不合成一个总结论。“无法判定”表示现有依据不足，并非不符。",
    en: "Each level stands alone. They are not added up to one verdict. INDETERMINATE says that what is at hand does not decide it; that is no fault found.",
  },
  findings: { "zh-CN": "全部检查", en: "All checks" },
  check: { "zh-CN": "检查", en: "Check" },
  verdict: { "zh-CN": "结论", en: "Verdict" },
  reason: { "zh-CN": "理由", en: "Reason" },
  file: { "zh-CN": "文件", en: "File" },
  self: {
    "zh-CN": "在计算机上用命令自行核验",
    en: "Check it yourself, on a computer with a command line",
  },
  notProven: { "zh-CN": "不证明什么", en: "What this does not prove" },
  save: { "zh-CN": "保存报告（JSON）", en: "Save the report (JSON)" },
  again: { "zh-CN": "按以上内容重新核验", en: "Check again under these" },
} as const satisfies Readonly<Record<string, Text>>;
export type Word = keyof typeof WORDS;
