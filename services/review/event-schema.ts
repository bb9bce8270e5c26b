/** The shapes of /api/v1/events. */
import { z } from "zod";
import { EVENT_TYPES } from "../events/event-type.ts";

const id = z.uuid();

/** How far somebody heard the line of events. */
export const EventNumber = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})$/)
  .transform(Number);

export const EventQuery = z.strictObject({
  after: EventNumber.optional().describe(
    "Tell what came after this number, where all of that is kept (90 days). Left out: what comes from now on. Last-Event-ID goes before it",
  ),
});

/** The JSON behind `data:` of each event. */
export const EventBody = z.strictObject({
  sequence: z.number().int().min(1).describe("Its number in the line; `id:` of the event"),
  type: z.enum(EVENT_TYPES as readonly [string, ...string[]]).describe("`event:` of the event"),
  at: z.iso.datetime().describe("UTC, RFC 3339"),
  itemId: id.optional(),
  caseId: id.optional(),
  sessionId: id.optional(),
  packageId: id.optional(),
  holdId: id.optional(),
  batchId: id.optional(),
});
export type EventBody = z.infer<typeof EventBody>;
