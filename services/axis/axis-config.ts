/** What the operator may set about the Axis door. */
import { z } from "zod";

export const AxisConfig = z.object({
  HOLDFAST_AXIS_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "Address by which Axis body-worn systems reach this service; unset, their door is shut",
    ),
});
