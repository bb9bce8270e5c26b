/** The agency whose evidence this is; its short name is part of every log's name and so never changes. */
import { z } from "zod";

export const AgencyConfig = z.object({
  HOLDFAST_AGENCY: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?$/)
    .describe("Short name of the agency; the ledger is called <agency>/<year>"),
});
