/** The shapes of /api/v1 about officers and what is imported: see api-schema.ts. */
import { z } from "zod";
import { IdPath, SearchQuery, pageOf } from "./api-schema.ts";
import { calendarDate } from "./case-schema.ts";
import { TableFault } from "./table-schema.ts";

const words = z.string().trim().normalize("NFC").min(1).max(200);
const id = IdPath.shape.id;
const day = z.iso.date();

export const CredentialRequest = z.strictObject({
  credentialNo: words.describe("执法证号"),
  name: words,
  unit: words,
  powers: z.array(words).max(50).default([]),
  validFrom: calendarDate,
  validTo: calendarDate
    .nullable()
    .default(null)
    .describe("The last day; null: until further notice"),
  replaces: id.nullable().default(null).describe("The entry that this one corrects"),
  reason: z.string().trim().min(3).max(500).nullable().default(null),
});
export const AccountRequest = z.strictObject({
  account: z
    .string()
    .max(100)
    .nullable()
    .describe("Name with which the officer logs in; null: none"),
});

export const OfficerEntry = z.object({
  ...{ id, credentialNo: z.string(), name: z.string(), unit: z.string() },
  ...{ powers: z.array(z.string()), validFrom: day, validTo: day.nullable() },
  ...{ source: z.string(), enteredAt: z.iso.datetime(), enteredBy: z.string() },
  ...{ replaces: id.nullable(), reason: z.string().nullable() },
});
export const Officer = z.object({
  id,
  userId: id.nullable().describe("The account of this person"),
  name: z.string(),
  unit: z.string(),
  credentialNo: z.string().describe("Of the credential that began last"),
  valid: OfficerEntry.nullable().describe("The credential that was valid on the day asked for"),
  entries: z.array(OfficerEntry).describe("Everything that was ever entered, in that order"),
});
export const OfficerPage = pageOf(Officer);
const on = calendarDate.optional().describe("A day of the agency; today unless given");
export const OfficerQuery = SearchQuery.extend({ on });
export const OnQuery = z.strictObject({ on });

export const ImportRequest = z.strictObject({
  csv: z.string().min(1).max(200_000),
  source: words.describe("Name of the system that the table comes from"),
  reason: z.string().trim().min(3).max(500).nullable().default(null),
  dryRun: z.boolean().default(false).describe("Look only; nothing is written"),
});
export const ImportReport = z.object({
  ...{ added: z.int(), corrected: z.int(), unchanged: z.int(), written: z.boolean() },
  faults: z
    .array(TableFault)
    .describe("All that is wrong with the table, by line; with one of them nothing is written"),
});

export type OfficerBody = z.infer<typeof Officer>;
export type ImportReportBody = z.infer<typeof ImportReport>;
