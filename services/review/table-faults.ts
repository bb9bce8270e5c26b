/** What is wrong with a table that is taken over, in words: by line, and what to do. */
import type { CsvFault } from "../kernel/csv-table.ts";
import type { Text } from "../kernel/language.ts";
import type { TableFaultBody } from "./table-schema.ts";

export const faultBody = ({ line, column, fault }: CsvFault): TableFaultBody => ({
  ...{ line, column, fault },
  text: WORDS[fault] ?? { "zh-CN": fault, en: fault },
});

const WORDS: Readonly<Record<string, Text>> = {
  "broken-quotes": {
    "zh-CN": "引号不配对：单元格中的引号写两遍",
    en: "a quote is not closed: inside a cell it is written twice",
  },
  empty: { "zh-CN": "为空，须填写", en: "empty: fill it in" },
  "too-many-rows": { "zh-CN": "行数太多，请分成几份", en: "too many rows: make several tables" },
  "no-column": { "zh-CN": "缺少此列", en: "this column is missing" },
  "unknown-column": {
    "zh-CN": "未知或重复的列，请删去",
    en: "an unknown column, or one that stands twice: take it out",
  },
  "other-number-of-cells": {
    "zh-CN": "单元格数与表头不符",
    en: "another number of cells than the header",
  },
  "bad-text": { "zh-CN": "太长或含控制字符", en: "too long, or a control character" },
  "no-provision": {
    "zh-CN": "不是「名称|条款|版本日期」，多条以分号分隔",
    en: "not instrument|article|day of the version, several by semicolons",
  },
  "no-date": { "zh-CN": "不是日期，写作 2025-09-24", en: "no date: write it as 2025-09-24" },
  "ends-before-it-begins": { "zh-CN": "止于开始之前", en: "ends before it begins" },
  twice: { "zh-CN": "表中重复，只留一行", en: "stands twice in the table: keep one row" },
  "other-officer": {
    "zh-CN": "原证号不属于同一人",
    en: "the previous number is not this officer's",
  },
  "correction-without-reason": {
    "zh-CN": "与已登记的不同；请填写更正理由",
    en: "differs from what is known: give a reason for the correction",
  },
  "unknown-word": {
    "zh-CN": "不是此列可用的词（见 README“导入”）",
    en: "none of the words that this column knows (README, Imports)",
  },
  "no-yes-or-no": { "zh-CN": "请写“是”或“否”", en: "write yes or no" },
  "one-without-the-other": {
    "zh-CN": "编码和版本须同时填写",
    en: "code and version go together",
  },
  "no-party-code": {
    "zh-CN": "代号须以字母、数字或汉字开头，最长 40 个字符",
    en: "a code begins with a letter or digit and has 40 characters at most",
  },
  "cases/number-taken": {
    "zh-CN": "已有此案号，而您无权查看该案；请核对案号",
    en: "a case that you may not see has this number: check the number",
  },
  "cases/no-title": {
    "zh-CN": "此案尚未建立，须填写案件名称，或更正案号",
    en: "no such case yet: give its title, or correct the number",
  },
  "cases/message-twice": { "zh-CN": "表中重复，只留一行", en: "stands twice: keep one row" },
  "cases/no-reason": { "zh-CN": "更正须填写理由", en: "a correction needs a reason" },
  "cases/no-outcome": {
    "zh-CN": "结案须填写证据去向（outcome）",
    en: "a case is closed with what became of its evidence (outcome)",
  },
  "cases/outcome-too-early": {
    "zh-CN": "尚未结案，不填证据去向，或填写结案日期",
    en: "not closed: leave the outcome out, or give the day of closing",
  },
  "cases/dates-out-of-order": {
    "zh-CN": "立案、决定、生效日期须依次，且都不早于立案",
    en: "filed, decided and effective follow one another, and nothing comes before filing",
  },
  "cases/date-in-future": {
    "zh-CN": "日期尚未到来；只有生效日期可以在两年以内",
    en: "that day has not come; only the day of effect may be ahead, by two years",
  },
  "cases/litigation-date": {
    "zh-CN": "诉讼终结（final）须填终结日期，未终结不填",
    en: "a lawsuit that is over (final) has the day of its end, and no other",
  },
  "cases/no-major-reasons": {
    "zh-CN": "重大决定须填写理由（major_reasons）",
    en: "a major decision needs its reasons (major_reasons)",
  },
  "cases/party-twice": { "zh-CN": "两名当事人代号相同", en: "two parties have one code" },
  "cases/too-many-parties": {
    "zh-CN": "该案当事人将超过 200 名",
    en: "the case would have more than 200 parties",
  },
};
