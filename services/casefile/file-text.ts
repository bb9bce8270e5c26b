/** The exact text of a sealed case file, and what stands in it. */
import { z } from "zod";
import type { UtcInstant } from "../kernel/clock.ts";
import { type Sha256, parseSha256 } from "../kernel/digest.ts";
import { type CaseId, type ItemId, type SessionId, parseId } from "../kernel/ids.ts";
import { oneLine } from "../kernel/one-line.ts";
import { Refusal } from "../kernel/refusal.ts";
import { parseStrictJson, strictJsonLine } from "../kernel/strict-json.ts";
import { RECORD_KINDS } from "../sessions/annotation.ts";

const id = z.string().refine((text) => parseId(text) !== null);
const digest = z
  .string()
  .refine((text) => parseSha256(text) === text)
  .transform((text) => text as Sha256);
const words = z.string().max(500);
const place = {
  number: z.int().min(1),
  title: words,
  pages: z.strictObject({ from: z.int().min(1), to: z.int().min(1) }).nullable(),
};

const SealedEntry = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("item"),
    ...place,
    item: id.transform((text) => text as ItemId),
    /** Of the original, and of its signed manifest. */
    sha256: digest,
    manifestSha256: digest,
  }),
  z.strictObject({
    kind: z.literal("record"),
    ...place,
    record: z.enum(RECORD_KINDS),
    documentNo: words,
    sha256: digest,
  }),
  z.strictObject({
    kind: z.literal("verdict"),
    ...place,
    session: id.transform((text) => text as SessionId),
    sessionNumber: words,
    verdict: z.enum(["complete", "open", "incomplete"]),
    /** Of the judgement below as one line of strict JSON. */
    sha256: digest,
    judgement: z.strictObject({
      rules: z.strictObject({ code: words, version: z.int(), sha256: digest }).nullable(),
      findings: z
        .array(
          z.strictObject({
            code: words,
            weight: z.enum(["fault", "open", "note"]),
            facts: z.record(z.string(), z.union([z.string().max(500), z.number()])),
          }),
        )
        .max(5_000),
    }),
  }),
]);
export type SealedEntry = z.infer<typeof SealedEntry>;

const SealedFile = z.strictObject({
  type: z.literal("holdfast/case-file/v1"),
  case: z.strictObject({ id: id.transform((text) => text as CaseId), number: words }),
  version: z.int().min(1),
  /** Of the version before; null: this is the first. */
  previousSha256: digest.nullable(),
  sealedAt: z.iso.datetime().transform((text) => text as UtcInstant),
  sealedBy: z.strictObject({ id, name: words }),
  why: words,
  entries: z.array(SealedEntry).min(1).max(1_000),
});
export type SealedFile = z.infer<typeof SealedFile>;

/** Exact: parsed again it is the same; texts of people are one line each. */
export const fileText = (file: SealedFile): string =>
  strictJsonLine(SealedFile.parse(JSON.parse(JSON.stringify(file, tamed))));

const tamed = (_name: string, value: unknown): unknown =>
  typeof value === "string" ? oneLine(value) : value;

/** @throws Refusal tampered "casefile/malformed". */
export function parseFileText(text: string): SealedFile {
  try {
    return SealedFile.parse(parseStrictJson(Buffer.from(text), { maxBytes: 8 << 20, maxDepth: 8 }));
  } catch (cause) {
    throw new Refusal("tampered", "casefile/malformed", "a kept case file is malformed", { cause });
  }
}
