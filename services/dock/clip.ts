/**
 * A recording on a camera's card, and how far the dock has come with it. Pure: an event moves it, and an
 * event that does not fit changes nothing. Beyond "sealed" leads only a fresh digest equal to the first one.
 */
import { z } from "zod";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { digestField, instantField, itemField } from "../kernel/fields.ts";
import type { UploadId } from "../kernel/ids.ts";
import { PROBLEM_CODES, type ProblemCode } from "./problem.ts";

/** What a file is taken to be as long as nothing of this changes. */
const ClipFile = z.strictObject({
  /** Which card, by its serial and file system: see card.ts. */
  card: z.string(),
  /** Below the card's root, with "/". */
  path: z.string(),
  sizeBytes: z.number().int().nonnegative(),
  mtimeMs: z.number(),
});
export type ClipFile = z.infer<typeof ClipFile>;

/** What a verified receipt said; the receipt itself is kept beside. */
const Seal = z.strictObject({ sealedAt: instantField, verifiedAt: instantField });
export type Seal = z.infer<typeof Seal>;

const base = {
  file: ClipFile,
  flagged: z.boolean(),
  problem: z.enum(PROBLEM_CODES).nullable(),
  /** In a row. */
  failures: z.number().int().nonnegative(),
  /** Milliseconds since 1970, by the dock's clock; nothing is tried before. */
  notBefore: z.number(),
  /** Uploads of it that ended in quarantine, and the last of them. */
  quarantines: z.number().int().nonnegative(),
  quarantinedUpload: itemField.nullable().default(null),
  /** The service had these bytes of this dock already, so nothing was sent. */
  known: z.boolean().default(false),
};

export const Clip = z.discriminatedUnion("stage", [
  z.strictObject({ ...base, stage: z.literal("found") }),
  z.strictObject({ ...base, stage: z.literal("hashed"), sha256: digestField }),
  z.strictObject({
    ...base,
    stage: z.literal("announced"),
    sha256: digestField,
    upload: itemField,
  }),
  z.strictObject({ ...base, stage: z.literal("sent"), sha256: digestField, upload: itemField }),
  z.strictObject({
    ...base,
    stage: z.literal("sealed"),
    sha256: digestField,
    upload: itemField,
    seal: Seal,
  }),
  z.strictObject({
    ...base,
    stage: z.literal("released"),
    sha256: digestField,
    upload: itemField,
    seal: Seal,
    how: z.enum(["marked", "deleted"]),
  }),
]);
export type Clip = z.infer<typeof Clip>;
export type Stage = Clip["stage"];

/** What a verified receipt states about the bytes it is for. */
export interface Stated {
  readonly itemId: string;
  readonly sizeBytes: string;
  readonly serverSha256: string;
  readonly deviceSha256: string | null;
  /** False: the original was not read back before it was sealed. */
  readonly mayDeleteOnDevice: boolean;
}

export type ClipEvent =
  | { readonly kind: "hashed"; readonly sha256: Sha256 }
  /** `known`: it is an older upload of the same bytes, and all there. */
  | { readonly kind: "announced"; readonly upload: UploadId; readonly known: boolean }
  | { readonly kind: "sent" }
  /** The server has no such upload any more. */
  | { readonly kind: "upload-lost" }
  | { readonly kind: "sealed"; readonly stated: Stated; readonly seal: Seal }
  /** `sha256` is of the file as it was read just before. */
  | { readonly kind: "released"; readonly how: "marked" | "deleted"; readonly sha256: Sha256 }
  /** The bytes are other ones than before under the same size and time. */
  | { readonly kind: "changed"; readonly notBefore: number }
  /** The server keeps this upload as quarantined; another one may be tried. */
  | { readonly kind: "quarantined"; readonly notBefore: number }
  | { readonly kind: "failed"; readonly problem: ProblemCode | null; readonly notBefore: number }
  /** Nothing is wrong; it is not its turn yet. */
  | { readonly kind: "waits"; readonly notBefore: number };

/** Uploads of one recording before the dock stops and asks for a person. */
export const MAX_QUARANTINES = 3;

/** Name of a clip's record: the same file has the same, whatever was kept. */
export const clipKey = ({ card, path, sizeBytes, mtimeMs }: ClipFile): string =>
  sha256(`${card}\n${sizeBytes}\n${mtimeMs}\n${path}`).slice(0, 32);

/** Name of the record of an upload, so that lost notes lead back to it. */
export const uploadKey = ({ card, path }: ClipFile, digestOfFile: Sha256): string =>
  sha256(`${card}\n${digestOfFile}\n${path}`).slice(0, 32);

