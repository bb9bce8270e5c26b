/** What a dock statement of any version tells: of each recording that was found, and of the visit. */
import { z } from "zod";
import { digestField, instantField, itemField, sizeField } from "../kernel/fields.ts";
import type { BatchId } from "../kernel/ids.ts";
import { SequenceReport, sequenceNumber } from "./sequence.ts";

/** A visit with more recordings is never stated; once its card has fewer again, another one begins and is. */
export const MAX_FILES = 5_000;
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

export const StatedFile = z.strictObject({
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

export const isConsistent = ({ how, upload, reason, sha256: digest }: StatedFile): boolean =>
  how === "not-sent" ? reason !== null : reason === null && upload !== null && digest !== null;

export const Camera = z.strictObject({
  /** As the dock's settings call it. */
  name: z.string().min(1).max(200),
  /** Of its medium, if it tells one. */
  serial: z.string().min(1).max(200).nullable(),
});
export type Camera = z.infer<typeof Camera>;

/** In the order of the text. */
export const statementHead = {
  visit: {
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
  },
  sequence: SequenceReport.extend({
    /** The report in words. */
    words: z.strictObject({ "zh-CN": z.string().max(2_000), en: z.string().max(2_000) }),
  }),
};
