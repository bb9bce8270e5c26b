/** What each point of the report asks, and what each reason says, in both languages; `{name}` is filled in from its facts. */
import type { Text } from "../kernel/language.ts";
import { LEGALITY_POINTS, type ReviewPoint } from "../policy/legal-review.ts";
import { filled, findingText } from "../sessions/completeness-words.ts";
import type { Verdict } from "./opinion.ts";
import type { OWN_REASONS, PointState, Reason } from "./point.ts";

const words = (zh: string, en: string): Text => ({ "zh-CN": zh, en });

export const POINT_WORDS: Readonly<Record<ReviewPoint, Text>> = {
  "legal-basis": words(
    "执法依据：权责事项及其版本、执法类别",
    "Legal basis: the power in its version, and the kind of act",
  ),
  "two-officers": words("执法人员不少于规定人数", "As many officers as the rules ask for"),
  credentials: words(
    "执法人员在录制当日持有效执法证件",
    "Officers with a credential that was valid on the day",
  ),
  integrity: words(
    "证据完整未改：已封存，复查无差异",
    "Integrity: sealed, and nothing found by the audit",
  ),
  "source-signature": words(
    "来源签名：设备在录像内的签名相符",
    "Signatures of the device inside the recording hold",
  ),
  "sessions-told": words(
    "每段录像归入录制活动，活动事项已填写",
    "Each recording is of a session, and each session tells its activity",
  ),
  recorded: words("应当录制的已录制", "What had to be recorded was"),
  continuity: words("录制连续，中断有理由", "Recorded without an unexplained gap"),
  "required-shots": words("必拍画面齐全", "Required shots are there"),
  "required-elements": words("记录要素齐全", "Required elements are told"),
  "written-records": words("与文字记录相衔接", "Linked to written records"),
  "key-segments": words(
    "代替笔录的录像已写明关键段落",
    "Recordings in place of a record tell their key segments",
  ),
  "hand-in": words("按时移交", "Handed in on time"),
  "case-file": words("案卷已封存，且列有全部证据", "The case file is sealed and lists every item"),
};

export const GROUP_WORDS = {
  legality: words("合法", "Legality"),
  sufficiency: words("充分", "Sufficiency"),
} as const;

export const groupOf = (point: ReviewPoint): keyof typeof GROUP_WORDS =>
  LEGALITY_POINTS.some((one) => one === point) ? "legality" : "sufficiency";

export const STATE_WORDS: Readonly<Record<PointState, Text>> = {
  met: words("符合", "met"),
  "not-met": words("不符合", "not met"),
  "not-applicable": words("不适用", "not applicable"),
  "cannot-be-told": words("无法判断", "cannot be told"),
};

export const OPINION_WORDS: Readonly<Record<Verdict, Text>> = {
  agree: words("同意", "agrees"),
  "agree-with-corrections": words("同意，但须修改", "agrees with corrections"),
  problems: words("存在问题，退回处理", "problems: returned"),
};

const REASON_WORDS: Readonly<Record<(typeof OWN_REASONS)[number], Text>> = {
  "no-rules": words("没有执行中的规则包", "No pack of rules is in force"),
  "no-session": words(
    "案件没有录制活动，无从核对",
    "The case has no recording session to judge by",
  ),
  "item-of-no-session": words(
    "录像 {item} 未归入录制活动",
    "The recording {item} is of no session",
  ),
  "day-unknown": words("录制日期不明", "The day of the recording is not known"),
  "no-power-item": words(
    "案件没有填写权责事项及其版本",
    "The case does not tell by which power, in which version",
  ),
  "no-action-kind": words("案件没有填写执法类别", "The case does not tell the kind of act"),
  "item-not-sealed": words(
    "录像 {item} 未封存（状态：{stage}）",
    "The recording {item} is not sealed (it is: {stage})",
  ),
  "audit-finding": words(
    "录像 {item} 复查有差异：{findings}",
    "The audit found differences in {item}: {findings}",
  ),
  "not-audited-yet": words(
    "录像 {item} 封存时已读回，尚未轮到复查",
    "{item} was read back when it was sealed; the audit has not come round to it",
  ),
  "source-invalid": words(
    "录像 {item} 内的设备签名不符",
    "The device's signature inside {item} does not hold",
  ),
  "source-not-verifiable": words(
    "录像 {item} 内的设备签名无法核验",
    "The device's signature inside {item} cannot be verified",
  ),
  "source-not-looked-at": words(
    "录像 {item} 尚未检查内含签名",
    "{item} was not looked at for signatures",
  ),
  "segment-outside": words(
    "录像 {item} 代替文书 {documentNo}，所写段落超出录像长度",
    "A segment told of {item}, in place of {documentNo}, lies beyond its end",
  ),
  "hand-in-late": words(
    "录像 {item} 逾期移交（{received}）",
    "{item} was handed in late ({received})",
  ),
  "hand-in-untimed": words("录像 {item} 何时结束不明", "When {item} ended is not known"),
  "hand-in-clock-ahead": words(
    "录像 {item} 的设备时钟快于接收时间",
    "The clock of the device of {item} was ahead of its receipt",
  ),
  "not-linked": words("没有关联案件", "It is linked to no case"),
  "no-case-file": words("案卷还没有封存", "No version of the case file is sealed"),
  "not-in-case-file": words(
    "封存的案卷没有列出录像 {item}",
    "The sealed case file does not list {item}",
  ),
  "too-much-to-read": words(
    "案件的证据或活动过多，只核对了一部分",
    "The case has more than is read: only a part was judged",
  ),
};

const isOwn = (code: Reason["code"]): code is keyof typeof REASON_WORDS =>
  Object.hasOwn(REASON_WORDS, code);

export function reasonText({ code, facts, itemId }: Reason): Text {
  const known = { ...facts, ...(itemId === null ? {} : { item: itemId }) };
  return isOwn(code) ? filled(REASON_WORDS[code], known) : findingText({ code, facts: known });
}
