/** Showing once more who one is, before a dangerous act. */
import type { Texts } from "./text.ts";

export const stepUpTexts = {
  "again.title": ["登录已结束", "Your session has ended"],
  "again.why": [
    "{{name}}，请再次登录。此前在页面上填写的内容会保留。",
    "{{name}}, log in again. What you typed on the page stays.",
  ],
  "again.soon": ["登录将在约 {{count}} 分钟后结束。", "Your session ends in about {{count}} min."],
  "again.stay": ["保持登录", "Stay logged in"],
  "again.other": [
    "以其他人身份登录（放弃页面上填写的内容）",
    "Log in as somebody else, and give up what was typed",
  ],
  "step-up.title": ["请再次确认身份", "Confirm who you are"],
  "step-up.why": [
    "此操作影响重大，须在十分钟内确认过身份。确认后，您正在做的操作会继续。",
    "This act weighs much: it needs that you confirmed within ten minutes who you are. What you were doing then goes on.",
  ],
  "step-up.go-on": ["继续", "Go on"],
  "step-up.at-provider": ["在统一身份平台确认", "Confirm at the identity provider"],
  "step-up.then": [
    "确认后，此窗口会自动继续；如未继续，请点“继续”。",
    "This window goes on by itself afterwards; if it does not, press “Go on”.",
  ],
  "step-up.confirmed": [
    "身份已确认。可以关闭此窗口，回到原来的窗口。",
    "Confirmed. You can close this window and go back to the one you came from.",
  ],
  "code.access/confirm-again": [
    "此操作须再次确认身份，没有执行。",
    "This asks once more who you are; it was not done.",
  ],
  "code.access/confirm-at-provider": [
    "此账号不用密码登录，请在统一身份平台确认身份。",
    "No password opens this account: confirm at the identity provider.",
  ],
  "code.access/confirmed-by-another": [
    "在统一身份平台登录的是另一人。请以当前账号的身份登录。",
    "Another person logged in at the provider. Log in there as whose session this is.",
  ],
  "code.access/not-asked-again": [
    "统一身份平台没有重新核实身份。请重试；若仍如此，请通知管理员。",
    "The provider did not ask anew who it is. Try again, then tell an administrator.",
  ],
} as const satisfies Texts;
