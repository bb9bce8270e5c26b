/** Configuration: how long a disposal is given notice of, and how long it can be stopped. */
import { z } from "zod";

export const DisposalConfig = z.object({
  HOLDFAST_DISPOSAL_NOTICE_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(250)
    .default(7)
    .describe(
      "Working days of notice between the proposal of a disposal and its appraisal, unless the policy pack says more",
    ),
  HOLDFAST_DISPOSAL_GRACE_HOURS: z.coerce
    .number()
    .int()
    .min(24)
    .max(8_760)
    .default(72)
    .describe(
      "Hours between the last approval of a disposal and the first destruction, unless the policy pack says more",
    ),
});

export interface DisposalTerms {
  readonly noticeDays: number;
  readonly graceHours: number;
}

export const disposalTerms = (config: z.infer<typeof DisposalConfig>): DisposalTerms => ({
  noticeDays: config.HOLDFAST_DISPOSAL_NOTICE_DAYS,
  graceHours: config.HOLDFAST_DISPOSAL_GRACE_HOURS,
});
