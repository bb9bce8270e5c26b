/** The shapes of /api/v1 about case files: see api-schema.ts. */
import { z } from "zod";
import { parseSha256 } from "../kernel/digest.ts";
import { RECORD_KINDS } from "../sessions/annotation.ts";
import { IdPath } from "./api-schema.ts";

const id = IdPath.shape.id;
const title = z.string().trim().max(200).default("");
const pages = z.int().min(1).max(5_000).nullable().default(null).describe("On paper; null: none");
const digest = z.string().transform((text, context) => {
  const parsed = parseSha256(text);
  if (parsed !== null) return parsed;
  context.addIssue("no SHA-256");
  return z.NEVER;
});

const EntryRequest = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("item"), itemId: id, title, pages }),
  z.strictObject({
    kind: z.literal("record"),
    record: z.enum(RECORD_KINDS),
    documentNo: z.string().trim().min(1).max(200),
    sha256: digest,
    title,
    pages,
  }),
  z.strictObject({ kind: z.literal("verdict"), sessionId: id, title, pages }),
]);

const revision = z.int().min(0);
export const why = z.string().trim().min(3).max(500);
export const FileOrderRequest = z.strictObject({
  revision,
  entries: z.array(EntryRequest).max(1_000),
});
export const FileSealRequest = z.strictObject({ revision, why });

const sha256 = z.string();
const range = z.object({ from: z.int(), to: z.int() }).nullable();
export const FileEntry = z.object({
  ...{ number: z.int(), pages: range, title: z.string() },
  kind: z.enum(["item", "record", "verdict"]),
  pageCount: z.int().nullable(),
  itemId: id.optional(),
  sessionId: id.optional(),
  record: z.enum(RECORD_KINDS).optional(),
  documentNo: z.string().optional(),
  sha256: sha256.optional(),
});
export const DocumentHead = z.object({
  ...{ id, number: z.int(), sha256, madeAt: z.iso.datetime(), madeBy: id, madeByName: z.string() },
  isSigned: z.boolean(),
  isEntered: z.boolean().describe("The ledger tells of it, by a salted commitment"),
});
export const CaseFileBody = z.object({
  revision,
  entries: z.array(FileEntry),
  versions: z.array(DocumentHead).describe("Newest first"),
});
const texts = z.object({ "zh-CN": z.string(), en: z.string() });
export const ProvenText = z.object({
  text: z.string().describe("Exact: its SHA-256 in UTF-8 is what is signed and committed to"),
  signature: z.string().nullable().describe("Detached CMS over the text, base64"),
  ledger: z
    .object({
      leaf: z.string().describe("Its commitment is the SHA-256 of the salt and the text"),
      saltHex: z.string(),
      origin: z.string(),
      index: z.int(),
      proof: z.string().describe("C2SP tlog-proof of the entry"),
    })
    .nullable(),
});
export const SealedDocument = DocumentHead.extend({
  contents: texts.describe("The same for people"),
  ...ProvenText.shape,
});
export const VersionPath = z.object({ id, version: z.string().regex(/^[1-9]\d{0,5}$/) });

export type FileOrderBody = z.infer<typeof FileOrderRequest>;
export type FileEntryBody = z.infer<typeof FileEntry>;
export type CaseFileBodyOut = z.infer<typeof CaseFileBody>;
export type ProvenTextBody = z.infer<typeof ProvenText>;
export type SealedDocumentBody = z.infer<typeof SealedDocument>;
export type DocumentHeadBody = z.infer<typeof DocumentHead>;
