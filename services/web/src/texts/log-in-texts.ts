/** Texts about where somebody is logged in. */
import type { Texts } from "./text.ts";

export const logInTexts = {
  "log-ins.title": ["我的登录", "Where you are logged in"],
  "log-ins.title-of": ["{{name}} 的登录", "Where {{name}} is logged in"],
  "log-ins.column": ["登录情况", "Log-ins"],
  "log-ins.of": ["查看登录", "Show log-ins"],
  "log-ins.lead": [
    "如有不认识的登录，请立即结束，并请管理员更换您的密码。每次登录闲置半小时或满十二小时后自行结束。",
    "If you do not know one of these, end it at once, and have an administrator give you another password. Each ends by itself after half an hour without use, and after twelve hours.",
  ],
  "log-ins.lead-of": [
    "结束登录不停用账号，也不影响其 API 令牌：此人可以用密码重新登录。要全部停止，请停用账号。",
    "To end log-ins disables neither the account nor its API tokens: its person can log in again. To stop everything, disable the account.",
  ],
  "log-ins.no-tokens": [
    "API 令牌不是登录，不在此列，也不会随之结束。",
    "API tokens are no log-ins; they are not listed here and do not end with them.",
  ],
  "log-ins.browser": ["浏览器", "Browser"],
  "log-ins.browser-on": ["{{system}} 上的 {{browser}}", "{{browser}} on {{system}}"],
  "log-ins.address": ["地址", "Address"],
  "log-ins.began": ["登录时间", "Logged in"],
  "log-ins.seen": ["最近使用", "Last used"],
  "log-ins.this": ["当前登录", "This one"],
  "log-ins.end": ["结束", "End"],
  "log-ins.end-others": ["只保留当前这一处", "Leave only this one"],
  "log-ins.end-all": ["让此人全部退出", "Log this person out"],
  "log-ins.end-title": ["结束“{{browser}}”的登录？", "End the log-in with {{browser}}?"],
  "log-ins.note": [
    "立即结束：正在下载或接收的内容中断，未保存的输入在重新登录后仍在。API 令牌不受影响。",
    "It ends at once: what is being downloaded is cut, and what was typed there waits until the same person is back. API tokens stay.",
  ],
  "log-ins.note-me": [
    "这是您自己的账号：您在此处的登录也会结束。API 令牌不受影响。",
    "This is your own account: you are logged out here, too. API tokens stay.",
  ],
  "log-ins.none": ["没有登录", "Nobody is logged in"],
  "kind.log-ins-ended": ["结束登录", "Log-ins ended"],
  "action.log-ins-ended": [
    "{{who}} 结束了 {{subject}} 的登录（{{ended}} 处）",
    "{{who}} ended log-ins of {{subject}} (how many: {{ended}})",
  ],
} as const satisfies Texts;
