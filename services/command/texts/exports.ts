/** What `export` says, in both languages. */
import type { ExportState } from "../../exports/export.ts";
import type { Text } from "../../kernel/language.ts";

export const EXPORT_STATE_NAMES = {
  made: { "zh-CN": "未取走", en: "not taken out yet" },
  "taken-out": { "zh-CN": "已取走，待签收", en: "taken out, not acknowledged yet" },
  acknowledged: { "zh-CN": "已签收", en: "acknowledged" },
  overdue: { "zh-CN": "已取走，逾期未签收", en: "taken out, acknowledgement overdue" },
  withdrawn: { "zh-CN": "已撤回", en: "withdrawn" },
} as const satisfies Readonly<Record<ExportState, Text>>;

export const EXPORTS = {
  about: {
    "zh-CN": "对外提供：为指明的接收方制作的数据包，带水印编号，由接收方签收",
    en: "exports: packages for a named recipient, with a watermark id, acknowledged by the recipient",
  },
  list: {
    "zh-CN": "列出对外提供；有逾期未签收的，以 1 结束",
    en: "list the exports; ends with 1 if an acknowledgement is overdue",
  },
  order: { "zh-CN": "为一个接收方制作数据包", en: "order a package for a recipient" },
  take: {
    "zh-CN": "取走数据包（记入记录）",
    en: "take the package out, which is kept on record",
  },
  receipt: {
    "zh-CN": "取得签收回执：供签名的文本，或两种语言的 PDF",
    en: "the receipt: the text to sign, or a PDF in either language",
  },
  acknowledge: {
    "zh-CN": "登记签收：接收方对回执文本的 CMS 签名，或签字回执的扫描件",
    en: "enter the acknowledgement: a CMS signature over the receipt's text, or a scan of the signed paper",
  },
  confirm: {
    "zh-CN": "第二人：扫描件与纸质回执一致",
    en: "the second person: the scan is what the paper says",
  },
  withdraw: {
    "zh-CN": "撤回：不得再取走；已取走的如实列明",
    en: "withdraw it: it can be taken out no more",
  },
  trace: {
    "zh-CN": "这个副本出自哪次对外提供：按水印编号、数据包，或其中的文件",
    en: "which export a copy came from: by its watermark id, the package, or a file of it",
  },
  optionState: { "zh-CN": "只列此状态的", en: "only those in this state" },
  optionItem: { "zh-CN": "证据编号，可多个", en: "ids of items" },
  optionRecipient: {
    "zh-CN": "接收方：法院、检察院、其他机关、律师、当事人、新闻单位、其他",
    en: "what the recipient is",
  },
  optionOrganisation: { "zh-CN": "接收单位", en: "the recipient's organisation" },
  optionPerson: { "zh-CN": "接收人姓名", en: "who takes it, by name" },
  optionBasis: { "zh-CN": "依据文书的文号", en: "number of the document that it is given out on" },
  optionDocument: {
    "zh-CN": "依据文书本身：只记其 SHA-256",
    en: "that document: its SHA-256 alone is kept",
  },
  optionPurposeKind: {
    "zh-CN": "证据、监督或保障",
    en: "evidence, supervision or protection",
  },
  optionWhy: { "zh-CN": "用途（写入数据包）", en: "what for; it stands in the package" },
  optionDue: { "zh-CN": "签收期限，如 2026-12-24", en: "last day for the acknowledgement" },
  optionOut: { "zh-CN": "写入此文件", en: "file to write" },
  optionFormat: { "zh-CN": "txt、zh-CN（PDF）或 en（PDF）", en: "txt, or zh-CN or en as a PDF" },
  optionSigned: {
    "zh-CN": "对回执文本的分离式 CMS 签名（DER）",
    en: "detached CMS over the receipt's text, DER",
  },
  optionPaper: {
    "zh-CN": "签字回执的扫描件（PDF、JPEG 或 PNG，不超过 4 MB）",
    en: "the signed receipt, scanned (PDF, JPEG or PNG, at most 4 MB)",
  },
  optionScan: {
    "zh-CN": "与纸质回执核对过的扫描件",
    en: "the scan that was compared with the paper",
  },
  optionReason: { "zh-CN": "事由（记入操作记录）", en: "why, for the record of actions" },
  none: { "zh-CN": "没有对外提供", en: "There are no exports" },
  line: {
    "zh-CN":
      "{id}  {state}\n  {organisation} · {person}；依据 {basis}；水印 {watermark}\n  {at} {by}：{purpose}",
    en: "{id}  {state}\n  {organisation} · {person}; on {basis}; watermark {watermark}\n  {at} {by}: {purpose}",
  },
  due: { "zh-CN": "  签收期限 {day}", en: "  to be acknowledged by {day}" },
  signedBy: {
    "zh-CN": "  签名者 {signer}；根证书{known}：{root}",
    en: "  signed by {signer}; root, {known}: {root}",
  },
  known: { "zh-CN": "已知", en: "known here" },
  unknown: { "zh-CN": "未知", en: "not known here" },
  unconfirmed: {
    "zh-CN": "  扫描件由 {by} 登记，待第二人核对，SHA-256 {sha256}",
    en: "  a scan entered by {by} waits for a second person, SHA-256 {sha256}",
  },
  custody: { "zh-CN": "系统（保管进程）", en: "custody itself" },
  withdrawn: {
    "zh-CN": "  {by} 于 {at} 撤回：{reason}",
    en: "  withdrawn by {by} at {at}: {reason}",
  },
  ordered: {
    "zh-CN":
      "已为 {organisation} 制作 {id}，水印 {watermark}。备妥后取走：\n  holdfast export take {id}",
    en: "{id} is ordered for {organisation}, watermark {watermark}. Once it is ready:\n  holdfast export take {id}",
  },
  saved: { "zh-CN": "已写入 {file}", en: "saved as {file}" },
  entered: { "zh-CN": "{id}：{state}", en: "{id}: {state}" },
  oneOfTwo: {
    "zh-CN": "请且只请指明一种：--signed 或 --paper",
    en: "say one of --signed and --paper",
  },
  noWatermark: {
    "zh-CN": "“{file}”既不是水印编号，也不是可读的文件",
    en: "“{file}” is neither a watermark id nor a file that can be read",
  },
  notIssued: {
    "zh-CN": "这个数据包未指明交付给谁",
    en: "this package was made for nobody in particular",
  },
  byWatermark: { "zh-CN": "按水印编号 {watermark}：", en: "By the watermark {watermark}:" },
  byDigest: {
    "zh-CN": "按文件的 SHA-256；含此文件的每次对外提供都可能是来源：",
    en: "By the file's SHA-256; each export that holds this file may be where it came from:",
  },
} as const satisfies Readonly<Record<string, Text>>;
