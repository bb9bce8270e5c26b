/** Texts about conditions that retention waits for. */
import type { Texts } from "./text.ts";

export const conditionTexts = {
  "condition.purpose-met": ["目的已实现", "Its purpose is met"],
  "condition.proceedings-over": ["有关程序已终结", "Proceedings are over"],
  "conditions.title-items": ["保存条件", "What its retention waits for"],
  "conditions.title-cases": ["程序是否终结", "Whether proceedings are over"],
  "conditions.none": ["尚未认定。", "Nothing was told."],
  "conditions.tell": ["作出认定", "Tell"],
  "conditions.tell-note": [
    "认定后几秒内重新确定保存期限；已承诺的不缩短。更正须另行认定，原认定留存。",
    "How long it is kept is decided anew within seconds; nothing promised gets shorter. A correction is told anew, and what was told stays.",
  ],
  "conditions.condition": ["条件", "Condition"],
  "conditions.said": ["认定", "What is told"],
  "conditions.said-met": ["已成就", "It has come about"],
  "conditions.said-denied": ["并未成就（更正）", "It has not (a correction)"],
  "conditions.on": ["成就之日", "Since which day"],
  "conditions.authority": [
    "依据的文书及编号（勿写姓名；将记入记录）",
    "Document and number that says so (no names: it stands in the record)",
  ],
  "conditions.met": ["{{name}}，成就于 {{on}}", "{{name}} since {{on}}"],
  "conditions.denied": ["并非“{{name}}”", "It is not so: {{name}}"],
  "conditions.line": ["{{at}}，由 {{name}} 认定", "Told {{at}} by {{name}}"],
  "conditions.note-items": [
    "案件的程序由案件系统的办结、诉讼终结或对案件的认定计算；投诉等案外程序在此认定。",
    "Proceedings of cases count by their closing, by the end of suits, or by what is told of the case; those outside of cases, as complaints, are told here.",
  ],
  "conditions.note-cases": [
    "案件系统未告知办结时在此认定；诉讼未终结的，不因认定而终结。",
    "For a case whose closing nobody tells; a suit that still runs is not ended by it.",
  ],
  "custody.condition-told": [
    "{{who}} 认定“{{condition}}”：{{on}}，依据：“{{authority}}”",
    "{{who}} told of “{{condition}}”: {{on}}, by “{{authority}}”",
  ],
  "conditions.not-so": ["并非如此", "it is not so"],
  "kind.condition-told": ["认定程序是否终结", "Told whether proceedings are over"],
  "action.condition-told": [
    "{{who}} 认定案件 {{subject}} 的程序是否终结",
    "{{who}} told whether proceedings of the case {{subject}} are over",
  ],
} as const satisfies Texts;
