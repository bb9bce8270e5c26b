/** Labels: what they are called, how they are set and changed, and what refusals for secrecy mean to a person. */
import type { Texts } from "./text.ts";

export const secrecyTexts = {
  "labels.title": ["密级与保密标记", "Secrecy"],
  "labels.none": ["没有标记。", "No labels."],
  "labels.set": ["设定标记", "Set a label"],
  "labels.set-note": [
    "设定后，未获相应许可的人（包括您自己）不再看到，列表和统计中也不出现。升级：设定更高的标记。降级：先设定较低的，再由另一人解除较高的。",
    "Whoever is not cleared for it, you included, no longer sees it, nor in lists or counts. To raise it, set a higher one. To lower it, set the lower one, then have another person end the higher.",
  ],
  "labels.of-items": [
    "观看副本和导出包按其中最高的密级和所有保密标记保护；所属案件和录制活动的标记也保护该件。",
    "Viewing copies and packages are protected as the highest level and all duties in them; labels of its cases and its recording session protect it, too.",
  ],
  "labels.of-cases": [
    "案件的标记也保护其中每一件和录制活动。",
    "A case's labels also protect its items and recording sessions.",
  ],
  "labels.of-recording-sessions": [
    "录制活动的标记也保护归入它的每一件；归入的件和所属案件的标记也保护它。",
    "A session's labels also protect what is of it; it is protected by the labels of that, and of its case.",
  ],
  "labels.kind": ["标记", "Label"],
  "labels.basis": ["依据（文件或条款）", "Document or provision it rests on"],
  "labels.issued-on": ["定密日期（空着：今天）", "Issued on (empty: today)"],
  "labels.until-field": [
    "到期日（空着：该级最长期限）",
    "Ends on (empty: the level's longest term)",
  ],
  "labels.new-until": ["新的到期日", "New end"],
  "labels.condition": ["解密条件（可不填）", "What ends it before that (optional)"],
  "labels.issued": ["{{day}} 起", "from {{day}}"],
  "labels.until": ["{{day}} 自动失效", "ends by itself on {{day}}"],
  "labels.no-end": ["未定期限", "no end set"],
  "labels.condition-line": ["条件：{{words}}", "condition: {{words}}"],
  "labels.scope": ["仅 {{count}} 人知悉", "known to {{count}} people only"],
  "labels.ended": ["{{at}} 解除：{{reason}}", "Ended {{at}}: {{reason}}"],
  "labels.review-due": ["应于 {{day}} 前审查", "Review due {{day}}"],
  "labels.before-release": ["副本外出前：{{what}}", "Before a copy leaves: {{what}}"],
  "labels.report": ["{{day}} 前报有权机关确定", "To be reported to the authority by {{day}}"],
  "labels.another": ["确认或解除须由另一人办理", "To confirm or end it takes another person"],
  "labels.confirmation": ["确认", "Confirm"],
  "labels.confirmation-note": [
    "录入有权机关的决定，或确认设备声明的标记。",
    "Enter what the authority decided, or confirm what a device declared.",
  ],
  "labels.extension": ["延长", "Extend"],
  "labels.extension-note": [
    "只能在到期前延长；自今天起重新计算，不超过最长期限。",
    "Only before it ends; counted anew from today, within the longest term.",
  ],
  "labels.review": ["登记审查", "Review"],
  "labels.review-note": [
    "登记审查：标记不变。应变更的，设定新密级并由另一人解除旧的；不再需要的，由另一人解除。",
    "Records the review: the label stays. Where another fits, set that and have another person end this one; where none is needed, another person ends it.",
  ],
  "labels.found": ["审查结论", "What was found"],
  "labels.next-on": ["下次审查日期（默认为最迟之日）", "Next review (the latest day unless given)"],
  "labels.reviewed": ["{{day}} 已审查", "Reviewed on {{day}}"],
  "labels.due-title": ["待审查的标记", "Labels to be reviewed"],
  "labels.due-line": ["{{day}} 前审查", "to be reviewed by {{day}}"],
  "labels.due-over": ["已逾期（{{day}}）", "overdue since {{day}}"],
  "labels.due-more": ["还有更多未列出。", "There are more than are listed."],
  "code.secrecy/no-review": [
    "法律和规则包未要求审查此类标记",
    "Neither the law nor the policy pack asks that such a label is reviewed",
  ],
  "code.secrecy/bad-review-day": [
    "下次审查须在今天之后、规定的最迟之日以前",
    "The next review is after today, and no later than the rules say",
  ],
  "labels.end": ["解除", "End"],
  "labels.end-note": [
    "标记立即失效，理由写入记录，不能恢复；仍需要时重新设定。",
    "It is in force no more, at once and for good. The reason stays on record; set a new one if it is still needed.",
  ],
  "label.secret": ["秘密", "Secret"],
  "label.highly-secret": ["机密", "Highly secret"],
  "label.top-secret": ["绝密", "Top secret"],
  "label.work": ["工作秘密", "Work secret"],
  "label.trade": ["商业秘密", "Trade secret"],
  "label.privacy": ["个人隐私", "Privacy"],
  "label.minor": ["未成年人", "Minor"],
  "label.informant": ["举报人", "Informant"],
  "label.set-apart": ["隔离", "Set apart"],
  "label.status.declared": ["（设备声明，待确认）", "(declared by the device, to be confirmed)"],
  "label.status.proposed": [
    "（拟定，报有权机关；确定前按绝密保护）",
    "(proposed; protected as top secret until the authority decides)",
  ],
  "code.secrecy/above-ceiling": [
    "本系统不得存储该密级的内容，未留存任何内容。请勿再次发送或复制，并联系本单位保密工作机构。",
    "This house may not hold such a secret, and kept nothing. Do not send or copy it again; call your agency's secrecy office.",
  ],
  "code.secrecy/bad-term": [
    "日期不成立：定密不在今天之后，到期在定密之后；延长须晚于原到期日。",
    "The days do not fit: issued today or before, ending after that; an extension ends later than before.",
  ],
  "code.secrecy/confirmed": ["该标记已确认。", "This label is confirmed already."],
  "code.secrecy/moved": [
    "标记刚被他人变更，请重新查看后再决定。",
    "Somebody changed this label first. Look at it again, then decide.",
  ],
  "code.secrecy/not-the-classifier": [
    "该标记由他人设定，请由设定人或管理员延长。",
    "Another person set this label. Ask them, or an administrator, to extend it.",
  ],
  "code.secrecy/ended": [
    "该标记已失效，不能再变更；如仍需要，请重新设定。",
    "This label is in force no more. Set a new one if it is still needed.",
  ],
  "code.secrecy/no-authority": [
    "本级机关无权确定该密级。请先隔离该件，并报有权机关确定。",
    "An agency of this place never sets this level. Set the item apart and report it to the authority that may decide.",
  ],
  "code.secrecy/not-for-you": [
    "该件已被隔离，内容目前不予提供。",
    "This item was set apart, and its content is given to nobody now.",
  ],
  "code.secrecy/purpose-not-yours": [
    "您不能以此用途查阅，没有提供。已指定承办人员的案件，只有承办人员可以“证据”用途查阅；请更改用途。",
    "This purpose is not yours, so nothing was given. A case with people set to it is evidence for them alone: change the purpose.",
  ],
  "code.secrecy/purpose-unexplained": [
    "以监督或履职保障为用途，请用至少 8 个字说明理由。",
    "To supervise or to protect, say why in at least 8 characters.",
  ],
  "code.secrecy/record-names-more": [
    "其保管记录涉及您不能知悉的内容，没有提供。请由可以知悉其所有案件的人办理。",
    "Its custody record names what is not for you, so it was not given. Ask somebody who may know of every case that it ever belonged to.",
  ],
  "code.secrecy/term-too-long": [
    "超过法定最长保密期限，请另选日期。",
    "This is longer than the law's longest term. Choose an earlier day.",
  ],
} as const satisfies Texts;
