/** Logging in by the agency's identity provider: the button, the door of an account, and what can go wrong. */
import type { Texts } from "./text.ts";

export const signOnTexts = {
  "login.or": ["或", "or"],
  "login.sign-on": ["通过{{name}}登录", "Log in with {{name}}"],
  "login.sign-on-failed": [
    "未能通过统一身份平台登录。请重试，或用密码登录。",
    "The identity provider did not let you in. Try again, or use a password.",
  ],
  "users.door": ["登录方式", "Logs in by"],
  "users.by-password": ["密码", "password"],
  "users.door-title": ["{{name}} 如何登录？", "How does {{name}} log in?"],
  "users.door-provider": ["统一身份平台", "The identity provider"],
  "users.door-password": ["密码", "A password"],
  "users.sign-on-name": ["在统一身份平台的名称", "Name at the identity provider"],
  "users.door-note": [
    "账号只有一种登录方式。更改后原密码作废，已登录的会话立即结束。首次登录的身份即与账号绑定。",
    "An account has one door. The password it had no longer opens it, and its sessions end at once. Who comes first under the name is bound to the account.",
  ],
  "users.staff-number": ["警号/工号", "Staff number"],
  "users.staff-number-none": ["未填写", "not told"],
  "users.staff-number-title": ["{{name}} 的警号/工号", "Staff number of {{name}}"],
  "users.staff-number-rule": [
    "最多40个字母、数字、空格或 . _ / -，以字母或数字开头",
    "Up to 40 letters, digits, spaces or . _ / -, beginning with a letter or digit",
  ],
  "users.staff-number-note": [
    "警号/工号相同的账号视为同一人，在须由两人办理的事项中不能互为第二人。更改或清除后七日内，您与此账号也不能互为第二人。留空即清除。",
    "Accounts with the same number are one person, and never the two people that something takes. For seven days after it was changed or taken away, you and this account are not two people either. Empty takes it away.",
  ],
  "code.access/provider-out": [
    "统一身份平台没有应答。请稍后再试；有密码的账号可直接用密码登录。",
    "The identity provider does not answer. Try again in a minute; an account with a password needs no provider.",
  ],
  "code.access/sign-on-failed": [
    "统一身份平台没有确认您的身份。请重试；若仍如此，请通知管理员。",
    "The identity provider did not vouch for you. Try again, then tell an administrator.",
  ],
  "code.access/sign-on-over": [
    "此次登录已过期，或不是在本浏览器中开始的。请重新开始。",
    "This sign-on is over, or was begun in another browser. Begin again.",
  ],
  "code.access/no-account-here": [
    "您在铁证没有账号。请管理员为您建立账号，并填写您在统一身份平台的名称。",
    "You have no account here. Ask an administrator to make one and to enter your name at the identity provider.",
  ],
  "code.access/sign-on-differs": [
    "此名称先前属于另一人的身份。请找管理员核对。",
    "This name belonged to somebody else's identity before. Ask an administrator.",
  ],
  "code.access/sign-on-name-taken": [
    "另一个账号已使用此名称。",
    "Another account has this name at the identity provider.",
  ],
  "code.access/last-local-admin": [
    "这是最后一位用密码登录的管理员：统一身份平台停用时须有人能进入。",
    "This is the last administrator with a password: somebody must get in when the provider is out.",
  ],
  "code.access/password-missing": ["请为此账号设定密码。", "Give the account a password."],
} as const satisfies Texts;
