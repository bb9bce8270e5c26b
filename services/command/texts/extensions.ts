/** What the verbs say of what stays longer, ends soon, or is to be looked at, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const EXTENSIONS = {
  extend: {
    "zh-CN": "应当事人申请或由本单位决定延长保存；依现行政策包，只延长不缩短",
    en: "keep longer what its subject or the agency asks for, as the policy pack gives; nothing gets shorter",
  },
  optionSession: { "zh-CN": "指录制活动（编号）", en: "it is the id of a recording session" },
  optionBy: {
    "zh-CN": "谁申请：subject（当事人）或 agency（本单位）",
    en: "who asks: subject or agency",
  },
  optionTerm: { "zh-CN": "延长多久，ISO 8601，如 P180D", en: "how much longer, ISO 8601: P180D" },
  optionDocument: {
    "zh-CN": "申请文书的编号（勿写姓名）；当事人申请必须写明",
    en: "the number of the paper that asks (no names); needed for a subject",
  },
  optionFile: {
    "zh-CN": "该文书的文件，只记录其摘要",
    en: "its file, of which the digest is kept",
  },
  extensions: {
    "zh-CN": "列出一件证据的延长，以及还可由谁申请",
    en: "list the extensions of an item, and who may ask again",
  },
  endingAbout: {
    "zh-CN": "列出即将期满的证据，以便当事人及时申请延长",
    en: "list what ends soon, so that its subjects can ask in time",
  },
  optionWithin: { "zh-CN": "多少天之内", en: "within how many days" },
  optionExtended: {
    "zh-CN": "只列曾经延长的（应告知申请人）",
    en: "those alone that were extended before: tell who asked",
  },
  reviews: {
    "zh-CN": "列出应复查是否仍需保存的证据",
    en: "list items at which somebody has to look whether they are still needed",
  },
  review: {
    "zh-CN": "记录复查：仍需保存；不承诺期限，并退出此前提出的处置批次",
    en: "say that items are still needed: it promises nothing, and takes them out of a batch proposed before",
  },
  optionNext: {
    "zh-CN": "下次复查的日期，须早于类别规定",
    en: "the day of the next look, where it is to come sooner than the class says",
  },
  optionWhy: { "zh-CN": "理由，记入保管记录", en: "the reason, for the record of each item" },
  subject: { "zh-CN": "当事人", en: "its subject" },
  agency: { "zh-CN": "本单位", en: "the agency" },
  extended: {
    "zh-CN": "{id}：第 {time} 次延长，保存至 {until}",
    en: "{id}: extension {time}, until {until}",
  },
  refused: { "zh-CN": "{id}：未延长（{code}）", en: "{id}: as it was ({code}). {fix}" },
  halfDocument: {
    "zh-CN": "--document 与 --file 须同时给出。",
    en: "Give --document and --file together.",
  },
  noFile: { "zh-CN": "无法读取 {file}。", en: "{file} cannot be read." },
  none: { "zh-CN": "没有延长。", en: "Nothing was extended." },
  line: {
    "zh-CN": "{who}第 {time} 次延长 {term}：保存至 {until}（{why}；{paper}；{at}，{name}）",
    en: "{who}, extension {time} by {term}: until {until} ({why}; {paper}; {at}, by {name})",
  },
  may: {
    "zh-CN": "{who}每次最长 {longest}，共 {times} 次，还可申请 {left} 次",
    en: "{who} may ask for {longest} at most, {left} of {times} times more",
  },
  mayAlways: {
    "zh-CN": "{who}每次最长 {longest}，次数不限",
    en: "{who} may ask for {longest} at most, as often as they like",
  },
  mayNobody: {
    "zh-CN": "现行政策包不允许申请延长。",
    en: "By the policy pack in force nobody may ask.",
  },
  noneEnding: { "zh-CN": "没有即将期满的证据。", en: "Nothing ends soon." },
  ending: {
    "zh-CN": "{day}  {id}  {file}（曾延长 {times} 次）",
    en: "{day}  {id}  {file} (extended {times} times)",
  },
  noneDue: { "zh-CN": "没有应复查的证据。", en: "No look is due." },
  due: { "zh-CN": "{day}  {id}  {file}；{then}", en: "{day}  {id}  {file}; {then}" },
  overdue: {
    "zh-CN": "逾期 {day}  {id}  {file}；{then}",
    en: "overdue {day}  {id}  {file}; {then}",
  },
  mayEnd: {
    "zh-CN": "期限已满，可提出处置",
    en: "its terms are over: it may be proposed for disposal",
  },
  mayNotEnd: { "zh-CN": "尚须保存", en: "it has to be kept" },
  reviewed: { "zh-CN": "已记录：{count} 件仍需保存", en: "{count} still needed, on record" },
} as const satisfies Readonly<Record<string, Text>>;
