/** What each finding says, in both languages; `{name}` is filled in from its facts. */
import type { Text } from "../kernel/language.ts";
import type { Completeness, Finding, FindingCode } from "./completeness.ts";

export const FINDING_WORDS: Readonly<Record<FindingCode, Text>> = {
  "no-activity": { "zh-CN": "没有填写执法活动", en: "No activity is told" },
  "activity-unknown": {
    "zh-CN": "执行中的规则包没有活动 {activity}，因此未按规则核对",
    en: "The pack in force has no activity {activity}: it was judged by no rule",
  },
  "not-recorded": { "zh-CN": "没有任何录制", en: "Nothing was recorded" },
  "not-recorded-explained": {
    "zh-CN": "没有录制，已说明理由",
    en: "Nothing was recorded, and it was said why",
  },
  "no-start-or-stop": {
    "zh-CN": "没有填写实际开始或结束时间，无法核对连续性",
    en: "Actual start or stop is not told: continuity cannot be judged",
  },
  "untimed-recording": {
    "zh-CN": "录像 {itemId} 的时间或时长不明",
    en: "When the recording {itemId} began, or how long it is, is not known",
  },
  gap: {
    "zh-CN": "{from} 至 {to}（{seconds} 秒）没有录制，也没有说明",
    en: "{from} to {to} ({seconds} s) was not recorded, and nothing explains it",
  },
  "gap-uncertain": {
    "zh-CN": "{from} 至 {to}（{seconds} 秒）可能没有录制，时钟误差内无法确定",
    en: "{from} to {to} ({seconds} s) may not have been recorded: within the error of the clocks it cannot be told",
  },
  "gap-covered": {
    "zh-CN": "{device} 在 {from} 至 {to}（{seconds} 秒）中断，由 {by} 录下",
    en: "{device} stopped from {from} to {to} ({seconds} s); {by} recorded it",
  },
  "clock-set": {
    "zh-CN": "录像 {itemId} 的时钟在两次校对之间变动了 {seconds} 秒，无法确定录制时的实际时间",
    en: "The clock of the recording {itemId} was set by {seconds} s between two checks: when it really ran cannot be told",
  },
  "too-many-recordings": {
    "zh-CN": "录像超过 {most} 段，只核对了最先到达的部分",
    en: "It has more than {most} recordings: only those that came first were judged",
  },
  "at-night": {
    "zh-CN": "{day} 夜间（{from} 至 {to}）进行，须有紧急情况",
    en: "It ran in the night of {day} ({from} to {to}), for which there must be an emergency",
  },
  "on-day-off": {
    "zh-CN": "{day} 是休息日或节假日（{from} 至 {to}），须有紧急情况",
    en: "It ran on {day}, a day off ({from} to {to}), for which there must be an emergency",
  },
  "pause-without-reason": {
    "zh-CN": "{from} 至 {to} 暂停，没有理由",
    en: "A pause from {from} to {to} has no reason",
  },
  "too-few-officers": {
    "zh-CN": "执法人员 {has} 人，应不少于 {needs} 人",
    en: "{has} officers, and there must be {needs}",
  },
  "officer-without-credential": {
    "zh-CN": "执法人员 {officerId} 在 {day} 没有有效执法证件",
    en: "The officer {officerId} had no valid credential on {day}",
  },
  "shot-missing": { "zh-CN": "缺少必拍画面：{shot}", en: "A required shot is not marked: {shot}" },
  "element-missing": {
    "zh-CN": "缺少记录要素：{element}",
    en: "A required element is missing: {element}",
  },
  "element-not-judged": {
    "zh-CN": "规则包要求的要素 {element} 系统无法核对，请人工查看",
    en: "The pack requires an element that cannot be judged here, look yourself: {element}",
  },
  "no-written-record": {
    "zh-CN": "没有关联文字记录",
    en: "No written record is linked to the recordings",
  },
};

/** Which clock says so, and why it could not wait, stand behind what is found. */
const MORE_WORDS: Readonly<Record<string, Text>> = {
  measured: {
    "zh-CN": "；按已校对的时钟，误差 {errorSeconds} 秒",
    en: "; by clocks that were measured, give or take {errorSeconds} s",
  },
  claimed: {
    "zh-CN": "；按设备自报的时间，未经校对",
    en: "; by what the devices claim, which nobody measured",
  },
  mixed: {
    "zh-CN": "；一端按已校对的时钟（误差 {errorSeconds} 秒），另一端按设备自报的时间",
    en: "; by one clock that was measured (give or take {errorSeconds} s) and one that was not",
  },
  urgent: { "zh-CN": "；已说明：{urgent}", en: "; it was said why: {urgent}" },
};

export function findingText({ code, facts }: Pick<Finding, "code" | "facts">): Text {
  const isUrgent = (facts["urgent"] ?? "") !== "";
  const more = MORE_WORDS[isUrgent ? "urgent" : String(facts["clock"] ?? "")];
  const [words, rest] = [FINDING_WORDS[code], more ?? { "zh-CN": "", en: "" }];
  const whole = { "zh-CN": words["zh-CN"] + rest["zh-CN"], en: words.en + rest.en };
  return filled(whole, facts);
}

export function filled(text: Text, facts: Readonly<Record<string, string | number>>): Text {
  const fill = (one: string): string =>
    one.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
  return { "zh-CN": fill(text["zh-CN"]), en: fill(text.en) };
}

export const VERDICT_WORDS: Readonly<Record<Completeness["verdict"], Text>> = {
  complete: { "zh-CN": "完整", en: "complete" },
  open: { "zh-CN": "待说明", en: "open" },
  incomplete: { "zh-CN": "不完整", en: "incomplete" },
};

export const FINDING_TITLES: Readonly<Record<Finding["weight"], Text>> = {
  fault: { "zh-CN": "不符合规则", en: "against a rule" },
  open: { "zh-CN": "待说明", en: "to be said" },
  note: { "zh-CN": "提示", en: "to know" },
};
