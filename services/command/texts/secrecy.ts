/** What `label` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const SECRECY = {
  label: {
    "zh-CN": "查看或设定密级或保密标记（THING 为证据编号、case:编号或 session:编号）",
    en: "show the labels of an item (or case:ID, session:ID), or set one",
  },
  optionBasis: { "zh-CN": "依据的文件或规定", en: "the document or provision it rests on" },
  optionUntil: {
    "zh-CN": "到期日，例如 2035-06-01（默认法定最长期限）",
    en: "the day it ends, e.g. 2035-06-01 (the law's longest term unless given)",
  },
  needsBasis: {
    "zh-CN": "设定标记须说明依据：--basis",
    en: "A label needs what it rests on: --basis",
  },
  line: {
    "zh-CN": "{kind}（{status}）{issuedOn} 至 {until}；{basis}",
    en: "{kind} ({status}) from {issuedOn} until {until}; {basis}",
  },
  noLabels: { "zh-CN": "没有标记", en: "no label" },
  reportBy: {
    "zh-CN": "本机关无权确定，已按最高密级保护；请在 {day} 前上报。",
    en: "The agency may not set this itself: it is protected as the highest level. Report it by {day}.",
  },
  about: { "zh-CN": "标记的审查", en: "the review of labels" },
  reviews: {
    "zh-CN": "列出一个月内须审查的标记；有逾期的以 1 结束",
    en: "list labels to be reviewed within a month; ends with 1 if one is overdue",
  },
  review: {
    "zh-CN": "登记审查结论：标记不变（THING 为证据编号、case:编号或 session:编号）",
    en: "say that a label was reviewed and stays (an item's id, case:ID or session:ID)",
  },
  optionFound: { "zh-CN": "审查结论", en: "what was found" },
  optionNext: {
    "zh-CN": "下次审查日期（默认为最迟之日）",
    en: "the next review (the latest day unless given)",
  },
  noneDue: { "zh-CN": "没有须审查的标记", en: "no label is to be reviewed" },
  due: {
    "zh-CN": "{due} 前：{kind}，{name}（{what}，{label}）",
    en: "by {due}: {kind} on {name} ({what}, {label})",
  },
  overdue: {
    "zh-CN": "已逾期（{due}）：{kind}，{name}（{what}，{label}）",
    en: "overdue since {due}: {kind} on {name} ({what}, {label})",
  },
  moreDue: { "zh-CN": "还有更多未列出", en: "there are more than are listed" },
  reviewed: {
    "zh-CN": "{kind} 已审查，不变；下次 {day} 前",
    en: "{kind} was reviewed and stays; the next review by {day}",
  },
} as const satisfies Readonly<Record<string, Text>>;
