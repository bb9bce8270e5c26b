/** What must hold in the bucket after any fault: looked at by a stranger, past the product and past the proxy. */
import {
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type ObjectVersion,
} from "@aws-sdk/client-s3";
import { expect, vi } from "vitest";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import type { Ceph } from "../fixtures/ceph.ts";
import type { Evidence } from "./invariants.ts";
import type { ProcessWorld } from "./process-world.ts";

/** A little less than the floor of six months. */
const LOCKED_FOR_MS = 170 * 86_400_000;
/** What was received is given up after the item is verified; that may still be under way. */
const CLEARED = { timeout: 10_000, interval: 200 };

export async function checkBucket(
  ceph: Ceph,
  world: ProcessWorld,
  evidence: readonly Evidence[],
): Promise<void> {
  await vi.waitFor(() => expectNothingUnfinished(ceph), CLEARED);
  const versions = await everyVersion(ceph);
  const keys = versions.map(({ Key }) => Key);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  for (const { Key = "", VersionId } of versions) {
    if (Key.startsWith(`${ceph.config.HOLDFAST_S3_PREFIX}evidence/`)) {
      await expectLocked(ceph, Key, VersionId);
    }
  }
  const items = new PostgresEvidenceStore(world.database.connection.db);
  for (const { upload } of evidence) {
    const { original } = await items.get(upload.id as ItemId);
    const name = ceph.config.HOLDFAST_S3_PREFIX + originalKey(upload.id as ItemId);
    const stored = versions.filter(({ Key }) => Key === name).map(({ VersionId }) => VersionId);
    expect(stored, name).toEqual([original?.object.versionId]);
  }
}

/** No multipart upload is open, and nothing lies under "incoming/". */
async function expectNothingUnfinished({ client, config }: Ceph): Promise<void> {
  const { Uploads = [] } = await client.send(
    new ListMultipartUploadsCommand({ Bucket: config.HOLDFAST_S3_BUCKET }),
  );
  expect(Uploads.map(({ Key }) => Key)).toEqual([]);
  const incoming = await everyVersion({ client, config }, "incoming/");
  expect(incoming.map(({ Key }) => Key)).toEqual([]);
}

async function expectLocked({ client, config }: Ceph, key: string, version?: string) {
  const head = await client.send(
    new HeadObjectCommand({ Bucket: config.HOLDFAST_S3_BUCKET, Key: key, VersionId: version }),
  );
  expect(head.ObjectLockMode, key).toBe("COMPLIANCE");
  const until = head.ObjectLockRetainUntilDate?.getTime() ?? 0;
  expect(until, key).toBeGreaterThan(Date.now() + LOCKED_FOR_MS);
}

async function everyVersion(
  { client, config }: Pick<Ceph, "client" | "config">,
  folder = "",
): Promise<readonly ObjectVersion[]> {
  const all: ObjectVersion[] = [];
  let markers: { KeyMarker?: string; VersionIdMarker?: string } | null = {};
  while (markers !== null) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({
        Bucket: config.HOLDFAST_S3_BUCKET,
        Prefix: config.HOLDFAST_S3_PREFIX + folder,
        ...markers,
      }),
    );
    all.push(...(page.Versions ?? []));
    const { NextKeyMarker, NextVersionIdMarker } = page;
    markers =
      page.IsTruncated === true && NextKeyMarker !== undefined
        ? { KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker ?? "" }
        : null;
  }
  return all;
}
