/** An upload on its way in: what may arrive next. Pure. */
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DeviceId, UploadId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Json } from "../kernel/strict-json.ts";
import type { Actor, Happening } from "../evidence/custody-event.ts";
import type { DeviceClock } from "../evidence/device-clock.ts";
import type { Announced } from "../evidence/evidence-item.ts";
import type { IncomingPart, IncomingState, IncomingUpload } from "../objects/incoming-store.ts";
import { originalKey } from "../objects/object-key.ts";

/**
 * "open": bytes are missing. "received": an item. "complete": a partial upload that has all its bytes.
 * "joined": a final upload was made of it. Every state but "open", "complete" and "joined" is for ever.
 */
export type UploadState = "open" | "complete" | "joined" | "received" | "terminated" | "expired";

/** A "partial" upload is a piece of a recording and becomes no item; a "final" one is made of such. */
export type UploadKind = "whole" | "partial" | "final";

export interface Upload {
  readonly id: UploadId;
  readonly deviceId: DeviceId;
  /** The certificate it was announced with; null where a token did it. */
  readonly certificateSha256: Sha256 | null;
  readonly announced: Announced;
  /** Upload-Metadata exactly as the client sent it, for HEAD. */
  readonly rawMetadata: string;
  /** Upload-Concat exactly as the client sent it, for HEAD; null for an upload that is whole by itself. */
  readonly concat: string | null;
  /** Null until the client says (tus creation-defer-length). */
  readonly lengthBytes: number | null;
  /** Committed bytes: [0, offset) survive a power cut. */
  readonly offsetBytes: number;
  readonly state: UploadState;
  readonly createdAt: UtcInstant;
  readonly expiresAt: UtcInstant;
  /** Fencing number of the newest writer, and which process that is. */
  readonly fence: number;
  readonly owner: string | null;
  readonly incoming: IncomingState;
}

/** A stretch of bytes that was hashed and committed together. */
export interface Run {
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  readonly sha256: Sha256;
}

/** What one commit adds. */
export interface Commit {
  readonly run: Run;
  readonly incoming: IncomingState;
  readonly parts: readonly IncomingPart[];
  readonly expiresAt: UtcInstant;
}

/** What makes an upload an item, saved in the transaction of its last byte. */
export interface Received {
  readonly at: UtcInstant;
  readonly actor: Actor;
  readonly happening: Happening;
}

/** What becomes of an upload with its last byte: an item, or a partial upload that can be joined. */
export type Completion = Received | "complete";

/** What a request wants to append. */
export interface Append {
  readonly offsetBytes: number;
  /** Upload-Length, which a deferred upload sends once; null if the request does not say. */
  readonly lengthBytes: number | null;
  /** Content-Length; null for a chunked body. */
  readonly bodyBytes: number | null;
}

export const incomingOf = (upload: Upload): IncomingUpload => ({
  id: upload.id,
  key: originalKey(upload.id),
  lengthBytes: upload.lengthBytes,
  offsetBytes: upload.offsetBytes,
  fence: upload.fence,
  state: upload.incoming,
});

export const kindOf = ({ concat }: Pick<Upload, "concat">): UploadKind => {
  if (concat === null) return "whole";
  return concat === PARTIAL ? "partial" : "final";
};

/** Upload-Concat of a partial upload. */
export const PARTIAL = "partial";

/** Its time can run out: more may come for it, or a final upload may be made of it. */
export const isPending = ({ state }: Upload): boolean =>
  state === "open" || state === "complete" || state === "joined";

export const noSuchUpload = (): Refusal =>
  new Refusal("missing", "ingest/no-such-upload", "there is no such upload", {
    fix: "Start a new upload with POST /uploads.",
  });

/**
 * The upload as the client may see it.
 * @throws Refusal missing "ingest/no-such-upload", "ingest/gone".
 */
export function requirePresent(upload: Upload | null, now: UtcInstant): Upload {
  if (upload === null) throw noSuchUpload();
  const isOver = isPending(upload) && upload.expiresAt <= now;
  if (isOver || upload.state === "terminated" || upload.state === "expired") {
    throw new Refusal("missing", "ingest/gone", "the upload was terminated or has expired", {
      fix: "Start a new upload with POST /uploads and send the file from its beginning.",
    });
  }
  return upload;
}

