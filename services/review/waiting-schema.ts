/** The shape of what waits for whoever asks: see api-schema.ts. */
import { z } from "zod";
import { WAITING_KINDS } from "./waiting-kinds.ts";

export const WaitingForMe = z.object({
  entries: z.array(
    z.object({
      kind: z.enum(WAITING_KINDS),
      count: z.int().min(1),
      isWhole: z.boolean().describe("False: there may be more than were counted"),
      overdue: z.int().min(0),
      first: z.object({
        to: z.string().describe("Address of its page"),
        name: z.string().nullable(),
        due: z.iso.date().nullable(),
      }),
    }),
  ),
});
export type WaitingBody = z.infer<typeof WaitingForMe>["entries"][number];
