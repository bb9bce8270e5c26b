/**
 * Batch receipts: a signed statement of what became of every recording that a dock found on one camera, and
 * the proof that the ledger holds the dock's own statement, which travels along with its signature.
 */
import { z } from "zod";
import { deviceField, digestField, instantField, itemField, sizeField } from "../kernel/fields.ts";
import type { BatchId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { parseStrictJson, strictJsonLine } from "../kernel/strict-json.ts";
import { Camera, MAX_FILES } from "./dock-statement.ts";
import { SequenceReport } from "./sequence.ts";

export const BATCH_RECEIPT = "holdfast/batch-receipt/v1";
const BOUNDS = { maxBytes: 6 << 20, maxDepth: 5 };

const place = z.strictObject({ origin: z.string().max(300), index: z.int().nonnegative() });

const Outcome = z.strictObject({
  name: z.string().max(1_000),
  sizeBytes: sizeField,
  /** As the dock hashed it on the card. */
  deviceSha256: digestField.nullable(),
  /** As the service read it back; null where nothing was stored. */
  serverSha256: digestField.nullable(),
  item: itemField.nullable(),
  /** Where the item's manifest stands; null unless it is sealed. */
  ledger: place.nullable(),
  /**
   * "duplicate-of": sealed, and `duplicateOf` holds the same bytes from before, or is what the dock found
   * there so that it sent nothing. "not-sent": the service holds none of it.
   */
  state: z.enum(["sealed", "duplicate-of", "quarantined", "not-sent"]),
  duplicateOf: z.strictObject({ item: itemField, ledger: place.nullable() }).nullable(),
  /** Why it is in quarantine or was not sent. */
  reason: z.string().max(100).nullable(),
  /** True only where an item with exactly these bytes was read back, is sealed and in the ledger. */
  mayDeleteOnDevice: z.boolean(),
});
export type Outcome = z.infer<typeof Outcome>;

const isProven = ({ state, item, ledger, deviceSha256, serverSha256 }: Outcome): boolean =>
  (state === "sealed" || state === "duplicate-of") &&
  item !== null &&
  ledger !== null &&
  serverSha256 !== null &&
  serverSha256 === deviceSha256;

const Counts = z.strictObject({
  found: z.int(),
  sealed: z.int(),
  duplicates: z.int(),
  quarantined: z.int(),
  notSent: z.int(),
  mayDelete: z.int(),
});
export type Counts = z.infer<typeof Counts>;

export function countsOf(files: readonly Outcome[]): Counts {
  const of = (state: Outcome["state"]): number =>
    files.filter((file) => file.state === state).length;
  return {
    ...{ found: files.length, sealed: of("sealed"), duplicates: of("duplicate-of") },
    ...{ quarantined: of("quarantined"), notSent: of("not-sent") },
    mayDelete: files.filter(({ mayDeleteOnDevice }) => mayDeleteOnDevice).length,
  };
}

/** "lacking": something that the dock found is in quarantine or was not sent, or a number is missing. */
export type VisitEnd = "finished" | "lacking";

export const visitEnd = ({
  counts: { quarantined, notSent },
  sequence: { missingCount },
}: Pick<BatchReceiptStatement, "counts" | "sequence">): VisitEnd =>
  quarantined + notSent + missingCount === 0 ? "finished" : "lacking";

const BatchReceiptStatement = z
  .strictObject({
    type: z.literal(BATCH_RECEIPT),
    batchId: z.uuid().transform((text) => text as BatchId),
    /** The dock. */
    deviceId: deviceField,
    camera: Camera.extend({ deviceId: deviceField.nullable() }),
    dockStatementSha256: digestField,
    dockKeySha256: digestField,
    /** Where the dock's statement stands. */
    ledger: place,
    openedAt: instantField,
    closedAt: instantField,
    /** The service's clock minus what the dock's clock said when it stated. */
    clockOffsetMs: z.int(),
    counts: Counts,
    /** The service's own, against the camera's last visit anywhere. */
    sequence: SequenceReport,
    issuedAt: instantField,
    files: z
      .array(Outcome.refine((file) => !file.mayDeleteOnDevice || isProven(file), "unproven"))
      .max(MAX_FILES),
  })
  .refine(({ counts, files }) => {
    const actual = countsOf(files);
    return Object.entries(actual).every(([name, count]) => counts[name as keyof Counts] === count);
  }, "counts differ from the files");
export type BatchReceiptStatement = z.infer<typeof BatchReceiptStatement>;

/** @throws Refusal invalid "batches/bad-receipt". */
export function parseBatchReceipt(text: string): BatchReceiptStatement {
  try {
    return BatchReceiptStatement.parse(parseStrictJson(Buffer.from(text), BOUNDS));
  } catch (cause) {
    throw new Refusal("invalid", "batches/bad-receipt", "this is no batch receipt", { cause });
  }
}

/** The text that is signed. Nothing is signed that would not be read again. */
export function writeBatchReceipt(statement: BatchReceiptStatement): string {
  const text = strictJsonLine(statement);
  parseBatchReceipt(text);
  return text;
}
