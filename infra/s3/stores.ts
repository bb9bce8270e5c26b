/** Both stores in one bucket, and the check that the bucket is fit for evidence. */
import {
  GetBucketLifecycleConfigurationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  type LifecycleRule,
} from "@aws-sdk/client-s3";
import { Refusal } from "../../services/kernel/refusal.ts";
import { ask, failure, openBucket, type Bucket } from "./bucket.ts";
import { probeChecksums } from "./checksums.ts";
import { capacityLeft } from "./capacity.ts";
import type { ChecksumKind, S3Config } from "./config.ts";
import { S3IncomingStore } from "./incoming-store.ts";
import { MemoryBudget } from "./memory-budget.ts";
import { S3ObjectStore } from "./object-store.ts";

export interface S3Stores {
  readonly objects: S3ObjectStore;
  readonly incoming: S3IncomingStore;
  /** @throws Refusal unavailable "objects/bucket-unfit" without Object Lock and versioning. */
  checkBucket(): Promise<void>;
  /** How this store checks bodies: as configured, or found out. */
  checksums(): Promise<ChecksumKind>;
  close(): void;
}

/** `storedBytes`: what is counted as stored there, where somebody asks for room. */
export function createS3Stores(config: S3Config, storedBytes?: () => Promise<number>): S3Stores {
  const bucket = openBucket(config, probeChecksums);
  const objects = new S3ObjectStore(bucket);
  const budget = new MemoryBudget(config.HOLDFAST_S3_MEMORY_MIB * 2 ** 20);
  return {
    objects,
    incoming: new S3IncomingStore(bucket, objects, budget, {
      freeBytes: capacityLeft(config.HOLDFAST_S3_CAPACITY_GIB, storedBytes),
    }),
    checksums: () => ask(() => bucket.checksums()),
    checkBucket: () => checkBucket(bucket),
    close: () => {
      bucket.client.destroy();
    },
  };
}

async function checkBucket(bucket: Bucket): Promise<void> {
  const lock = await ask(async () => {
    try {
      const answer = await bucket.client.send(
        new GetObjectLockConfigurationCommand({ Bucket: bucket.name }),
      );
      return answer.ObjectLockConfiguration;
    } catch (error) {
      if (failure(error).name === "ObjectLockConfigurationNotFoundError") return undefined;
      throw error;
    }
  });
  const { Status } = await ask(() =>
    bucket.client.send(new GetBucketVersioningCommand({ Bucket: bucket.name })),
  );
  if (lock?.ObjectLockEnabled !== "Enabled" || Status !== "Enabled") {
    throw new Refusal("unavailable", "objects/bucket-unfit", "the bucket has no Object Lock", {
      fix: "Make a new bucket with Object Lock; it cannot be added to every store's buckets later.",
    });
  }
  if (lock.Rule?.DefaultRetention !== undefined) {
    throw new Refusal("unavailable", "objects/bucket-unfit", "the bucket locks everything", {
      fix: "Remove the bucket's default retention: bytes of unfinished uploads must stay deletable; Holdfast locks what it seals.",
    });
  }
  if ((await lifecycleRules(bucket)).some(deletes)) {
    throw new Refusal(
      "unavailable",
      "objects/bucket-unfit",
      "a rule of the bucket deletes by age",
      {
        fix: "Remove the bucket's lifecycle rules that expire objects or versions: what ends here ends by its retention alone.",
      },
    );
  }
}

/** A store that knows no lifecycle has no rules. */
const lifecycleRules = (bucket: Bucket): Promise<readonly LifecycleRule[]> =>
  ask(async () => {
    try {
      const command = new GetBucketLifecycleConfigurationCommand({ Bucket: bucket.name });
      return (await bucket.client.send(command)).Rules ?? [];
    } catch (error) {
      const { name, status } = failure(error);
      if (name === "NoSuchLifecycleConfiguration" || status === 404 || status === 501) return [];
      if (status === 403) throw mayNotLook(error);
      throw error;
    }
  });

/** Whether something deletes what is kept here must be known; a right that an older version did not need. */
const mayNotLook = (cause: unknown): Refusal =>
  new Refusal(
    "unavailable",
    "objects/lifecycle-unknown",
    "the bucket's lifecycle may not be read",
    {
      fix: "Give the credentials s3:GetLifecycleConfiguration, s3:PutObjectLegalHold and s3:GetObjectLegalHold on this bucket.",
      cause,
    },
  );

/** Moving to colder storage, and clearing uploads that nobody finished, takes nothing away. */
const deletes = ({ Status, Expiration, NoncurrentVersionExpiration }: LifecycleRule): boolean =>
  Status === "Enabled" &&
  (Expiration?.Days !== undefined ||
    Expiration?.Date !== undefined ||
    NoncurrentVersionExpiration !== undefined);
