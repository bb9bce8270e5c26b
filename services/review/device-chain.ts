/** Use case: a device's recordings in the order they came, with what is missing, doubled or out of step, in words. */
import { isGap } from "../batches/sequence.ts";
import { sequenceWords } from "../batches/sequence-words.ts";
import type { ListedBatch } from "../batches/batch.ts";
import type { DeviceId } from "../kernel/ids.ts";
import type { Text } from "../kernel/language.ts";
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import { clockStepMs } from "../ledger/enter-device-events.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { Sight } from "../secrecy/sight.ts";
import { type DeviceLink, linkFault, linkOf } from "../sealing/device-links.ts";
import { parseManifest } from "../sealing/manifest.ts";
import type { ChainDevice, ChainRecording, ChainStore } from "./chain-store.ts";
import type { ChainFinding, DeviceChainBody } from "./device-chain-schema.ts";
import {
  DUPLICATE,
  QUARANTINED,
  chainBroken,
  clockStep,
  endMissing,
  previousMissing,
  sequenceTwice,
} from "./device-chain-words.ts";

/** Visits of one page's time; a camera is docked a few times a day. */
const MAX_VISITS = 200;

export interface ChainWish {
  readonly before: number | null;
  readonly limit: number;
  /** Whether the caller may know the items themselves. */
  readonly isNamed: boolean;
  readonly sight?: Sight | null;
}

type Found = Omit<DeviceChainBody, "nextCursor"> & { readonly next: number | null };
interface Placed extends ChainRecording {
  readonly link: DeviceLink | null;
}

/** @throws Refusal missing "access/no-such-device". */
export async function deviceChain(
  chains: ChainStore,
  id: DeviceId,
  { before, limit, isNamed, sight }: ChainWish,
): Promise<Found> {
  const device = await chains.device(id);
  if (device === null) {
    throw new Refusal("missing", "access/no-such-device", "the register has no such device");
  }
  // One more: the recording before the oldest that is shown says whether that one's clock jumped or its number is
  // doubled, and since when visits are of this page: none falls between two pages.
  const read = (await chains.recordings(id, before, limit + 1, sight)).map(placed);
  const shown = read.slice(0, limit);
  const older = read[limit];
  const newest = before === null ? undefined : shown[0];
  const visits = await chains.visits(
    id,
    older?.receivedAt ?? null,
    newest?.receivedAt ?? null,
    MAX_VISITS,
    sight,
  );
  const ofShown = ({ itemId }: ChainFinding): boolean =>
    shown.some((entry) => entry.itemId === itemId);
  const findings = [
    ...(before === null ? await ofEnd(chains, device, shown[0]) : []),
    ...[...(await ofLinks(chains, id, read)), ...ofClocks(read)].filter(ofShown),
    ...shown.flatMap(ofItem),
    ...visits.flatMap(ofVisit),
  ].toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return {
    device: { id, name: device.name, kind: device.kind, retiredAt: device.retiredAt },
    end: { sequence: device.sequence, manifestSha256: device.lastManifestSha256 },
    entries: shown.map((entry) => bodyOf(entry, isNamed)),
    visits: visits.map(visitBody),
    findings: isNamed ? findings : findings.map((each) => ({ ...each, itemId: null })),
    next: older === undefined ? null : (shown.at(-1)?.position ?? null),
  };
}

function placed(recording: ChainRecording): Placed {
  return { ...recording, link: recording.manifest === null ? null : readLink(recording.manifest) };
}

