/** What `import` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const IMPORT = {
  about: { "zh-CN": "从 CSV 表导入", en: "take a CSV table over" },
  officers: {
    "zh-CN": "导入执法人员：列 credential_no,name,unit,valid_from[,valid_to,powers,previous_no]",
    en: "officers: columns credential_no,name,unit,valid_from[,valid_to,powers,previous_no]",
  },
  cases: {
    "zh-CN":
      "导入案件：列 number[,title,filed_on,decided_on,effective_on,closed_on,outcome,…]，空格不改动原有内容",
    en: "cases: columns number[,title,filed_on,decided_on,effective_on,closed_on,outcome,…]; an empty cell changes nothing",
  },
  events: {
    "zh-CN": "导入案件的期限事项：列 case_number,kind,on,document[,done_on,done_document]",
    en: "events of cases that terms run from: columns case_number,kind,on,document[,done_on,done_document]",
  },
  parties: {
    "zh-CN": "导入当事人：列 case_number,code,kind[,name]",
    en: "parties of cases: columns case_number,code,kind[,name]",
  },
  optionTakeOver: {
    "zh-CN": "人工改过的内容也以此表为准（须 --why）；不加则保留并列出",
    en: "also what people changed since gives way to this table (needs --why); else it stays and is told",
  },
  optionSource: { "zh-CN": "来源系统的名称", en: "name of the system that the table comes from" },
  optionWhy: { "zh-CN": "更正理由（更正已有内容时必填）", en: "why, where something is corrected" },
  optionDryRun: { "zh-CN": "只核对，不写入", en: "look only, write nothing" },
  fault: { "zh-CN": "第 {line} 行 {column} {fault}", en: "line {line} {column} {fault}" },
  report: {
    "zh-CN": "新增 {added}，更正 {corrected}，未变 {unchanged}。",
    en: "{added} new, {corrected} corrected, {unchanged} as they were.",
  },
  caseReport: {
    "zh-CN": "新增 {added}，变更 {changed}，未变 {unchanged}。",
    en: "{added} new, {changed} changed, {unchanged} as they were.",
  },
  corrected: {
    "zh-CN": "第 {line} 行 {number}：更正 {facts}",
    en: "line {line} {number}: corrected {facts}",
  },
  kept: {
    "zh-CN": "第 {line} 行 {number}：人工改过，保留 {facts}",
    en: "line {line} {number}: changed by a person, kept {facts}",
  },
  notWritten: { "zh-CN": "没有写入任何内容。", en: "Nothing was written." },
  unreadable: {
    "zh-CN": "无法读取 {file}（须为 UTF-8 或 GB18030 的 CSV）。",
    en: "{file} cannot be read (a CSV table in UTF-8 or GB 18030 is needed).",
  },
} as const satisfies Readonly<Record<string, Text>>;
