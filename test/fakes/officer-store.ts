/** OfficerStore in memory. */
import type { OfficerId, UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Officer } from "../../services/officers/officer.ts";
import type {
  OfficerStore,
  RegisterChange,
  Wanted,
} from "../../services/officers/officer-store.ts";
import { MemoryActionStore } from "./action-store.ts";

export class MemoryOfficerStore implements OfficerStore {
  all: readonly Officer[] = [];
  readonly #actions: MemoryActionStore;

  constructor(actions = new MemoryActionStore()) {
    this.#actions = actions;
  }

  async change<Answer>(
    { ids = [], credentialNos = [] }: Wanted,
    decide: (known: readonly Officer[]) => RegisterChange<Answer>,
  ): Promise<Answer> {
    const known = this.all.filter(
      ({ id, entries }) =>
        ids.includes(id) ||
        entries.some(({ credentialNo }) => credentialNos.includes(credentialNo)),
    );
    const made = decide(known);
    const entries = [...this.all.flatMap((one) => one.entries), ...made.entries];
    const replaced = entries.flatMap(({ replaces }) => replaces ?? []);
    if (new Set(replaced).size < replaced.length) {
      throw new Refusal("conflict", "officers/already-corrected", "corrected");
    }
    const bare = made.officers.map(({ id }) => ({ id, userId: null, entries: [] }));
    const after = [...this.all, ...bare].map(({ id, userId }): Officer => ({
      id,
      userId: (made.accounts.find((one) => one.id === id) ?? { userId }).userId,
      entries: entries.filter(({ officerId }) => officerId === id),
    }));
    const accounts = after.flatMap(({ userId }) => userId ?? []);
    if (new Set(accounts).size < accounts.length) {
      throw new Refusal("conflict", "officers/account-taken", "taken");
    }
    this.all = after;
    if (made.action !== null) this.#actions.add(made.action);
    return made.answer;
  }

  async officers(ids: readonly OfficerId[]): Promise<readonly Officer[]> {
    return this.all.filter(({ id }) => ids.includes(id));
  }

  async ofAccount(user: UserId): Promise<OfficerId | null> {
    return this.all.find(({ userId }) => userId === user)?.id ?? null;
  }

  async page(after: number | null, limit: number, search?: string) {
    const wanted = search?.toLowerCase() ?? "";
    return this.all
      .map((officer, at) => ({ officer, position: at + 1 }))
      .filter(
        ({ officer, position }) =>
          position > (after ?? 0) &&
          officer.entries.some(({ name, credentialNo, unit }) =>
            [name, credentialNo, unit].some((text) => text.toLowerCase().includes(wanted)),
          ),
      )
      .slice(0, limit);
  }
}
