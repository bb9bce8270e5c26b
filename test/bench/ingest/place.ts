/** Where the contestants keep what they receive: each in a folder of its own, or all in one bucket of a real Ceph. */
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { DeleteObjectsCommand, ListObjectVersionsCommand, type S3Client } from "@aws-sdk/client-s3";
import type { S3Config } from "../../../infra/s3/config.ts";
import { createS3Stores } from "../../../infra/s3/stores.ts";
import type { IncomingStore } from "../../../services/objects/incoming-store.ts";
import { startCeph } from "../../fixtures/ceph.ts";

export type Name = "ours" | "tus" | "bare";

export interface Place {
  readonly contestants: readonly Name[];
  /** What the contestants' processes are told. */
  readonly env: Readonly<Record<string, string>>;
  /** Our store there; null where joining costs nothing. */
  readonly joins: IncomingStore | null;
  folder(name: Name): Promise<string>;
  /** What a contestant has stored must not weigh on the next one's turn. */
  clear(name: Name): Promise<void>;
  close(): Promise<void>;
}

export function folders(root: string): Place {
  return {
    contestants: ["ours", "tus", "bare"],
    env: {},
    joins: null,
    folder: async (name) => {
      await mkdir(join(root, name));
      return join(root, name);
    },
    clear: async (name) => {
      const stored = name === "ours" ? join(root, name, "incoming") : join(root, name);
      for (const entry of await readdir(stored)) await rm(join(stored, entry), { recursive: true });
    },
    close: () => Promise.resolve(),
  };
}

/** A bare receiver has no bucket, so there are two. */
export async function bucket(): Promise<Place> {
  const ceph = await startCeph();
  const { config, client } = ceph;
  const stores = createS3Stores(config);
  return {
    contestants: ["ours", "tus"],
    env: Object.fromEntries(Object.entries(config).map(([name, value]) => [name, String(value)])),
    joins: stores.incoming,
    folder: () => Promise.resolve(""),
    clear: () => empty(client, config),
    close: async () => {
      stores.close();
      await ceph.close();
    },
  };
}

async function empty(client: S3Client, { HOLDFAST_S3_BUCKET: Bucket }: S3Config): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await client.send(
      new ListObjectVersionsCommand({ Bucket }),
    );
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({
      Key,
      VersionId,
    }));
    if (Objects.length === 0) return;
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
  }
}
