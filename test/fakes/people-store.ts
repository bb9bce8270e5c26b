/** PeopleStore in memory, over the access store in memory. */
import type { NumberSource, PeopleStore } from "../../services/access/people-store.ts";
import type { PersonFacts } from "../../services/access/same-person.ts";
import { doorSetBy } from "../../services/access/two-people.ts";
import type { ActionOf } from "../../services/actions/action-store.ts";
import type { UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { standing } from "../../services/officers/officer.ts";
import type { MemoryAccessStore } from "./access-store.ts";
import type { MemoryActionStore } from "./action-store.ts";
import { MemoryOfficerStore } from "./officer-store.ts";

/** Nobody is known by more than an account. */
export const STRANGERS: Pick<PeopleStore, "everyone"> = { everyone: () => Promise.resolve([]) };

export class MemoryPeopleStore implements PeopleStore {
  readonly #access: MemoryAccessStore;
  readonly #actions: MemoryActionStore;
  readonly #officers: MemoryOfficerStore;

  constructor(
    access: MemoryAccessStore,
    actions: MemoryActionStore,
    officers = new MemoryOfficerStore(),
  ) {
    this.#access = access;
    this.#actions = actions;
    this.#officers = officers;
  }

  async everyone(): Promise<readonly PersonFacts[]> {
    return [...this.#access.known].map(([id, { here, provider, identity, doorSet }]) => {
      const officer = this.#officers.all.find(({ userId }) => userId === id);
      const credentials = standing(officer?.entries ?? []).map(({ credentialNo }) => credentialNo);
      const numbers = [here, provider].filter((each) => each !== null);
      return { id, numbers: [...numbers, ...credentials], identity, doorSet };
    });
  }

  async setNumber(
    id: UserId,
    source: NumberSource,
    number: string | null,
    actionOf: ActionOf<string | null>,
  ): Promise<void> {
    const known = this.#access.known.get(id);
    if (known === undefined) throw new Refusal("missing", "access/no-such-user", "none");
    const before = known[source];
    if (before === number) return;
    const action = actionOf(before);
    const held = action !== null && source === "here" && before !== null;
    this.#actions.add(action);
    const doorSet = held ? doorSetBy(action) : known.doorSet;
    this.#access.known.set(id, { ...known, [source]: number, doorSet });
  }
}
