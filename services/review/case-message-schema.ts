/** The shapes of /api/v1 about what other systems tell of cases: see api-schema.ts. */
import { z } from "zod";
import { MOST_PARTIES } from "../cases/case-facts.ts";
import { TABLES } from "../cases/read-case-tables.ts";
import { CaseFactsRequest, PartyRequest } from "./case-schema.ts";
import { TableFault } from "./table-schema.ts";

const source = z
  .string()
  .trim()
  .normalize("NFC")
  .min(1)
  .max(100)
  .describe("Name of the system that tells; always the same one");
const sender = {
  source,
  reason: z.string().trim().min(3).max(500).nullable().default(null),
  changedByHand: z
    .enum(["keep", "take"])
    .default("keep")
    .describe(
      "What becomes of what a person changed since this source told it; take needs a reason",
    ),
};

/** Twice the characters that a full table of ordinary rows has. */
export const TABLE_MAX_CHARS = 1_000_000;
/** A character of GB 18030 takes three bytes of UTF-8, and JSON escapes a few. */
export const TABLE_BODY_MAX_BYTES = 4 << 20;

export const CaseTableRequest = z.strictObject({
  table: z.enum(TABLES),
  csv: z.string().min(1).max(TABLE_MAX_CHARS),
  ...sender,
  dryRun: z.boolean().default(false).describe("Look only; nothing is written"),
});

const told = z.array(z.object({ line: z.int(), number: z.string(), facts: z.array(z.string()) }));
export const CaseTableReport = z.object({
  ...{ added: z.int(), changed: z.int(), unchanged: z.int(), written: z.boolean() },
  kept: told.describe("What a person changed since, and stays"),
  corrected: told.describe("What stood there and is told otherwise"),
  faults: z
    .array(TableFault)
    .describe("All that is wrong with the table, by line; with one of them nothing is written"),
});

export const CaseMessageRequest = z.strictObject({
  number: z.string().trim().min(1).max(100),
  facts: CaseFactsRequest.omit({ number: true, parties: true })
    .default({})
    .describe("What is left out stays as it is, and null takes back; a new case needs its title"),
  parties: z
    .array(PartyRequest)
    .max(MOST_PARTIES)
    .default([])
    .describe("Those that are left out stay"),
  ...sender,
});
export const CaseMessageReport = z.object({
  id: z.uuid(),
  outcome: z.enum(["added", "changed", "unchanged"]),
  kept: z.array(z.string()).describe("Names of facts that a person changed, and that stay"),
  corrected: z.array(z.string()).describe("Names of facts that stood there otherwise"),
});

export const CaseSources = z.object({
  entries: z.array(
    z.object({ source: z.string(), heardAt: z.iso.datetime(), isSilent: z.boolean() }),
  ),
  silentAfterDays: z.int().nullable().describe("Null: nobody asked to be told of silence"),
  isSilent: z
    .boolean()
    .describe("One of them was not heard for longer than that, or none ever was"),
});

export type CaseTableReportBody = z.infer<typeof CaseTableReport>;
export type CaseSourcesBody = z.infer<typeof CaseSources>;
