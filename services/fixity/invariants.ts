/** What must always hold of the house, as pure rules: each has a name, and says what breaks it. */
import {
  type CustodyEvent,
  type CustodyKind,
  firstBreak,
  firstDisagreement,
} from "../evidence/custody-event.ts";
import type { Derivative } from "../evidence/derivative.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import { type OriginalStage, isCopySealed, isDisposed } from "../evidence/pipeline.ts";
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { type ClipManifest, type Manifest, parseManifest } from "../sealing/manifest.ts";
import type { Receipt, Seal } from "../sealing/seal-store.ts";
import type { FindingFacts, FixityCode } from "./finding.ts";

/** In the order of the report. */
export const INVARIANTS = [
  "bytes",
  "locks",
  "record",
  "receipt",
  "one-of-each",
  "custody",
  "derived",
  "device-chain",
  "in-time",
  "offsets",
  "ledger-history",
  "ledger-time",
  "ledger-entry",
  "ledger-store",
  "texts",
  "actions",
  "records",
  "visits",
  "stamps",
  "audit",
] as const;
export type Invariant = (typeof INVARIANTS)[number];

export interface Violation {
  readonly invariant: Invariant;
  /** An item's id, an upload's, a log's name, or an object of the audit. Never a name. */
  readonly subject: string;
  /** What is wrong, in a word or a code. */
  readonly what: string;
  readonly facts: FindingFacts;
}

/** Everything the database says of one item. */
export interface ItemFacts {
  readonly item: EvidenceItem;
  readonly seals: readonly Seal[];
  readonly copies: readonly Derivative[];
  readonly receipt: Receipt | null;
  readonly custody: readonly CustodyEvent[];
}

export interface Patience {
  readonly now: UtcInstant;
  /** How long an original may wait for its seal. */
  readonly lateMs: number;
  /** How long a sealed one may wait for its viewing copy. */
  readonly viewingLateMs: number;
}

export function itemViolations(facts: ItemFacts, patience: Patience): readonly Violation[] {
  const of =
    (invariant: Invariant) =>
    (what: string): Violation => ({ invariant, subject: facts.item.id, what, facts: {} });
  return [
    ...oneOfEach(facts).map(of("one-of-each")),
    ...custodyFaults(facts).map(of("custody")),
    ...derivedFaults(facts).map(of("derived")),
    ...lateness(facts, patience).map(of("in-time")),
  ];
}

/** An original that is sealed has one manifest, signed, and one receipt; each copy has one, too. */
function oneOfEach({ item, seals, copies, receipt }: ItemFacts): readonly string[] {
  if (isDisposed(item)) return receipt === null ? ["no-receipt"] : [];
  if (item.stage !== "sealed") return receipt === null ? [] : ["receipt-without-seal"];
  const signed = (subject: string): boolean =>
    seals.some((seal) => seal.subject === subject && seal.signature !== null);
  const wanted = copies.map(({ kind }) => kind).filter((kind) => isCopySealed(item, kind));
  return [
    ...(signed("original") ? [] : ["no-manifest"]),
    ...(receipt === null ? ["no-receipt"] : []),
    ...wanted.filter((kind) => !signed(kind)).map((kind) => `no-manifest-of-${kind}`),
  ];
}

/** Which events an item at this stage must have, in this order and once each. */
const WAY = {
  receiving: [],
  received: ["received"],
  verified: ["received", "verified"],
  sealed: ["received", "verified", "sealed"],
  quarantined: ["received", "quarantined"],
  disposing: ["received", "verified", "sealed", "disposal-begun"],
  disposed: ["received", "verified", "sealed", "disposal-begun", "disposed"],
} as const satisfies Readonly<Record<OriginalStage, readonly CustodyKind[]>>;

function custodyFaults({ item, custody }: ItemFacts): readonly string[] {
  const way: readonly string[] = [...WAY.disposed, "quarantined"];
  const went = custody.map(({ kind }) => kind as string).filter((kind) => way.includes(kind));
  const wanted: readonly string[] = WAY[item.stage];
  return [
    ...(firstBreak(custody) === null ? [] : ["chain-broken"]),
    ...(firstDisagreement(custody) === null ? [] : ["columns-differ"]),
    ...(went.join() === wanted.join() ? [] : ["other-way"]),
  ];
}

function derivedFaults({ item, seals, copies }: ItemFacts): readonly string[] {
  return copies.flatMap(({ kind, sha256 }) => {
    const seal = seals.find(({ subject }) => subject === kind);
    const manifest = seal === undefined ? undefined : manifestIn(seal);
    if (manifest === undefined) return [];
    const sound =
      manifest?.type === "holdfast/derivative-manifest/v1" &&
      manifest.derivedFrom.item === item.id &&
      manifest.derivedFrom.sha256 === item.original?.sha256 &&
      manifest.media.sha256 === sha256 &&
      manifest.madeBy.version !== "";
    return sound ? [] : [`origin-of-${kind}`];
  });
}

function lateness(
  { item }: ItemFacts,
  { now, lateMs, viewingLateMs }: Patience,
): readonly string[] {
  const { stage, viewingStage, receivedAt } = item;
  const waits = stage === "received" || stage === "verified";
  if (waits) return receivedAt <= plusMs(now, -lateMs) ? ["not-sealed"] : [];
  const viewingWaits = stage === "sealed" && viewingStage !== "ready" && viewingStage !== "none";
  return viewingWaits && receivedAt <= plusMs(now, -viewingLateMs) ? ["no-viewing-copy"] : [];
}

/** The manifest before it in its device's chain, as `previous`, must be the one it names. */
export function deviceChainFault(seal: Seal, previous: Seal | null): string | null {
  const own = clipIn(seal);
  if (own === null) return "manifest";
  const { sequence, previousManifestSha256 } = own.device;
  if (previousManifestSha256 === null) return sequence === "1" ? null : "chain-without-start";
  const before = previous === null ? null : clipIn(previous);
  if (before === null) return "previous-missing";
  const follows =
    before.device.id === own.device.id && Number(before.device.sequence) + 1 === Number(sequence);
  return follows ? null : "chain-broken";
}

/** Of an original's manifest: what it follows. */
export const previousOf = (seal: Seal): string | null =>
  clipIn(seal)?.device.previousManifestSha256 ?? null;

function clipIn(seal: Seal): ClipManifest | null {
  const manifest = manifestIn(seal);
  return manifest?.type === "holdfast/clip-manifest/v1" ? manifest : null;
}

function manifestIn({ manifest }: Seal): Manifest | null {
  try {
    return parseManifest(manifest);
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** Which invariant a finding of the audit breaks. */
export function invariantOf(code: FixityCode): Invariant {
  if (code === "fixity/record-differs") return "record";
  return /lock|on-top|hidden/.test(code) ? "locks" : "bytes";
}
