/** Use case: looks at everything that is on record, in the store and in the ledger, and tells what does not hold. Reads only. */
import type { DerivativeStore } from "../evidence/derivative.ts";
import { storedBytes } from "../evidence/encrypted.ts";
import { isCopySealed, isDisposed } from "../evidence/pipeline.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { leafText } from "../ledger/leaf.ts";
import { parseVerifierKey } from "../ledger/note.ts";
import { verifyProof } from "../ledger/tlog-proof.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { otherVersion } from "../objects/other-version.ts";
import { verifyReceipt } from "../sealing/receipt.ts";
import type { Seal, SealStore } from "../sealing/seal-store.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import { auditSealed } from "./audit-sealed.ts";
import { type FixityFinding, finding } from "./finding.ts";
import type { FixityStore } from "./fixity-store.ts";
import { type FsckBatchesDeps, recordViolations, visitViolations } from "./fsck-batches.ts";
import { type FsckLogDeps, logViolations } from "./fsck-log.ts";
import { type FsckStampsDeps, stampViolations } from "./fsck-stamps.ts";
import { type FsckTextsDeps, actionViolations, textViolations } from "./fsck-texts.ts";
import {
  type ItemFacts,
  type Patience,
  type Violation,
  deviceChainFault,
  invariantOf,
  itemViolations,
  previousOf,
} from "./invariants.ts";
import { type SealedPart, partsOf } from "./target.ts";

export interface FsckDeps
  extends
    FsckLogDeps,
    Pick<FsckTextsDeps, "actions">,
    Pick<FsckBatchesDeps, "batches">,
    Omit<FsckStampsDeps, "ledger" | "objects"> {
  readonly items: Pick<EvidenceStore, "get" | "custody">;
  readonly derivatives: DerivativeStore;
  readonly seals: Pick<SealStore, "seals" | "receipt">;
  readonly objects: Pick<
    ObjectStore,
    "find" | "read" | "scan" | "head" | "inFront" | "put" | "under"
  >;
  readonly fixity: Pick<FixityStore, "openFindings" | "seenLock">;
  readonly signatures: SignatureVerifier;
  readonly rootCertificatePem: string;
  readonly secondRootPem: string | null;
  readonly clock: Clock;
}

export interface FsckOptions extends Omit<Patience, "now"> {
  /** Reads every byte of every object; without it sizes and locks of the media are looked at. */
  readonly deep: boolean;
}

export interface FsckListener {
  readonly violation: (violation: Violation) => void;
  readonly progress: (doneItems: number, items: number) => void;
}

const PAGE = 100;
const MOST_LISTED = 1_000;

/**
 * Memory stays flat; the house may go on working meanwhile: what is saved while it is looked at is looked at
 * as it is then. Answers how much was looked at.
 * @throws Refusal unavailable where the store or the database does not answer: then nothing is known.
 */
export async function fsck(
  deps: FsckDeps,
  options: FsckOptions,
  { violation, progress }: FsckListener,
): Promise<{ readonly items: number; readonly entries: number }> {
  const count = await deps.house.itemCount();
  let items = 0;
  for (let after = 0, more = true; more;) {
    const page = await deps.house.items(after, PAGE);
    for (const { id } of page) {
      (await violationsOfItem(deps, options, id)).forEach(violation);
      items += 1;
      progress(items, Math.max(count, items));
    }
    after = page.at(-1)?.position ?? after;
    more = page.length === PAGE;
  }
  for (const id of await deps.house.unevenUploads(MOST_LISTED)) {
    violation({ invariant: "offsets", subject: id, what: "offset", facts: {} });
  }
  for (const { target, code, facts } of await deps.fixity.openFindings(MOST_LISTED)) {
    violation({ invariant: "audit", subject: target, what: code, facts });
  }
  let entries = 0;
  for (const origin of await deps.house.logs()) {
    entries += await logViolations(deps, origin, options, violation);
    await stampViolations(deps, origin, options, violation);
  }
  await textViolations(deps, violation);
  await actionViolations(deps, violation);
  await recordViolations(deps, violation);
  await visitViolations(deps, violation);
  return { items, entries };
}

async function violationsOfItem(
  deps: FsckDeps,
  options: FsckOptions,
  itemId: ItemId,
): Promise<readonly Violation[]> {
  const facts = await factsOf(deps, itemId);
  const found = [...itemViolations(facts, { ...options, now: deps.clock() })];
  if (isDisposed(facts.item)) return [...found, ...(await leftViolations(deps, facts.item))];
  if (facts.item.stage !== "sealed") return found;
  const original = facts.seals.find(({ subject }) => subject === "original");
  const chain = original === undefined ? null : await chainFault(deps, original);
  const receipt = await receiptFault(deps, facts, original ?? null);
  const add = (invariant: Violation["invariant"], what: string | null): void => {
    if (what !== null) found.push({ invariant, subject: itemId, what, facts: {} });
  };
  add("device-chain", chain);
  add("receipt", receipt);
  for (const seal of facts.seals) {
    const { subject } = seal;
    if (subject !== "original" && !isCopySealed(facts.item, subject)) continue;
    for (const part of partsOf(seal)) {
      const name = `${itemId}/${subject}/${part}`;
      for (const { code, facts: values } of await objectFindings(
        deps,
        options,
        facts,
        subject,
        part,
      )) {
        found.push({ invariant: invariantOf(code), subject: name, what: code, facts: values });
      }
    }
  }
  return found;
}

