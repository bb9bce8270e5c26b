/** The shape of how things stand, as whoever asks may know: see api-schema.ts. */
import { z } from "zod";

const counted = z.object({
  count: z.int().min(0),
  isMore: z.boolean().describe("There are more than were counted"),
});
const received = counted.extend({ since: z.iso.datetime() });

export const Dashboard = z.object({
  today: received.describe("Received on this day of the agency's"),
  week: received.describe("Received since Monday"),
  sealed: counted,
  awaitingSeal: counted,
  awaitingCopy: counted.describe("Sealed, and what people watch is still to be made"),
  quarantined: counted,
  mine: counted.describe("Recorded by cameras that whoever asks carried at the time"),
  mineAwaitingSeal: counted,
  oldestUnsealed: z
    .object({ id: z.uuid(), filename: z.string(), receivedAt: z.iso.datetime() })
    .nullable(),
});
export type DashboardBody = z.infer<typeof Dashboard>;
