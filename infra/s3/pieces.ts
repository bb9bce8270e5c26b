/** The objects under "incoming/" that hold an upload's bytes until it is assembled. */
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { sha256 } from "../../services/kernel/digest.ts";
import type { UploadId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { isMissing, type Bucket } from "./bucket.ts";
import type { Piece } from "./incoming-state.ts";

export const piecesPrefix = (bucket: Bucket, id: UploadId): string =>
  `${bucket.prefix}incoming/${id}/`;

/** The bytes of `pieces`, checked to be those that were written. @throws Refusal tampered "ingest/bytes-missing". */
export async function readPieces(
  bucket: Bucket,
  pieces: readonly Piece[],
): Promise<readonly Uint8Array[]> {
  const all: Uint8Array[] = [];
  for (const piece of pieces) {
    const bytes = await readWhole(bucket, piece.name);
    if (sha256(bytes) !== piece.sha256) throw bytesMissing();
    all.push(bytes);
  }
  return all;
}

async function readWhole(bucket: Bucket, name: string): Promise<Uint8Array> {
  try {
    const { Body } = await bucket.client.send(
      new GetObjectCommand({ Bucket: bucket.name, Key: name }),
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
