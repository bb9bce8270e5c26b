/** What `retention` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const RETENTION = {
  about: { "zh-CN": "保存期限", en: "how long items are kept" },
  explain: {
    "zh-CN": "说明一件证据为何保存、保存到何时",
    en: "tell why an item is kept, and until when",
  },
  notYet: {
    "zh-CN": "尚未确定；封存后几秒内确定。",
    en: "Not decided yet; it is within seconds after sealing.",
  },
  headline: { "zh-CN": "{text}", en: "{text}" },
  decides: { "zh-CN": "→ {text}", en: "→ {text}" },
  reason: { "zh-CN": "  {text}", en: "  {text}" },
  conflict: {
    "zh-CN": "冲突：规则要求最迟保存至 {ceiling}，以最低保存期为准；自 {from} 起只许存放。",
    en: "Conflict: a rule allows it until {ceiling} at most; the floor wins, and from {from} on it may only be stored.",
  },
  by: {
    "zh-CN": "政策包：{pack}；决定摘要：{digest}",
    en: "Policy pack: {pack}; decision {digest}",
  },
  flags: { "zh-CN": "列出一件证据的标记", en: "list the flags of an item" },
  flag: {
    "zh-CN": "给证据加上影响保存期限的标记",
    en: "set a flag on items: how long they are kept rests on it",
  },
  unflag: {
    "zh-CN": "撤销标记；已承诺的保存期限不缩短",
    en: "take a flag back; what was promised stays promised",
  },
  argumentFlag: { "zh-CN": "标记", en: "the flag" },
  optionWhy: { "zh-CN": "理由，记入保管记录", en: "the reason, for the record of each item" },
  conditions: {
    "zh-CN": "列出对一件证据或一个案件已认定的条件",
    en: "list what was told of the conditions of an item, or of a case",
  },
  tell: {
    "zh-CN": "认定某项条件已成就（或并未成就）；已承诺的保存期限不缩短",
    en: "tell that a condition has come about, or that it has not; nothing promised gets shorter",
  },
  argumentCondition: {
    "zh-CN": "条件：purpose-met（目的已实现）、proceedings-over（程序已终结）",
    en: "the condition: purpose-met, proceedings-over",
  },
  argumentThing: {
    "zh-CN": "证据编号；用 --case 时为案号",
    en: "id of the item; with --case the number of the case",
  },
  optionCase: { "zh-CN": "指案件而非单件证据", en: "it is a case, and no item" },
  optionOn: {
    "zh-CN": "成就之日；不写即认定并未成就",
    en: "the day on which it came about; none: it has not",
  },
  optionAuthority: { "zh-CN": "依据的文书及编号", en: "the document and number that says so" },
  "purpose-met": { "zh-CN": "目的已实现", en: "its purpose is met" },
  "proceedings-over": { "zh-CN": "程序已终结", en: "proceedings are over" },
  isNotSo: { "zh-CN": "并非如此", en: "it is not so" },
  noConditions: { "zh-CN": "没有认定", en: "nothing was told" },
  conditionCounts: {
    "zh-CN": "→ {condition}：{on}（{authority}；{at}，{by}）",
    en: "→ {condition}: {on} ({authority}; {at}, by {by})",
  },
  conditionLine: {
    "zh-CN": "  {condition}：{on}（{authority}；{at}，{by}）",
    en: "  {condition}: {on} ({authority}; {at}, by {by})",
  },
  noFlags: { "zh-CN": "没有标记", en: "no flag" },
  flagLine: {
    "zh-CN": "{flag}，自 {at}，{by}：{why}{over}",
    en: "{flag}, since {at}, by {by}: {why}{over}",
  },
  flagEnded: {
    "zh-CN": "；{at} 由 {by} 撤销：{why}",
    en: "; taken back {at} by {by}: {why}",
  },
  flagged: {
    "zh-CN": "{flag}：{of} 件中有 {count} 件改变",
    en: "{flag}: {count} of {of} changed",
  },
} as const satisfies Readonly<Record<string, Text>>;
