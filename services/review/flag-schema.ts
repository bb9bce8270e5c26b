/** The shapes of flags of items under /api/v1. */
import { z } from "zod";
import { MOST_FLAGGED } from "../cases/flag-items.ts";
import { FLAGS } from "../policy/enforcement-words.ts";
import { IdPath } from "./api-schema.ts";

const instant = z.iso.datetime().describe("UTC, RFC 3339");
const flag = z.enum(FLAGS);

export const FlagRequest = z.strictObject({
  itemIds: z.array(IdPath.shape.id).min(1).max(MOST_FLAGGED),
  flag,
  reason: z.string().trim().min(3).max(500).describe("It stands in the record of each item"),
});

export const FlagAnswer = z.object({
  changed: z.number().int().describe("Of how many items; of the others nothing changed"),
});

export const FlagList = z.object({
  entries: z.array(
    z.object({
      ...{ flag, setAt: instant, setBy: z.string(), setByName: z.string(), reason: z.string() },
      ended: z
        .object({ at: instant, by: z.string(), byName: z.string(), reason: z.string() })
        .nullable()
        .describe("Null: it stands"),
    }),
  ),
});

export type FlagListBody = z.infer<typeof FlagList>;
export type FlagRequestBody = z.input<typeof FlagRequest>;
