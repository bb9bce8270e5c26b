/** What `holds` says, in both languages. */
import type { HoldKind } from "../../holds/hold.ts";
import type { Text } from "../../kernel/language.ts";

export const HOLD_KIND_NAMES = {
  litigation: { "zh-CN": "诉讼或复议", en: "litigation or reconsideration" },
  complaint: { "zh-CN": "投诉举报", en: "complaint" },
  review: { "zh-CN": "内部核查", en: "internal review" },
  discovery: { "zh-CN": "依法调取", en: "ordered disclosure" },
  supervision: { "zh-CN": "监督检查", en: "supervision" },
} as const satisfies Readonly<Record<HoldKind, Text>>;

export const HOLDS = {
  about: {
    "zh-CN": "保全：在解除之前，证据不得处置",
    en: "holds: what they lie on must not end until they are released",
  },
  list: {
    "zh-CN": "列出保全；有逾期未复核的，以 1 结束",
    en: "list the holds; ends with 1 if a review is overdue",
  },
  place: {
    "zh-CN": "依决定文书保全若干证据、一个案件，或符合条件的全部证据",
    en: "place a hold by a decision: on items, on a case or a session, or on all that meets conditions",
  },
  review: {
    "zh-CN": "仍需保全：定下次复核日期",
    en: "it is still needed: set the next day of review",
  },
  release: {
    "zh-CN": "解除他人所作的保全",
    en: "release a hold that another person placed",
  },
  optionState: {
    "zh-CN": "只列生效中（active）、逾期未复核（overdue）或已解除（released）的",
    en: "only those in force, with a review overdue, or released",
  },
  optionKind: {
    "zh-CN": "种类：诉讼或复议、投诉举报、内部核查、依法调取、监督检查",
    en: "what orders it",
  },
  optionNumber: { "zh-CN": "决定文书的文号", en: "number of the decision that orders the hold" },
  optionDocument: {
    "zh-CN": "决定文书本身（PDF、JPEG 或 PNG，不超过 4 MB）",
    en: "the decision itself (PDF, JPEG or PNG, at most 4 MB)",
  },
  optionReviewOn: {
    "zh-CN": "最迟复核日期，如 2027-01-24；到期并不自动解除",
    en: "day by which somebody must look again, as 2027-01-24; nothing ends by itself",
  },
  optionWhy: { "zh-CN": "事由（记入操作记录）", en: "why, for the record of actions" },
  optionItem: { "zh-CN": "证据编号，可多个", en: "ids of items" },
  optionCase: {
    "zh-CN": "案号：案内现有的和以后关联的证据",
    en: "number of a case: what belongs to it now and what comes to",
  },
  optionSession: {
    "zh-CN": "录制活动编号：其中现有的和以后列入的证据",
    en: "id of a recording session: what belongs to it now and what comes to",
  },
  optionDevice: { "zh-CN": "条件：此设备所录", en: "condition: of this device" },
  optionActivity: { "zh-CN": "条件：设备申报的活动", en: "condition: activity, as declared" },
  optionDeclaredCase: {
    "zh-CN": "条件：设备申报的案号",
    en: "condition: number of a case, as declared",
  },
  optionRecordedFrom: { "zh-CN": "条件：此时起所录", en: "condition: recorded from then on" },
  optionRecordedUntil: { "zh-CN": "条件：此时之前所录", en: "condition: recorded before then" },
  optionReceivedFrom: { "zh-CN": "条件：此时起收到", en: "condition: received from then on" },
  optionReceivedUntil: { "zh-CN": "条件：此时之前收到", en: "condition: received before then" },
  none: { "zh-CN": "没有保全", en: "There are no holds" },
  line: {
    "zh-CN": "{id}  {kind}，{number}\n  {scope}{counts}\n  {at} {by}：{reason}\n  {state}",
    en: "{id}  {kind}, {number}\n  {scope}{counts}\n  {at} {by}: {reason}\n  {state}",
  },
  kept: {
    "zh-CN": "；已纳入 {items} 件，存储显示已保全 {kept} 件",
    en: "; items that came into it: {items}, of them held as the store shows: {kept}",
  },
  scopeItems: { "zh-CN": "指明的证据 {count} 件", en: "items by name: {count}" },
  scopeCase: { "zh-CN": "案件 {case}", en: "case {case}" },
  scopeSession: { "zh-CN": "录制活动 {session}", en: "recording session {session}" },
  scopeQuery: { "zh-CN": "符合条件：{query}", en: "all of {query}" },
  reviewOn: { "zh-CN": "最迟 {day} 复核", en: "to be reviewed by {day}" },
  overdue: { "zh-CN": "已逾期未复核（{day}）", en: "review overdue since {day}" },
  released: { "zh-CN": "{by} 于 {at} 解除", en: "released by {by} at {at}" },
  placed: {
    "zh-CN": "已决定保全 {id}，最迟 {day} 复核。存储显示之前不算已保全：\n  holdfast holds list",
    en: "Hold {id} is placed, to be reviewed by {day}. Nothing counts as held before the store shows it:\n  holdfast holds list",
  },
  reviewed: { "zh-CN": "{id} 下次复核：{day}", en: "{id} is to be reviewed by {day}" },
  nowReleased: { "zh-CN": "{id} 已解除", en: "{id} is released" },
  oneScope: {
    "zh-CN":
      "请且只请指明一种范围：--item、--case、--session，或条件（--device、--recorded-from 等）",
    en: "Say in exactly one way what is to be held: --item, --case, --session, or conditions (--device, --recorded-from and so on)",
  },
  noCase: { "zh-CN": "没有案号为“{case}”的案件", en: "there is no case “{case}”" },
  noFile: { "zh-CN": "读不到文件“{file}”", en: "“{file}” cannot be read" },
  otherFile: {
    "zh-CN": "“{file}”不是 PDF、JPEG 或 PNG",
    en: "“{file}” is no PDF, JPEG or PNG",
  },
} as const satisfies Readonly<Record<string, Text>>;
