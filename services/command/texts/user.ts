/** Texts of the verbs about people. */
import type { Text } from "../../kernel/language.ts";

export const USER = {
  list: { "zh-CN": "列出账号及其警号/工号", en: "list the accounts, each with its staff number" },
  number: {
    "zh-CN": "查看、设定或清除账号所属人员的警号/工号：相同者视为同一人",
    en: "show, set or take away the staff number of an account's person: accounts with the same are one person",
  },
  disable: {
    "zh-CN": "停用账号：登录、令牌和授予的权限立即失效；其所做的一切仍有记录",
    en: "disable an account: its log-ins, tokens and given access end at once; what it did stays on record",
  },
  isDisabled: {
    "zh-CN": "“{name}”已停用：其登录、令牌和授予的权限均已失效。",
    en: "“{name}” is disabled: its log-ins, tokens and given access have ended.",
  },
  newPassword: {
    "zh-CN": "为账号设新密码，只显示一次；其登录全部结束，API 令牌不变",
    en: "give an account a new password, shown once; all its log-ins end, its API tokens stay",
  },
  hasPassword: {
    "zh-CN": "“{name}”的新密码，只显示这一次：\n  {password}",
    en: "The new password of “{name}”, shown this once:\n  {password}",
  },
  logIns: {
    "zh-CN": "列出账号在何处登录：时间、地址、浏览器",
    en: "list where an account is logged in: since when, from which address, with which browser",
  },
  logOut: {
    "zh-CN": "立即结束账号的全部登录，或其中一处；API 令牌不受影响",
    en: "end all log-ins of an account at once, or one of them; its API tokens stay",
  },
  optionOnly: {
    "zh-CN": "只结束这一处（编号见 user log-ins）",
    en: "end this one alone (its id: user log-ins)",
  },
  logIn: {
    "zh-CN": "{id}  登录于 {createdAt}  最近使用 {lastSeenAt}  {address}  {browser}",
    en: "{id}  since {createdAt}  last used {lastSeenAt}  {address}  {browser}",
  },
  noLogIns: { "zh-CN": "{name} 没有登录", en: "{name} is logged in nowhere" },
  loggedOut: {
    "zh-CN": "已结束 {name} 的登录：{ended} 处",
    en: "Log-ins of {name} ended: {ended}",
  },
  unknown: { "zh-CN": "未知", en: "not known" },
  optionNumber: { "zh-CN": "警号/工号", en: "staff number of the person" },
  optionClear: { "zh-CN": "清除警号/工号", en: "take the number away" },
  optionWhy: { "zh-CN": "理由，记入操作记录", en: "why; it stands in the record of actions" },
  noNumber: { "zh-CN": "未填写", en: "not told" },
  disabled: { "zh-CN": "已停用", en: "disabled" },
  active: { "zh-CN": "使用中", en: "active" },
  line: {
    "zh-CN": "{name}  {displayName}  {role}  警号/工号：{staffNumber}  {state}",
    en: "{name}  {displayName}  {role}  staff number: {staffNumber}  {state}",
  },
  isNumber: {
    "zh-CN": "{name} 的警号/工号：{staffNumber}",
    en: "Staff number of {name}: {staffNumber}",
  },
} as const satisfies Readonly<Record<string, Text>>;
