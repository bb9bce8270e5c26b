/** What the verbs about partner agencies, guests and shares say, in both languages. */
import type { Text } from "../../kernel/language.ts";
import type { GuestState } from "../../sharing/guest.ts";
import type { PartnerState } from "../../sharing/partner.ts";
import type { ShareState } from "../../sharing/share.ts";
import type { Explanation } from "./doctor-devices.ts";

export const SHARING = {
  partner: { "zh-CN": "共享单位及其人员", en: "partner agencies and their people" },
  share: { "zh-CN": "共享给外单位人员的内容", en: "what is shared with people of other agencies" },
  partners: { "zh-CN": "列出共享单位", en: "list the partner agencies" },
  propose: {
    "zh-CN": "提出一个共享单位，由另一人批准",
    en: "propose a partner agency, for another person to approve",
  },
  approvePartner: {
    "zh-CN": "批准他人提出的共享单位",
    en: "approve a partner that another person proposed",
  },
  endPartner: {
    "zh-CN": "终止共享单位，其人员和共享一并终止",
    en: "end a partner with its guests and their shares",
  },
  guests: { "zh-CN": "列出外单位人员", en: "list the guests" },
  invite: {
    "zh-CN": "邀请外单位人员；邀请码只显示一次",
    en: "invite a person of a partner; the invitation is shown once",
  },
  inviteAgain: {
    "zh-CN": "重新邀请；旧邀请码作废",
    en: "invite a guest again; the last invitation opens nothing any more",
  },
  endGuest: {
    "zh-CN": "终止外单位人员及对其全部共享",
    en: "end a guest with all that was shared with them",
  },
  shares: {
    "zh-CN": "列出共享及是否签收、打开",
    en: "list what is shared, and whether it was acknowledged and opened",
  },
  ask: { "zh-CN": "申请共享，由另一人批准", en: "ask to share, for another person to approve" },
  approveShare: {
    "zh-CN": "批准他人申请的共享",
    en: "approve a share that another person asked for",
  },
  endShare: { "zh-CN": "不予共享或收回共享", en: "refuse a share, or take it back" },
  optionNameZh: { "zh-CN": "中文名称", en: "its name in Chinese" },
  optionNameEn: { "zh-CN": "英文名称", en: "its name in English" },
  optionKind: { "zh-CN": "单位类别", en: "its kind" },
  optionCode: { "zh-CN": "统一社会信用代码", en: "its unified social credit code" },
  optionContact: { "zh-CN": "联系人与电话", en: "whom to call there" },
  optionState: {
    "zh-CN": "可共享的最高密级（默认无）",
    en: "the highest state secret that may be shared (else none)",
  },
  optionDuty: {
    "zh-CN": "可共享的其他保密标记（默认无）",
    en: "other labels that may be shared (else none)",
  },
  optionUntil: { "zh-CN": "失效日，自该日起无效", en: "the first day on which it counts no more" },
  optionName: { "zh-CN": "登录名", en: "the name to log in with" },
  optionDisplay: { "zh-CN": "姓名与职务", en: "name and office of the person" },
  optionDocument: {
    "zh-CN": "依据文书（文件，取其摘要）",
    en: "the document that it rests on (a file, for its digest)",
  },
  optionDocumentName: { "zh-CN": "依据文书名称与文号", en: "the document's title and number" },
  none: { "zh-CN": "没有", en: "none" },
  partnerLine: {
    "zh-CN": "{id}  {name}（{code}）：{state}，{until} 失效",
    en: "{id}  {name} ({code}): {state}, ends on {until}",
  },
  guestLine: {
    "zh-CN": "{id}  {name}，{partner}：{state}，{until} 失效",
    en: "{id}  {name}, {partner}: {state}, ends on {until}",
  },
  shareLine: {
    "zh-CN": "{id}  {guest}（{partner}）：{what}，{until} 失效；{state}",
    en: "{id}  {guest} ({partner}): {what}, ends on {until}; {state}",
  },
  scopeCase: { "zh-CN": "案件 {number}", en: "case {number}" },
  scopeItems: { "zh-CN": "证据 {ids}", en: "items {ids}" },
  invitation: {
    "zh-CN":
      "邀请码（只显示这一次，一天内用一次）：{secret}\n本人打开 /invitation#邀请码 设定密码。",
    en: "Invitation (shown this once, works once within a day): {secret}\nThe person opens /invitation#INVITATION and sets a password.",
  },
  done: { "zh-CN": "已办理：{id}", en: "Done: {id}" },
} as const satisfies Readonly<Record<string, Text>>;

export const PARTNER_STATE_NAMES: Readonly<Record<PartnerState, Text>> = {
  waiting: { "zh-CN": "待另一人批准", en: "waits for another person" },
  "in-force": { "zh-CN": "有效", en: "in force" },
  over: { "zh-CN": "已到期", en: "over" },
  ended: { "zh-CN": "已终止", en: "ended" },
};
export const GUEST_STATE_NAMES: Readonly<Record<GuestState, Text>> = {
  invited: { "zh-CN": "尚未设定密码", en: "no password yet" },
  "in-force": { "zh-CN": "有效", en: "in force" },
  over: { "zh-CN": "已结束", en: "over" },
};
export const SHARE_STATE_NAMES: Readonly<Record<ShareState, Text>> = {
  waiting: { "zh-CN": "待另一人批准", en: "waits for another person" },
  refused: { "zh-CN": "不予共享", en: "refused" },
  "not-acknowledged": { "zh-CN": "未签收", en: "not acknowledged" },
  "not-opened": { "zh-CN": "未打开", en: "not yet opened" },
  opened: { "zh-CN": "已打开", en: "opened" },
  shut: {
    "zh-CN": "因标记提高而关闭，标记解除后也不恢复；如仍需要，请另行共享",
    en: "shut by a label, and stays shut when the label ends: share it anew if it is still needed",
  },
  gone: { "zh-CN": "已终止：所共享的已销毁", en: "ended: what was shared was destroyed" },
  revoked: { "zh-CN": "已收回", en: "taken back" },
  over: { "zh-CN": "已到期", en: "over" },
};

export const SHARING_FINDINGS = {
  sharingFine: {
    cause: {
      "zh-CN": "没有临近到期的外单位账号，也没有久未打开的共享",
      en: "no guest's account ends soon, and no share waits long to be opened",
    },
    cure: null,
  },
  sharingWaits: {
    cause: {
      "zh-CN": "{ending} 个外单位账号七日内到期；{unopened} 项共享批准三日以上仍未打开",
      en: "{ending} guests' accounts end within a week; {unopened} shares were not opened for three days or more",
    },
    cure: {
      "zh-CN": "./holdfast partner guests 与 share list 列出它们：提醒对方，或收回不再需要的共享。",
      en: "./holdfast partner guests and share list name them: remind the guests, or take back what is not needed.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
