/** GrantStore in memory; the SecrecyStore in memory judges by what is here. */
import type { NewAction } from "../../services/actions/action.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { GrantId, UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Grant } from "../../services/secrecy/grant.ts";
import type { GivenGrant, GrantStore } from "../../services/secrecy/grant-store.ts";
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

  constructor(secrecy: MemorySecrecyStore, places: Places) {
    this.#secrecy = secrecy;
    this.#places = places;
  }

  async give(grant: Grant, action: NewAction): Promise<void> {
    const { access, actions, cases, evidence } = this.#places;
    const { scope } = grant;
    if (!access.accounts.has(grant.userId)) {
      throw new Refusal("missing", "access/no-such-user", "none");
    }
    if (scope.type === "case" && (await cases.find(scope.caseId)) === null) {
      throw new Refusal("missing", "cases/no-such-case", "none");
    }
    if (scope.type === "items") for (const id of scope.itemIds) await evidence.get(id);
    this.#secrecy.grants = [...this.#secrecy.grants, grant];
    actions.add(action);
  }

  async revoke(
    id: GrantId,
    at: UtcInstant,
    _by: UserId,
    actionOf: (before: Grant) => NewAction | null,
  ): Promise<void> {
    const all = this.#secrecy.grants;
    const found = all.find((grant) => grant.id === id);
    if (found === undefined) throw new Refusal("missing", "access/no-such-grant", "none");
    const revokedAt = found.revokedAt ?? at;
    this.#secrecy.grants = all.with(all.indexOf(found), { ...found, revokedAt });
    this.#places.actions.add(actionOf(found));
  }

  async page(
    before: number | null,
    limit: number,
    sight: Sight | null,
  ): Promise<readonly GivenGrant[]> {
    const given: GivenGrant[] = [];
    for (const [at, grant] of this.#secrecy.grants.entries()) {
      given.push({ ...grant, position: at + 1, isOpened: await this.#isOpened(grant) });
    }
    return given
      .filter(({ position }) => before === null || position < before)
      .filter(({ id }) => this.#secrecy.sees(sight, [id]))
      .reverse()
      .slice(0, limit);
  }

  async #isOpened({ scope, userId, givenAt }: Grant): Promise<boolean> {
    const { cases, evidence } = this.#places;
    const items = scope.type === "items" ? scope.itemIds : (cases.links.get(scope.caseId) ?? []);
    for (const id of items) {
      const events = await evidence.custody(id);
      const isRead = events.some(
        ({ kind, actor, at }) => kind === "accessed" && actor === `user:${userId}` && at >= givenAt,
      );
      if (isRead) return true;
    }
    return false;
  }
}
