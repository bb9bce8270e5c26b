/** RequestStore in memory, over the other stores in memory. */
import type { NewAction } from "../../services/actions/action.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { AccessRequestId } from "../../services/kernel/ids.ts";
import {
  type AccessRequest,
  type AskedBefore,
  type NamedThing,
  stateOn,
} from "../../services/secrecy/access-request.ts";
import { noSuchRequest } from "../../services/secrecy/ask-access.ts";
import type { GrantStore } from "../../services/secrecy/grant-store.ts";
import type {
  KeptRequest,
  RequestChange,
  RequestFilter,
  RequestStore,
} from "../../services/secrecy/request-store.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { MemoryActionStore } from "./action-store.ts";
import type { MemoryCaseStore } from "./case-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";
import type { MemorySecrecyStore } from "./secrecy-store.ts";

interface Places {
  readonly actions: MemoryActionStore;
  readonly cases: MemoryCaseStore;
  readonly evidence: MemoryEvidenceStore;
  readonly secrecy: MemorySecrecyStore;
  readonly grants: Pick<GrantStore, "give">;
}

export class MemoryRequestStore implements RequestStore {
  readonly #places: Places;
  #all: readonly AccessRequest[] = [];
  #last: Promise<void> = Promise.resolve();

  constructor(places: Places) {
    this.#places = places;
  }

  async ask(
    request: AccessRequest,
    since: UtcInstant,
    check: (before: AskedBefore) => void,
    action: NewAction,
  ): Promise<void> {
    const own = this.#all.filter(({ askedBy }) => askedBy === request.askedBy);
    check({
      open: own.filter(({ state }) => state === "open").length,
      lately: own.filter(({ askedAt }) => askedAt > since).length,
    });
    this.#all = [...this.#all, request];
    this.#places.actions.add(action);
  }

  async get(id: AccessRequestId): Promise<AccessRequest | null> {
    return this.#all.find((request) => request.id === id) ?? null;
  }

  /** One after the other. */
  change(
    id: AccessRequestId,
    decide: (before: AccessRequest) => RequestChange | null,
  ): Promise<void> {
    const turn = this.#last.then(() => this.#change(id, decide));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #change(
    id: AccessRequestId,
    decide: (before: AccessRequest) => RequestChange | null,
  ): Promise<void> {
    const found = this.#all.find((request) => request.id === id);
    if (found === undefined) throw noSuchRequest();
    const change = decide(found);
    if (change === null) return;
    const { after, given, action } = change;
    if (given !== null) {
      await this.#places.grants.give(given.grant, given.telling);
      this.#places.secrecy.bundles.set(id, [given.grant.id]);
    }
    this.#all = this.#all.with(this.#all.indexOf(found), after);
    if (action !== null) this.#places.actions.add(action);
  }

  async over(today: CalendarDate, limit: number): Promise<readonly AccessRequestId[]> {
    return this.#all
      .filter(({ state, lapsesOn }) => state === "open" && lapsesOn <= today)
      .toSorted((one, other) => (one.lapsesOn < other.lapsesOn ? -1 : 1))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  async page(
    { askedBy, state }: RequestFilter,
    today: CalendarDate,
    before: number | null,
    limit: number,
    sight: Sight | null,
  ): Promise<readonly KeptRequest[]> {
    const { secrecy } = this.#places;
    return this.#all
      .map((request, at) => ({ ...request, position: at + 1 }))
      .filter(({ position }) => before === null || position < before)
      .filter((request) => askedBy === null || request.askedBy === askedBy)
      .filter((request) => state === null || stateOn(request, today) === state)
      .filter(({ grantId }) => grantId === null || secrecy.sees(sight, [grantId]))
      .toReversed()
      .slice(0, limit);
  }

  async named(
    ids: readonly string[],
    numbers: readonly string[],
    sight: Sight | null,
  ): Promise<readonly NamedThing[]> {
    const { cases, evidence, secrecy } = this.#places;
    const found: NamedThing[] = [
      ...cases.files
        .filter(({ id, number }) => ids.includes(id) || numbers.includes(number))
        .map(({ id, number }) => ({ type: "case" as const, id, number })),
      ...evidence
        .all()
        .filter(({ id }) => ids.includes(id))
        .map(({ id }) => ({ type: "item" as const, id })),
    ];
    return found.filter(({ id }) => secrecy.sees(sight, [id]));
  }
}
