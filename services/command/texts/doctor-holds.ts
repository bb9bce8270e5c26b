/** What `doctor` finds about holds, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const HOLD_FINDINGS = {
  holdsFine: {
    cause: {
      "zh-CN": "生效中 {active} 项，存储均已显示保全，无逾期未复核",
      en: "{active} in force; the store shows what they hold, and no review is overdue",
    },
    cure: null,
  },
  holdsNotKept: {
    cause: {
      "zh-CN": "{count} 件证据应当保全，而存储未显示；逾期未复核的保全 {overdue} 项",
      en: "{count} items must be held and the store does not show it; reviews overdue: {overdue}",
    },
    cure: {
      "zh-CN":
        "证据页面说明最近一次失败的原因；另见 ./holdfast logs custody。存储须支持依法保全（legal hold），其凭据须有相应权限。在此期间它们也不得处置。",
      en: "The item's page tells why the last try failed; see ./holdfast logs custody. The store must know legal holds, and its credentials must be allowed to set them. Nothing of these items may end meanwhile.",
    },
  },
  holdsOverdue: {
    cause: {
      "zh-CN": "{count} 项保全已过复核日期",
      en: "the day of review of {count} holds is over",
    },
    cure: {
      "zh-CN":
        "./holdfast holds list --state overdue 列出这些保全：仍需要的，用 holds review 定下次复核日期；不再需要的，由另一人用 holds release 解除。",
      en: "./holdfast holds list --state overdue names them: set the next day with holds review where one is still needed, or let another person release it with holds release.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
