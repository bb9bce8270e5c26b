/** The shapes of the routes about panels that a person put away. */
import { z } from "zod";
import { PANELS } from "./put-away-store.ts";

export const PutAway = z.object({ panels: z.array(z.enum(PANELS)) });
export const PutAwayRequest = z.strictObject({
  panel: z.enum(PANELS),
  isAway: z.boolean().describe("False calls it back"),
});
