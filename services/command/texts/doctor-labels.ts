/** What `doctor` finds about labels, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const LABEL_FINDINGS = {
  reviewsFine: {
    cause: {
      "zh-CN": "没有逾期未审查的标记",
      en: "no review of a label is overdue",
    },
    cure: null,
  },
  reviewsOverdue: {
    cause: {
      "zh-CN": "{count} 项标记逾期未审查",
      en: "the review of {count} labels is overdue",
    },
    cure: {
      "zh-CN":
        "./holdfast secrecy reviews 列出其中你可知悉的。逐项审查：仍需要的，用 secrecy review 登记；应变更的，设定新标记后由另一人解除旧的；不再需要的，由另一人解除。",
      en: "./holdfast secrecy reviews lists those that you may know of. Look at each: where it is still needed, say so with secrecy review; where another label fits, set that and have another person end the old one; where none is needed, another person ends it.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
