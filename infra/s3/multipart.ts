/** Multipart uploads, with completion that looks instead of guessing. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import { assert, Refusal } from "../../services/kernel/refusal.ts";
import type { IncomingPart } from "../../services/objects/incoming-store.ts";
import { failure, storeError, type Bucket } from "./bucket.ts";
import { checkedBody } from "./checked-body.ts";
import { compositeOf } from "./checksums.ts";
import type { Stretch } from "./part-plan.ts";
import { digestInName } from "./pieces.ts";
import { firstVersion, type Version } from "./versions.ts";

/** A part as the store took it, and the digest of what it was to be; null where nobody knows it. */
export interface SentPart extends IncomingPart {
  readonly sha256: Sha256 | null;
}

export async function createMultipart(bucket: Bucket, key: string): Promise<string> {
  const isComposite = (await bucket.checksums()) === "sha256";
  // No lock headers: Ceph before squid ignores them here without a word. The lock comes after completion.
  const { UploadId } = await bucket.client.send(
    new CreateMultipartUploadCommand({
      ...{ Bucket: bucket.name, Key: key },
      ...(isComposite ? { ChecksumAlgorithm: "SHA256", ChecksumType: "COMPOSITE" } : {}),
    }),
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
): Promise<SentPart> {
  const kind = await bucket.checksums();
  const digest = sha256(body);
  const { ETag } = await bucket.client.send(
    new UploadPartCommand({
      Bucket: bucket.name,
      Key: key,
      UploadId: uploadId,
      PartNumber: number,
      ...checkedBody(kind, body, digest),
    }),
  );
  assert(ETag !== undefined && ETag !== "", "a store names the part it took");
  return { number, sizeBytes: body.byteLength, tag: ETag, sha256: digest };
}

/** The store copies this stretch of another object as part `number`. */
export async function copyPart(
  bucket: Bucket,
  key: string,
  uploadId: string,
  number: number,
  { source, fromByte, endByte }: Stretch,
): Promise<SentPart> {
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
  const digest = isWhole ? digestInName(source.name) : null;
  return { number, sizeBytes: endByte - fromByte, tag, sha256: digest };
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
  parts: readonly SentPart[],
): Promise<Completed> {
  const isComposite = (await bucket.checksums()) === "sha256";
  let error: unknown = null;
  let mine: string | undefined;
  try {
    const answer = await bucket.client.send(
      new CompleteMultipartUploadCommand({
        Bucket: bucket.name,
        Key: key,
        UploadId: uploadId,
        MultipartUpload: {
          Parts: parts.map(({ number, tag, sha256: digest }) => ({
            ...{ PartNumber: number, ETag: tag },
            ...(isComposite && digest !== null
              ? { ChecksumSHA256: Buffer.from(digest, "hex").toString("base64") }
              : {}),
          })),
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
    if (first === null) continue;
    if (isComposite) await requireComposite(bucket, key, first, parts);
    return { first, mine: mine ?? null };
  }
  throw storeError(error ?? new Error("completed, but no version is there"), "objects");
}

/**
 * The store's own checksum of the joined object against ours: it shows a part that went missing or is
 * another, before anyone reads the whole. An object made another way (in one put, by an earlier version)
 * has no composite to compare.
 * @throws Refusal tampered "objects/digest-mismatch".
 */
async function requireComposite(
  bucket: Bucket,
  key: string,
  { versionId }: Version,
  parts: readonly SentPart[],
): Promise<void> {
  const digests = parts.flatMap(({ sha256: digest }) => (digest === null ? [] : [digest]));
  if (digests.length !== parts.length) return;
  const { ChecksumSHA256: stated } = await bucket.client.send(
    new HeadObjectCommand({
      ...{ Bucket: bucket.name, Key: key, VersionId: versionId },
      ChecksumMode: "ENABLED",
    }),
  );
  if (stated?.includes("-") !== true || stated === compositeOf(digests)) return;
  throw new Refusal("tampered", "objects/digest-mismatch", "the store joined other parts", {
    fix: "Have the store checked; the object is read back before it counts.",
  });
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
): AsyncIterable<{ readonly key: string; readonly uploadId: string; readonly begun: Date | null }> {
  let next: { KeyMarker?: string; UploadIdMarker?: string } | null = {};
  while (next !== null) {
    const page: ListMultipartUploadsCommandOutput = await bucket.client.send(
      new ListMultipartUploadsCommand({ Bucket: bucket.name, Prefix: prefix, ...next }),
    );
    for (const { Key, UploadId, Initiated: begun = null } of page.Uploads ?? []) {
      if (Key !== undefined && UploadId !== undefined) {
        yield { key: Key, uploadId: UploadId, begun };
      }
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

/** Aborts what was begun under `prefix` before `before` and never finished; answers how many that were. */
export async function abortOlder(bucket: Bucket, prefix: string, before: Date): Promise<number> {
  let aborted = 0;
  for await (const { key, uploadId, begun } of listMultiparts(bucket, prefix)) {
    if (begun === null || begun >= before) continue;
    await abortMultipart(bucket, key, uploadId);
    aborted += 1;
  }
  return aborted;
}
