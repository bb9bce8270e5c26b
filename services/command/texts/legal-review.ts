/** What `review` says, in both languages. */
import type { Text } from "../../kernel/language.ts";
import type { ReviewFinding, ReviewState } from "../../legalreview/need.ts";

export const REVIEW_STATE_NAMES = {
  "not-needed": { "zh-CN": "不需要审核", en: "not needed" },
  missing: { "zh-CN": "尚未送审", en: "not submitted yet" },
  waiting: { "zh-CN": "等待审核意见", en: "waits for the opinion" },
  overdue: { "zh-CN": "审核意见逾期", en: "the opinion is overdue" },
  returned: { "zh-CN": "存在问题，已退回", en: "returned with problems" },
  agreed: { "zh-CN": "审核同意", en: "agreed" },
} as const satisfies Readonly<Record<ReviewState, Text>>;

export const REVIEW_FINDING_NAMES = {
  "decided-without": {
    "zh-CN": "未经审核同意即作出决定",
    en: "decided without an agreed legal review",
  },
  "agreed-after-decision": {
    "zh-CN": "审核同意晚于决定日期",
    en: "agreed only after the decision was made",
  },
} as const satisfies Readonly<Record<ReviewFinding, Text>>;

export const REVIEWS = {
  about: { "zh-CN": "法制审核：送审、查看与导出", en: "legal review: submit, look, take away" },
  waiting: {
    "zh-CN": "列出等待审核意见的案件；有逾期的，以 1 结束",
    en: "list rounds that wait for their opinion; ends with 1 if one is overdue",
  },
  show: {
    "zh-CN": "显示案件的审核情况和按现状的逐项报告；未经审核同意即决定的，以 1 结束",
    en: "show how the review of a case stands, and its report as of now; ends with 1 if it was decided without",
  },
  submit: {
    "zh-CN": "将案件按现状送审；送审后不能更改",
    en: "submit a case as it is now; never changed afterwards",
  },
  export: {
    "zh-CN": "导出一轮的送审材料、意见和报告，连同签名",
    en: "take a round away: submission, opinion and report, with their signatures",
  },
  text: {
    "zh-CN": "将一轮送审材料的原文写入文件，供承办机构签名",
    en: "write the exact text of a round, for the handling unit to sign",
  },
  sign: {
    "zh-CN": "登记承办机构对一轮送审材料的签名",
    en: "enter the handling unit's own signature on a round",
  },
  optionFile: { "zh-CN": "写入此文件", en: "file to write" },
  optionSignature: {
    "zh-CN": "对原文的分离式 CMS 签名（DER）",
    en: "detached CMS over that text, in DER",
  },
  noFile: { "zh-CN": "无法读取 {file}。", en: "{file} cannot be read." },
  bySigner: { "zh-CN": "  承办机构签名：{signer}", en: "  signed by the handling unit: {signer}" },
  needsUnit: {
    "zh-CN": "  等待承办机构签名（review text、review sign）",
    en: "  waits for the handling unit's signature (review text, review sign)",
  },
  textWritten: {
    "zh-CN": "已写入 {file}，SHA-256 {sha256}。请承办机构对该文件原样签名。",
    en: "Written to {file}, SHA-256 {sha256}. The handling unit signs that file as it is.",
  },
  signed: {
    "zh-CN": "第 {round} 轮已有承办机构签名：{signer}。",
    en: "Round {round} is signed by the handling unit: {signer}.",
  },
  optionStatement: {
    "zh-CN": "送审说明，或对上轮意见的处理情况",
    en: "what the handling unit says",
  },
  optionOut: { "zh-CN": "存入此文件夹", en: "folder to write to" },
  none: { "zh-CN": "没有等待审核意见的案件。", en: "No round waits for an opinion." },
  line: {
    "zh-CN": "{number} 第 {round} 轮 送审 {at} 期限 {due} {state}",
    en: "{number} round {round} submitted {at} due {due} {state}",
  },
  overdue: { "zh-CN": "逾期", en: "overdue" },
  inTime: { "zh-CN": "未到期", en: "not due yet" },
  state: { "zh-CN": "审核：{state}", en: "review: {state}" },
  finding: { "zh-CN": "  {finding}", en: "  {finding}" },
  round: {
    "zh-CN": "第 {round} 轮：{who} 送审 {at}；意见：{verdict}",
    en: "round {round}: submitted by {who} {at}; opinion: {verdict}",
  },
  point: { "zh-CN": "[{state}] {title}", en: "[{state}] {title}" },
  reason: { "zh-CN": "    - {text}", en: "    - {text}" },
  submitted: { "zh-CN": "已送审：第 {round} 轮。", en: "Submitted: round {round}." },
  exported: { "zh-CN": "第 {round} 轮已存入 {folder}。", en: "Round {round} is in {folder}." },
  exportedEarly: {
    "zh-CN": "第 {round} 轮已存入 {folder}；尚未全部签名入账。",
    en: "Round {round} is in {folder}; not all of it is signed and in the ledger yet.",
  },
} as const satisfies Readonly<Record<string, Text>>;
