/** What `search` says, in both languages. */
import type { LeftOut } from "../../search/narrowing.ts";
import type { Text } from "../../kernel/language.ts";

export const SEARCH = {
  about: {
    "zh-CN":
      "检索证据：案号、案件名称、人员姓名（全拼、首字母也可）或编号、当事人姓名、设备、地点、笔录和标注中的词、文件名、编号或摘要前 8 位以上",
    en: "find items: by case, name (pinyin and initials too) or number of an officer, name of a party, device, place, words of notes and records, file, or the first 8 characters of an id or digest",
  },
  optionStage: { "zh-CN": "只要处于该阶段的", en: "only those at this stage" },
  optionDevice: { "zh-CN": "只要该设备的（编号）", en: "only those of this device (its id)" },
  optionCase: { "zh-CN": "只要该案件的（编号）", en: "only those of this case (its id)" },
  optionActivity: { "zh-CN": "只要该执法活动的", en: "only those of this activity" },
  optionOfficer: {
    "zh-CN": "只要该执法人员的：姓名（全拼、首字母也可）、账号、工号或执法证号",
    en: "only those of this officer: name (pinyin and initials too), account, staff number or credential",
  },
  optionPlace: { "zh-CN": "只要在该地点的", en: "only those at this place" },
  optionVerdict: { "zh-CN": "只要完整性结论为此的", en: "only those with this verdict" },
  optionKeeping: { "zh-CN": "只要保存状态为此的", en: "only those that are kept like this" },
  optionFrom: { "zh-CN": "不早于（UTC，RFC 3339）", en: "not before (UTC, RFC 3339)" },
  optionTo: { "zh-CN": "早于（UTC，RFC 3339）", en: "before (UTC, RFC 3339)" },
  optionLimit: { "zh-CN": "最多几件（1 至 200）", en: "at most so many (1 to 200)" },
  found: {
    "zh-CN": "{at}  {stage}  {filename}  {device}  案件 {cases}  {id}",
    en: "{at}  {stage}  {filename}  {device}  cases {cases}  {id}",
  },
  more: { "zh-CN": "还有更多：请增加检索词或条件", en: "there are more: add words or filters" },
  none: { "zh-CN": "没有找到", en: "nothing is found" },
  without: { "zh-CN": "去掉“{what}”后：{count} 件", en: "without “{what}”: {count}" },
} as const satisfies Readonly<Record<string, Text>>;

/** What was left out. */
export const LEFT: Readonly<Record<LeftOut, Text>> = {
  stage: { "zh-CN": "阶段", en: "stage" },
  verdict: { "zh-CN": "完整性结论", en: "verdict" },
  keeping: { "zh-CN": "保存状态", en: "how it is kept" },
  deviceId: { "zh-CN": "设备", en: "device" },
  caseId: { "zh-CN": "案件", en: "case" },
  activity: { "zh-CN": "执法活动", en: "activity" },
  officer: { "zh-CN": "执法人员", en: "officer" },
  place: { "zh-CN": "地点", en: "place" },
  time: { "zh-CN": "时间", en: "times" },
  words: { "zh-CN": "全部检索词", en: "all words" },
  word: { "zh-CN": "一个检索词", en: "one word" },
};
