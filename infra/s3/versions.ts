/** Which versions lie under a key, and which of them is the object. */
import {
  DeleteObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
} from "@aws-sdk/client-s3";
import type { ObjectFolder, ObjectKey } from "../../services/objects/object-key.ts";
import type { InFront, StoredVersion } from "../../services/objects/object-store.ts";
import { type Bucket, failure } from "./bucket.ts";

export interface Version {
  readonly versionId: string;
  readonly sizeBytes: number;
}

/**
 * The version that was first under `key`. Stores with versioning do not refuse a second put (some
 * ignore If-None-Match), so the first one is the object: later ones cannot change that, and every
 * racer sees the same. Delete markers change nothing: evidence is not gone because somebody hid it.
 */
export async function firstVersion(bucket: Bucket, key: string): Promise<Version | null> {
  let first: Version | null = null;
  for await (const version of versionsUnder(bucket, key)) {
    // Sorted by key, newest first within a key; the key itself sorts before all that begin with it.
    if (version.key !== key) break;
    if (!version.marker) first = version;
  }
  return first;
}

/** Whether a deletion mark is the newest under `key`, or a version newer than `versionId` has other bytes. */
export async function inFrontOf(bucket: Bucket, key: string, versionId: string): Promise<InFront> {
  const versions: Listed[] = [];
  for await (const version of versionsUnder(bucket, key)) {
    if (version.key !== key) break;
    // Marks are listed apart from versions: where one stands between them is not told, only that it is newest.
    if (version.marker && version.isLatest) return "deletion-mark";
    if (!version.marker) versions.push(version);
  }
  const at = versions.findIndex((version) => version.versionId === versionId);
  const other = versions.slice(0, at).some(({ etag }) => etag !== versions[at]?.etag);
  return other ? "other-version" : "nothing";
}

/**
 * Deletes the other versions under `key` that hold the same bytes as `kept`: a put that was done and not
 * heard of is done again. Other bytes stay, for they show that somebody put them there. Call it only once
 * `kept` is decided and locked, or a run at the same time might rest on what goes.
 */
export async function deleteRepeats(bucket: Bucket, key: string, kept: string): Promise<void> {
  const versions: Listed[] = [];
  for await (const version of versionsUnder(bucket, key)) {
    if (version.key !== key) break;
    versions.push(version);
  }
  const { etag } = versions.find(({ versionId }) => versionId === kept) ?? {};
  if (etag === undefined) return;
  for (const version of versions) {
    if (version.versionId !== kept && version.etag === etag) {
      await deleteVersion(bucket, key, version.versionId);
    }
  }
}

/**
 * Deletes what was put under `prefix` again, with the same bytes, by a request that came late: after the
 * first version was locked, when nobody looked for repeats any more. Answers how many.
 */
export async function deleteLateRepeats(
  bucket: Bucket,
  prefix: string,
  before: Date,
): Promise<number> {
  let deleted = 0;
  let ofKey: Listed[] = [];
  const settle = async (): Promise<void> => {
    const first = ofKey.findLast(({ marker }) => !marker);
    const late = ofKey.filter(
      (version) =>
        version !== first &&
        version.etag !== undefined &&
        version.etag === first?.etag &&
        version.modified < before,
    );
    ofKey = [];
    if (first === undefined || late.length === 0 || !(await isLocked(bucket, first))) return;
    for (const { key, versionId } of late) {
      try {
        await deleteVersion(bucket, key, versionId);
        deleted += 1;
      } catch (error) {
        // Somebody locked it: it stays, as a trace of whoever did.
        if (failure(error).status !== 403) throw error;
      }
    }
  };
  for await (const version of versionsUnder(bucket, prefix)) {
    if (ofKey[0] !== undefined && ofKey[0].key !== version.key) await settle();
    ofKey.push(version);
  }
  await settle();
  return deleted;
}

async function isLocked(bucket: Bucket, { key, versionId }: Listed): Promise<boolean> {
  const { ObjectLockRetainUntilDate: until } = await bucket.client.send(
    new HeadObjectCommand({ Bucket: bucket.name, Key: key, VersionId: versionId }),
  );
  return until !== undefined && until > new Date();
}

interface Listed extends Version {
  readonly key: string;
  /** The store's own digest; a marker has none. */
  readonly etag: string | undefined;
  readonly marker: boolean;
  readonly isLatest: boolean;
  readonly modified: Date;
}

/** Everything in a folder of keys, with the marks that hide something. */
export async function storedUnder(
  bucket: Bucket,
  folder: ObjectFolder,
): Promise<readonly StoredVersion[]> {
  const found: StoredVersion[] = [];
  const { prefix } = bucket;
  for await (const { key, versionId, marker } of versionsUnder(bucket, `${prefix}${folder}`)) {
    const ref = { key: key.slice(prefix.length) as ObjectKey, versionId };
    found.push({ ref, isMark: marker });
  }
  return found;
}

export async function* versionsUnder(bucket: Bucket, prefix: string): AsyncIterable<Listed> {
  let next: { KeyMarker?: string; VersionIdMarker?: string } | null = {};
  while (next !== null) {
    const page: ListObjectVersionsCommandOutput = await bucket.client.send(
      new ListObjectVersionsCommand({ Bucket: bucket.name, Prefix: prefix, ...next }),
    );
    const listed = [
      ...(page.Versions ?? []).map((version) => ({ ...version, marker: false })),
      ...(page.DeleteMarkers ?? []).map((marker) => ({
        ...marker,
        ETag: undefined,
        Size: 0,
        marker: true,
      })),
    ];
    for (const found of listed.sort(byKey)) {
      const { Key: key, VersionId: versionId, ETag: etag, Size: sizeBytes = 0, marker } = found;
      if (key === undefined || versionId === undefined) continue;
      const [modified, isLatest] = [found.LastModified ?? new Date(), found.IsLatest === true];
      yield { key, versionId, sizeBytes, etag, marker, modified, isLatest };
    }
    next =
      page.IsTruncated === true && page.NextKeyMarker !== undefined
        ? {
            KeyMarker: page.NextKeyMarker,
            ...(page.NextVersionIdMarker === undefined
              ? {}
              : { VersionIdMarker: page.NextVersionIdMarker }),
          }
        : null;
  }
}

/** Stable: versions of one key stay in the order the store gave. Keys are ASCII. */
const byKey = (a: { Key?: string | undefined }, b: { Key?: string | undefined }): number =>
  a.Key === b.Key ? 0 : (a.Key ?? "") < (b.Key ?? "") ? -1 : 1;

/** Deletes everything under `prefix`, all versions and markers. Only for what is not evidence. */
export async function deleteAll(bucket: Bucket, prefix: string): Promise<void> {
  for await (const { key, versionId } of versionsUnder(bucket, prefix)) {
    await deleteVersion(bucket, key, versionId);
  }
}

/** The same for what is older than `before`. Answers how much. */
export async function deleteOlder(bucket: Bucket, prefix: string, before: Date): Promise<number> {
  let deleted = 0;
  for await (const { key, versionId, modified } of versionsUnder(bucket, prefix)) {
    if (modified >= before) continue;
    await deleteVersion(bucket, key, versionId);
    deleted += 1;
  }
  return deleted;
}

export async function deleteVersion(bucket: Bucket, key: string, versionId: string): Promise<void> {
  await bucket.client.send(
    new DeleteObjectCommand({ Bucket: bucket.name, Key: key, VersionId: versionId }),
  );
}