/** Null for what is no manifest of an original any more: fsck and verification tell of that. */
function readLink(bytes: Uint8Array): DeviceLink | null {
  try {
    const manifest = parseManifest(bytes);
    return "device" in manifest ? linkOf(manifest.device, sha256(bytes)) : null;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

const told = (
  kind: ChainFinding["kind"],
  words: Text,
  entry: Pick<ChainRecording, "receivedAt" | "itemId" | "visitId">,
): ChainFinding => ({
  ...{ kind, words, at: entry.receivedAt, itemId: entry.itemId, visitId: entry.visitId },
});

/** Of the device's own chain: each link is held against the one it names, wherever that one stands. */
async function ofLinks(
  chains: ChainStore,
  id: DeviceId,
  read: readonly Placed[],
): Promise<ChainFinding[]> {
  const own = read.filter(({ senderId, link }) => senderId === id && link !== null);
  const named = own.flatMap(({ link }) => link?.previousManifestSha256 ?? []) as Sha256[];
  const known = await chains.manifests(named);
  const numbers = new Map<bigint, number>();
  for (const { link } of own) {
    if (link !== null) numbers.set(link.sequence, (numbers.get(link.sequence) ?? 0) + 1);
  }
  return own.flatMap((entry) => {
    const { link } = entry;
    if (link === null) return [];
    const { sequence, previousManifestSha256: previous } = link;
    if ((numbers.get(sequence) ?? 0) > 1) {
      return told("sequence-twice", sequenceTwice(sequence), entry);
    }
    const bytes = previous === null ? undefined : known.get(previous as Sha256);
    if (previous !== null && bytes === undefined) {
      return told("previous-missing", previousMissing(sequence), entry);
    }
    const before = bytes === undefined ? null : readLink(bytes);
    const isNext = before === null || before.sequence === sequence - 1n;
    const isSound = isNext && linkFault(before, link) === null;
    return isSound ? [] : told("chain-broken", chainBroken(sequence), entry);
  });
}

async function ofEnd(
  chains: ChainStore,
  { sequence, lastManifestSha256 }: ChainDevice,
  newest: ChainRecording | undefined,
): Promise<ChainFinding[]> {
  if (lastManifestSha256 === null) return [];
  if ((await chains.manifests([lastManifestSha256])).has(lastManifestSha256)) return [];
  const at = newest?.receivedAt ?? "1970-01-01T00:00:00.000Z";
  const words = endMissing(sequence);
  return [{ kind: "end-missing", words, at, itemId: null, visitId: null }];
}

/** Newest first, as they were read; each check of the clock is held against the one before it. */
function ofClocks(read: readonly Placed[]): ChainFinding[] {
  const checked = read.filter(({ clock }) => clock !== null);
  return checked.flatMap((entry, at) => {
    const before = checked[at + 1]?.clock ?? null;
    if (entry.clock === null || before === null) return [];
    const stepMs = clockStepMs(checkAt(before), checkAt(entry.clock));
    return stepMs === null ? [] : told("clock-step", clockStep(stepMs), entry);
  });
}

const checkAt = ({ offsetMs, uncertaintyMs, checkedAt }: NonNullable<Placed["clock"]>) => ({
  ...{ offsetMs, uncertaintyMs, at: checkedAt },
});

const ofItem = (entry: Placed): ChainFinding[] => [
  ...(entry.duplicateOf === null ? [] : [told("duplicate", DUPLICATE, entry)]),
  ...(entry.stage === "quarantined" ? [told("quarantined", QUARANTINED, entry)] : []),
];

function ofVisit({ id, openedAt, sequence }: ListedBatch): ChainFinding[] {
  if (sequence === null || !isGap(sequence)) return [];
  const kind = sequence.tail === "ends-lower" ? "ends-lower" : "numbers-missing";
  return [{ kind, words: sequenceWords(sequence), at: openedAt, itemId: null, visitId: id }];
}

const visitBody = ({ id, openedAt, camera, fileCount, sequence }: ListedBatch) => ({
  ...{ id, openedAt, camera: camera.name, files: fileCount },
  words: sequence === null ? null : sequenceWords(sequence),
  isGap: sequence !== null && isGap(sequence),
});

function bodyOf(entry: Placed, isNamed: boolean): DeviceChainBody["entries"][number] {
  const { link, clock, itemId, filename, receivedAt, recordedAt, stage } = entry;
  const { sizeBytes, senderId, visitId } = entry;
  return {
    ...(isNamed ? { itemId, filename } : { itemId: null, filename: null }),
    ...{ receivedAt, recordedAt, stage, sizeBytes, senderId, visitId },
    sequence: link === null ? null : String(link.sequence),
    manifestSha256: link?.digest ?? null,
    previousManifestSha256: link?.previousManifestSha256 ?? null,
    clockOffsetMs: clock?.offsetMs ?? null,
  };
}