/** That it is gone is no loss; that something of it is there is a finding. Its tombstone stands in the ledger. */
async function leftViolations(
  deps: FsckDeps,
  item: ItemFacts["item"],
): Promise<readonly Violation[]> {
  const target = { kind: "sealed", itemId: item.id, subject: "original", part: "media" } as const;
  const { findings } = await auditSealed(deps, target, null, () => Promise.resolve());
  return findings.map(({ code, facts }) => ({
    ...{ invariant: invariantOf(code), subject: item.id, what: code, facts },
  }));
}

/** The item first: what is added while the rest is read makes no difference of it. */
async function factsOf({ items, seals, derivatives }: FsckDeps, id: ItemId): Promise<ItemFacts> {
  for (;;) {
    const item = await items.get(id);
    const facts = {
      item,
      seals: await seals.seals(id),
      copies: await derivatives.derivatives(id),
      receipt: await seals.receipt(id),
      custody: await items.custody(id),
    };
    if ((await items.get(id)).version === item.version) return facts;
  }
}

async function chainFault({ house }: FsckDeps, seal: Seal): Promise<string | null> {
  const digest = previousOf(seal);
  const [previous] = digest === null ? [] : await house.sealsWith([digest as Sha256]);
  return deviceChainFault(seal, previous ?? null);
}

async function receiptFault(
  deps: FsckDeps,
  { item, receipt }: ItemFacts,
  seal: Seal | null,
): Promise<string | null> {
  if (receipt === null || seal === null) return null; // one-of-each tells that
  const { manifestSha256: digest } = seal;
  const leaf = leafText({ type: "clip", itemId: item.id, manifestSha256: digest });
  const place = await deps.ledger.locate(leaf);
  if (place === null) return "not-in-ledger";
  const key = deps.verifierKey(place.origin);
  const verdict = await verifyReceipt(deps, receipt, deps.rootCertificatePem, key);
  if (!verdict.valid) return verdict.reason;
  const { itemId, serverSha256, manifestSha256, ledger } = verdict.statement;
  const same =
    itemId === item.id &&
    serverSha256 === item.original?.sha256 &&
    manifestSha256 === seal.manifestSha256 &&
    ledger.index === place.index;
  if (!same) return "of-other-bytes";
  return (await hasHead(deps, place.origin, leaf, receipt.proof)) ? null : "head-missing";
}

/** The head that a receipt was proven under is on record for ever: one that is gone, or another of its size, was cut off or forked. */
async function hasHead(
  { house, verifierKey }: FsckDeps,
  origin: string,
  leaf: string,
  proof: string,
): Promise<boolean> {
  const verifier = parseVerifierKey(verifierKey(origin));
  if (verifier === null) return false;
  const { size, rootSha256 } = verifyProof(proof, leaf, verifier).checkpoint;
  const [head] = await house.heads(origin, size - 1, 1);
  return head !== undefined && head.size === size && head.rootSha256 === rootSha256;
}

async function objectFindings(
  deps: FsckDeps,
  { deep }: FsckOptions,
  { item }: ItemFacts,
  subject: string,
  part: SealedPart,
): Promise<readonly FixityFinding[]> {
  const target = { kind: "sealed", itemId: item.id, subject, part } as const;
  if (deep || part !== "media") {
    const seenLock = await deps.fixity.seenLock(target);
    return (await auditSealed(deps, target, seenLock, () => Promise.resolve())).findings;
  }
  const stored =
    subject === "original"
      ? item.original && { ...item.original, sizeBytes: item.sizeBytes }
      : (await deps.derivatives.derivatives(item.id)).find(({ kind }) => kind === subject);
  if (stored == null) return [finding("fixity/record-differs", { why: "row" })];
  try {
    const { sizeBytes, lock } = await deps.objects.head(stored.object);
    const isSize = sizeBytes === storedBytes(stored.sizeBytes, stored.encrypted);
    return [
      ...(isSize ? [] : [finding("fixity/size-differs", { sizeBytes })]),
      ...(lock === null ? [finding("fixity/lock-missing")] : []),
    ];
  } catch (error) {
    if (!isRefusal(error, "objects/no-such-object")) throw error;
    const other = await otherVersion(deps.objects, stored.object);
    const recordedBytes = storedBytes(stored.sizeBytes, stored.encrypted);
    return other === null
      ? [finding("fixity/object-missing")]
      : [finding("fixity/object-replaced", { ...other.facts, recordedBytes })];
  }
}
