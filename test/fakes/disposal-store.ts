/** DisposalStore in memory, on facts that a test sets. */
import type { NewAction } from "../../services/actions/action.ts";
import { type CalendarDate, compareDates } from "../../services/calendar/calendar-date.ts";
import type { DisposalFacts } from "../../services/disposal/against.ts";
import {
  type BatchItem,
  type DisposalBatch,
  type DisposalSummary,
  type NewBatch,
  droppedAs,
  summaryOf,
} from "../../services/disposal/batch.ts";
import { noSuchBatch } from "../../services/disposal/decide-batch.ts";
import type {
  Act,
  BatchFilter,
  DisposalFile,
  DisposalStore,
  HandOver,
  Tombstone,
  Verdict,
} from "../../services/disposal/disposal-store.ts";
import type { Stall } from "../../services/disposal/stall.ts";
import type { Happening } from "../../services/evidence/custody-event.ts";
import type { Clock, UtcInstant } from "../../services/kernel/clock.ts";
import type { DisposalId, ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { ExportStore } from "../../services/exports/export-store.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { MemoryActionStore } from "./action-store.ts";
import { MemoryDisposalPapers } from "./disposal-papers.ts";
import { FRESH, after, ended, handedOver, transferOf } from "./disposal-changes.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";

export class MemoryDisposalStore extends MemoryDisposalPapers implements DisposalStore {
  sees: Sees = SEES_ALL;
  /** Where packages of transfers are ordered; null: none are. */
  exports: ExportStore | null = null;
  /** How far the database's clock is ahead of ours. */
  databaseClock: Clock;
  /** What custody was told, in order. */
  readonly told: [ItemId, Happening][] = [];
  readonly #tombstones = new Map<ItemId, Tombstone>();
  readonly #actions: MemoryActionStore;
  readonly #facts = new Map<ItemId, DisposalFacts>();
  readonly #batches = new Map<DisposalId, DisposalBatch>();

  constructor(actions: MemoryActionStore, clock: Clock) {
    super();
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
      ...{ graceUntil: null, stopped: null, finishedAt: null, packageId: null, receipt: null },
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
    if (act.kind === "stopped" && batch.packageId !== null && batch.receipt === null) {
      await this.exports?.withdraw(batch.packageId, act.stopped, () => null);
    }
    this.#actions.add(action);
    return this.get(id);
  }

  async dueForArchive(
    ...[terms, day, after, limit, sight = null]: Parameters<DisposalStore["dueForArchive"]>
  ): Promise<readonly DisposalFacts[]> {
    return this.all()
      .map((facts) => this.#now(facts, null))
      .filter(({ stage, transferredAt }) => stage === "sealed" && transferredAt === null)
      .filter(({ archiveTerms, decided }) =>
        terms.some((term) => archiveTerms.includes(term) || decided?.floor === term),
      )
      .filter(({ position, receivedAt }) => position > after && receivedAt.slice(0, 10) <= day)
      .filter(({ itemId }) => this.sees(sight, [itemId]))
      .slice(0, limit);
  }

  async handovers(limit: number): Promise<readonly DisposalBatch[]> {
    return [...this.#batches.values()]
      .filter(({ id, transfer }) => transfer && !this.enteredOf.has(id))
      .filter(({ receipt, stopped }) => receipt !== null || stopped === null)
      .filter(({ finishedAt, graceUntil }) => finishedAt === null && graceUntil !== null)
      .slice(0, limit);
  }

  async handOver(...[id, judge]: Parameters<DisposalStore["handOver"]>): Promise<HandOver | null> {
    const batch = await this.get(id);
    if (batch.receipt !== null || batch.stopped !== null || batch.finishedAt !== null) return null;
    const facts = batch.items
      .filter(({ outcome }) => outcome === null)
      .map(({ itemId }) => this.#now(this.of(itemId), id));
    const made = batch.packageId && (await this.exports?.get(batch.packageId));
    const step = judge(batch, facts, made || null);
    if (step.kind !== "waits") await this.#keepStep(batch, facts, step);
    return step;
  }

  async #keepStep(
    batch: DisposalBatch,
    facts: readonly DisposalFacts[],
    step: Exclude<HandOver, { readonly kind: "waits" }>,
  ): Promise<void> {
    this.#batches.set(batch.id, handedOver(batch, step));
    if (step.kind === "orders") await this.exports?.order(step.order, step.action);
    else this.#actions.add(step.action);
    if (step.kind === "drops" && batch.packageId !== null && step.withdrawn !== null) {
      await this.exports?.withdraw(batch.packageId, step.withdrawn, () => null);
    }
    if (step.kind === "received") {
      for (const { itemId } of facts) {
        this.told.push([itemId, step.happening]);
        this.change(itemId, { transferredAt: step.receipt.at });
      }
    }
  }

  async running(now: UtcInstant, limit: number): Promise<readonly DisposalBatch[]> {
    return [...this.#batches.values()]
      .filter(
        ({ finishedAt, graceUntil, items, transfer, receipt }) =>
          finishedAt === null &&
          (transfer === null || receipt !== null) &&
          ((graceUntil !== null && graceUntil <= now) ||
            (receipt !== null && items.every(({ outcome }) => outcome !== null)) ||
            items.some(({ outcome }) => outcome === "destroying" || outcome === "destroyed")),
      )
      .map((batch) => ({ batch, turn: this.stallsOf.has(batch.id) ? 1 + Math.random() : 0 }))
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
      this.#setItem(id, itemId, { outcome: droppedAs(batch), against: verdict.against });
    }
    if (verdict.kind !== "take") return verdict;
    this.#setItem(id, itemId, { outcome: "destroying" });
    this.change(itemId, { stage: "disposing", findings: [] });
    const transfer = transferOf(this.#batches.values(), itemId);
    this.#tombstones.set(itemId, { disposalId: id, begunAt: at, goneAt: null, transfer });
    this.told.push([itemId, verdict.happening]);
    return verdict;
  }

  async stalls(): Promise<readonly Stall[]> {
    return [...this.stallsOf.values()].filter(
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

  async finish(
    id: DisposalId,
    at: UtcInstant,
    files: readonly DisposalFile[],
    action: NewAction,
  ): Promise<boolean> {
    const batch = await this.get(id);
    if (batch.finishedAt !== null) return false;
    this.#batches.set(id, { ...batch, finishedAt: at });
    this.filesOf.set(id, files);
    this.#actions.add(action);
    return true;
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
