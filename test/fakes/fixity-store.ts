/** FixityStore in memory, over the stores in memory that say what was sealed and logged. */
import { isCopySealed, isDisposed } from "../../services/evidence/pipeline.ts";
import { type Audit } from "../../services/fixity/finding.ts";
import type {
  AuditResult,
  FixityList,
  FixityStore,
  FixitySummary,
  ItemFixity,
  ListBuilder,
  OpenFinding,
  Taken,
} from "../../services/fixity/fixity-store.ts";
import { fixityHappening, longestLock } from "../../services/fixity/keep-audit.ts";
import { type Target, partsOf, targetName } from "../../services/fixity/target.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import { type ItemId, newId } from "../../services/kernel/ids.ts";
import { TILE_WIDTH } from "../../services/ledger/tile.ts";
import type { ObjectLock } from "../../services/objects/object-store.ts";
import type { MemoryBatchStore } from "./batch-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";
import type { MemoryLedgerStore } from "./ledger-store.ts";
import type { MemoryRenewalStore } from "./renewal-store.ts";
import type { MemorySealStore } from "./seal-store.ts";

interface Row {
  readonly target: Target;
  readonly since: UtcInstant;
  lastReadAt: UtcInstant;
  auditedAt: UtcInstant | null;
  lock: ObjectLock | null;
  lease: string | null;
  leaseUntil: UtcInstant | null;
  failures: number;
  notBefore: UtcInstant | null;
}

/** What was sealed unread, and is due at once. */
const UNREAD = "original/media";
const EPOCH = utcInstant(new Date(0));

export class MemoryFixityStore implements FixityStore {
  readonly #items: MemoryEvidenceStore;
  readonly #seals: MemorySealStore;
  readonly #ledger: MemoryLedgerStore;
  readonly #renewals: MemoryRenewalStore | undefined;
  readonly #visits: Pick<MemoryBatchStore, "receipted"> | undefined;
  readonly #rows = new Map<string, Row>();
  readonly #findings = new Map<string, OpenFinding>();
  readonly #lists: { readonly list: FixityList; enteredAt: UtcInstant | null }[] = [];
  #results: AuditResult[] = [];

  constructor(
    items: MemoryEvidenceStore,
    seals: MemorySealStore,
    ledger: MemoryLedgerStore,
    renewals?: MemoryRenewalStore,
    visits?: Pick<MemoryBatchStore, "receipted">,
  ) {
    this.#visits = visits;
    this.#renewals = renewals;
    this.#items = items;
    this.#seals = seals;
    this.#ledger = ledger;
  }

  async enrol(): Promise<number> {
    const before = this.#rows.size;
    for (const item of this.#items.all()) {
      const { id, receivedAt, original } = item;
      const isThrough = item.stage === "sealed" || isDisposed(item);
      for (const seal of await this.#seals.seals(id)) {
        const { subject } = seal;
        if (subject === "original" ? !isThrough : !isCopySealed(item, subject)) continue;
        for (const part of partsOf(seal)) {
          const isRead = original?.provenBy === undefined || `${subject}/${part}` !== UNREAD;
          const target = { kind: "sealed", itemId: id, subject, part } as const;
          this.#add(target, isRead ? receivedAt : EPOCH, receivedAt);
        }
      }
    }
    for (const origin of this.#ledger.origins()) {
      const head = await this.#ledger.head(origin);
      const bundles = Math.ceil((head?.size ?? 0) / TILE_WIDTH);
      for (let bundle = 0; bundle < bundles; bundle += 1) {
        this.#add({ kind: "ledger", origin, bundle }, head!.signedAt);
      }
    }
    this.#enrolRenewals();
    this.#enrolVisits();
    return this.#rows.size - before;
  }

  #enrolVisits(): void {
    for (const { id, at } of this.#visits?.receipted() ?? [])
      this.#add({ kind: "visit", batchId: id }, at);
  }

