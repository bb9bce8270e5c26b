/** How many terms in cases are over or nearly, in the whole house; asked anew once a minute at most, because it reads each case that is open. */
import type { ZoneDays } from "../../services/calendar/zone-days.ts";
import type { Clock } from "../../services/kernel/clock.ts";
import { askedEvery } from "../../services/kernel/asked-once.ts";
import { houseDays } from "../../services/policy/house-days.ts";
import {
  type OpenCounts,
  countOpen,
  houseDeadlines,
} from "../../services/reports/tell-deadlines.ts";
import type { Database } from "./connection.ts";
import { createDeadlineStore } from "./deadline-store.ts";
import { createPolicyStore } from "./policy-store.ts";

const MINUTE_MS = 60_000;

export async function deadlineCounts(
  db: Database,
  clock: Clock,
  days: ZoneDays,
): Promise<OpenCounts> {
  const deps = {
    ...{ caseDeadlines: createDeadlineStore(db), policies: createPolicyStore(db), days, clock },
    calendar: houseDays(createPolicyStore(db, "calendar")),
  };
  return countOpen((await houseDeadlines(deps, null)).open);
}

export const watchDeadlines = (db: Database, clock: Clock, days: ZoneDays) =>
  askedEvery(MINUTE_MS, clock, () => deadlineCounts(db, clock, days));
