/** DerivedStore in memory. */
import type { NewAction } from "../../services/actions/action.ts";
import type { DerivedRequest } from "../../services/derived/derived-request.ts";
import type {
  CaseOfInput,
  DerivedStore,
  KeptDerived,
  KeptFacts,
  MadeRecording,
} from "../../services/derived/derived-store.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { type DeviceId, type ItemId, type SessionId, newId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { MemoryActionStore } from "./action-store.ts";
import type { MemoryCaseStore } from "./case-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";
import type { MemorySecrecyStore } from "./secrecy-store.ts";

interface Places {
  readonly actions: MemoryActionStore;
  readonly cases: MemoryCaseStore;
  readonly items: MemoryEvidenceStore;
  /** Null: everybody sees all. */
  readonly secrecy: MemorySecrecyStore | null;
}

export class MemoryDerivedStore implements DerivedStore {
  readonly #places: Places;
  readonly #all: KeptDerived[] = [];
  readonly #taken = new Map<ItemId, UtcInstant>();
  /** Of which some bytes are taken in; told by the test. */
  readonly begun = new Set<ItemId>();
  #house: DeviceId | null = null;

  constructor(places: Places) {
    this.#places = places;
  }

  async ask(request: DerivedRequest, action: NewAction): Promise<void> {
    for (const { itemId } of request.inputs) await this.#places.items.get(itemId);
    const asked = JSON.stringify(request.parameters);
    const isUnderWay = this.#all.some(
      ({ kind, parameters, state }) =>
        state === "waiting" && kind === request.kind && JSON.stringify(parameters) === asked,
    );
    if (isUnderWay) throw new Refusal("conflict", "derived/under-way", "is being made");
    const rest = {
      state: "waiting",
      failure: null,
      failedTake: null,
      tries: 0,
      progress: null,
      made: null,
    } as const;
    this.#all.push({ ...request, position: this.#all.length + 1, ...rest });
    const sources = request.inputs.flatMap(({ itemId }) => [
      itemId,
      ...(this.#places.secrecy?.sources.get(itemId) ?? []),
    ]);
    this.#places.secrecy?.sources.set(request.id, sources);
    this.#places.actions.add(action);
  }

  async get(id: ItemId): Promise<KeptDerived | null> {
    return this.#all.map(wordless).find((one) => one.id === id) ?? null;
  }

  get kept(): readonly KeptDerived[] {
    return this.#all;
  }

  async ofSession(sessionId: SessionId, sight: Sight | null, limit: number) {
    return this.#list(sight, limit, (one) => one.sessionId === sessionId);
  }

  async madeOf(itemId: ItemId, sight: Sight | null, limit: number) {
    return this.#list(sight, limit, ({ inputs }) => inputs.some((one) => one.itemId === itemId));
  }

  #list(sight: Sight | null, limit: number, isOf: (one: KeptDerived) => boolean) {
    const sees = (one: KeptDerived): boolean => this.#places.secrecy?.sees(sight, [one.id]) ?? true;
    return this.#all.map(wordless).filter(isOf).filter(sees).toReversed().slice(0, limit);
  }

  async take(now: UtcInstant, until: UtcInstant): Promise<KeptDerived | null> {
    const free = this.#all.find(
      ({ id, state }) => state === "waiting" && (this.#taken.get(id) ?? now) <= now,
    );
    if (free === undefined) return null;
    this.#taken.set(free.id, until);
    return this.#change(free.id, { tries: free.tries + 1, progress: 0 });
  }

  async report(id: ItemId, progress: number, until: UtcInstant): Promise<void> {
    if (this.#change(id, { progress }) !== null) this.#taken.set(id, until);
  }

  async keepMade(id: ItemId, made: MadeRecording): Promise<void> {
    if (!this.begun.has(id)) this.#change(id, { made });
  }

  async end(...[id, outcome, action]: Parameters<DerivedStore["end"]>): Promise<boolean> {
    const none = { failure: null, failedTake: null };
    const ended = this.#change(id, { ...none, ...outcome, progress: null, words: null });
    if (ended === null) return false;
    this.#places.actions.add(action);
    return true;
  }

  async casesOf(id: ItemId): Promise<readonly CaseOfInput[]> {
    const { files, links } = this.#places.cases;
    const inputs = (await this.get(id))?.inputs ?? [];
    return files
      .filter((file) => inputs.some(({ itemId }) => links.get(file.id)?.has(itemId)))
      .map(({ id: caseId, number }) => ({ caseId, number }))
      .toSorted((one, other) => (one.number < other.number ? -1 : 1));
  }

  async houseDevice(at: UtcInstant): Promise<DeviceId> {
    if (this.#house !== null) return this.#house;
    this.#house = newId<DeviceId>();
    this.#places.actions.add({
      ...{
        kind: "device-registered",
        at,
        actor: "process:media",
        subject: `device:${this.#house}`,
      },
      ...{ before: null, after: { kind: "house" }, reason: null },
    });
    return this.#house;
  }

  /** Null: it is not there, or has ended. */
  #change(id: ItemId, change: Partial<KeptFacts & { readonly words: null }>): KeptDerived | null {
    const at = this.#all.findIndex((one) => one.id === id && one.state === "waiting");
    const before = this.#all[at];
    if (before === undefined) return null;
    const after = { ...before, ...change };
    this.#all[at] = after;
    return after;
  }
}

/** As anybody but its maker reads it. */
const wordless = (one: KeptDerived): KeptDerived => ({ ...one, words: null });