export const foundClip = (file: ClipFile, flagged: boolean): Clip => ({
  stage: "found",
  file,
  flagged,
  problem: null,
  failures: 0,
  notBefore: 0,
  quarantines: 0,
  quarantinedUpload: null,
  known: false,
});

export const isSecured = ({ stage }: Clip): boolean => stage === "sealed" || stage === "released";

/**
 * Whether a step needs a note of its own, each of which costs two flushes. A digest is written down by "announce" itself,
 * and the note of an upload tells after a start that it was announced; that all was sent is known also once the card is out.
 */
export function needsNote(before: Clip, after: Clip): boolean {
  if (before.stage === after.stage) return false;
  if (after.stage === "announced") return after.known;
  return before.stage !== "found" || after.stage !== "hashed";
}

/** Why a verified receipt is not about this clip, or null. */
export function receiptMismatch(
  clip: { readonly file: ClipFile; readonly sha256: Sha256; readonly upload: UploadId },
  { itemId, sizeBytes, serverSha256, deviceSha256 }: Stated,
): ProblemCode | null {
  const same =
    itemId === clip.upload &&
    sizeBytes === String(clip.file.sizeBytes) &&
    serverSha256 === clip.sha256 &&
    deviceSha256 === clip.sha256;
  return same ? null : "receipt-of-other-bytes";
}

/** The clip after `event`; the clip itself where the event does not fit its stage. */
export function advance(clip: Clip, event: ClipEvent): Clip {
  switch (event.kind) {
    case "failed":
      return {
        ...clip,
        problem: event.problem,
        failures: clip.failures + 1,
        notBefore: event.notBefore,
      };
    case "waits":
      return { ...clip, problem: null, failures: 0, notBefore: event.notBefore };
    case "upload-lost":
    case "quarantined":
    case "changed":
      return backwards(clip, event);
    case "hashed":
    case "announced":
    case "sent":
    case "sealed":
    case "released":
      return forwards(clip, event);
  }
}

type Kind<K extends ClipEvent["kind"]> = Extract<ClipEvent, { kind: K }>;

/** Each event leads from one stage only. */
function forwards(
  clip: Clip,
  event: Kind<"hashed" | "announced" | "sent" | "sealed" | "released">,
): Clip {
  if (event.kind === "hashed" && clip.stage === "found")
    return { ...well(clip), stage: "hashed", sha256: event.sha256 };
  if (event.kind === "announced" && clip.stage === "hashed") {
    const { upload, known } = event;
    return { ...well(clip), stage: "announced", sha256: clip.sha256, upload, known };
  }
  if (event.kind === "sent" && clip.stage === "announced")
    return { ...clip, ...well(clip), stage: "sent", known: clip.known };
  if (
    event.kind === "sealed" &&
    clip.stage === "sent" &&
    receiptMismatch(clip, event.stated) === null
  )
    return { ...clip, ...well(clip), stage: "sealed", known: clip.known, seal: event.seal };
  if (event.kind === "released" && clip.stage === "sealed" && event.sha256 === clip.sha256)
    return { ...clip, ...well(clip), stage: "released", known: clip.known, how: event.how };
  return clip;
}

/** Ways back. None leads out of "sealed": what is proven stays proven. */
function backwards(clip: Clip, event: Kind<"upload-lost" | "quarantined" | "changed">): Clip {
  if (isSecured(clip)) {
    return event.kind === "changed" ? { ...clip, problem: "source-differs" } : clip;
  }
  if (event.kind === "changed") {
    const failures = clip.failures + 1;
    const { notBefore } = event;
    const problem = "changed-while-read";
    return { ...well(clip), stage: "found", problem, failures, notBefore };
  }
  if (clip.stage !== "announced" && clip.stage !== "sent") return clip;
  const again = { ...well(clip), stage: "hashed", sha256: clip.sha256 } as const;
  if (event.kind === "upload-lost") return again;
  const quarantines = clip.quarantines + 1;
  const problem = quarantines >= MAX_QUARANTINES ? "quarantined" : "quarantined-once";
  const { notBefore } = event;
  return { ...again, problem, quarantines, quarantinedUpload: clip.upload, notBefore };
}

/** What every stage has, with nothing wrong. */
const well = ({ file, flagged, quarantines, quarantinedUpload }: Clip) => ({
  file,
  flagged,
  quarantines,
  quarantinedUpload,
  known: false,
  problem: null,
  failures: 0,
  notBefore: 0,
});
