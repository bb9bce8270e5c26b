/** Multipart uploads, with completion that looks instead of guessing. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { assert } from "../../services/kernel/refusal.ts";
import type { IncomingPart } from "../../services/objects/incoming-store.ts";
import { failure, storeError, type Bucket } from "./bucket.ts";
import type { Stretch } from "./part-plan.ts";
import { firstVersion, type Version } from "./versions.ts";

export async function createMultipart(bucket: Bucket, key: string): Promise<string> {
  // No lock headers: Ceph before squid ignores them here without a word. The lock comes after completion.
  const { UploadId } = await bucket.client.send(
    new CreateMultipartUploadCommand({ Bucket: bucket.name, Key: key }),
  );
  assert(UploadId !== undefined, "a store names the upload it created");
  return UploadId;
}

export async function uploadPart(
  bucket: Bucket,
  key: string,
  uploadId: string,
  number: number,
  body: Buffer,
): Promise<IncomingPart> {
  const { ETag } = await bucket.client.send(
    new UploadPartCommand({
      Bucket: bucket.name,
      Key: key,
      UploadId: uploadId,
      PartNumber: number,
      Body: body,
      ...bucket.checked(body),
    }),
  );
  assert(ETag !== undefined && ETag !== "", "a store names the part it took");
  return { number, sizeBytes: body.byteLength, tag: ETag };
}

/** The store copies this stretch of another object as part `number`. */
export async function copyPart(
  bucket: Bucket,
  key: string,
  uploadId: string,
  number: number,
  { source, fromByte, endByte }: Stretch,
): Promise<IncomingPart> {
  const isWhole = fromByte === 0 && endByte === source.sizeBytes;
  const { CopyPartResult } = await bucket.client.send(
    new UploadPartCopyCommand({
      Bucket: bucket.name,
      Key: key,
      UploadId: uploadId,
      PartNumber: number,
      CopySource: `${bucket.name}/${source.name}`,
      ...(isWhole ? {} : { CopySourceRange: `bytes=${fromByte}-${endByte - 1}` }),
    }),
  );
  const tag = CopyPartResult?.ETag;
  assert(tag !== undefined && tag !== "", "a store names the part it took");
  return { number, sizeBytes: endByte - fromByte, tag };
}

/** Tries of the look after a completion whose answer does not tell; some stores complete in the background. */
const LOOKS = 6;
const LOOK_PAUSE_MS = 500;

export interface Completed {
  /** The object: the first version under the key, perhaps of a run at the same time. */
  readonly first: Version;
  /** The version this completion made, if the store said so. */
  readonly mine: string | null;
}

/**
 * Completes the upload and answers the first version under `key`, which a run before this one may
 * have made. An answer proves nothing here: Ceph repeats 200 without a version, answers 500 while
 * another completion runs, and a reply can be lost after the work.
 */
export async function completeMultipart(
  bucket: Bucket,
  key: string,
  uploadId: string,
  parts: readonly IncomingPart[],
): Promise<Completed> {
  let error: unknown = null;
  let mine: string | undefined;
  try {
    const answer = await bucket.client.send(
      new CompleteMultipartUploadCommand({
        Bucket: bucket.name,
        Key: key,
        UploadId: uploadId,
        MultipartUpload: {
          Parts: parts.map(({ number, tag }) => ({ PartNumber: number, ETag: tag })),
        },
      }),
    );
    mine = answer.VersionId;
  } catch (cause) {
    error = cause;
  }
  for (let look = 0; look < LOOKS; look += 1) {
    if (look > 0) await sleep(LOOK_PAUSE_MS);
    const first = await firstVersion(bucket, key);
    if (first !== null) return { first, mine: mine ?? null };
  }
  throw storeError(error ?? new Error("completed, but no version is there"), "objects");
}

export async function abortMultipart(bucket: Bucket, key: string, uploadId: string): Promise<void> {
  try {
    await bucket.client.send(
      new AbortMultipartUploadCommand({ Bucket: bucket.name, Key: key, UploadId: uploadId }),
    );
  } catch (error) {
    if (failure(error).status !== 404) throw error;
  }
}

/** Unfinished multipart uploads whose key begins with `prefix`. */
async function* listMultiparts(
  bucket: Bucket,
  prefix: string,
): AsyncIterable<{ readonly key: string; readonly uploadId: string }> {
  let next: { KeyMarker?: string; UploadIdMarker?: string } | null = {};
  while (next !== null) {
    const page: ListMultipartUploadsCommandOutput = await bucket.client.send(
      new ListMultipartUploadsCommand({ Bucket: bucket.name, Prefix: prefix, ...next }),
    );
    for (const { Key, UploadId } of page.Uploads ?? []) {
      if (Key !== undefined && UploadId !== undefined) yield { key: Key, uploadId: UploadId };
    }
    next =
      page.IsTruncated === true && page.NextKeyMarker !== undefined
        ? {
            KeyMarker: page.NextKeyMarker,
            ...(page.NextUploadIdMarker === undefined
              ? {}
              : { UploadIdMarker: page.NextUploadIdMarker }),
          }
        : null;
  }
}

/** Aborts every unfinished upload of exactly `key`, or below it where it ends with "/". */
export async function abortAll(bucket: Bucket, key: string): Promise<void> {
  for await (const unfinished of listMultiparts(bucket, key)) {
    if (unfinished.key !== key && !key.endsWith("/")) continue;
    await abortMultipart(bucket, unfinished.key, unfinished.uploadId);
  }
}
