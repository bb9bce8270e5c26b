/** DisposalStore in memory, on facts that a test sets. */
import type { NewAction } from "../../services/actions/action.ts";
import { type CalendarDate, compareDates } from "../../services/calendar/calendar-date.ts";
import type { DisposalFacts } from "../../services/disposal/against.ts";
import {
  type BatchItem,
  type DisposalBatch,
  type DisposalSummary,
  type NewBatch,
  summaryOf,
} from "../../services/disposal/batch.ts";
import { noSuchBatch } from "../../services/disposal/decide-batch.ts";
import type {
  Act,
  BatchFilter,
  DisposalFile,
  DisposalStamp,
  DisposalStore,
  NamedFile,
  Tombstone,
  Verdict,
} from "../../services/disposal/disposal-store.ts";
import type { Stall, StallReason } from "../../services/disposal/stall.ts";
import type { Happening } from "../../services/evidence/custody-event.ts";
import type { Clock, UtcInstant } from "../../services/kernel/clock.ts";
import type { DisposalId, ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { MemoryActionStore } from "./action-store.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";

export class MemoryDisposalStore implements DisposalStore {
  sees: Sees = SEES_ALL;
  /** How far the database's clock is ahead of ours. */
  databaseClock: Clock;
  /** What custody was told, in order. */
  readonly told: [ItemId, Happening][] = [];
  readonly #tombstones = new Map<ItemId, Tombstone>();
  readonly #stamps = new Map<DisposalId, DisposalStamp>();
  readonly #stalls = new Map<DisposalId, Stall>();
  readonly #files = new Map<DisposalId, readonly DisposalFile[]>();
  readonly #actions: MemoryActionStore;
  readonly #facts = new Map<ItemId, DisposalFacts>();
  readonly #batches = new Map<DisposalId, DisposalBatch>();

  constructor(actions: MemoryActionStore, clock: Clock) {
    this.#actions = actions;
    this.databaseClock = clock;
  }

  /** What is known of an item from now on. */
  set(facts: DisposalFacts): void {
    this.#facts.set(facts.itemId, facts);
  }

  change(itemId: ItemId, changes: Partial<DisposalFacts>): void {
    this.set({ ...this.#facts.get(itemId)!, ...changes });
  }

  of(itemId: ItemId): DisposalFacts {
    return this.#facts.get(itemId)!;
  }

  /** In order of arrival. */
  all(): readonly DisposalFacts[] {
    return [...this.#facts.values()].sort((one, other) => one.position - other.position);
  }

  /** Changes a batch behind everybody's back. */
  tamper(batch: DisposalBatch): void {
    this.#batches.set(batch.id, batch);
  }

  async databaseTime(): Promise<UtcInstant> {
    return this.databaseClock();
  }

  async due(
    day: CalendarDate,
    after: number,
    limit: number,
    sight: Sight | null = null,
  ): Promise<readonly DisposalFacts[]> {
    return this.all()
      .map((facts) => this.#now(facts, null))
      .filter(({ stage, decided }) => {
        const floor = decided?.floor ?? "permanent";
        return stage === "sealed" && floor !== "permanent" && compareDates(floor, day) < 0;
      })
      .filter(({ position, itemId }) => position > after && this.sees(sight, [itemId]))
      .slice(0, limit);
  }

  async facts(itemIds: readonly ItemId[]): Promise<readonly DisposalFacts[]> {
    return itemIds.flatMap((id) => {
      const facts = this.#facts.get(id);
      return facts === undefined ? [] : [this.#now(facts, null)];
    });
  }

  async propose({ items, ...batch }: NewBatch, action: NewAction): Promise<void> {
    if (items.some(({ itemId }) => this.#isRunning(itemId, null))) {
      throw new Refusal("conflict", "disposal/proposed-already", "an item is in another batch");
    }
    this.#batches.set(batch.id, {
      ...{ ...batch, position: this.#batches.size + 1, appraisal: null, approvals: [] },
      ...{ graceUntil: null, stopped: null, finishedAt: null },
      items: items.map((item) => ({ ...item, ...FRESH })),
    });
    this.#actions.add(action);
  }

  async get(id: DisposalId): Promise<DisposalBatch> {
    const batch = this.#batches.get(id);
    if (batch === undefined) throw noSuchBatch();
    return batch;
  }

  async page(
    { over, itemId }: BatchFilter,
    before: number | null,
    limit: number,
    sight: Sight | null = null,
  ): Promise<readonly DisposalSummary[]> {
    return [...this.#batches.values()]
      .reverse()
      .filter(({ position }) => before === null || position < before)
      .filter(({ finishedAt }) => over === undefined || over === (finishedAt !== null))
      .filter(({ items }) => itemId === undefined || items.some((item) => item.itemId === itemId))
      .filter(({ items }) =>
        this.sees(
          sight,
          items.map((item) => item.itemId),
        ),
      )
      .slice(0, limit)
      .map(summaryOf);
  }

  async act(
    id: DisposalId,
    decide: (batch: DisposalBatch) => { readonly act: Act; readonly action: NewAction },
  ): Promise<DisposalBatch> {
    const batch = await this.get(id);
    const { act, action } = decide(batch);
    this.#batches.set(id, ended(after(batch, act), action.at));
    this.#actions.add(action);
    return this.get(id);
  }

  async running(now: UtcInstant, limit: number): Promise<readonly DisposalBatch[]> {
    return [...this.#batches.values()]
      .filter(
        ({ finishedAt, graceUntil, items }) =>
          finishedAt === null &&
          ((graceUntil !== null && graceUntil <= now) ||
            items.some(({ outcome }) => outcome === "destroying" || outcome === "destroyed")),
      )
      .map((batch) => ({ batch, turn: this.#stalls.has(batch.id) ? 1 + Math.random() : 0 }))
      .toSorted((one, other) => one.turn - other.turn)
      .slice(0, limit)
      .map(({ batch }) => batch);
  }

  async take(
    id: DisposalId,
    itemId: ItemId,
    at: UtcInstant,
    judge: (batch: DisposalBatch, facts: DisposalFacts) => Verdict,
  ): Promise<Verdict | null> {
    const batch = await this.get(id);
    const facts = this.#facts.get(itemId);
    const item = batch.items.find((each) => each.itemId === itemId);
    if (item?.outcome !== null || facts === undefined) return null;
    const verdict = judge(batch, this.#now(facts, id));
    if (verdict.kind === "drop") {
      this.#setItem(id, itemId, { outcome: "dropped", against: verdict.against });
    }
    if (verdict.kind !== "take") return verdict;
    this.#setItem(id, itemId, { outcome: "destroying" });
    this.change(itemId, { stage: "disposing", findings: [] });
    this.#tombstones.set(itemId, { disposalId: id, begunAt: at, goneAt: null });
    this.told.push([itemId, verdict.happening]);
    return verdict;
  }

  async keepStall(id: DisposalId, at: UtcInstant, reason: StallReason | null): Promise<void> {
    const since = this.#stalls.get(id)?.since ?? at;
    if (reason === null) this.#stalls.delete(id);
    else this.#stalls.set(id, { disposalId: id, since, ...reason });
  }

  async stalls(): Promise<readonly Stall[]> {
    return [...this.#stalls.values()].filter(
      ({ disposalId }) => this.#batches.get(disposalId)?.finishedAt === null,
    );
  }

  async gone(itemId: ItemId, at: UtcInstant, happening: Happening): Promise<void> {
    if (this.#facts.get(itemId)?.stage !== "disposing") return;
    const stone = this.#tombstones.get(itemId)!;
    this.change(itemId, { stage: "disposed" });
    this.#tombstones.set(itemId, { ...stone, goneAt: at });
    this.#setItem(stone.disposalId, itemId, { outcome: "destroyed", destroyedAt: at });
    this.told.push([itemId, happening]);
  }

  async tombstone(itemId: ItemId): Promise<Tombstone | null> {
    return this.#tombstones.get(itemId) ?? null;
  }

  async stampOnce(id: DisposalId, stamp: DisposalStamp): Promise<void> {
    if (!this.#stamps.has(id)) this.#stamps.set(id, stamp);
  }

  async stamp(id: DisposalId): Promise<DisposalStamp | null> {
    return this.#stamps.get(id) ?? null;
  }

  async finish(
    id: DisposalId,
    at: UtcInstant,
    files: readonly DisposalFile[],
    action: NewAction,
  ): Promise<boolean> {
    const batch = await this.get(id);
    if (batch.finishedAt !== null) return false;
    this.#batches.set(id, { ...batch, finishedAt: at });
    this.#files.set(id, files);
    this.#actions.add(action);
    return true;
  }

  async files(id: DisposalId): Promise<readonly NamedFile[]> {
    return [...(this.#files.get(id) ?? [])]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ bytes, ...named }) => ({ ...named, sizeBytes: bytes.byteLength }));
  }

  async file(id: DisposalId, name: string): Promise<DisposalFile | null> {
    return this.#files.get(id)?.find((file) => file.name === name) ?? null;
  }

  #setItem(id: DisposalId, itemId: ItemId, changes: Partial<BatchItem>): void {
    const batch = this.#batches.get(id)!;
    const items = batch.items.map((item) =>
      item.itemId === itemId ? { ...item, ...changes } : item,
    );
    this.#batches.set(id, { ...batch, items });
  }

  #isRunning(itemId: ItemId, own: DisposalId | null): boolean {
    return [...this.#batches.values()].some(
      ({ id, items }) =>
        id !== own && items.some((item) => item.itemId === itemId && item.outcome === null),
    );
  }

  #now(facts: DisposalFacts, own: DisposalId | null): DisposalFacts {
    return { ...facts, isProposed: this.#isRunning(facts.itemId, own) };
  }
}

const FRESH = {
  ...{ decision: null, why: null, outcome: null, against: [], destroyedAt: null },
} satisfies Partial<BatchItem>;

function after(batch: DisposalBatch, act: Act): DisposalBatch {
  if (act.kind === "appraised") {
    const items = batch.items.map((item): BatchItem => {
      const { decision, why } = act.items.find(({ itemId }) => itemId === item.itemId)!;
      return { ...item, decision, why, outcome: decision === "keep" ? "kept" : item.outcome };
    });
    return { ...batch, appraisal: act.appraisal, items };
  }
  if (act.kind === "approved") {
    const approvals = [...batch.approvals, act.approval];
    return { ...batch, approvals, graceUntil: act.graceUntil ?? batch.graceUntil };
  }
  const items = batch.items.map((item): BatchItem =>
    item.outcome === null ? { ...item, outcome: "dropped", against: ["stopped"] } : item,
  );
  return { ...batch, stopped: act.stopped, items };
}

const LEFT: readonly BatchItem["outcome"][] = [null, "destroying", "destroyed"];

const ended = (batch: DisposalBatch, at: UtcInstant): DisposalBatch =>
  batch.finishedAt !== null || batch.items.some(({ outcome }) => LEFT.includes(outcome))
    ? batch
    : { ...batch, finishedAt: at };
