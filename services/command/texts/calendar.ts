/** What `calendar` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const CALENDAR = {
  about: {
    "zh-CN": "工作日表：放假和调休上班的日子",
    en: "tables of working days: holidays and make-up days",
  },
  show: {
    "zh-CN": "列出各年采用的工作日表及待批准的",
    en: "list the table that counts for each year, and what waits",
  },
  dryRun: {
    "zh-CN": "试算一张工作日表（JSON 或 CSV）使哪些日子、期限和保存期限变化；不写入任何数据",
    en: "try which days, deadlines and terms of keeping a table (JSON or CSV) moves; writes nothing",
  },
  export: {
    "zh-CN": "导出一张工作日表的原文、签名和账本证明",
    en: "take a table away: its exact text, the house's signature and its proof in the ledger",
  },
  import: {
    "zh-CN": "提出一张工作日表（JSON 或 CSV），由另一人批准",
    en: "propose a table (JSON or CSV); another person approves it",
  },
  approve: {
    "zh-CN": "批准他人提出的工作日表（以摘要前八位或更多指明）",
    en: "apply a table that another person proposed, named by eight digits of its digest or more",
  },
  withdraw: { "zh-CN": "撤回尚未批准的提案", en: "take back a proposal that waits" },
  noFile: { "zh-CN": "读不到文件“{file}”", en: "“{file}” cannot be read" },
  counts: {
    "zh-CN": "{year} 年（第 {version} 版）：{notice}，{issuedOn}；调休上班 {workdays}",
    en: "{year} (version {version}): {notice}, {issuedOn}; people work on {workdays}",
  },
  waits: {
    "zh-CN": "待另一人批准：{name}，{by} 于 {at} 提出，摘要 {sha256}",
    en: "waits for another person: {name}, proposed by {by} at {at}, digest {sha256}",
  },
  proposed: {
    "zh-CN":
      "已提出 {name}，摘要 {sha256}。请另一人核对通知后批准：\n  holdfast calendar approve {short} --why …",
    en: "{name} is proposed, digest {sha256}. Another person compares it with the notice and approves it:\n  holdfast calendar approve {short} --why …",
  },
  nowApplied: {
    "zh-CN": "{name} 已批准，即日采用",
    en: "{name} is applied and counts from now on",
  },
  nowWithdrawn: { "zh-CN": "{name} 的提案已撤回", en: "The proposal of {name} is withdrawn" },
  ambiguous: {
    "zh-CN": "“{pack}”不是任何一张（或不止一张）工作日表的摘要。请看 holdfast calendar show。",
    en: "“{pack}” begins the digest of no table, or of several. See holdfast calendar show.",
  },
  off: { "zh-CN": "改为休息：{days}", en: "become days off: {days}" },
  on: { "zh-CN": "改为上班：{days}", en: "become working days: {days}" },
  deadlines: {
    "zh-CN": "公示期限变动 {moved} 个；由暂定转为确定 {firm} 个",
    en: "deadlines of publicity that move: {moved}; provisional until now, and firm then: {firm}",
  },
  moved: { "zh-CN": "案件 {caseId}：{was} → {becomes}", en: "case {caseId}: {was} → {becomes}" },
} as const satisfies Readonly<Record<string, Text>>;
