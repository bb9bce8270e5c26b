/** GrantStore in memory; the SecrecyStore in memory judges by what is here. */
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { GrantId, ItemId, UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Grant } from "../../services/secrecy/grant.ts";
import type {
  GivenGrant,
  GrantChange,
  GrantOn,
  GrantStore,
  GrantTelling,
} from "../../services/secrecy/grant-store.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { MemoryAccessStore } from "./access-store.ts";
import type { MemoryActionStore } from "./action-store.ts";
import type { MemoryCaseStore } from "./case-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";
import type { MemorySecrecyStore } from "./secrecy-store.ts";

interface Places {
  readonly access: MemoryAccessStore;
  readonly actions: MemoryActionStore;
  readonly cases: MemoryCaseStore;
  readonly evidence: MemoryEvidenceStore;
}

export class MemoryGrantStore implements GrantStore {
  readonly #secrecy: MemorySecrecyStore;
  readonly #places: Places;
  readonly #told = new Map<GrantId, readonly ItemId[]>();

  constructor(secrecy: MemorySecrecyStore, places: Places) {
    this.#secrecy = secrecy;
    this.#places = places;
  }

  async give(grant: Grant, { at, actor, happening, action }: GrantTelling): Promise<void> {
    const { access, actions, cases, evidence } = this.#places;
    const { scope } = grant;
    if (access.accounts.get(grant.userId)?.disabledAt !== null) {
      throw new Refusal("missing", "access/no-such-user", "none");
    }
    if (scope.type === "case" && (await cases.find(scope.caseId)) === null) {
      throw new Refusal("missing", "cases/no-such-case", "none");
    }
    if (scope.type === "items") for (const id of scope.itemIds) await evidence.get(id);
    this.#secrecy.grants = [...this.#secrecy.grants, grant];
    const items = scope.type === "items" ? scope.itemIds : (cases.links.get(scope.caseId) ?? []);
    this.#told.set(grant.id, [...items] as ItemId[]);
    for (const id of this.#itemsOf(grant.id)) await evidence.record(id, { at, actor, happening });
    actions.add(action);
  }

  async change(id: GrantId, decide: (before: Grant) => GrantChange | null): Promise<void> {
    const all = this.#secrecy.grants;
    const found = all.find((grant) => grant.id === id);
    if (found === undefined) throw new Refusal("missing", "access/no-such-grant", "none");
    const change = decide(found);
    if (change === null) return;
    this.#secrecy.grants = all.with(all.indexOf(found), change.after);
    const { at, actor, happening, action } = change.telling;
    for (const item of this.#itemsOf(id)) {
      await this.#places.evidence.record(item, { at, actor, happening });
    }
    this.#places.actions.add(action);
  }

  async over(today: CalendarDate, limit: number): Promise<readonly GrantId[]> {
    return this.#secrecy.grants
      .filter(({ endToldAt, until }) => endToldAt === null && until <= today)
      .toSorted((one, other) => (one.until < other.until ? -1 : 1))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  async standing(userId: UserId, limit: number, sight: Sight | null): Promise<readonly GrantId[]> {
    return this.#secrecy.grants
      .filter((grant) => grant.userId === userId)
      .filter(({ revokedAt, endToldAt }) => revokedAt === null && endToldAt === null)
      .filter(({ id }) => this.#secrecy.sees(sight, [id]))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  async some(ids: readonly GrantId[]): Promise<readonly GivenGrant[]> {
    return this.#given().filter(({ id }) => ids.includes(id));
  }

  async page(
    before: number | null,
    limit: number,
    sight: Sight | null,
    on: GrantOn = {},
  ): Promise<readonly GivenGrant[]> {
    return this.#given()
      .filter(({ position }) => before === null || position < before)
      .filter(({ id }) => this.#secrecy.sees(sight, [id]))
      .filter(({ scope }) => this.#opens(scope, on))
      .reverse()
      .slice(0, limit);
  }

  #given(): GivenGrant[] {
    const { cases, evidence } = this.#places;
    return this.#secrecy.grants.map((grant, at): GivenGrant => {
      const { scope } = grant;
      const file = scope.type === "case" && cases.files.find(({ id }) => id === scope.caseId);
      const opened = [...(evidence.openings.get(grant.id)?.values() ?? [])].toSorted();
      return {
        ...{ ...grant, position: at + 1, openedAt: opened[0] ?? null },
        caseNumber: file ? file.number : null,
      };
    });
  }

  #opens(scope: Grant["scope"], { caseId, itemId }: GrantOn): boolean {
    const ofCase = scope.type === "case" ? scope.caseId : null;
    if (caseId !== undefined && ofCase !== caseId) return false;
    if (itemId === undefined) return true;
    if (scope.type === "items") return scope.itemIds.includes(itemId);
    return this.#places.cases.links.get(scope.caseId)?.has(itemId) === true;
  }

  /** Those that were told of it, and those that were read by it. */
  #itemsOf(id: GrantId): ReadonlySet<ItemId> {
    const read = this.#places.evidence.openings.get(id)?.keys() ?? [];
    return new Set([...(this.#told.get(id) ?? []), ...read]);
  }
}
