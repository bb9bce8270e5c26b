/** Texts about reports, and what their refusals mean to a person. */
import type { Texts } from "./text.ts";

export const reportTexts = {
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
