/** Asks the store for a lock. What it made of that only reading back tells. */
import { PutObjectRetentionCommand } from "@aws-sdk/client-s3";
import type { ObjectLock } from "../../services/objects/object-store.ts";
import type { Bucket } from "./bucket.ts";

/** Answers what the store threw; null: it said yes. */
export async function sendLock(
  bucket: Bucket,
  target: { readonly Bucket: string; readonly Key: string; readonly VersionId: string },
  { mode, until }: ObjectLock,
): Promise<unknown> {
  const Retention = {
    Mode: mode === "compliance" ? "COMPLIANCE" : "GOVERNANCE",
    RetainUntilDate: new Date(until),
  } as const;
  try {
    await bucket.client.send(new PutObjectRetentionCommand({ ...target, Retention }));
    return null;
  } catch (error) {
    return error;
  }
}
