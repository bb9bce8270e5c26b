/** The exact text of a sealed case file, and what stands in it. */
import { z } from "zod";
import type { UtcInstant } from "../kernel/clock.ts";
import type { CaseId, ItemId, SessionId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { RECORD_KINDS } from "../sessions/annotation.ts";
import {
  boundedText,
  digestField as digest,
  factsField,
  idField as id,
  parseExactText,
  rulesField,
  wordsField as words,
} from "./exact-text.ts";

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
      rules: rulesField,
      findings: z
        .array(
          z.strictObject({
            code: words,
            weight: z.enum(["fault", "open", "note"]),
            facts: factsField,
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

/** @throws Refusal invalid "casefile/too-much": a part of it, or all of it, is past what is read back. */
export const fileText = (file: SealedFile): string => boundedText(SealedFile, file, tooMuch);

const tooMuch = (): Refusal =>
  new Refusal("invalid", "casefile/too-much", "the file has more than one version can hold", {
    fix: "A version holds 1 000 entries: take some out of the order, or divide the case.",
  });

/** @throws Refusal tampered "casefile/malformed". */
export function parseFileText(text: string): SealedFile {
  try {
    return parseExactText(SealedFile, text);
  } catch (cause) {
    throw new Refusal("tampered", "casefile/malformed", "a kept case file is malformed", { cause });
  }
}
