/** Texts about the publicity of decisions, and what its refusals mean to a person. */
import type { Texts } from "./text.ts";

export const publicityTexts = {
  "publicity.title": ["决定公开", "Publicity of the decision"],
  "publicity.tell": ["登记公开情况", "Tell what was done"],
  "publicity.publish": ["公开：", "Publishing:"],
  "publicity.withdraw": ["变更、撤销后撤下：", "Taking down after it was annulled:"],
  "publicity.state.done": ["按期完成", "done in time"],
  "publicity.state.late": ["逾期完成", "done late"],
  "publicity.state.due": ["尚未到期", "not done yet"],
  "publicity.state.overdue": ["已逾期", "overdue"],
  "publicity.state.exempt": ["依法不公开", "exempt by law"],
  "publicity.state.no-rule": ["规则包没有期限", "the pack has no term for it"],
  "publicity.state.nothing-published": [
    "未曾公开，无须撤下",
    "never published, nothing to take down",
  ],
  "publicity.due": ["期限 {{day}}", "due {{day}}"],
  "publicity.provisional": [
    "（暂定：缺少当年的工作日安排）",
    "(provisional: that year has no table of working days yet)",
  ],
  "publicity.done-on": ["完成于 {{day}}", "done on {{day}}"],
  "publicity.what": ["事项", "What"],
  "publicity.which": ["登记有误的一条", "Which entry was wrong"],
  "publicity.on": ["日期", "On which day"],
  "publicity.place": ["公开平台（可不填）", "Where (optional)"],
  "publicity.why": ["理由、依据", "Why, and by which rule"],
  "publicity.why-optional": ["说明（可不填）", "Remark (optional)"],
  "publicity.act.published": ["已公开", "published"],
  "publicity.act.exempt": ["依法不公开", "exempt by law"],
  "publicity.act.annulled": ["决定变更或撤销", "decision changed or annulled"],
  "publicity.act.withdrawn": ["已撤下", "taken down"],
  "publicity.act.mistaken": ["更正：某条登记有误", "an entry was wrong"],
  "publicity.wrong": ["更正：第 {{number}} 条登记有误", "entry {{number}} was wrong"],
  "code.reports/before-decision": [
    "早于作出决定的日期，请核对。",
    "That is before the decision was made. Check both days.",
  ],
  "code.reports/day-in-future": ["这一天还没有到。", "That day has not come yet."],
  "code.reports/no-decision": [
    "案件还没有决定日期，请先填写。",
    "The case has no day of decision yet. Tell it first.",
  ],
  "code.reports/no-such-entry": ["没有这条有效的登记。", "No such entry stands."],
  "code.reports/nothing-to-withdraw": [
    "请先登记决定在哪天变更或撤销。",
    "Tell first on which day the decision was annulled or changed.",
  ],
  "code.reports/publicity-changed": [
    "有人同时登记了。请重新查看案件。",
    "Somebody told something meanwhile. Look at the case again.",
  ],
  "code.reports/publicity-reason": ["请填写理由。", "Say why."],
} as const satisfies Texts;
