/** Texts about terms of the law in cases, and what their refusals mean to a person. */
import type { Texts } from "./text.ts";

export const deadlineTexts = {
  "deadlines.title": ["法定期限", "Terms of the law"],
  "deadlines.house": ["案件法定期限", "Terms of the law in cases"],
  "deadlines.nothing": ["没有在计算的期限", "Nothing runs"],
  "deadlines.counts": [
    "未完成 {{open}} 项，其中逾期 {{overdue}} 项，近日到期 {{soon}} 项",
    "{{open}} open, of which {{overdue}} overdue and {{soon}} due within days",
  ],
  "deadlines.cut": ["只显示最紧迫的 {{shown}} 项", "Only the {{shown}} most urgent are shown"],
  "deadlines.tell": ["登记事项", "Tell what happened"],
  "deadlines.tell-done": ["登记办理结果", "Tell what was done"],
  "deadlines.extend": ["延长期限（一次）", "Extend it (once)"],
  "deadlines.what": ["事项", "What"],
  "deadlines.document": ["文书编号", "Number of the document"],
  "deadlines.kind.preservation-registered": ["先行登记保存", "Goods were registered and kept"],
  "deadlines.kind.seizure-started": ["查封、扣押", "Goods were sealed or seized"],
  "deadlines.kind.suit-received": ["收到应诉通知", "Notice of a suit was received"],
  "deadlines.kind.secrecy-doubted": [
    "对是否涉密有疑",
    "It was doubted whether it is a state secret",
  ],
  "deadlines.state.done": ["按期完成", "done in time"],
  "deadlines.state.late": ["逾期完成", "done late"],
  "deadlines.state.due": ["未到期", "due"],
  "deadlines.state.soon": ["近日到期", "due soon"],
  "deadlines.state.overdue": ["已逾期", "overdue"],
  "deadlines.state.no-rule": ["规则包没有期限", "the pack has no term for it"],
  "case.legalBasis": ["法律依据及版本", "Legal basis with its version"],
  "case.legalBasis-how": [
    "每行一条：法律名称|条款|版本日期（如 中华人民共和国行政强制法|25|2011-06-30）；条款可空。",
    "One a line: instrument|article|day of the version (as Act on Coercion|25|2011-06-30); the article may be empty.",
  ],
  "case.events": ["期限事项", "Events that terms run from"],
  "cases.event-columns": [
    "列名：case_number, kind（preservation-registered、seizure-started、suit-received、secrecy-doubted）, on, document；可选 done_on, done_document。表中没有的事项不变。",
    "Columns: case_number, kind (preservation-registered, seizure-started, suit-received, secrecy-doubted), on, document; may be there: done_on, done_document. Events that the table does not name stay.",
  ],
  "code.cases/event-dates": [
    "事项的日期不合：不能晚于今天，办理不能早于发生。",
    "The days of an event do not fit: none is to come, and what was done comes after it.",
  ],
  "code.cases/event-twice": [
    "同类事项的文书编号重复，或事项过多。",
    "Two events are of one kind and document, or there are too many.",
  ],
  "code.cases/provision-twice": ["同一条款出现两次。", "A provision stands there twice."],
  "code.reports/deadline-over": [
    "期限已过，不能延长；请登记办理结果。",
    "That term is over and cannot be extended; tell what was done.",
  ],
  "code.reports/extended-already": ["该期限已延长过一次。", "That term was extended before."],
  "code.reports/no-extension": ["规则不允许延长该期限。", "No rule lets that term be extended."],
  "code.reports/no-such-deadline": ["案件没有该期限。", "Nothing of that name is due here."],
} as const satisfies Texts;
