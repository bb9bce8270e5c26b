/** HoldStore in memory, on items, links and chains in memory. */
import type { About } from "../../services/actions/about.ts";
import type { NewAction } from "../../services/actions/action.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import {
  type Hold,
  type HoldRelease,
  type NewHold,
  alreadyReleased,
  isOverdue,
  noSuchHold,
} from "../../services/holds/hold.ts";
import type {
  DueItem,
  HeldItem,
  HoldCounts,
  HoldFilter,
  HoldStore,
  KeptHold,
  ListedHold,
  Told,
} from "../../services/holds/hold-store.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import { areCopiesUnderWay } from "../../services/evidence/pipeline.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { HoldId, ItemId, SessionId } from "../../services/kernel/ids.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";
import { holdsAbout, isInState } from "./hold-about.ts";
import { isMatched } from "./hold-query.ts";
import type { MemoryActionStore } from "./action-store.ts";
import type { MemoryCaseStore } from "./case-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";

interface Mark extends KeptHold {
  readonly dueAt: UtcInstant | null;
  /** Null until it was looked at. */
  readonly seen: boolean;
}

interface Member {
  readonly joinedAt: UtcInstant;
  leftAt: UtcInstant | null;
}

export class MemoryHoldStore implements HoldStore {
  sees: Sees = SEES_ALL;
  /** Which items are of which session. */
  readonly sessions = new Map<SessionId, Set<ItemId>>();
  readonly #items: MemoryEvidenceStore;
  readonly #cases: MemoryCaseStore;
  readonly #actions: MemoryActionStore;
  readonly #holds = new Map<HoldId, Hold>();
  readonly #members = new Map<HoldId, Map<ItemId, Member>>();
  readonly #marks = new Map<ItemId, Mark>();
  readonly #evaluated = new Map<HoldId, UtcInstant>();

  constructor(items: MemoryEvidenceStore, cases: MemoryCaseStore, actions: MemoryActionStore) {
    this.#items = items;
    this.#cases = cases;
    this.#actions = actions;
  }

