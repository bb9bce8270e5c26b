/** The shapes of /api/v1 about records in the ledger: see api-schema.ts. */
import { z } from "zod";
import { IdPath } from "./api-schema.ts";

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const place = z.string().regex(/^(0|[1-9]\d{0,8})$/);

export const ActionPath = z.object({ index: place });
export const EventPath = z.object({ id: IdPath.shape.id, index: place });

export const RecordProof = z.object({
  leaf: z.string().describe("The ledger's entry, exact text"),
  saltHex: digest
    .nullable()
    .describe(
      "Of a link: the entry's commitment is the SHA-256 of these bytes and the record's text",
    ),
  batch: z
    .object({
      place: z.int(),
      size: z.int(),
      inclusion: z.array(digest).describe("From the record's hash up to the entry's root"),
    })
    .nullable()
    .describe(
      "Of a record told by the hour: RFC 6962 tree whose leaves are the digests of records in their chains, as 64 hex digits",
    ),
  ledger: z.object({
    origin: z.string(),
    index: z.int(),
    proof: z.string().describe("C2SP tlog-proof of the entry"),
  }),
});
export type RecordProofBody = z.infer<typeof RecordProof>;
