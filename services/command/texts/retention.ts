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
} as const satisfies Readonly<Record<string, Text>>;
