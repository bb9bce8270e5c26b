/**
 * visit.json: what the dock stated of the visit at which a recording came, without a word of the other recordings.
 *
 * A dock statement names every recording of a camera; most packages are about one. So this holds its digest, which is in
 * the ledger, and of its content the counts, the numbers and this recording's own place. Who is shown the statement
 * itself finds it by the digest, and can hold every number here against it.
 */
import { z } from "zod";
import { type DockStatement, statementDigest } from "../batches/dock-statement.ts";
import { SequenceReport, sequenceNumber } from "../batches/sequence.ts";
import { digestField, itemField } from "../kernel/fields.ts";
import type { BatchId, ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { parseStrictJson, strictJsonLine } from "../kernel/strict-json.ts";

const VISIT = "holdfast/visit/v1";
const BOUNDS = { maxBytes: 64 << 10, maxDepth: 4 };
const batchField = z.uuid().transform((text) => text as BatchId);
const words = z.string().max(2_000);

const Visit = z.discriminatedUnion("state", [
  /** The dock had not stated the visit, or the ledger did not hold its statement, when the package was made. */
  z.strictObject({
    type: z.literal(VISIT),
    item: itemField,
    batch: batchField,
    state: z.literal("open"),
  }),
  z.strictObject({
    type: z.literal(VISIT),
    item: itemField,
    batch: batchField,
    state: z.literal("stated"),
    statementSha256: digestField,
    /** Of this recording, as the dock hashed it on the card. */
    sha256: digestField,
    /** Among the recordings that were found, from 1. */
    place: z.int().min(1),
    found: z.int().min(1),
    notSent: z.int().min(0),
    /** In this recording's name; null where none is read. */
    number: sequenceNumber.nullable(),
    sequence: SequenceReport.extend({ words: z.strictObject({ "zh-CN": words, en: words }) }),
  }),
]);
export type Visit = z.infer<typeof Visit>;
export type StatedVisit = Extract<Visit, { state: "stated" }>;

export const openVisit = (item: ItemId, batch: BatchId): string =>
  strictJsonLine({ type: VISIT, item, batch, state: "open" });

/** Where `item` is among what the dock stated; -1: it did not come with it. */
export const indexIn = ({ files }: DockStatement, item: ItemId): number =>
  files.findIndex(({ upload, how }) => upload === item && how !== "not-sent");

/** `text` is the statement as the dock signed it. Null if it does not say that this recording came with it. */
export function statedVisit(item: ItemId, text: string, stated: DockStatement): string | null {
  const { batch, files, sequence } = stated;
  const at = indexIn(stated, item);
  const file = files[at];
  if (file === undefined) return null;
  return strictJsonLine({
    ...{ type: VISIT, item, batch, state: "stated", statementSha256: statementDigest(text) },
    ...{ sha256: file.sha256, place: at + 1, found: files.length },
    notSent: files.filter(({ how }) => how === "not-sent").length,
    ...{ number: file.sequence, sequence },
  });
}

/** @throws Refusal tampered "packages/malformed-visit" for what nobody here wrote. */
export function parseVisit(bytes: Uint8Array): Visit {
  const no = (cause?: unknown): Refusal =>
    new Refusal("tampered", "packages/malformed-visit", "visit.json is malformed", { cause });
  let visit: Visit;
  try {
    visit = Visit.parse(parseStrictJson(bytes, BOUNDS));
  } catch (cause) {
    throw no(cause);
  }
  // In one spelling: verify.sh reads it with sed.
  if (strictJsonLine(visit) !== Buffer.from(bytes).toString("utf8")) throw no();
  return visit;
}
