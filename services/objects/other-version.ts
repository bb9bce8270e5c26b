/** What lies under a key where the version on record does not: a file that was changed is no missing one. */
import { isRefusal } from "../kernel/refusal.ts";
import type { ObjectRef, ObjectStore } from "./object-store.ts";

export interface OtherVersion {
  readonly ref: ObjectRef;
  readonly sizeBytes: number;
  /** For whoever is told: versions as the store names them, and a length in bytes. */
  readonly facts: {
    readonly recordedVersion: string;
    readonly foundVersion: string;
    readonly sizeBytes: number;
  };
}

/** Null: nothing lies there, or it went while it was looked at. @throws Refusal unavailable as the store does. */
export async function otherVersion(
  objects: Pick<ObjectStore, "find" | "head">,
  { key, versionId }: ObjectRef,
): Promise<OtherVersion | null> {
  const ref = await objects.find(key);
  if (ref === null) return null;
  try {
    const { sizeBytes } = await objects.head(ref);
    const versions = { recordedVersion: versionId, foundVersion: ref.versionId };
    return { ref, sizeBytes, facts: { ...versions, sizeBytes } };
  } catch (error) {
    if (isRefusal(error, "objects/no-such-object")) return null;
    throw error;
  }
}