/**
 * The length of `upload` once `append` is taken up.
 * @throws Refusal forbidden "ingest/final-is-made"; conflict "ingest/not-open", "ingest/offset-mismatch", "ingest/length-known";
 * invalid "ingest/length-below-offset", "ingest/too-large", "ingest/body-too-long".
 */
export function checkAppend(
  upload: Upload,
  append: Append,
  maxUploadBytes: number,
): { readonly lengthBytes: number | null } {
  if (kindOf(upload) === "final") throw finalIsMade();
  if (append.offsetBytes !== upload.offsetBytes) {
    throw new Refusal("conflict", "ingest/offset-mismatch", "the upload is at another offset", {
      fix: "Ask with HEAD where the upload stands and go on there.",
      facts: { offsetBytes: upload.offsetBytes },
    });
  }
  if (upload.state !== "open") {
    throw new Refusal("conflict", "ingest/not-open", "the upload is complete", {
      fix: "Nothing needs to be sent; ask for the receipt, or make the final upload.",
    });
  }
  const lengthBytes = lengthAfter(upload, append.lengthBytes);
  if (lengthBytes !== null && lengthBytes > maxUploadBytes) throw tooLarge(maxUploadBytes);
  const endBytes = append.offsetBytes + (append.bodyBytes ?? 0);
  if (lengthBytes !== null && endBytes > lengthBytes) throw bodyTooLong();
  if (endBytes > maxUploadBytes) throw tooLarge(maxUploadBytes);
  return { lengthBytes };
}

function lengthAfter(upload: Upload, declared: number | null): number | null {
  if (declared === null || declared === upload.lengthBytes) return upload.lengthBytes;
  if (upload.lengthBytes !== null) {
    throw new Refusal("conflict", "ingest/length-known", "the length is set and does not change", {
      facts: { lengthBytes: upload.lengthBytes },
    });
  }
  if (declared < upload.offsetBytes) {
    throw new Refusal("invalid", "ingest/length-below-offset", "more bytes are here than that", {
      facts: { offsetBytes: upload.offsetBytes },
    });
  }
  return declared;
}

export const tooLarge = (maxUploadBytes: number): Refusal =>
  new Refusal("invalid", "ingest/too-large", "larger than an upload may be", {
    fix: "Split the recording, or have the operator raise HOLDFAST_MAX_UPLOAD_BYTES.",
    facts: { maxUploadBytes },
  });

export const finalIsMade = (): Refusal =>
  new Refusal("forbidden", "ingest/final-is-made", "a final upload is made of others", {
    fix: "Send bytes to partial uploads, and make the final one of them.",
  });

export const bodyTooLong = (): Refusal =>
  new Refusal("invalid", "ingest/body-too-long", "the body is longer than the upload's length", {
    fix: "Ask with HEAD for offset and length; start a new upload if the length was wrong.",
  });

const json = (clock: DeviceClock | null): Json => (clock === null ? null : { ...clock });

/** How an upload of `sizeBytes` becomes an item: custody event 0, with what was announced at that time. */
export function receivedFrom(upload: Upload, sizeBytes: number, at: UtcInstant): Received {
  const { filename, mediaType, sha256, recordedAt, caseNumber, activity } = upload.announced;
  const { recording, belongsTo, clock, cameraClock } = upload.announced;
  const said = { filename, mediaType, declaredSha256: sha256, recordedAt, caseNumber, activity };
  const { deviceId, certificateSha256 } = upload;
  const { secrecy } = upload.announced.other;
  const data = {
    deviceId,
    certificateSha256,
    sizeBytes,
    ...said,
    recording,
    belongsTo,
    clock: json(clock),
    cameraClock: json(cameraClock),
    ...(secrecy === undefined ? {} : { secrecy }),
  };
  return { at, actor: `device:${upload.deviceId}`, happening: { kind: "received", data } };
}

/** What the last byte of `upload`, then of `sizeBytes`, makes of it. */
export const completionOf = (upload: Upload, sizeBytes: number, at: UtcInstant): Completion =>
  kindOf(upload) === PARTIAL ? "complete" : receivedFrom(upload, sizeBytes, at);

/**
 * When an open upload that just grew expires. It is prolonged only once half its time is over, so that
 * most commits leave the indexed column alone.
 */
export function expiryAfterGrowth(upload: Upload, now: UtcInstant, expiryMs: number): UtcInstant {
  return upload.expiresAt > plusMs(now, expiryMs / 2) ? upload.expiresAt : plusMs(now, expiryMs);
}
