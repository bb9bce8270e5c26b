/**
 * Dock statements: what a dock found on one camera at one visit, signed with the dock's own key.
 *
 * UTF-8 JSON on one line with a line feed, written once; the bytes are what is signed and kept. It lists
 * every recording that was found, also those that were not sent, with the reason. Names and clocks are the
 * camera's and the dock's words: data, believed nowhere. The nonce keeps its digest in the public ledger silent.
 */
import { z } from "zod";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { digestField, instantField, itemField, sizeField } from "../kernel/fields.ts";
import type { BatchId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { parseStrictJson, strictJsonLine } from "../kernel/strict-json.ts";
import { SequenceReport, sequenceNumber } from "./sequence.ts";

export const DOCK_STATEMENT = "holdfast/dock-statement/v1";
/** A visit with more recordings is never stated; once its card has fewer again, another one begins and is. */
export const MAX_FILES = 5_000;
const BOUNDS = { maxBytes: 3 << 20, maxDepth: 5 };
const name = z.string().max(1_000);

/** Why a recording was not sent. */
export const NOT_SENT = [
  "card-removed",
  "changing",
  "quarantined",
  "refused",
  "unreadable",
  "vanished",
  "other",
] as const;
export type NotSent = (typeof NOT_SENT)[number];

const StatedFile = z.strictObject({
  /** Below the card's root, as the camera calls it. */
  name,
  sizeBytes: sizeField,
  modifiedAt: instantField.nullable(),
  /** As hashed on the card; null if it could not be read. */
  sha256: digestField.nullable(),
  sequence: sequenceNumber.nullable(),
  flagged: z.boolean(),
  /**
   * "sent": by this dock under `upload`. "known": the service had these bytes of this dock already, under
   * `upload`, so nothing was sent. "not-sent": `reason` says why; `upload` names what was quarantined, if anything.
   */
  how: z.enum(["sent", "known", "not-sent"]),
  upload: itemField.nullable(),
  reason: z.enum(NOT_SENT).nullable(),
});
export type StatedFile = z.infer<typeof StatedFile>;

const isConsistent = ({ how, upload, reason, sha256: digest }: StatedFile): boolean =>
  how === "not-sent" ? reason !== null : reason === null && upload !== null && digest !== null;

export const Camera = z.strictObject({
  /** As the dock's settings call it. */
  name: z.string().min(1).max(200),
  /** Of its medium, if it tells one. */
  serial: z.string().min(1).max(200).nullable(),
});
export type Camera = z.infer<typeof Camera>;

const DockStatement = z.strictObject({
  type: z.literal(DOCK_STATEMENT),
  batch: z.uuid().transform((text) => text as BatchId),
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  /** Digest of the SubjectPublicKeyInfo (DER) whose key signs this. */
  keySha256: digestField,
  camera: Camera,
  clock: z.strictObject({
    /** By the dock's clock. */
    began: instantField,
    stated: instantField,
    /** The service's clock minus the dock's, as far as its answers told; null: not heard. */
    offsetMs: z.int().nullable(),
  }),
  files: z
    .array(StatedFile.refine(isConsistent, "how, upload and reason contradict each other"))
    .max(MAX_FILES),
  sequence: SequenceReport.extend({
    /** The report in words. */
    words: z.strictObject({ "zh-CN": z.string().max(2_000), en: z.string().max(2_000) }),
  }),
});
export type DockStatement = z.infer<typeof DockStatement>;

/** @throws Refusal invalid "batches/bad-statement" for anything that means less or more than one thing. */
export function parseDockStatement(text: string): DockStatement {
  try {
    return DockStatement.parse(parseStrictJson(Buffer.from(text), BOUNDS));
  } catch (cause) {
    throw new Refusal("invalid", "batches/bad-statement", "this is no dock statement", {
      fix: `Send the statement's exact text: strict JSON of type ${DOCK_STATEMENT}, at most ${MAX_FILES} files.`,
      cause,
    });
  }
}

/** The text that is signed. Nothing is signed that would not be read again. */
export function writeDockStatement(statement: DockStatement): string {
  const text = strictJsonLine(statement);
  parseDockStatement(text);
  return text;
}

/** Uploads that the batch waits for: what was sent, and what was known. */
export const uploadsIn = ({ files }: DockStatement) => [
  ...new Set(
    files.flatMap(({ how, upload }) => (how === "not-sent" || upload === null ? [] : [upload])),
  ),
];

/** Every upload it names, also quarantined ones. */
export const uploadsNamedIn = ({ files }: DockStatement) => [
  ...new Set(files.flatMap(({ upload }) => (upload === null ? [] : [upload]))),
];

export const statementDigest = (text: string): Sha256 => sha256(text);
