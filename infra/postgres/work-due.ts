/** What of legal reviews, spot checks and looks at what is kept is late, in the whole house. */
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { WorkDue } from "../../services/spotcheck/work-due.ts";
import type { Database } from "./connection.ts";
import { createLegalReviewStore } from "./legal-review-store.ts";
import { createReviewLog } from "./review-log.ts";
import { createSpotCheckStore } from "./spot-check-store.ts";

export async function workDue(db: Database, today: CalendarDate): Promise<WorkDue> {
  const { overdue: opinions } = await createLegalReviewStore(db).counts(today);
  const { overdue: sheets, undrawnSince } = await createSpotCheckStore(db).counts(today);
  const keepings = await createReviewLog(db).overdue(today);
  return { opinions, sheets, keepings, undrawnSince };
}
