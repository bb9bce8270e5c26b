/** What `spotcheck sheet`, `close` and `answer` say, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const SHEETS = {
  sheet: {
    "zh-CN": "显示一个对象的评分表：项目、系统所知、已办结的各版和答复",
    en: "show the sheet of one unit: criteria, what the house knows, closed versions and answers",
  },
  close: {
    "zh-CN": "按文件中的评分办结评分表；更正时须给出 --known 和 --why",
    en: "close the sheet of a unit with the marks of a file; a correction needs --known and --why",
  },
  answer: {
    "zh-CN": "答复对自己工作的评分表，只能答复一次",
    en: "answer a closed sheet about your own work, once",
  },
  optionMine: { "zh-CN": "对自己工作的评分表", en: "a sheet about your own work" },
  optionMarks: {
    "zh-CN":
      'JSON 文件：[{"criterion":"…","state":"full|lost|not-applicable","lost":0,"reason":"…"}]',
    en: 'file of JSON: [{"criterion":"…","state":"full|lost|not-applicable","lost":0,"reason":"…"}]',
  },
  optionRemark: { "zh-CN": "总评", en: "remark on the whole" },
  optionKnown: { "zh-CN": "所更正的最新一版", en: "the newest version that you read and correct" },
  optionWhy: { "zh-CN": "更正理由", en: "why it is corrected" },
  optionSheet: { "zh-CN": "所阅读的评分表的 SHA-256", en: "SHA-256 of the sheet that you read" },
  optionText: { "zh-CN": "答复内容", en: "the answer" },
  criterion: {
    "zh-CN": "{code} {title}（{points} 分）系统所知：{state}",
    en: "{code} {title} ({points} points); the house knows: {state}",
  },
  reason: { "zh-CN": "  {text}", en: "  {text}" },
  none: { "zh-CN": "尚无办结的评分表。", en: "No sheet is closed yet." },
  version: {
    "zh-CN": "第 {version} 版 {score}/{of} {grade} {who}\n  SHA-256 {sha256}",
    en: "version {version} {score}/{of} {grade} {who}\n  SHA-256 {sha256}",
  },
  lost: { "zh-CN": "  {code} 扣 {lost} 分：{reason}", en: "  {code} lost {lost}: {reason}" },
  answered: { "zh-CN": "已答复。", en: "It is answered." },
  answerLine: {
    "zh-CN": "对第 {version} 版的答复，{who}：{text}",
    en: "answer to version {version}, {who}: {text}",
  },
  noFile: { "zh-CN": "无法读取 {file}。", en: "{file} cannot be read." },
  badMarks: {
    "zh-CN": "{file} 中不是评分列表（{where}）。写法见 --help。",
    en: "{file} is no list of marks (at {where}). See --help for how one is written.",
  },
} as const satisfies Readonly<Record<string, Text>>;
