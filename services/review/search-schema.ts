/** The shapes of /api/v1 about search: see api-schema.ts. */
import { z } from "zod";
import { FACETS, KEEPINGS, LEFT_OUT, VERDICTS } from "../search/narrowing.ts";
import { IdPath, ItemSummary, PageQuery, pageOf } from "./api-schema.ts";
import { ItemStage } from "./item-stage-schema.ts";

const id = IdPath.shape.id;
const instant = z.iso.datetime();

/** Else it would narrow nothing. */
const words = z
  .string()
  .trim()
  .max(100)
  .refine((text) => /[\p{L}\p{N}]/u.test(text), "holds neither letter nor digit");

const FILTERS = {
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe(
      "Words, all of which must stand somewhere in what you may know of: a case, a name (also in pinyin or by initials; of parties for those who hold parties:see), a device, a place, notes, a file, an id or digest from its first 8 characters on. Of the first 8 words",
    ),
  stage: ItemStage.optional(),
  deviceId: id.optional(),
  caseId: id.optional(),
  activity: z.string().min(1).max(500).optional().describe("As its device told it"),
  verdict: z.enum(VERDICTS).optional().describe("The worst that the service knows of it"),
  keeping: z
    .enum([...KEEPINGS, "held"])
    .optional()
    .describe("Why it is kept, or that its time is over; held: by a hold that you may know of"),
  officer: words
    .optional()
    .describe(
      "Who carried the camera then, or is an officer of its session: name (also in pinyin or by initials), account, staff number or credential",
    ),
  place: words
    .optional()
    .describe("Where it was recorded, as its device or its session tells it: all of these words"),
  from: instant.optional().describe("Recorded, or else received, then or later"),
  to: instant.optional().describe("Recorded, or else received, before then"),
};

export const FindFilters = z.strictObject(FILTERS);
export type FindFilters = z.infer<typeof FindFilters>;
export const FindQuery = PageQuery.extend(FILTERS);

export const FoundItem = ItemSummary.extend({
  standsIn: z
    .array(z.enum(["item", "case", "session", "document", "parties"]))
    .describe(
      "In what the words stand: the item itself, a case, a recording session, a case file, names of a case's parties",
    ),
});
export type FoundItem = z.infer<typeof FoundItem>;
export const FoundPage = pageOf(FoundItem);
export type FoundPage = z.infer<typeof FoundPage>;

const counted = {
  count: z.int(),
  isMore: z.boolean().describe("There are more than were counted"),
};
const values = z.array(
  z.object({
    value: z.string().describe("As the filter takes it"),
    name: z.string().nullable().describe("Of a device or a case"),
    count: z.int(),
  }),
);
export const FoundFacets = z.object({
  ...counted,
  facets: z.object(
    Object.fromEntries(FACETS.map((facet) => [facet, values])) as Record<
      (typeof FACETS)[number],
      typeof values
    >,
  ),
});
export type FoundFacets = z.infer<typeof FoundFacets>;

export const SearchHints = z.object({
  entries: z.array(
    z.object({
      left: z.enum(LEFT_OUT).describe("What is left out: a filter, the times, all words, or one"),
      word: z.int().nullable().describe("Which word, from 0"),
      ...counted,
    }),
  ),
});
export type SearchHints = z.infer<typeof SearchHints>;

/** A day, or an instant: what is saved of "this month" is not an instant of one zone. */
const time = z.union([z.iso.date(), instant]).optional();
const SavedQuestion = FindFilters.extend({ from: time, to: time });
export const SavedSearchRequest = z.strictObject({
  name: z.string().trim().normalize("NFC").min(1).max(100),
  question: SavedQuestion,
});
export const SavedSearchBody = z.object({
  ...{ id, name: z.string(), savedAt: instant },
  question: z.record(z.string(), z.string()).describe("Words and filters, as they were given"),
});
export type SavedSearchBody = z.infer<typeof SavedSearchBody>;
export const SavedSearchList = z.object({ entries: z.array(SavedSearchBody) });
export type SavedSearchList = z.infer<typeof SavedSearchList>;
