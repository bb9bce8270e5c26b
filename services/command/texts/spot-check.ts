/** What `spotcheck` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const SPOTS = {
  about: { "zh-CN": "抽查：固定总体、查看、导出", en: "spot checks: begin, look, take away" },
  sheets: {
    "zh-CN": "显示执行中规则包的评分表；标明哪些是建议值",
    en: "show the score sheets of the pack in force, and what of them is a proposal",
  },
  list: { "zh-CN": "列出抽查", en: "list spot checks" },
  show: {
    "zh-CN": "显示一次抽查及其评分情况；有逾期未评分的，以 1 结束",
    en: "show a spot check and how its sheets stand; ends with 1 if some are overdue",
  },
  begin: {
    "zh-CN": "固定抽查总体；样本由账本的下一个签名检查点抽出",
    en: "fix the population of a spot check; the next signed head of the ledger draws from it",
  },
  export: {
    "zh-CN": "导出总体、签名、账本证明和评分结果",
    en: "take away the population with signature and proof, and the result",
  },
  optionSubject: { "zh-CN": "抽查什么：session、item 或 case", en: "session, item or case" },
  optionSheet: { "zh-CN": "评分表代码", en: "code of the score sheet" },
  optionPeriod: { "zh-CN": "期间，如 2026-Q3 或 2026", en: "period, as 2026-Q3 or 2026" },
  optionCount: { "zh-CN": "抽取个数", en: "how many to draw" },
  optionPercent: { "zh-CN": "抽取百分比（向上取整）", en: "how many of a hundred (rounded up)" },
  optionUnit: { "zh-CN": "只限此单位", en: "of this unit only" },
  optionOfficer: { "zh-CN": "只限此执法人员（编号）", en: "of this officer only (id)" },
  optionActivity: { "zh-CN": "只限此活动（代码）", en: "of this activity only (code)" },
  optionOut: { "zh-CN": "存入此文件夹", en: "folder to write to" },
  oneSize: {
    "zh-CN": "请给出 --count 或 --percent 之一。",
    en: "Give either --count or --percent.",
  },
  none: { "zh-CN": "没有抽查。", en: "There is no spot check." },
  noSheets: {
    "zh-CN": "执行中的规则包没有评分表。",
    en: "The pack in force has no score sheets.",
  },
  sheet: { "zh-CN": "{code} {title}", en: "{code} {title}" },
  criterion: {
    "zh-CN": "  {code} {title}（{points} 分）{fatal}{proposal}",
    en: "  {code} {title} ({points} points){fatal}{proposal}",
  },
  fatal: { "zh-CN": " 一票否决", en: " fatal" },
  proposal: { "zh-CN": " 建议值", en: " proposal" },
  line: {
    "zh-CN": "{id} {period} {sheet} {sample}/{population} 已评 {closed} 期限 {due}",
    en: "{id} {period} {sheet} {sample}/{population} closed {closed} due {due}",
  },
  notDrawn: {
    "zh-CN": "尚未抽出：等待账本的下一个签名检查点。",
    en: "Not drawn yet: it waits for the next signed head of the ledger.",
  },
  seed: { "zh-CN": "种子 {seed}（{origin} {size}）", en: "seed {seed} ({origin} {size})" },
  unit: { "zh-CN": "{unit} {name} {result}", en: "{unit} {name} {result}" },
  waits: { "zh-CN": "待评分", en: "waits for a sheet" },
  begun: {
    "zh-CN": "已固定：{id}，总体 {population}，抽 {sample}。",
    en: "Fixed: {id}, {sample} of {population}.",
  },
  exported: { "zh-CN": "已存入 {folder}。", en: "It is in {folder}." },
  exportedEarly: {
    "zh-CN": "已存入 {folder}；尚未签名入账。",
    en: "It is in {folder}; it is not signed and in the ledger yet.",
  },
} as const satisfies Readonly<Record<string, Text>>;
