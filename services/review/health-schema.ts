/** The shape of how the house itself stands, for those who look after it: see api-schema.ts. */
import { z } from "zod";

const at = z.iso.datetime().nullable();
/** Of so many no more are counted. */
const counted = z.int().min(0).max(1_000);

export const PART_STATES = ["fine", "unknown", "backlog", "alarm", "worker", "needed"] as const;

export const HouseHealth = z.object({
  parts: z
    .array(
      z.object({
        name: z.string().describe("As /readyz names it"),
        state: z
          .enum(PART_STATES)
          .describe(
            "fine; backlog: work waits too long; alarm: somebody must look; worker, needed: it is down; unknown: what it is asked through is down",
          ),
        since: at.describe("When this process first found it so; null: it is fine, or not known"),
      }),
    )
    .describe("What is worst of each comes first"),
  queues: z.array(
    z.object({
      step: z.string(),
      waiting: counted.describe("Items that this step is due for; 1,000: so many or more"),
      tried: counted.describe("Of all items, those at which it is tried now"),
      failed: counted.describe("Of all items, those at which it failed and is tried again later"),
      oldestAt: at.describe("When the item came that waits longest for it"),
    }),
  ),
  room: z.object({
    freeBytes: z.number().min(0).nullable().describe("Null: the store does not say"),
    receivedBytes: z.number().min(0).describe("Of originals and copies of the last 7 days"),
    daysLeft: z.number().min(0).nullable().describe("At that rate; null: it cannot be said"),
  }),
  fixity: z
    .object({
      ...{ failing: z.int(), unreadable: z.int() },
      oldestReadAt: at.describe("All that is stored was read again since then"),
    })
    .nullable()
    .describe("Null: the database cannot be asked"),
  backups: z
    .object({
      madeAt: at.describe("When the newest one was made"),
      sound: z
        .object({ madeAt: z.iso.datetime(), triedAt: z.iso.datetime() })
        .nullable()
        .describe("The newest that was put back for a trial and was sound"),
      isBroken: z.boolean().describe("The one that was tried last was not sound"),
    })
    .nullable()
    .describe("Null: the database cannot be asked"),
});
export type HouseHealthBody = z.infer<typeof HouseHealth>;
export type PartState = HouseHealthBody["parts"][number];
