/** Texts about what stays longer because somebody asked, what ends soon, and looks whether something is still needed. */
import type { Texts } from "./text.ts";

export const extensionTexts = {
  "extensions.title": ["延长保存", "Kept longer"],
  "extensions.none": ["没有延长。", "Nobody asked for more."],
  "extensions.nobody": [
    "现行政策包不允许申请延长；有权机关要求的，请用保全。",
    "By the policy pack in force nobody may ask; where an authority orders it, place a hold.",
  ],
  "extensions.extend": ["延长保存", "Keep longer"],
  "extensions.extend-all": ["全部延长保存", "Keep all longer"],
  "extensions.extend-items": ["延长这件证据的保存", "Keep this item longer"],
  "extensions.extend-cases": [
    "延长本案现有证据的保存",
    "Keep longer what belongs to this case now",
  ],
  "extensions.extend-recording-sessions": [
    "延长本次录制活动现有证据的保存",
    "Keep longer what is of this recording session now",
  ],
  "extensions.all-note": [
    "对目前所属的每件证据分别判断；以后归入的不在内。",
    "Each item that belongs to it now is judged by itself; what comes later is not among them.",
  ],
  "extensions.note": [
    "自原定最后一日起延长；几秒内重新确定保存期限，只延长不缩短，并退出处置批次。",
    "Counted from its last day; how long it is kept is decided anew within seconds. Nothing gets shorter, and it leaves any batch of disposal.",
  ],
  "extensions.by": ["申请人", "Who asks"],
  "extensions.subject": ["当事人", "Its subject"],
  "extensions.agency": ["本单位", "The agency"],
  "extensions.may": [
    "每次最长 {{longest}}，还可申请 {{left}} 次",
    "{{longest}} at most, {{left}} times more",
  ],
  "extensions.may-always": [
    "每次最长 {{longest}}，次数不限",
    "{{longest}} at most, as often as needed",
  ],
  "extensions.term": ["延长", "Longer by"],
  "extensions.unit": ["单位", "Unit"],
  "extensions.unit-D": ["日", "days"],
  "extensions.unit-M": ["个月", "months"],
  "extensions.unit-Y": ["年", "years"],
  "extensions.reason": ["理由（记入保管记录）", "Reason, for the record"],
  "extensions.document": [
    "申请文书的编号（勿写姓名）；当事人申请必填",
    "Number of the paper that asks (no names); needed for a subject",
  ],
  "extensions.file": ["文书文件", "File of the paper"],
  "extensions.read": ["知道了", "I have read it"],
  "extensions.done": [
    "已延长 {{count}} 件；未延长 {{refused}} 件，原因：",
    "Extended: {{count}}. As they were: {{refused}}, because:",
  ],
  "extensions.line": [
    "{{who}}第 {{time}} 次延长 {{term}}：保存至 {{until}}",
    "{{who}}, extension {{time}} by {{term}}: until {{until}}",
  ],
  "extensions.given": ["{{at}}，由 {{name}} 登记", "Entered {{at}} by {{name}}"],
  "extensions.ends-on": ["最后一日", "Last day"],
  "extensions.asked": ["曾申请延长", "Asked before"],
  "extensions.may-ask": ["还可申请", "May still ask"],
  "extensions.asker": ["{{who}}（次数不限）", "{{who}} (as often as needed)"],
  "extensions.asker-left": ["{{who}}（{{left}} 次）", "{{who}} ({{left}} times)"],
  "extensions.ending-note": [
    "即将期满的证据。曾申请延长的当事人应得到告知，以便及时再次申请。",
    "What ends soon. A subject who asked before is to be told, so that they can ask again in time.",
  ],
  "extensions.none-ending": ["没有即将期满的证据", "Nothing ends soon"],
  "disposal.ending": ["即将期满", "Ending soon"],
  "disposal.looks": ["待复查", "To be looked at"],
  "looks.lead": [
    "按类别规定，应有人定期复查是否仍需保存。不再需要且期限已满的，到“期满的证据”提出处置；在处置批次中的不列在此。",
    "By its class somebody looks at it now and then whether it is still needed. What is not, and is past its term, is proposed under “Past their term”; what is in a batch is not listed here.",
  ],
  "looks.needed": ["仍需保存", "Still needed"],
  "looks.needed-count": ["仍需保存（{{count}} 件）", "Still needed ({{count}})"],
  "looks.note": [
    "记录已复查、仍需保存，下次复查相应顺延。不承诺期限；会使其退出此前提出的处置批次。",
    "On record as looked at and still needed; the next look moves on. It promises no term, and takes them out of a batch proposed before.",
  ],
  "looks.reason": ["为何仍需保存（记入保管记录）", "Why it is still needed, for the record"],
  "looks.sooner": ["提前下次复查（可不填）", "Look again sooner (may be left out)"],
  "looks.next": [
    "最迟 {{day}} 复查是否仍需保存",
    "Somebody looks by {{day}} whether it is still needed",
  ],
  "looks.due": ["最迟复查", "Look by"],
  "looks.overdue": ["逾期：{{day}}", "Overdue: {{day}}"],
  "looks.last": ["上次复查", "Last look"],
  "looks.then": ["可否处置", "May it end"],
  "looks.may-end": ["期限已满，可提出处置", "Past its term: may be proposed"],
  "looks.stays": ["尚须保存", "It has to be kept"],
  "looks.none": ["没有待复查的证据", "No look is due"],
  "custody.retention-extended": [
    "{{who}} 登记延长（{{by}}第 {{time}} 次）：保存至 {{until}}，理由：“{{reason}}”",
    "{{who}} entered an extension ({{by}}, number {{time}}): until {{until}}, because “{{reason}}”",
  ],
  "custody.retention-reviewed": [
    "{{who}} 复查：仍需保存，理由：“{{reason}}”",
    "{{who}} looked at it: still needed, because “{{reason}}”",
  ],
  "code.retention/end-not-known": [
    "期满日尚不能确定：所等事由出现之前一直保存；确定后再申请。",
    "Its end is not known yet: it is kept until what it waits for comes about. Ask again then.",
  ],
  "code.retention/extended-often": [
    "已达规则允许的延长次数；有权机关要求的，请用保全。",
    "It was extended as often as the rules give; where an authority orders it, place a hold.",
  ],
  "code.retention/extension-too-long": [
    "超过规则允许的一次延长期限；请缩短，期满前可按规则再次申请。",
    "That is longer than the rules give at once: ask for less, and again before its end.",
  ],
  "code.retention/item-ended": ["证据已销毁或正在销毁", "It was destroyed, or is being destroyed"],
  "code.retention/kept-for-ever": ["永久保存，无须延长", "It is kept for ever: nothing is longer"],
  "code.retention/no-document": [
    "当事人申请须写明申请文书的编号和摘要",
    "Name the paper by which its subject asks, with its digest",
  ],
  "code.retention/no-extension": [
    "现行政策包不允许这样延长；有权机关要求的，请用保全。",
    "The policy pack in force gives no such extension; where an authority orders it, place a hold.",
  ],
  "code.retention/no-review": [
    "其中有无须复查的证据；请只选列表中的",
    "Nobody has to look at one of them: choose those of the list alone",
  ],
  "code.retention/not-decided": [
    "正在确定保存期限，请几秒后再试",
    "How long it is kept is being decided: try again in some seconds",
  ],
  "code.retention/nothing-there": [
    "目前没有所属证据可延长",
    "Nothing belongs to it now that could be extended",
  ],
  "code.retention/review-in-past": ["下次复查须在今天之后", "The next look must be behind today"],
  "code.retention/too-many": [
    "一次延长的件数过多；请按录制活动或逐件办理",
    "That is too much at once: extend by recording session, or single items",
  ],
} as const satisfies Texts;
