/** Use cases: where an upload stands, for the client that goes on with it and for whoever waits for its receipt. */
import type { DeviceId, ItemId, UploadId } from "../kernel/ids.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { isDisposed } from "../evidence/pipeline.ts";
import type { OriginalStage } from "../evidence/pipeline.ts";
import type { Receipt, SealStore } from "../sealing/seal-store.ts";
import type { IngestDeps } from "./ingest-deps.ts";
import { PARTIAL, type Upload, type UploadKind, kindOf, requirePresent } from "./upload.ts";

export interface ProgressDeps extends IngestDeps {
  readonly items: EvidenceStore;
  readonly seals: SealStore;
}

export interface UploadProgress {
  readonly id: UploadId;
  /** A "partial" upload stays at stage "receiving": only the "final" one that is made of it is a recording. */
  readonly kind: UploadKind;
  readonly offsetBytes: number;
  readonly lengthBytes: number | null;
  readonly createdAt: UtcInstant;
  /** When it is dropped if nothing more comes; null once all is here. */
  readonly expiresAt: UtcInstant | null;
  readonly stage: OriginalStage;
  readonly quarantineReason: string | null;
  readonly duplicateOf: ItemId | null;
  /** Only then may the device forget the recording. */
  readonly hasReceipt: boolean;
}

/** @throws Refusal missing "ingest/no-such-upload", "ingest/gone". */
export async function uploadProgress(
  deps: ProgressDeps,
  id: UploadId,
  deviceId: DeviceId,
): Promise<UploadProgress> {
  const { uploads, clock } = deps;
  return progressOf(deps, requirePresent(await uploads.find(id, deviceId), clock()));
}

/** The same of an upload at hand, as it was when it was read. */
export async function progressOf(
  { items, seals }: ProgressDeps,
  upload: Upload,
): Promise<UploadProgress> {
  const { id } = upload;
  const item = upload.state === "received" ? await items.get(id) : null;
  return {
    id,
    kind: kindOf(upload),
    offsetBytes: upload.offsetBytes,
    lengthBytes: upload.lengthBytes,
    createdAt: upload.createdAt,
    expiresAt: item === null ? upload.expiresAt : null,
    stage: item?.stage ?? "receiving",
    quarantineReason: item?.quarantineReason ?? null,
    duplicateOf: item?.duplicateOf ?? null,
    hasReceipt:
      item !== null &&
      (item.stage === "sealed" || isDisposed(item)) &&
      (await seals.receipt(id)) !== null,
  };
}

/**
 * The receipt, or how far the upload has come towards one.
 * @throws Refusal missing "ingest/no-such-upload", "ingest/gone"; tampered "ingest/quarantined"; conflict
 * "ingest/partial-without-receipt".
 */
export async function uploadReceipt(
  deps: ProgressDeps,
  id: UploadId,
  deviceId: DeviceId,
): Promise<{ readonly receipt: Receipt } | { readonly progress: UploadProgress }> {
  const progress = await uploadProgress(deps, id, deviceId);
  if (progress.kind === PARTIAL) {
    throw new Refusal("conflict", "ingest/partial-without-receipt", "a part gets no receipt", {
      fix: "Make the final upload of all parts and ask for its receipt.",
    });
  }
  if (progress.stage === "quarantined") {
    throw new Refusal("tampered", "ingest/quarantined", "there will be no receipt", {
      fix: "Keep the recording, send it again, and have the quarantined item looked into.",
      facts: { reason: progress.quarantineReason ?? "unknown" },
    });
  }
  const receipt = progress.hasReceipt ? await deps.seals.receipt(id) : null;
  return receipt === null ? { progress } : { receipt };
}
