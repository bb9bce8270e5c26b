/** What `doctor` finds about labels, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const LABEL_FINDINGS = {
  reviewsFine: {
    cause: {
      "zh-CN": "没有逾期未审查的密级",
      en: "no annual review of a level is overdue",
    },
    cure: null,
  },
  reviewsOverdue: {
    cause: {
      "zh-CN": "{count} 项密级逾期未作年度审查",
      en: "the annual review of {count} levels is overdue",
    },
    cure: {
      "zh-CN":
        "./holdfast secrecy reviews 列出其中你可知悉的。逐项审查：仍需要的，用 secrecy review 登记；应变更的，设定新密级后由另一人解除旧的；不再需要的，由另一人解除。",
      en: "./holdfast secrecy reviews lists those that you may know of. Look at each: where it is still needed, say so with secrecy review; where another level fits, set that and have another person end the old one; where none is needed, another person ends it.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
