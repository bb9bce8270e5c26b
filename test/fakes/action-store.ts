/** ActionStore in memory; other stores in memory add to it what they change. */
import {
  REFUSAL_KINDS,
  type Action,
  type NewAction,
  chainAction,
  isRefusedHere,
} from "../../services/actions/action.ts";
import {
  type ActionFilter,
  type ActionStore,
  subjectsOf,
} from "../../services/actions/action-store.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { COUNT_FOR_MS } from "../../services/kernel/counting.ts";

export class MemoryActionStore implements ActionStore {
  readonly all: Action[] = [];
  readonly #counts = new Map<string, { action: NewAction; toldAt: UtcInstant; untold: number }>();

  /** What is kept with an action, in one: it may refuse. */
  beforeAdd: () => void = () => undefined;

  add(action: NewAction | null): void {
    if (action === null) return;
    if (!isRefusedHere(action)) this.beforeAdd();
    this.all.push(chainAction(this.all.at(-1) ?? null, action));
  }

  async append(action: NewAction): Promise<Action> {
    this.add(action);
    return this.all.at(-1)!;
  }

  async count(action: NewAction): Promise<void> {
    const { kind, actor, subject, at } = action;
    const key = JSON.stringify([kind, actor, subject]);
    const known = this.#counts.get(key);
    if (known !== undefined && at < plusMs(known.toldAt, COUNT_FOR_MS)) {
      known.untold += 1;
      return;
    }
    this.#counts.set(key, { action, toldAt: at, untold: 0 });
    this.add({ ...action, after: { ...action.after, times: (known?.untold ?? 0) + 1 } });
  }

  async tellCounts(now: UtcInstant): Promise<number> {
    const over = [...this.#counts].filter(([, { toldAt }]) => plusMs(toldAt, COUNT_FOR_MS) <= now);
    for (const [key] of over) this.#counts.delete(key);
    const untold = over.filter(([, known]) => known.untold > 0);
    for (const [, { action, untold: times }] of untold) {
      this.add({ ...action, at: now, before: null, after: { times }, reason: null });
    }
    return untold.length;
  }

  async from(index: number, limit: number, filter?: ActionFilter): Promise<readonly Action[]> {
    return this.#matching(filter)
      .filter((action) => action.index >= index)
      .slice(0, limit);
  }

  async page(
    filter: ActionFilter,
    before: number | null,
    limit: number,
  ): Promise<readonly Action[]> {
    return this.#matching(filter)
      .filter(({ index }) => before === null || index < before)
      .reverse()
      .slice(0, limit);
  }

  #matching(filter: ActionFilter | undefined): Action[] {
    const { kind = null, actor = null, from = null, until = null } = filter ?? {};
    const subjects = subjectsOf(filter);
    return this.all.filter(
      (action) =>
        (kind === null || action.kind === kind) &&
        (filter?.refusals !== true || REFUSAL_KINDS.some((one) => one === action.kind)) &&
        (actor === null || action.actor === actor) &&
        (subjects === null || subjects.includes(action.subject ?? "")) &&
        (from === null || action.at >= from) &&
        (until === null || action.at < until),
    );
  }
}
