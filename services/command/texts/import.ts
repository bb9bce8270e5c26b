/** What `import` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const IMPORT = {
  about: { "zh-CN": "从 CSV 表导入", en: "take a CSV table over" },
  officers: {
    "zh-CN": "导入执法人员：列 credential_no,name,unit,valid_from[,valid_to,powers,previous_no]",
    en: "officers: columns credential_no,name,unit,valid_from[,valid_to,powers,previous_no]",
  },
  optionSource: { "zh-CN": "来源系统的名称", en: "name of the system that the table comes from" },
  optionWhy: { "zh-CN": "更正理由（更正已有内容时必填）", en: "why, where something is corrected" },
  optionDryRun: { "zh-CN": "只核对，不写入", en: "look only, write nothing" },
  fault: { "zh-CN": "第 {line} 行 {column} {fault}", en: "line {line} {column} {fault}" },
  report: {
    "zh-CN": "新增 {added}，更正 {corrected}，未变 {unchanged}。",
    en: "{added} new, {corrected} corrected, {unchanged} as they were.",
  },
  notWritten: { "zh-CN": "没有写入任何内容。", en: "Nothing was written." },
  unreadable: {
    "zh-CN": "无法读取 {file}（须为 UTF-8）。",
    en: "{file} cannot be read (UTF-8 is needed).",
  },
} as const satisfies Readonly<Record<string, Text>>;
