/** The objects under "incoming/" that hold an upload's bytes until it is assembled. */
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { type Sha256, parseSha256, sha256 } from "../../services/kernel/digest.ts";
import type { UploadId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { IncomingUpload } from "../../services/objects/incoming-store.ts";
import { isMissing, type Bucket } from "./bucket.ts";
import type { Piece } from "./incoming-state.ts";
import type { Stretch } from "./part-plan.ts";

export const piecesPrefix = (bucket: Bucket, id: UploadId): string =>
  `${bucket.prefix}incoming/${id}/`;

export const pieceName = (
  bucket: Bucket,
  { id, fence }: IncomingUpload,
  chance: string,
  digest: Sha256,
): string => `${piecesPrefix(bucket, id)}${fence}-${chance}-${digest}`;

/** The digest in a name of `pieceName`; null for one that was given by an earlier version of this. */
export const digestInName = (name: string): Sha256 | null => {
  const digest = /-([0-9a-f]{64})$/.exec(name)?.[1];
  return digest === undefined ? null : parseSha256(digest);
};

/** The bytes of `pieces`, checked to be those that were written. @throws Refusal tampered "ingest/bytes-missing". */
export async function readPieces(
  bucket: Bucket,
  pieces: readonly Piece[],
): Promise<readonly Uint8Array[]> {
  const all: Uint8Array[] = [];
  for (const source of pieces) {
    all.push(await readStretches(bucket, [{ source, fromByte: 0, endByte: source.sizeBytes }]));
  }
  return all;
}

/** These bytes, checked against the digest where they are all of an object whose digest is known. */
export async function readStretches(
  bucket: Bucket,
  stretches: readonly Stretch[],
): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for (const { source, fromByte, endByte } of stretches) {
    const isWhole = fromByte === 0 && endByte === source.sizeBytes;
    const range = isWhole ? {} : { Range: `bytes=${fromByte}-${endByte - 1}` };
    const bytes = await read(bucket, source.name, range);
    if (bytes.byteLength !== endByte - fromByte) throw bytesMissing();
    if (isWhole && source.sha256 !== null && sha256(bytes) !== source.sha256) throw bytesMissing();
    all.push(bytes);
  }
  return Buffer.concat(all);
}

async function read(
  bucket: Bucket,
  name: string,
  range: { readonly Range?: string },
): Promise<Uint8Array> {
  try {
    const { Body } = await bucket.client.send(
      new GetObjectCommand({ Bucket: bucket.name, Key: name, ...range }),
    );
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  } catch (error) {
    throw isMissing(error) ? bytesMissing(error) : error;
  }
}

export const bytesMissing = (cause?: unknown): Refusal =>
  new Refusal("tampered", "ingest/bytes-missing", "acknowledged bytes are not in the store", {
    cause,
  });
