/** What `access` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const ACCESS = {
  about: { "zh-CN": "谁可以知悉", en: "who may know of what" },
  explain: {
    "zh-CN": "说明某人为何可以或不可以看到一件",
    en: "tell why somebody may, or may not, see an item",
  },
  allowed: { "zh-CN": "{permission}：可以（{because}）", en: "{permission}: yes ({because})" },
  refused: { "zh-CN": "{permission}：不可以（{because}）", en: "{permission}: no ({because})" },
  purposes: { "zh-CN": "  用途：{purposes}", en: "  for: {purposes}" },
  noUser: { "zh-CN": "没有名为 {name} 的账号", en: "There is no account called {name}" },
  list: {
    "zh-CN": "列出授予的查阅权限，以及是否已查阅",
    en: "list the access that was given, and whether it was opened",
  },
  grant: {
    "zh-CN": "授予某人（账号名）在一段时间内查阅一个案件或若干件",
    en: "give somebody, by the name of the account, access to a case or items for a time",
  },
  narrow: {
    "zh-CN": "收窄一项查阅权限：提前到期，或只可观看",
    en: "make a grant narrower: an earlier end, or watching alone",
  },
  revoke: { "zh-CN": "收回一项查阅权限", en: "take a grant back" },
  revokeAll: {
    "zh-CN": "收回某人的全部查阅权限",
    en: "take back all the access that somebody was given",
  },
  revokedAll: { "zh-CN": "已收回 {count} 项查阅权限。", en: "Taken back: {count}." },
  optionCase: { "zh-CN": "案件：案号或编号", en: "the case, by its number or id" },
  optionItem: { "zh-CN": "证据编号，可多个", en: "ids of items" },
  optionPurpose: { "zh-CN": "用途", en: "what for" },
  optionUntil: {
    "zh-CN": "从这一天起不再有效，例如 2026-12-01",
    en: "the first day on which it counts no more, e.g. 2026-12-01",
  },
  optionEarlier: { "zh-CN": "更早的失效日", en: "an earlier first day without it" },
  optionDownload: { "zh-CN": "可以带走（默认只可观看）", en: "may be taken away, too" },
  optionWatchOnly: { "zh-CN": "从此只可观看", en: "from now on watched alone" },
  optionWhy: { "zh-CN": "理由", en: "why" },
  oneScope: {
    "zh-CN": "请指明一个案件（--case）或若干件（--item），二者取一。",
    en: "Name one case (--case) or items (--item), not both.",
  },
  none: { "zh-CN": "没有授予过查阅权限", en: "no access was given" },
  line: {
    "zh-CN":
      "{id}  {user}：{scope}，{purpose}，{use}；{from} 至 {until}（不含）；{state}，{opened}。{by}：{reason}",
    en: "{id}  {user}: {scope}, {purpose}, {use}; {from} until {until}; {state}, {opened}. {by}: {reason}",
  },
  scopeCase: { "zh-CN": "案件 {number}", en: "case {number}" },
  scopeItems: { "zh-CN": "证据 {ids}", en: "items {ids}" },
  toWatch: { "zh-CN": "只可观看", en: "to watch" },
  mayTake: { "zh-CN": "可以带走", en: "to watch and take away" },
  notOpened: { "zh-CN": "尚未查阅", en: "not yet opened" },
  opened: { "zh-CN": "首次查阅 {at}", en: "first opened {at}" },
  narrowed: { "zh-CN": "已收窄 {id}", en: "Narrowed {id}." },
  revoked: {
    "zh-CN": "已收回 {id}：其下一次请求即不再看到。",
    en: "Taken back {id}: the next request of that person finds nothing.",
  },
} as const satisfies Readonly<Record<string, Text>>;

export const GRANT_STATES = {
  waiting: { "zh-CN": "尚未开始", en: "not begun" },
  "in-force": { "zh-CN": "有效", en: "in force" },
  over: { "zh-CN": "已到期", en: "ended" },
  revoked: { "zh-CN": "已收回", en: "taken back" },
} as const satisfies Readonly<Record<string, Text>>;

export const PURPOSE_NAMES = {
  evidence: { "zh-CN": "证据", en: "evidence" },
  supervision: { "zh-CN": "监督", en: "supervision" },
  protection: { "zh-CN": "履职保障", en: "protection" },
} as const satisfies Readonly<Record<string, Text>>;
