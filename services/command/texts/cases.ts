/** What `case` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const CASES = {
  about: { "zh-CN": "案卷：编排、封存与导出", en: "case files: ordered, sealed and exported" },
  show: {
    "zh-CN": "显示案卷的目录和已封存的各版",
    en: "show the entries of a case file and the versions that were sealed",
  },
  deadlines: {
    "zh-CN": "列出案件的法定期限，最紧迫的在前；有逾期的，以 1 结束",
    en: "what is due of cases, the most urgent first; ends with 1 where a term is over",
  },
  deadline: {
    "zh-CN": "{due} {state} {number} {what}\n  {why}",
    en: "{due} {state} {number} {what}\n  {why}",
  },
  deadlineCounts: {
    "zh-CN": "未完成 {open} 项，逾期 {overdue} 项，近日到期 {soon} 项。",
    en: "{open} open, {overdue} overdue, {soon} due within days.",
  },
  deadlinesCut: {
    "zh-CN": "只显示最紧迫的 {shown} 项。",
    en: "Only the {shown} most urgent are shown.",
  },
  due: { "zh-CN": "未到期", en: "due" },
  soon: { "zh-CN": "近日到期", en: "due soon" },
  overdue: { "zh-CN": "已逾期", en: "overdue" },
  done: { "zh-CN": "按期完成", en: "done in time" },
  late: { "zh-CN": "逾期完成", en: "done late" },
  "no-rule": { "zh-CN": "没有期限规定", en: "no rule" },
  fill: {
    "zh-CN": "将案件中尚未列入的证据和录制活动排在案卷末尾",
    en: "put items and sessions of the case that do not stand in its file yet behind the others",
  },
  seal: {
    "zh-CN": "按现在的次序封存案卷；封存不可撤销，新版注明前一版",
    en: "seal the file as it is ordered now; never undone, a new version names the one before",
  },
  export: {
    "zh-CN": "导出一版：原文、签名、账本证明和目录；尚未签名或入账的，以 1 结束",
    en: "take a version away: text, signature, proof and contents; ends with 1 while it is not signed or entered",
  },
  optionWhy: { "zh-CN": "理由", en: "why" },
  optionOut: { "zh-CN": "存入此文件夹", en: "folder to write to" },
  optionVersion: { "zh-CN": "第几版（默认最新）", en: "which version (default: the newest)" },
  empty: { "zh-CN": "案卷中还没有内容。", en: "Nothing stands in this case file yet." },
  item: { "zh-CN": "录音录像", en: "recording" },
  record: { "zh-CN": "文书", en: "document" },
  verdict: { "zh-CN": "完整性结论", en: "verdict" },
  entry: {
    "zh-CN": "{number}. {kind} {id} {title} {pages}",
    en: "{number}. {kind} {id} {title} {pages}",
  },
  version: {
    "zh-CN": "第 {number} 版，{by} 于 {at} 封存，SHA-256 {sha256}，{state}",
    en: "version {number}, sealed {at} by {by}, SHA-256 {sha256}, {state}",
  },
  entered: { "zh-CN": "已签名并入账", en: "signed and in the ledger" },
  waits: { "zh-CN": "等待签名或入账", en: "waits for its signature or the ledger" },
  noVersion: { "zh-CN": "案卷还没有封存过。", en: "This case file was never sealed." },
  exported: { "zh-CN": "第 {number} 版已存入 {folder}。", en: "Version {number} is in {folder}." },
  exportedEarly: {
    "zh-CN": "第 {number} 版已存入 {folder}，但还没有签名或入账：稍后再导出到另一个文件夹。",
    en: "Version {number} is in {folder}, but it is not signed or not in the ledger yet: export it again later, to another folder.",
  },
} as const satisfies Readonly<Record<string, Text>>;