  async place(hold: NewHold, action: NewAction): Promise<void> {
    const { scope } = hold;
    const there = new Set(this.#items.all().map(({ id }) => id));
    const isKnown =
      scope.kind === "query" ||
      (scope.kind === "items"
        ? scope.itemIds.every((id) => there.has(id))
        : scope.kind === "session"
          ? this.sessions.has(scope.sessionId)
          : (await this.#cases.find(scope.caseId)) !== null);
    if (!isKnown) throw new Refusal("missing", "holds/no-such-subject", "no such case or item");
    this.#holds.set(hold.id, { ...hold, position: this.#holds.size + 1, released: null });
    this.#members.set(hold.id, new Map());
    this.#actions.add(action);
  }

  async get(id: HoldId): Promise<Hold> {
    const hold = this.#holds.get(id);
    if (hold === undefined) throw noSuchHold();
    return hold;
  }

  async about(about: About, sight: Sight): Promise<readonly HoldId[]> {
    const isIn = (hold: HoldId, item: ItemId) => this.#members.get(hold)?.has(item) === true;
    const holds = [...this.#holds.values()];
    return holdsAbout({ holds, cases: this.#cases, isIn, sees: this.sees }, about, sight);
  }

  async page(
    { state, caseId, sessionId, itemId }: HoldFilter,
    today: CalendarDate,
    before: number | null,
    limit: number,
    sight: Sight | null = null,
  ): Promise<readonly ListedHold[]> {
    const onItem = itemId === undefined ? [] : await this.holding(itemId);
    return [...this.#holds.values()]
      .reverse()
      .filter((hold) => before === null || hold.position < before)
      .filter((hold) => isInState(hold, state, today))
      .filter(({ id }) => this.sees(sight, [id]))
      .filter(
        ({ scope }) => caseId === undefined || (scope.kind === "case" && scope.caseId === caseId),
      )
      .filter(
        ({ scope }) =>
          sessionId === undefined || (scope.kind === "session" && scope.sessionId === sessionId),
      )
      .filter(
        ({ id }) =>
          itemId === undefined ||
          onItem.includes(id) ||
          this.#members.get(id)?.has(itemId) === true,
      )
      .slice(0, limit)
      .map((hold) => {
        const members = [...(this.#members.get(hold.id) ?? [])].filter(([id]) =>
          this.sees(sight, [id]),
        );
        const kept = members.filter(
          ([id, { leftAt }]) => leftAt === null && this.#marks.get(id)?.isHeld === true,
        );
        return { ...hold, items: members.length, kept: kept.length };
      });
  }

  async members(
    id: HoldId,
    before: number | null,
    limit: number,
    sight: Sight | null,
  ): Promise<readonly HeldItem[]> {
    const members = this.#members.get(id);
    return this.#items
      .all()
      .flatMap((item, at): HeldItem[] => {
        const member = members?.get(item.id);
        if (member === undefined || !this.sees(sight, [item.id])) return [];
        const { joinedAt, leftAt } = member;
        const isKept = leftAt === null && this.#marks.get(item.id)?.isHeld === true;
        const { id: itemId, announced } = item;
        return [{ position: at + 1, itemId, name: announced.filename, joinedAt, leftAt, isKept }];
      })
      .toReversed()
      .filter(({ position }) => before === null || position < before)
      .slice(0, limit);
  }

  async release(id: HoldId, released: HoldRelease, action: NewAction): Promise<void> {
    this.#holds.set(id, { ...this.#active(id), released });
    this.#actions.add(action);
  }

  async setReview(id: HoldId, reviewOn: CalendarDate, action: NewAction): Promise<void> {
    this.#holds.set(id, { ...this.#active(id), reviewOn });
    this.#actions.add(action);
  }

  async join(
    now: UtcInstant,
    queriesBefore: UtcInstant,
    limit: number,
    tell: (hold: Hold) => Told,
  ): Promise<number> {
    let joined = 0;
    const join = async (hold: Hold, room: number): Promise<number> => {
      const members = this.#members.get(hold.id)!;
      const found = this.#items
        .all()
        .filter((item) => !members.has(item.id) && this.#covers(hold, item))
        .slice(0, room);
      for (const { id } of found) {
        members.set(id, { joinedAt: now, leftAt: null });
        this.#makeDue(id, now);
        await this.#items.record(id, tell(hold));
      }
      return found.length;
    };
    const isQuery = ({ scope }: Hold) => scope.kind === "query";
    const active = [...this.#holds.values()].filter(({ released }) => released === null);
    for (const hold of active.filter((each) => !isQuery(each))) {
      joined += await join(hold, limit - joined);
    }
    const queries = active
      .filter(isQuery)
      .filter(({ id }) => (this.#evaluated.get(id) ?? "") <= queriesBefore);
    for (const [at, hold] of queries.entries()) {
      const room = Math.ceil((limit - joined) / (queries.length - at));
      const found = await join(hold, room);
      joined += found;
      if (found < room) this.#evaluated.set(hold.id, now);
    }
    return joined;
  }

  async leave(
    now: UtcInstant,
    limit: number,
    tell: (hold: Hold, release: HoldRelease) => Told,
  ): Promise<number> {
    let left = 0;
    for (const hold of this.#holds.values()) {
      if (hold.released === null) continue;
      for (const [itemId, member] of this.#members.get(hold.id)!) {
        if (left === limit || member.leftAt !== null) continue;
        member.leftAt = now;
        this.#makeDue(itemId, now);
        await this.#items.record(itemId, tell(hold, hold.released));
        left += 1;
      }
    }
    return left;
  }

  async keepNext(
    now: UtcInstant,
    work: (due: DueItem) => Promise<KeptHold & { readonly again: UtcInstant | null }>,
  ): Promise<boolean> {
    const due = [...this.#marks].find(([, { dueAt }]) => dueAt !== null && dueAt <= now);
    if (due === undefined) return false;
    const [itemId, { seen, dueAt: _, ...before }] = due;
    const item = await this.#items.get(itemId);
    const copies = await this.#items.derivatives(itemId);
    const { again, ...kept } = await work({
      ...{ itemId, before: seen ? before : null },
      mustBeHeld: (await this.holding(itemId)).length > 0,
      isComplete:
        item.stage === "quarantined" || (item.stage === "sealed" && !areCopiesUnderWay(item)),
      objects: [
        ...(item.original === null ? [] : [item.original.object]),
        ...(item.stage === "quarantined" ? [{ key: originalKey(itemId), versionId: null }] : []),
        ...copies.map(({ object }) => object),
      ],
    });
    this.#marks.set(itemId, { ...kept, seen: true, dueAt: again });
    return true;
  }

  async holding(itemId: ItemId): Promise<readonly HoldId[]> {
    const item = this.#items.all().find(({ id }) => id === itemId);
    return [...this.#holds.values()]
      .filter(
        (hold) =>
          hold.released === null &&
          (this.#members.get(hold.id)?.has(itemId) === true ||
            (item !== undefined && this.#covers(hold, item))),
      )
      .map(({ id }) => id);
  }

  async kept(itemId: ItemId): Promise<KeptHold | null> {
    const mark = this.#marks.get(itemId);
    if (mark === undefined) return null;
    const { isHeld, objects, readBackAt, failure } = mark;
    return { isHeld, objects, readBackAt, failure };
  }

  async counts(today: CalendarDate, joinedBefore: UtcInstant): Promise<HoldCounts> {
    const active = [...this.#holds.values()].filter(({ released }) => released === null);
    const members = new Set(
      active.flatMap(({ id }) =>
        [...(this.#members.get(id) ?? [])].flatMap(([itemId, { joinedAt }]) =>
          joinedAt < joinedBefore ? [itemId] : [],
        ),
      ),
    );
    return {
      active: active.length,
      overdue: active.filter((hold) => isOverdue(hold, today)).length,
      notKept: [...members].filter((id) => this.#marks.get(id)?.isHeld !== true).length,
    };
  }

  #active(id: HoldId): Hold {
    const hold = this.#holds.get(id);
    if (hold === undefined) throw noSuchHold();
    if (hold.released !== null) throw alreadyReleased();
    return hold;
  }

  #makeDue(itemId: ItemId, dueAt: UtcInstant): void {
    const fresh = { isHeld: false, objects: 0, readBackAt: null, failure: null, seen: false };
    this.#marks.set(itemId, { ...(this.#marks.get(itemId) ?? fresh), dueAt });
  }

  #covers({ scope }: Hold, item: EvidenceItem): boolean {
    if (scope.kind === "query") return isMatched(scope.query, item);
    if (scope.kind === "items") return scope.itemIds.includes(item.id);
    const { links } = this.#cases;
    const held =
      scope.kind === "case" ? links.get(scope.caseId) : this.sessions.get(scope.sessionId);
    return held?.has(item.id) === true;
  }
}
