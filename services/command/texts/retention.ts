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
