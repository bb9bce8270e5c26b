/** Texts of the verbs about API tokens. */
import type { Text } from "../../kernel/language.ts";

export const TOKEN = {
  about: { "zh-CN": "全部账号的 API 令牌", en: "API tokens of all accounts" },
  list: {
    "zh-CN": "列出有效的 API 令牌：属于谁、用途、权限、最近使用",
    en: "list the API tokens that are in use: whose, what for, what they may do, last used",
  },
  optionAll: { "zh-CN": "也列出已吊销的", en: "those that were ended, too" },
  end: {
    "zh-CN": "立即吊销一个令牌（编号见 token list）；所属人员可看到是谁、为何",
    en: "end a token at once (its id: token list); its owner sees by whom and why",
  },
  optionWhy: {
    "zh-CN": "理由，记入操作记录，所属人员可见",
    en: "why; it stands in the record of actions, and its owner sees it",
  },
  line: {
    "zh-CN":
      "{id}  {label}  {owner}（{role}）  建立于 {createdAt}  最近使用 {usedAt} {usedFrom}  {state}",
    en: "{id}  {label}  {owner} ({role})  made {createdAt}  last used {usedAt} {usedFrom}  {state}",
  },
  live: { "zh-CN": "有效", en: "in use" },
  ended: { "zh-CN": "已吊销 {revokedAt}：{by}，{reason}", en: "ended {revokedAt}: {by}, {reason}" },
  unknown: { "zh-CN": "未知", en: "not known" },
  none: { "zh-CN": "没有令牌", en: "There are no tokens" },
  isEnded: { "zh-CN": "令牌 {id} 已吊销", en: "Token {id} is ended" },
} as const satisfies Readonly<Record<string, Text>>;
