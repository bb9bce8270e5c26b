/** What `doctor` finds about exports, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const EXPORT_FINDINGS = {
  exportsFine: {
    cause: {
      "zh-CN": "没有逾期未签收的对外提供",
      en: "no acknowledgement of an export is overdue",
    },
    cure: null,
  },
  exportsOverdue: {
    cause: {
      "zh-CN": "{count} 次对外提供已取走，逾期未签收",
      en: "{count} exports were taken out, and their acknowledgement is overdue",
    },
    cure: {
      "zh-CN":
        "./holdfast export list --state overdue 列出它们：请接收方签收，再用 export acknowledge 登记。",
      en: "./holdfast export list --state overdue names them: ask the recipients, and enter what they signed with export acknowledge.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
