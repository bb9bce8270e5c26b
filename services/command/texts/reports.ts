/** What `reports` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const REPORTS = {
  about: { "zh-CN": "统计报告：查看、出具、导出", en: "reports: look at them, issue, take away" },
  list: {
    "zh-CN": "列出规则包规定的报告和已出具的报告",
    en: "list the reports of the pack and those that were issued",
  },
  make: {
    "zh-CN": "出具一个已结束期间的报告，如 QUARTER 2026-Q3",
    en: "issue the report of a period that is over, as QUARTER 2026-Q3",
  },
  show: {
    "zh-CN": "显示一个期间目前的数字，如 QUARTER 2026-Q4；不保存",
    en: "show the figures of a period as they are, as QUARTER 2026-Q4; keeps nothing",
  },
  export: {
    "zh-CN": "把已出具的报告存成文件",
    en: "save an issued report as a file",
  },
  optionReplaces: { "zh-CN": "所更正的报告的编号", en: "id of the report that this one corrects" },
  optionWhy: { "zh-CN": "更正的理由", en: "why it is corrected" },
  optionFormat: {
    "zh-CN": "格式：json（原文）、csv 或 pdf",
    en: "json (the text itself), csv or pdf",
  },
  optionOut: { "zh-CN": "文件名；已存在的不覆盖", en: "path of the file; none is overwritten" },
  bothOrNone: {
    "zh-CN": "更正须同时给出 --replaces 和 --why。",
    en: "A correction needs both --replaces and --why.",
  },
  definition: {
    "zh-CN": "{code}  {title}  上一期 {last}（期限 {due}），本期 {running}",
    en: "{code}  {title}  last {last} (due {due}), running {running}",
  },
  line: {
    "zh-CN": "{id}  {definition} {period} 第 {version} 版  {at}  {by}  {state}",
    en: "{id}  {definition} {period} version {version}  {at}  {by}  {state}",
  },
  stands: { "zh-CN": "有效", en: "stands" },
  replaced: { "zh-CN": "已由 {id} 更正", en: "corrected by {id}" },
  none: { "zh-CN": "还没有出具过报告。", en: "No report was issued yet." },
  made: {
    "zh-CN": "已出具 {id}：{definition} {period} 第 {version} 版，SHA-256 {sha256}",
    en: "Issued {id}: {definition} {period} version {version}, SHA-256 {sha256}",
  },
  snapshot: {
    "zh-CN": "{period}（{first} 至 {last}），取数时刻 {at}",
    en: "{period} ({first} to {last}), snapshot {at}",
  },
  measure: { "zh-CN": "{title}", en: "{title}" },
  share: {
    "zh-CN": "  {title}：{percent} %（{numerator} / {denominator}）",
    en: "  {title}: {percent} % ({numerator} of {denominator})",
  },
  value: { "zh-CN": "  {title}：{value}", en: "  {title}: {value}" },
  leftOut: { "zh-CN": "    未计入：{text} {count}", en: "    not counted: {text} {count}" },
  saved: { "zh-CN": "已存为 {file}", en: "Saved as {file}" },
} as const satisfies Readonly<Record<string, Text>>;
