/** The shapes of what is kept longer because somebody asked, and of what ends soon, under /api/v1. */
import { z } from "zod";
import { parseTerm } from "../calendar/term.ts";
import { parseSha256 } from "../kernel/digest.ts";
import { IdPath, PageQuery, pageOf } from "./api-schema.ts";

const by = z
  .enum(["subject", "agency"])
  .describe("Who asks: whom the recording is about, or the agency itself");
const day = z.iso.date().describe("A day of the agency's zone");
const reason = z.string().trim().min(3).max(500);
const document = z.strictObject({
  name: z
    .string()
    .trim()
    .normalize("NFC")
    .min(3)
    .max(200)
    .describe("The number of the paper, and no names: it stands in the record"),
  sha256: z.string().transform((text, context) => {
    const digest = parseSha256(text);
    if (digest !== null) return digest;
    context.addIssue("64 lower-case hexadecimal digits");
    return z.NEVER;
  }),
});

export const ExtensionRequest = z.strictObject({
  by,
  term: z
    .string()
    .max(24)
    .transform((text, context) => {
      const term = parseTerm(text);
      if (term !== null) return term;
      context.addIssue("an ISO 8601 period of whole days, such as P6M");
      return z.NEVER;
    })
    .describe("How much longer, ISO 8601: P6M, P180D"),
  reason: reason.describe("It stands in the record of each item"),
  document: document
    .nullable()
    .default(null)
    .describe("What asks for it; the request of a subject is always named"),
});
export type ExtensionRequestBody = z.input<typeof ExtensionRequest>;

const Extension = z.object({
  ...{ by, term: z.string(), from: day, until: day, reason: z.string(), pack: z.string() },
  time: z.number().int().describe("Which of its kind it is of this item"),
  document: z.object({ name: z.string(), sha256: z.string() }).nullable(),
  ...{ at: z.iso.datetime(), actor: z.string(), actorName: z.string() },
});

export const ExtensionList = z.object({
  entries: z.array(Extension).describe("Oldest first"),
  may: z
    .array(
      z.object({
        by,
        longest: z.string().describe("The longest term at once, ISO 8601"),
        times: z.number().int().nullable().describe("Null: as often as they like"),
        used: z.number().int(),
        left: z.number().int().nullable(),
        noticeDays: z.number().int(),
      }),
    )
    .describe("What the policy pack in force gives; empty: nobody may ask"),
});
export type ExtensionListBody = z.infer<typeof ExtensionList>;

export const ExtendedItems = z.object({
  extended: z.array(z.object({ itemId: z.string(), until: day, time: z.number().int() })),
  refused: z
    .array(z.object({ itemId: z.string(), code: z.string(), fix: z.string() }))
    .describe("What stays as it is, and why"),
});
export type ExtendedItemsBody = z.infer<typeof ExtendedItems>;

export const EndingQuery = PageQuery.extend({
  within: z.coerce
    .number()
    .int()
    .min(0)
    .max(3_650)
    .optional()
    .describe("Days; without it as many as the policy pack names, else thirty"),
  extended: z
    .enum(["true", "false"])
    .default("false")
    .describe("true: those alone that were extended before, of which whoever asked is told"),
});

const EndingItem = z.object({
  ...{ itemId: z.string(), filename: z.string(), deviceName: z.string(), endsOn: day },
  extensions: z.array(z.object({ by, document: z.string().nullable() })).describe("Oldest first"),
  may: z
    .array(z.object({ by, left: z.number().int().nullable() }))
    .describe("Who may still ask that it stays longer, and how often"),
});
export type EndingItemBody = z.infer<typeof EndingItem>;
export const EndingPage = pageOf(EndingItem).extend({ within: z.number().int() });
export type EndingPageBody = z.infer<typeof EndingPage>;

const Look = z.object({
  ...{ on: day, next: day.nullable(), reason: z.string(), at: z.iso.datetime() },
  ...{ actor: z.string(), actorName: z.string() },
});

export const KeepingQuery = PageQuery.extend({
  within: z.coerce
    .number()
    .int()
    .min(0)
    .max(3_650)
    .default(30)
    .describe("Also what is due in so many days"),
});

const DueLook = z.object({
  ...{ itemId: z.string(), filename: z.string(), deviceName: z.string(), dueOn: day },
  isOverdue: z.boolean(),
  floor: z.string(),
  mayEnd: z
    .boolean()
    .describe("Its terms are over and no hold lies on it: it may be proposed for disposal"),
  classes: z.array(z.string()),
  last: Look.nullable().describe("Null: nobody looked yet"),
});
export type DueLookBody = z.infer<typeof DueLook>;
export const DueLookPage = pageOf(DueLook);

export const KeepingRequest = z.strictObject({
  itemIds: z.array(IdPath.shape.id).min(1).max(200),
  reason: reason.describe("Why they are still needed; it stands in the record of each item"),
  next: day
    .nullable()
    .default(null)
    .describe("The next look, where it is to come sooner than the class says"),
});
export type KeepingRequestBody = z.input<typeof KeepingRequest>;
export const KeepingAnswer = z.object({ reviewed: z.number().int() });