  #enrolRenewals(): void {
    for (const { origin, number, at, path } of this.#renewals?.kept() ?? []) {
      const file = path.slice(path.lastIndexOf("/") + 1);
      this.#add({ kind: "renewal", origin, number, file }, at);
    }
  }

  async take(now: UtcInstant, readBefore: UtcInstant, until: UtcInstant): Promise<Taken | null> {
    const [row] = [...this.#rows.values()]
      .filter(({ lastReadAt, notBefore, leaseUntil }) => {
        return lastReadAt <= readBefore && (notBefore ?? "") <= now && (leaseUntil ?? "") <= now;
      })
      .sort((a, b) => (a.lastReadAt < b.lastReadAt ? -1 : 1));
    if (row === undefined) return null;
    row.lease = newId<ItemId>();
    row.leaseUntil = until;
    return { target: row.target, lease: row.lease, seenLock: row.lock };
  }

  async renew(taken: Taken, until: UtcInstant): Promise<boolean> {
    const row = this.#held(taken);
    if (row !== null) row.leaseUntil = until;
    return row !== null;
  }

  async save(taken: Taken, audit: Audit, at: UtcInstant): Promise<boolean> {
    const row = this.#held(taken);
    if (row === null) return false;
    const lock = longestLock(taken.seenLock, audit.lock);
    const settled = { failures: 0, notBefore: null, lease: null, leaseUntil: null };
    Object.assign(row, { lastReadAt: at, auditedAt: at, lock, ...settled });
    await this.#settle(taken.target, audit, at);
    const { sizeBytes, sha256, findings } = audit;
    const target = targetName(taken.target);
    const codes = findings.map(({ code }) => code);
    this.#results.push({ at, target, sizeBytes, sha256, codes });
    return true;
  }

  async putOff(taken: Taken, notBefore: (failures: number) => UtcInstant): Promise<number> {
    const row = this.#held(taken);
    if (row === null) return 0;
    const failures = row.failures + 1;
    const over = { lease: null, leaseUntil: null };
    Object.assign(row, { failures, notBefore: notBefore(failures), ...over });
    return failures;
  }

  async closeList(today: string, most: number, build: ListBuilder): Promise<boolean> {
    const rows = this.#results.slice(0, most);
    const day = rows[0]?.at.slice(0, 10);
    const listed = rows.filter(({ at }) => at.slice(0, 10) === day);
    if (day === undefined || (day >= today && listed.length < most)) return false;
    const part = this.#lists.filter(({ list }) => list.day === day).length;
    this.#lists.push({ list: build(day, part, listed), enteredAt: null });
    this.#results = this.#results.filter((result) => !listed.includes(result));
    return true;
  }

  async listsToEnter(limit: number): Promise<readonly FixityList[]> {
    const waiting = this.#lists.filter(({ enteredAt }) => enteredAt === null);
    return waiting.slice(0, limit).map(({ list }) => list);
  }

  async entered(list: FixityList, at: UtcInstant): Promise<void> {
    for (const each of this.#lists) {
      if (each.list.day === list.day && each.list.part === list.part) each.enteredAt ??= at;
    }
  }

  async summary(): Promise<FixitySummary> {
    const rows = [...this.#rows.values()];
    return {
      failing: new Set([...this.#findings.values()].map(({ target }) => target)).size,
      unreadable: rows.filter(({ failures }) => failures > 0).length,
      oldestReadAt:
        rows
          .map(({ lastReadAt, since }) => (lastReadAt === EPOCH ? since : lastReadAt))
          .sort()[0] ?? null,
    };
  }

  async openFindings(limit: number): Promise<readonly OpenFinding[]> {
    return [...this.#findings.values()].slice(0, limit);
  }

  async ofItem(itemId: ItemId): Promise<ItemFixity> {
    const rows = [...this.#rows.values()].filter(
      ({ target }) => target.kind === "sealed" && target.itemId === itemId,
    );
    const audited = rows.map(({ auditedAt }) => auditedAt).filter((at) => at !== null);
    return {
      objects: rows.length,
      audited: audited.length,
      auditedAt: audited.length === rows.length ? (audited.sort()[0] ?? null) : null,
      open: [...this.#findings.values()].filter((each) => each.itemId === itemId),
    };
  }

  async seenLock(target: Target): Promise<ObjectLock | null> {
    return this.#rows.get(targetName(target))?.lock ?? null;
  }

  async lockedUntil(itemIds: readonly ItemId[]): Promise<UtcInstant | null> {
    const locks = [...this.#rows.values()].flatMap(({ target, lock }) =>
      target.kind === "sealed" && lock !== null && itemIds.includes(target.itemId)
        ? [lock.until]
        : [],
    );
    return locks.sort().at(-1) ?? null;
  }

  async #settle(target: Target, { findings }: Audit, at: UtcInstant): Promise<void> {
    const name = targetName(target);
    const itemId = target.kind === "sealed" ? target.itemId : null;
    const known = [...this.#findings.values()].filter((each) => each.target === name);
    const fresh = findings.filter(({ code }) => known.every((each) => each.code !== code));
    const ended = known.filter(({ code }) => findings.every((each) => each.code !== code));
    for (const { code, facts } of fresh) {
      this.#findings.set(`${name} ${code}`, { target: name, itemId, code, facts, foundAt: at });
    }
    for (const { code } of ended) this.#findings.delete(`${name} ${code}`);
    if (target.kind !== "sealed") return;
    const codes = ended.map(({ code }) => code);
    for (const happening of fixityHappening(target, fresh, codes)) {
      await this.#items.record(target.itemId, { at, actor: "process:custody", happening });
    }
  }

  #held({ target, lease }: Taken): Row | null {
    const row = this.#rows.get(targetName(target));
    return row !== undefined && row.lease === lease ? row : null;
  }

  /** `since`: from when on it waits, where it was never read. */
  #add(target: Target, lastReadAt: UtcInstant, since = lastReadAt): void {
    const name = targetName(target);
    if (this.#rows.has(name)) return;
    this.#rows.set(name, {
      ...{ target, lastReadAt, since, auditedAt: null, lock: null },
      ...{ lease: null, leaseUntil: null, failures: 0, notBefore: null },
    });
  }
}
