/**
 * Use case: hand over what two people approved for an archive. Runs in custody. Its package is ordered as an export is, and
 * taken out and acknowledged as one; what drops out before the receipt counts has the package made anew. Every step may run twice.
 */
import type { UtcInstant } from "../kernel/clock.ts";
import { sha256 } from "../kernel/digest.ts";
import { type ItemId, type PackageId, newId } from "../kernel/ids.ts";
import { Refusal, assert } from "../kernel/refusal.ts";
import { leafText } from "../ledger/leaf.ts";
import type { EnteredLeaf } from "../ledger/sequencer.ts";
import { type Export, isAcknowledged } from "../exports/export.ts";
import type { ExportStore } from "../exports/export-store.ts";
import type { RecipientSignatures } from "../exports/acknowledge.ts";
import { type PackageStore, statementOf } from "../packages/package-store.ts";
import type { Against } from "./against.ts";
import { appraisedAs, requireApproved } from "./approved.ts";
import type { DisposalBatch } from "./batch.ts";
import { type CertainTimeDeps, certainTime } from "./certain-time.ts";
import type { DisposalLine } from "./disposal-line.ts";
import type { DisposalStore } from "./disposal-store.ts";
import { type JudgeDeps, lookAtItem } from "./judge.ts";
import { judgeHandOver } from "./judge-hand-over.ts";
import { earliestOf } from "./one-time.ts";
import { RECEIPT_DIFFERS } from "./stall.ts";
import { type TransferReceipt, namesArchive } from "./transfer.ts";

export interface HandOverDeps extends CertainTimeDeps, JudgeDeps {
  readonly disposals: Pick<
    DisposalStore,
    "databaseTime" | "handOver" | "transferEntered" | "get" | "stampOnce"
  >;
  readonly exports: Pick<ExportStore, "get" | "receipt" | "document">;
  readonly packages: Pick<PackageStore, "contents">;
  readonly recipients: RecipientSignatures;
  readonly ledger: { enter(leaf: string): Promise<Pick<EnteredLeaf, "origin" | "index">> };
}

/** Steps that follow one another at once: something drops out, and the package is made anew; a receipt counts, and the ledger names it. */
const STEPS = 2;

export async function handOver(
  deps: HandOverDeps,
  batch: DisposalBatch,
  lines: DisposalLine[],
  signal: AbortSignal,
): Promise<void> {
  for (let left = STEPS, now = batch; left > 0 && !signal.aborted; left -= 1) {
    if (now.receipt !== null) {
      await deps.ledger.enter(transferLeaf(now, now.receipt));
      return deps.disposals.transferEntered(now.id);
    }
    const step = await nextStep(deps, now);
    lines.push(...linesOf(batch, step));
    if (step?.kind !== "drops" && step?.kind !== "received") return;
    now = await deps.disposals.get(batch.id);
    if (now.finishedAt !== null) return;
  }
}

async function nextStep(deps: HandOverDeps, batch: DisposalBatch) {
  requireApproved(batch);
  const made = batch.packageId === null ? null : await deps.exports.get(batch.packageId);
  if (made?.state === "failed" && made.withdrawn === null) throw notMade(made);
  const isHandedOver = made !== null && made.withdrawn === null && isAcknowledged(made);
  const receipt = isHandedOver ? await verified(deps, batch, made) : null;
  const now = receipt === null ? await timeHere(deps) : await certainTime(deps, batch);
  const at = typeof now === "string" ? now : now.earliest;
  if (typeof now !== "string") await deps.disposals.stampOnce(batch.id, now.stamp);
  // While the archive has the package to check, the store is left alone: nothing is decided then.
  const isDeciding = made === null || made.withdrawn !== null || receipt !== null;
  const seen = isDeciding ? await lookAtAll(deps, batch, at) : new Map<ItemId, Against[]>();
  const order = { packageId: newId<PackageId>(), at: deps.clock() };
  return deps.disposals.handOver(batch.id, (found, facts, stands) =>
    judgeHandOver(deps, {
      ...{ batch: found, facts, made: stands, seen, at, order },
      receipt: receipt === null ? null : { ...receipt, at },
    }),
  );
}

/** Nothing ends by this step: our clock and the database's do. */
const timeHere = async ({ clock, disposals }: HandOverDeps): Promise<UtcInstant> =>
  earliestOf([clock(), await disposals.databaseTime()]);

async function lookAtAll(
  deps: HandOverDeps,
  { items }: DisposalBatch,
  at: UtcInstant,
): Promise<ReadonlyMap<ItemId, readonly Against[]>> {
  const seen = new Map<ItemId, readonly Against[]>();
  for (const item of items.filter(({ outcome }) => outcome === null)) {
    const found = await lookAtItem(deps, item, at);
    // A lock keeps nothing from being handed over.
    seen.set(
      item.itemId,
      found.filter((each) => each !== "locked"),
    );
  }
  return seen;
}

