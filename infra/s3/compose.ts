/** Makes one object of others by a multipart copy; we carry over only what is too small to be a part. */
import { randomUUID } from "node:crypto";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import type { UploadId } from "../../services/kernel/ids.ts";
import { isMissing, type Bucket } from "./bucket.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { checkedBody } from "./checked-body.ts";
import { bytesIn } from "./incoming-state.ts";
import {
  abortMultipart,
  completeMultipart,
  copyPart,
  createMultipart,
  uploadPart,
  type Completed,
  type SentPart,
} from "./multipart.ts";
import { groupsOf, planParts, type PlannedPart, type Source } from "./part-plan.ts";
import { bytesMissing, piecesPrefix, readStretches } from "./pieces.ts";

/** Copies under way at once; the store does the work. */
const AT_ONCE = 4;

/**
 * The parts that hold `sources`, at most `mostParts` of them. Where they would be more, groups of sources
 * become objects among the pieces of upload `id` first; those go with `discard`, like all pieces.
 */
export async function partsWithin(
  bucket: Bucket,
  id: UploadId,
  sources: readonly Source[],
  mostParts: number,
): Promise<readonly PlannedPart[]> {
  const parts = planParts(sources);
  if (parts.length <= mostParts) return parts;
  const joined: Source[] = [];
  // A source gives at most two parts here: one that is carried, one that is copied.
  for (const group of groupsOf(sources, Math.ceil(mostParts / 2))) {
    const name = `${piecesPrefix(bucket, id)}joined-${randomUUID()}`;
    await intermediate(bucket, name, planParts(group));
    joined.push({ name, sizeBytes: bytesIn(group), sha256: null });
  }
  return partsWithin(bucket, id, joined, mostParts);
}

async function intermediate(
  bucket: Bucket,
  name: string,
  parts: readonly PlannedPart[],
): Promise<void> {
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "carry") {
    const body = await readStretches(bucket, only.stretches);
    const checked = checkedBody(await bucket.checksums(), body, sha256(body));
    await bucket.client.send(new PutObjectCommand({ Bucket: bucket.name, Key: name, ...checked }));
    return;
  }
  await compose(bucket, name, parts);
}

/** Completes the object `name` of `parts`. @throws Refusal tampered "ingest/bytes-missing". */
export async function compose(
  bucket: Bucket,
  name: string,
  parts: readonly PlannedPart[],
): Promise<Completed> {
  const uploadId = await createMultipart(bucket, name);
  try {
    const sent: SentPart[] = [];
    for (let at = 0; at < parts.length; at += AT_ONCE) {
      const batch = parts.slice(at, at + AT_ONCE);
      const under = batch.map((part, index) =>
        sendPart(bucket, name, uploadId, at + index + 1, part),
      );
      // All of them, or a copy that still runs could land in an upload that was given up.
      await Promise.allSettled(under);
      sent.push(...(await Promise.all(under)));
    }
    return await completeMultipart(bucket, name, uploadId, sent);
  } catch (error) {
    await abortMultipart(bucket, name, uploadId).catch(() => undefined);
    throw error;
  }
}

async function sendPart(
  bucket: Bucket,
  name: string,
  uploadId: string,
  number: number,
  part: PlannedPart,
): Promise<SentPart> {
  if (part.kind === "carry") {
    const body = await readStretches(bucket, part.stretches);
    return uploadPart(bucket, name, uploadId, number, body);
  }
  try {
    return await copyPart(bucket, name, uploadId, number, part.stretch);
  } catch (error) {
    throw isMissing(error) ? bytesMissing(error) : error;
  }
}
