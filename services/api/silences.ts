/** Whose silence is told, and after how long: of case systems and of devices. */
import type { z } from "zod";
import { type DeviceSilenceConfig, deviceSilence } from "../access/device-silence.ts";
import { type CaseSystemConfig, caseSilence } from "../cases/silence.ts";

export const silences = (
  config: z.infer<typeof CaseSystemConfig> & z.infer<typeof DeviceSilenceConfig>,
) => ({ caseSilence: caseSilence(config), deviceSilence: deviceSilence(config) });
