/** Use case: looks at everything that is on record, in the store and in the ledger, and tells what does not hold. Reads only. */
import type { DerivativeStore } from "../evidence/derivative.ts";
import { isDisposed } from "../evidence/pipeline.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import { leafText } from "../ledger/leaf.ts";
import { parseVerifierKey } from "../ledger/note.ts";
import { verifyProof } from "../ledger/tlog-proof.ts";
import { verifyReceipt } from "../sealing/receipt.ts";
import type { Seal, SealStore } from "../sealing/seal-store.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import type { FixityStore } from "./fixity-store.ts";
import { type FsckBatchesDeps, recordViolations, visitViolations } from "./fsck-batches.ts";
import { type FsckLogDeps, type SeenLog, logViolations } from "./fsck-log.ts";
import { type FsckStampsDeps, stampViolations } from "./fsck-stamps.ts";
import { type FsckStoreDeps, type StoreLooks, storeLooks } from "./fsck-store.ts";
import { type FsckTextsDeps, actionViolations, textViolations } from "./fsck-texts.ts";
import {
  type ItemFacts,
  type Patience,
  type Violation,
  deviceChainFault,
  itemViolations,
  previousOf,
} from "./invariants.ts";

export interface FsckRecordDeps
  extends
    FsckLogDeps,
    Pick<FsckTextsDeps, "actions">,
    Pick<FsckBatchesDeps, "batches">,
    Omit<FsckStampsDeps, "ledger"> {
  readonly items: Pick<EvidenceStore, "get" | "custody">;
  readonly derivatives: DerivativeStore;
  readonly seals: Pick<SealStore, "seals" | "receipt">;
  readonly fixity: Pick<FixityStore, "openFindings">;
  readonly signatures: SignatureVerifier;
  readonly rootCertificatePem: string;
  readonly secondRootPem: string | null;
  readonly clock: Clock;
}

export type FsckDeps = FsckRecordDeps & FsckStoreDeps;

export interface FsckOptions extends Omit<Patience, "now"> {
  /** Reads every byte of every object; without it sizes and locks of the media are looked at. */
  readonly deep: boolean;
}

type Seen = Promise<SeenLog & { readonly items: number }>;

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
export const fsck = (deps: FsckDeps, options: FsckOptions, listener: FsckListener): Seen =>
  walk(deps, storeLooks(deps, options.deep, listener.violation), options, listener);

/** The same of the record alone, without the store: what of it is there, and is locked, nobody knows then. */
export const fsckRecord = (
  deps: FsckRecordDeps,
  options: Omit<FsckOptions, "deep">,
  listener: FsckListener,
): Seen => walk(deps, null, options, listener);

async function walk(
  deps: FsckRecordDeps,
  store: StoreLooks | null,
  options: Omit<FsckOptions, "deep">,
  { violation, progress }: FsckListener,
): Seen {
  const count = await deps.house.itemCount();
  let items = 0;
  for (let after = 0, more = true; more;) {
    const page = await deps.house.items(after, PAGE);
    for (const { id } of page) {
      const facts = await factsOf(deps, id);
      (await violationsOfItem(deps, options, facts)).forEach(violation);
      await store?.item(facts);
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
  let [entries, lost] = [0, 0];
  for (const origin of await deps.house.logs()) {
    const log = await logViolations(deps, origin, options, violation, store);
    [entries, lost] = [entries + log.entries, lost + log.lost];
    await stampViolations(deps, origin, violation, store);
  }
  await textViolations(deps, violation);
  await actionViolations(deps, violation);
  await recordViolations(deps, violation);
  await visitViolations(deps, violation);
  return { items, entries, lost };
}

async function violationsOfItem(
  deps: FsckRecordDeps,
  options: Omit<FsckOptions, "deep">,
  facts: ItemFacts,
): Promise<readonly Violation[]> {
  const found = [...itemViolations(facts, { ...options, now: deps.clock() })];
  if (isDisposed(facts.item) || facts.item.stage !== "sealed") return found;
  const original = facts.seals.find(({ subject }) => subject === "original");
  const chain = original === undefined ? null : await chainFault(deps, original);
  const receipt = await receiptFault(deps, facts, original ?? null);
  const add = (invariant: Violation["invariant"], what: string | null): void => {
    if (what !== null) found.push({ invariant, subject: facts.item.id, what, facts: {} });
  };
  add("device-chain", chain);
  add("receipt", receipt);
  return found;
}

/** The item first: what is added while the rest is read makes no difference of it. */
async function factsOf(
  { items, seals, derivatives }: FsckRecordDeps,
  id: ItemId,
): Promise<ItemFacts> {
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

async function chainFault({ house }: FsckRecordDeps, seal: Seal): Promise<string | null> {
  const digest = previousOf(seal);
  const [previous] = digest === null ? [] : await house.sealsWith([digest as Sha256]);
  return deviceChainFault(seal, previous ?? null);
}

async function receiptFault(
  deps: FsckRecordDeps,
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
  { house, verifierKey }: FsckRecordDeps,
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
