/** Texts about access that is given for a time. */
import type { Texts } from "./text.ts";

export const accessTexts = {
  "custody.access-given": [
    "{{who}} 授予他人查阅此件，理由：“{{reason}}”",
    "{{who}} gave somebody access to this item, because “{{reason}}”",
  ],
  "custody.access-opened": [
    "{{who}} 首次凭授权查阅此件",
    "{{who}} read this item for the first time by access that was given",
  ],
  "custody.access-narrowed": [
    "{{who}} 收窄了一项查阅权限，理由：“{{reason}}”",
    "{{who}} made access to this item narrower, because “{{reason}}”",
  ],
  "custody.access-revoked": [
    "{{who}} 收回了一项查阅权限，理由：“{{reason}}”",
    "{{who}} took access to this item back, because “{{reason}}”",
  ],
  "custody.access-ended": [
    "一项查阅权限到期",
    "Access that was given to this item ended on its day",
  ],
  "fact.grant": ["授权编号", "Grant"],
  "fact.grants": ["凭授权", "By grants"],
  "fact.to": ["授予", "Given to"],
  "fact.from": ["自", "From"],
  "fact.purposeKind": ["用途类别", "Kind of purpose"],
  "fact.download": ["可带走", "To take away"],
  "fact.was": ["此前", "Before"],
  "kind.access-given": ["授予查阅权限", "Access given"],
  "kind.access-narrowed": ["收窄查阅权限", "Access narrowed"],
  "kind.access-revoked": ["收回查阅权限", "Access taken back"],
  "kind.access-ended": ["查阅权限到期", "Access ended"],
  "action.access-given": [
    "{{who}} 授予 {{subject}} 查阅权限",
    "{{who}} gave {{subject}} access for a time",
  ],
  "action.access-narrowed": [
    "{{who}} 收窄了 {{subject}} 的查阅权限",
    "{{who}} made the access of {{subject}} narrower",
  ],
  "action.access-revoked": [
    "{{who}} 收回了 {{subject}} 的查阅权限",
    "{{who}} took the access of {{subject}} back",
  ],
  "action.access-ended": [
    "{{subject}} 的查阅权限到期",
    "The access of {{subject}} ended on its day",
  ],
  "code.access/bad-term": [
    "日期不成立：须在开始之后到期，且不在今天之前。",
    "The days do not fit: it ends after it begins, and not before today.",
  ],
  "code.access/grant-over": [
    "该查阅权限已经结束；如仍需要，请重新授予。",
    "This access is over already. Give it anew if it is still needed.",
  ],
  "code.access/no-such-grant": ["没有这项查阅权限。", "There is no such grant."],
  "code.access/not-narrower": [
    "这没有收窄该权限：请填更早的日期，或取消带走。",
    "This makes it no narrower: name an earlier day, or take the right to take away.",
  ],
} as const satisfies Texts;