/**
 * What the row says was acknowledged is looked at anew: a signature of the very text that names the package's list, under a
 * root the operator knows and by a certificate of the archive that two people approved, or a scan that two people compared.
 * @throws Refusal tampered "disposal/receipt-differs"; conflict "disposal/receipt-unknown", "disposal/receipt-of-another".
 */
async function verified(
  { exports, packages, recipients }: Pick<HandOverDeps, "exports" | "packages" | "recipients">,
  { items, transfer }: DisposalBatch,
  made: Export,
): Promise<Omit<TransferReceipt, "at">> {
  const { id, acknowledgement } = made;
  const isWhole = items.every(
    ({ itemId, outcome }) => outcome !== null || made.itemIds.includes(itemId),
  );
  if (!isWhole) throw differs(id);
  const text = await exports.receipt(id);
  const bytes = await exports.document(id);
  const { statementSha256: listSha256 } = statementOf(await packages.contents(id));
  if (acknowledgement === null || sha256(bytes) !== acknowledgement.sha256) throw differs(id);
  const { kind, by, confirmed } = acknowledgement;
  const about = { packageId: id, kind, sha256: acknowledgement.sha256, listSha256 };
  if (kind === "paper") {
    if (confirmed === null || confirmed.by.toLowerCase() === by.toLowerCase()) throw differs(id);
    return { ...about, textSha256: sha256(Buffer.from(text ?? "")), signer: null };
  }
  if (text === null || !text.includes(listSha256)) throw differs(id);
  const verdict = recipients.judge(Buffer.from(text), bytes, acknowledgement.at);
  if (!verdict.valid) throw differs(id);
  if (!verdict.isRootKnown) throw unknownRoot(id, verdict.root);
  if (transfer === null || !namesArchive(verdict.signer, transfer.archive)) throw ofAnother(id);
  return { ...about, textSha256: sha256(Buffer.from(text)), signer: verdict.signer };
}

/** Before an original ends: the receipt is read once more, whatever the row says. @throws as `verified`. */
export async function requireReceipt(
  deps: Pick<HandOverDeps, "exports" | "packages" | "recipients">,
  batch: DisposalBatch,
): Promise<void> {
  if (batch.transfer === null) return;
  const { receipt } = batch;
  assert(receipt !== null, "a transfer without a receipt ends nothing");
  const found = await verified(deps, batch, await deps.exports.get(receipt.packageId));
  if (found.sha256 !== receipt.sha256 || found.listSha256 !== receipt.listSha256) {
    throw differs(receipt.packageId);
  }
}

/** The same each time: it is entered once. */
export const transferLeaf = (
  batch: DisposalBatch,
  { packageId, listSha256, sha256: receiptSha256 }: TransferReceipt,
): string =>
  leafText({
    ...{ type: "transfer", disposalId: batch.id, appraisalSha256: appraisedAs(batch), packageId },
    ...{ statementSha256: listSha256, receiptSha256 },
  });

function linesOf(
  { id: disposalId }: DisposalBatch,
  step: Awaited<ReturnType<HandOverDeps["disposals"]["handOver"]>>,
): readonly DisposalLine[] {
  if (step === null) return [];
  switch (step.kind) {
    case "drops":
      return step.items.map(({ itemId, against }) => ({
        ...{ disposalId, itemId, what: "dropped", against },
      }));
    case "orders":
      return [{ disposalId, what: "packaged" }];
    case "received":
      return [{ disposalId, what: "transferred" }];
    case "waits":
      return step.against.length === 0
        ? []
        : [{ disposalId, what: "waits", against: step.against }];
  }
}

const notMade = ({ id, failure }: Export): Refusal =>
  new Refusal("conflict", "disposal/package-failed", "the package of a transfer was not made", {
    fix: "Stop the batch, and propose what it holds in smaller ones; the package tells why it failed. Or withdraw that export, and it is made once more.",
    facts: { packageId: id, failure: failure ?? "" },
  });

const differs = (packageId: PackageId): Refusal =>
  new Refusal("tampered", RECEIPT_DIFFERS, "the receipt is not one for this package", {
    fix: "Withdraw the export: the package is made anew, and the archive signs for that one. Look who changed the database; nothing ends.",
    facts: { packageId },
  });

const ofAnother = (packageId: PackageId): Refusal =>
  new Refusal(
    "conflict",
    "disposal/receipt-of-another",
    "the certificate of the receipt does not name the archive",
    {
      fix: "Withdraw the export: the package is made anew, and the archive signs for that one under a certificate whose subject has its name as it was approved (O or CN), or on paper.",
      facts: { packageId },
    },
  );

const unknownRoot = (packageId: PackageId, root: string): Refusal =>
  new Refusal(
    "conflict",
    "disposal/receipt-unknown",
    "nobody known here answers for the certificate of the receipt",
    {
      fix: "Add the archive's root to HOLDFAST_RECIPIENT_ROOTS once you have compared it by another way, and restart; or withdraw the export: the package is made anew, and the archive signs on paper.",
      facts: { packageId, root },
    },
  );
