/** What this house and its agency may hold and set, from the configuration; its days are those of the agency's zone. */
import type { z } from "zod";
import { type WorkingDays, addWorkingDays } from "../calendar/working-days.ts";
import { zoneDays } from "../calendar/zone-days.ts";
import type { Clock } from "../kernel/clock.ts";
import type { ZoneConfig } from "../kernel/zone-time.ts";
import { type SecrecyConfig, agencyOf, ceilingOf } from "./ceiling.ts";
import type { Families } from "./family.ts";
import type { Classification } from "./set-label.ts";

type Config = z.infer<typeof SecrecyConfig> & z.infer<typeof ZoneConfig>;

export function classificationOf(
  config: Config,
  clock: Clock,
  calendar: () => Promise<WorkingDays>,
  families: () => Promise<Families>,
): Classification {
  const days = zoneDays(config.HOLDFAST_TIME_ZONE);
  return {
    ceiling: ceilingOf(config),
    agency: agencyOf(config),
    families,
    today: () => days.dayOf(clock()),
    workingDaysAfter: async (from, count) => addWorkingDays(await calendar(), from, count),
  };
}
