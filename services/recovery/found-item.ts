/** An item as its signed manifests tell it. What they do not tell (names, case, secrecy, who looked) is not made up. Pure. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { DeviceClock } from "../evidence/device-clock.ts";
import { DERIVATIVE_KINDS, type Derivative, type KeptPackets } from "../evidence/derivative.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DeviceId, ItemId } from "../kernel/ids.ts";
import type { ObjectRef } from "../objects/object-store.ts";
import { useOf } from "../sealing/manifest-parts.ts";
import type { ClipManifest, DerivativeManifest } from "../sealing/manifest.ts";
import type { Seal } from "../sealing/seal-store.ts";
import { apart } from "./apart.ts";
import type { FoundCopy, FoundItem } from "./lost-items.ts";

export interface Found {
  readonly manifest: ClipManifest;
  /** Of the original, read anew. */
  readonly blocks: readonly Sha256[];
  readonly seal: Seal;
  readonly copies: readonly FoundCopy[];
}

/**
 * Set apart, the strictest wall there is: what was said of its secrecy, of its cases and their people is not known, and one that was
 * hidden must not come back for all to see.
 */
export function foundItem(
  { manifest, blocks, seal, copies }: Found,
  at: UtcInstant,
  today: CalendarDate,
): FoundItem {
  const item = itemOf(manifest, blocks);
  const facts = { manifestSha256: seal.manifestSha256, broughtBack: true };
  const { label, telling } = apart(item.id, at, today);
  const { deviceId, certificateSha256, sizeBytes, original: verified } = item;
  return {
    ...{ item, seal, copies, label, at, actor: telling.actor, action: telling.action },
    sequence: Number(manifest.device.sequence),
    happenings: {
      received: { kind: "received", data: { deviceId, certificateSha256, sizeBytes, ...facts } },
      verified: { kind: "verified", data: { sha256: verified?.sha256 ?? "", ...facts } },
      labelled: telling.happening,
    },
  };
}

function itemOf(
  { item, media, storage, device, capture, upload }: ClipManifest,
  blocks: readonly Sha256[],
): EvidenceItem {
  const { sm3, sha512 } = media;
  const more = {
    ...(sm3 === undefined ? {} : { sm3 }),
    ...(sha512 === undefined ? {} : { sha512 }),
  };
  return {
    ...{ id: item as ItemId, deviceId: device.id as DeviceId, sizeBytes: Number(media.bytes) },
    certificateSha256: device.certificateSha256 as Sha256 | null,
    announced: {
      // Its name is in no manifest: this one says which item it is.
      ...{ filename: item, mediaType: "application/octet-stream", caseNumber: null },
      ...{ sha256: upload.declaredSha256 as Sha256 | null, activity: null, recording: null },
      ...{ recordedAt: capture.declaredStart as UtcInstant | null, belongsTo: null, other: {} },
      ...{ clock: clockOf(device), cameraClock: null },
    },
    receivedAt: upload.receivedAt as UtcInstant,
    // The media process looks at it as at any other; a copy that is kept stays the one.
    ...{ stage: "verified", viewingStage: "waiting" },
    ...{ overviewStage: "waiting", studyStage: "waiting" },
    original: {
      ...(storage.provenBy === undefined ? {} : { provenBy: storage.provenBy }),
      ...{ sha256: media.sha256 as Sha256, object: refOf(storage), blocks },
      ...(Object.keys(more).length === 0 ? {} : { moreDigests: more }),
    },
    ...{ quarantineReason: null, noViewingReason: null, duplicateOf: null, mediaInfo: null },
    version: 0,
  };
}

const refOf = ({ key, versionId }: ClipManifest["storage"]): ObjectRef => ({
  key: key as ObjectRef["key"],
  versionId,
});

function clockOf({ time, clockOffsetMs }: ClipManifest["device"]): DeviceClock | null {
  if (time === null || clockOffsetMs === null) return null;
  const checkedAt = new Date(Date.parse(time) - clockOffsetMs).toISOString() as UtcInstant;
  const deviceTime = time as UtcInstant;
  return { deviceTime, checkedAt, offsetMs: clockOffsetMs, uncertaintyMs: null };
}

/** Null: of a kind that this version does not make, or one whose key may be lost. */
export function copyOf({
  item,
  kind,
  media,
  storage,
  madeBy,
}: DerivativeManifest): Derivative | null {
  const known = DERIVATIVE_KINDS.find((each) => each === kind);
  if (known === undefined || storage.encrypted !== undefined) return null;
  const { program, packets, ...by } = madeBy;
  return {
    ...{ itemId: item as ItemId, kind: known, mediaType: media.type, object: refOf(storage) },
    ...{ sizeBytes: Number(media.bytes), sha256: media.sha256 as Sha256 },
    madeBy: {
      ...by,
      ...(packets === undefined ? {} : { packets: packets as KeptPackets }),
      ...(program === undefined ? {} : { program: useOf(program) }),
    },
  };
}
