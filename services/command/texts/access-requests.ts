/** What the verbs about requests for access say, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const REQUESTS = {
  request: {
    "zh-CN": "申请查阅：写明所知的编号、案号或一句话；答复不说明该对象是否存在",
    en: "ask for access by an id, the number of a case or a sentence; the answer does not tell whether it is there",
  },
  requests: { "zh-CN": "列出待决定的查阅申请", en: "list the requests for access that wait" },
  approve: {
    "zh-CN": "批准一项查阅申请，范围不超过所申请的",
    en: "approve a request for access, as it was asked or for less",
  },
  refuse: {
    "zh-CN": "不批准一项查阅申请；申请人会读到理由",
    en: "refuse a request for access; whoever asked reads why",
  },
  withdraw: { "zh-CN": "撤回自己的一项查阅申请", en: "withdraw a request of your own" },
  optionAuthority: { "zh-CN": "法律依据或文件", en: "the law or the order that it rests on" },
  optionMine: { "zh-CN": "自己的申请", en: "your own" },
  optionAll: { "zh-CN": "包括已决定的", en: "those that were decided, too" },
  optionUntil: {
    "zh-CN": "较早的失效日（默认按所申请的）",
    en: "an earlier first day without it (else the one asked for)",
  },
  asked: {
    "zh-CN":
      "已记录申请。无论所述对象是否存在，答复都是这样；有决定后可用 access requests --mine 查看。",
    en: "Kept. The answer is the same whether there is such a thing or not; `access requests --mine` shows what is decided.",
  },
  none: { "zh-CN": "没有查阅申请", en: "no requests for access" },
  own: {
    "zh-CN":
      "{id}  “{about}”：{purpose}，{use}，至 {until}（不含）；依据 {authority}；{state}（{lapses} 前决定）",
    en: "{id}  “{about}”: {purpose}, {use}, until {until}; by {authority}; {state} (to be decided before {lapses})",
  },
  line: {
    "zh-CN":
      "{id}  {user}：“{about}”：{purpose}，{use}，至 {until}（不含）；依据 {authority}；{state}（{lapses} 前决定）",
    en: "{id}  {user}: “{about}”: {purpose}, {use}, until {until}; by {authority}; {state} (to be decided before {lapses})",
  },
  reason: { "zh-CN": "  理由：{reason}", en: "  because: {reason}" },
  given: {
    "zh-CN": "  授权 {id}：{from} 至 {until}（不含），{use}；{state}",
    en: "  grant {id}: {from} until {until}, {use}; {state}",
  },
  notOpened: { "zh-CN": "  尚未查阅", en: "  not yet opened" },
  opened: { "zh-CN": "  首次查阅 {at}", en: "  first opened {at}" },
  namesNothing: {
    "zh-CN": "  其中没有您可知悉的编号或案号",
    en: "  names no id and no number of a case that you may know of",
  },
  case: { "zh-CN": "  案件 {name}  {id}", en: "  case {name}  {id}" },
  item: { "zh-CN": "  证据 {name}  {id}", en: "  item {name}  {id}" },
  approved: { "zh-CN": "已批准 {id}，查阅权限已授予。", en: "Approved {id}: the access is given." },
  refused: { "zh-CN": "已不批准 {id}。", en: "Refused {id}." },
  withdrawn: { "zh-CN": "已撤回 {id}。", en: "Withdrew {id}." },
} as const satisfies Readonly<Record<string, Text>>;

export const REQUEST_STATES = {
  open: { "zh-CN": "待决定", en: "waits" },
  approved: { "zh-CN": "已批准", en: "approved" },
  refused: { "zh-CN": "未批准", en: "refused" },
  withdrawn: { "zh-CN": "已撤回", en: "withdrawn" },
  lapsed: { "zh-CN": "逾期未决定，已失效", en: "lapsed undecided" },
} as const satisfies Readonly<Record<string, Text>>;
