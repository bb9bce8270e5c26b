/** What of the store `fsck` looks at: the objects of each item, the files of the ledger, and those of renewals. */
import { storedBytes } from "../evidence/encrypted.ts";
import { isCopySealed, isDisposed } from "../evidence/pipeline.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { otherVersion } from "../objects/other-version.ts";
import type { Renewal } from "../anchors/renewal-store.ts";
import { renewalFiles } from "../anchors/proof-paths.ts";
import { type AuditLedgerDeps, auditLedger } from "./audit-ledger.ts";
import { type AuditRenewalDeps, auditRenewal } from "./audit-renewal.ts";
import { type AuditSealedDeps, auditSealed } from "./audit-sealed.ts";
import { type FixityFinding, finding } from "./finding.ts";
import type { FixityStore } from "./fixity-store.ts";
import { type ItemFacts, type Violation, invariantOf } from "./invariants.ts";
import { type SealedPart, partsOf, targetName } from "./target.ts";

export interface FsckStoreDeps extends AuditSealedDeps, AuditLedgerDeps, AuditRenewalDeps {
  readonly objects: Pick<
    ObjectStore,
    "find" | "read" | "scan" | "head" | "inFront" | "put" | "under"
  >;
  readonly fixity: Pick<FixityStore, "seenLock">;
}

export interface StoreLooks {
  /** What the record says of an item lies in the store. */
  item(facts: ItemFacts): Promise<void>;
  /** Entries `bundle * TILE_WIDTH` and on; the last one, or all where everything is read. */
  bundle(origin: string, bundle: number, isLast: boolean): Promise<void>;
  /** What a renewal keeps, where everything is read. */
  renewal(renewal: Renewal): Promise<void>;
}

type Tell = (violation: Violation) => void;
const unpaced = (): Promise<void> => Promise.resolve();

/** `deep`: every byte is read. */
export const storeLooks = (deps: FsckStoreDeps, deep: boolean, tell: Tell): StoreLooks => ({
  item: async (facts) => {
    const { item } = facts;
    if (isDisposed(item)) (await leftViolations(deps, item)).forEach(tell);
    else if (item.stage === "sealed") (await itemViolations(deps, deep, facts)).forEach(tell);
  },
  bundle: async (origin, bundle, isLast) => {
    if (!deep && !isLast) return;
    const target = { kind: "ledger", origin, bundle } as const;
    const { findings } = await auditLedger(deps, target, await deps.fixity.seenLock(target));
    for (const { code: what, facts } of findings) {
      const invariant = invariantOf(what) === "locks" ? "locks" : "ledger-store";
      tell({ invariant, subject: origin, what, facts: { bundle, ...facts } });
    }
  },
  renewal: (renewal) => (deep ? fileViolations(deps, renewal, tell) : Promise.resolve()),
});

async function itemViolations(
  deps: FsckStoreDeps,
  deep: boolean,
  facts: ItemFacts,
): Promise<readonly Violation[]> {
  const { item, seals } = facts;
  const found: Violation[] = [];
  for (const seal of seals) {
    if (seal.subject !== "original" && !isCopySealed(item, seal.subject)) continue;
    for (const part of partsOf(seal)) {
      const name = `${item.id}/${seal.subject}/${part}`;
      for (const { code, facts: values } of await objectFindings(
        deps,
        deep,
        facts,
        seal.subject,
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
  deps: FsckStoreDeps,
  item: ItemFacts["item"],
): Promise<readonly Violation[]> {
  const target = { kind: "sealed", itemId: item.id, subject: "original", part: "media" } as const;
  const { findings } = await auditSealed(deps, target, null, unpaced);
  return findings.map(({ code, facts }) => ({
    ...{ invariant: invariantOf(code), subject: item.id, what: code, facts },
  }));
}

async function objectFindings(
  deps: FsckStoreDeps,
  deep: boolean,
  { item }: ItemFacts,
  subject: string,
  part: SealedPart,
): Promise<readonly FixityFinding[]> {
  const target = { kind: "sealed", itemId: item.id, subject, part } as const;
  if (deep || part !== "media") {
    const seenLock = await deps.fixity.seenLock(target);
    return (await auditSealed(deps, target, seenLock, unpaced)).findings;
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

/** Every byte that the renewal keeps, and the copies of its stamps. */
async function fileViolations(deps: FsckStoreDeps, renewal: Renewal, tell: Tell): Promise<void> {
  const { origin, number, files } = renewal;
  const stamps = (await deps.renewals.tokens(renewal)).map(({ authority }) =>
    renewalFiles(renewal).token(authority),
  );
  for (const path of [...files.map((file) => file.path), ...stamps]) {
    const file = path.slice(path.lastIndexOf("/") + 1);
    const target = { kind: "renewal", origin, number, file } as const;
    const seenLock = await deps.fixity.seenLock(target);
    const { findings } = await auditRenewal(deps, target, seenLock, unpaced);
    for (const { code: what, facts } of findings)
      tell({ invariant: invariantOf(what), subject: targetName(target), what, facts });
  }
}
