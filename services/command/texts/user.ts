/** Texts of the verbs about people. */
import type { Text } from "../../kernel/language.ts";

export const USER = {
  list: { "zh-CN": "列出账号及其警号/工号", en: "list the accounts, each with its staff number" },
  number: {
    "zh-CN": "查看、设定或清除账号所属人员的警号/工号：相同者视为同一人",
    en: "show, set or take away the staff number of an account's person: accounts with the same are one person",
  },
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
