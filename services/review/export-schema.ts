/** The shapes of /api/v1 about packages made for somebody outside: see api-schema.ts. */
import { z } from "zod";
import { PAPER_MAX_BYTES, SIGNATURE_MAX_BYTES } from "../exports/acknowledge.ts";
import { EXPORT_STATES } from "../exports/export.ts";
import { digestField, lineField } from "../kernel/fields.ts";
import { PAPER_TYPES } from "../kernel/scanned-paper.ts";
import { RECIPIENT_KINDS, parseWatermark } from "../packages/issued.ts";
import { Package, PackageRequest, PageQuery, pageOf } from "./api-schema.ts";
import { calendarDate } from "./case-schema.ts";
import { BASE64 } from "./copy-schema.ts";
import { PurposeKind } from "./purpose-schema.ts";

export const ExportRequest = PackageRequest.extend({
  recipient: z.enum(RECIPIENT_KINDS),
  organisation: lineField(200).describe(
    "The recipient's organisation; of a person alone, the name again",
  ),
  person: lineField(100).describe("Who takes it, by name"),
  basis: lineField(200).describe("Number of the document that it is given out on"),
  basisSha256: digestField.nullable().default(null).describe("Digest of that document"),
  dueOn: calendarDate.nullable().default(null).describe("Last day for the acknowledgement"),
});

const base64 = (maxBytes: number) =>
  z
    .base64()
    .meta(BASE64)
    .min(4)
    .max(Math.ceil(maxBytes / 3) * 4);
export const AcknowledgementRequest = z.strictObject({
  acknowledgement: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("signed"),
      base64: base64(SIGNATURE_MAX_BYTES).describe("Detached CMS over the receipt's text, DER"),
    }),
    z.strictObject({
      kind: z.literal("paper"),
      mediaType: z.enum(PAPER_TYPES),
      base64: base64(PAPER_MAX_BYTES).describe("The signed receipt, scanned, at most 4 MiB"),
    }),
  ]),
});
/** The document, and what else there is. */
export const ACKNOWLEDGEMENT_BODY_MAX_BYTES = Math.ceil(PAPER_MAX_BYTES / 3) * 4 + 1_024;
export const ConfirmationRequest = z.strictObject({
  sha256: digestField.describe("Of the file that was compared with the paper"),
});
export const WithdrawalRequest = z.strictObject({ reason: z.string().trim().min(3).max(500) });

export const ExportListQuery = PageQuery.extend({
  state: z.enum(EXPORT_STATES).optional(),
  watermark: z
    .string()
    .max(40)
    .transform((text, context) => {
      const found = parseWatermark(text);
      if (found !== null) return found;
      context.addIssue("twenty letters");
      return z.NEVER;
    })
    .optional()
    .describe("The one that was issued with it"),
  sha256: digestField.optional().describe("Those that hold this original or copy"),
});

const at = z.iso.datetime();
const done = z.object({ at, by: z.uuid(), byName: z.string().describe("As called today") });
export const Export = Package.omit({ watermark: true }).extend({
  purposeKind: PurposeKind,
  requestedByName: z.string(),
  watermark: z.string(),
  recipient: z.enum(RECIPIENT_KINDS),
  organisation: z.string(),
  person: z.string(),
  basis: z.string(),
  basisSha256: z.string().nullable(),
  dueOn: z.string().nullable(),
  /** How the package stands is `state`; this is how the export does. */
  course: z.enum(EXPORT_STATES),
  takenOutAt: at.nullable().describe("The first time"),
  acknowledgement: done
    .extend({
      kind: z.enum(["signed", "paper"]),
      mediaType: z.string(),
      sizeBytes: z.int(),
      sha256: z.string(),
      signature: z
        .object({
          signer: z.string().describe("Subject of the certificate"),
          certificateSha256: z.string(),
          root: z.string().describe("Subject of the last authority above it that is at hand"),
          isRootKnown: z.boolean().describe("That authority is among HOLDFAST_RECIPIENT_ROOTS"),
          signedAt: at.nullable().describe("By the signer's own word"),
        })
        .nullable(),
      confirmed: done.nullable().describe("Of a paper; null: it waits for a second person"),
    })
    .nullable(),
  withdrawn: done
    .extend({
      by: z.uuid().nullable().describe("Null: custody itself, whose name is then empty"),
      reason: z.string(),
    })
    .nullable(),
});
export const ExportPage = pageOf(Export);

export type ExportBody = z.infer<typeof Export>;
export type ExportRequestBody = z.input<typeof ExportRequest>;
export type AcknowledgementRequestBody = z.input<typeof AcknowledgementRequest>;
