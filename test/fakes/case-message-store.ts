/** CaseMessageStore in memory, on the cases of another fake. */
import type { CaseMessageStore, HeardSource } from "../../services/cases/case-message-store.ts";
import type { Told } from "../../services/cases/told-case.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { CaseId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { MemoryActionStore } from "./action-store.ts";
import type { MemoryCaseStore } from "./case-store.ts";

export class MemoryCaseMessageStore implements CaseMessageStore {
  hides: (sight: Sight | null, id: CaseId) => boolean = () => false;
  readonly #told = new Map<string, Told>();
  readonly #heard = new Map<string, UtcInstant>();
  readonly #cases: MemoryCaseStore;
  readonly #actions: MemoryActionStore;

  constructor(cases: MemoryCaseStore, actions: MemoryActionStore) {
    this.#cases = cases;
    this.#actions = actions;
  }

  async take<Answer>(
    ...[{ source, numbers, sight }, decide]: Parameters<CaseMessageStore["take"]>
  ): Promise<Answer> {
    const files = this.#cases.files.filter(({ number }) => numbers.includes(number));
    const { answer, created, changed, told, actions, heardAt } = decide(
      files.map((file) => ({
        file,
        told: this.#told.get(`${source} ${file.id}`) ?? new Map(),
        isHidden: this.hides(sight, file.id),
      })),
    );
    for (const file of created) {
      if (this.#cases.files.some(({ number }) => number === file.number)) {
        throw new Refusal("conflict", "cases/number-taken", "taken");
      }
      this.#cases.files.push(file);
    }
    for (const file of changed) {
      const at = this.#cases.files.findIndex(({ id }) => id === file.id);
      this.#cases.files[at] = file;
    }
    for (const [id, facts] of told) {
      const key = `${source} ${id}`;
      this.#told.set(key, new Map([...(this.#told.get(key) ?? []), ...facts]));
    }
    for (const action of actions) this.#actions.add(action);
    const before = this.#heard.get(source);
    if (heardAt !== null && (before === undefined || before < heardAt)) {
      this.#heard.set(source, heardAt);
    }
    return answer as Answer;
  }

  async sources(): Promise<readonly HeardSource[]> {
    return [...this.#heard]
      .map(([source, heardAt]) => ({ source, heardAt }))
      .sort((a, b) => (a.heardAt < b.heardAt ? 1 : -1));
  }
}
