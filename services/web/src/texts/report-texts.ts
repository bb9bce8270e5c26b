/** Texts about reports, and what their refusals mean to a person. */
import type { Texts } from "./text.ts";

export const reportTexts = {
  "reports.title": ["统计报告", "Reports"],
  "reports.lead": [
    "执行中的规则包规定有哪些报告、各计什么。出具后原文不再改变；更正另出新版，注明所更正的版次。",
    "The policy pack in force says which reports there are and what each counts. What was issued never changes; a correction is a new version that names the old one.",
  ],
  "reports.choose": ["选择报告和期间", "Report and period"],
  "reports.report": ["报告", "Report"],
  "reports.period": ["期间", "Period"],
  "reports.no-definition": ["执行中的规则包没有规定报告。", "The pack in force defines no report."],
  "reports.running": [
    "{{first}} 至 {{last}}，尚未结束：截至 {{at}} 的数字。",
    "{{first}} to {{last}}, not over yet: the figures as of {{at}}.",
  ],
  "reports.over": [
    "{{first}} 至 {{last}}，已结束：{{at}} 取数。",
    "{{first}} to {{last}}, over: figures taken at {{at}}.",
  ],
  "reports.due": ["报送期限 {{day}}。", "Due on {{day}}."],
  "reports.share": [
    "{{percent}} %（{{denominator}} 中的 {{numerator}}）",
    "{{percent}} % ({{numerator}} of {{denominator}})",
  ],
  "reports.left-out": ["未计入：", "Not counted:"],
  "reports.basis": ["口径", "What is counted"],
  "reports.issue": ["出具报告", "Issue the report"],
  "reports.issued-as": [
    "这一期已出具第 {{version}} 版。",
    "Issued already, as version {{version}}.",
  ],
  "reports.issued": ["已出具的报告", "Issued reports"],
  "reports.none": ["还没有出具过报告", "No report was issued yet"],
  "reports.none-how": [
    "选择一个已结束的期间，核对数字，再出具。",
    "Choose a period that is over, look at its figures, then issue it.",
  ],
  "reports.version": ["第 {{version}} 版", "version {{version}}"],
  "reports.made": ["取数时刻、制作人", "Snapshot, made by"],
  "reports.state": ["状态", "State"],
  "reports.stands": ["有效", "Stands"],
  "reports.replaced": ["已更正", "Corrected by a newer one"],
  "reports.correct": ["更正", "Correct"],
  "reports.correct-title": ["更正 {{report}}", "Correct {{report}}"],
  "reports.correct-note": [
    "将按现在的记录重新取数，出具新的一版；原来的一版保留，并注明已更正。",
    "The figures are taken anew and issued as another version. The old one stays, marked as corrected.",
  ],
  "reports.why": ["更正理由", "Why it is corrected"],
  "code.reports/bad-period": ["该报告没有这个期间。", "That is no period of this report."],
  "code.reports/corrects-another": [
    "要更正的是另一期的报告。",
    "The report to correct is of another period.",
  ],
  "code.reports/issued-already": [
    "这一期已经出具过报告。请出具更正版，并说明理由。",
    "A report of that period was issued already. Issue a correction, and say why.",
  ],
  "code.reports/no-pack": [
    "没有执行中的规则包，报告由规则包规定。请先由两人批准一个规则包。",
    "No policy pack is in force, and reports are defined by it. Have two people apply one.",
  ],
  "code.reports/no-such-definition": [
    "执行中的规则包没有规定这种报告。",
    "The pack in force defines no such report.",
  ],
  "code.reports/no-such-report": [
    "没有这份报告。请刷新列表。",
    "There is no such report. Refresh the list.",
  ],
  "code.reports/period-not-over": [
    "这一期还没有结束。可先查看目前的数字。",
    "The period is not over yet. Look at its figures so far.",
  ],
  "code.reports/replaced-already": [
    "这份报告已被更正，请更正较新的一份。",
    "That report was corrected already. Correct the newer one.",
  ],
} as const satisfies Texts;
