/** Legal holds on every version that lies under a key. */
import { PutObjectLegalHoldCommand } from "@aws-sdk/client-s3";
import type { Bucket } from "./bucket.ts";
import { versionsUnder } from "./versions.ts";

/**
 * Sets or lifts the hold of all versions, `pinned` as the last: what that one then shows, the others show too,
 * wherever a run was cut off. A put that was done and not heard of may have left the same bytes there twice.
 */
export async function markVersions(
  bucket: Bucket,
  key: string,
  pinned: string,
  isHeld: boolean,
): Promise<void> {
  const others: string[] = [];
  for await (const version of versionsUnder(bucket, key)) {
    if (version.key !== key) break;
    if (!version.marker && version.versionId !== pinned) others.push(version.versionId);
  }
  for (const versionId of [...others, pinned]) {
    await bucket.client.send(
      new PutObjectLegalHoldCommand({
        Bucket: bucket.name,
        Key: key,
        VersionId: versionId,
        LegalHold: { Status: isHeld ? "ON" : "OFF" },
      }),
    );
  }
}
