/** Collects what came back and what did not, and shows it. */
import { OUTCOMES, type Outcome } from "../../recovery/bring-back.ts";
import type { LostManifest } from "../../recovery/lost-items.ts";
import type { SetApart } from "../../recovery/set-apart.ts";
import type { Terminal } from "../terminal.ts";
import { BRING_BACK, CAME_BACK } from "../texts/bring-back.ts";

/** Nobody reads more; all are counted. */
const MOST_KEPT = 10_000;
const BACK: readonly Outcome[] = ["back", "copy-back"];
/** What stays away as it should. */
const AS_IT_SHOULD: readonly Outcome[] = [...BACK, "ended"];

export class CameBack {
  #walls: SetApart = { items: [], unmarked: 0 };
  readonly #counts = new Map<Outcome, number>();
  readonly #items: (Pick<LostManifest, "itemId" | "subject"> & { outcome: Outcome })[] = [];

  add({ itemId, subject }: LostManifest, outcome: Outcome): void {
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
    if (this.#items.length < MOST_KEPT) this.#items.push({ itemId, subject, outcome });
  }

  /** What was found of walls that were drawn since. */
  walled(found: SetApart): void {
    this.#walls = found;
  }

  get isWhole(): boolean {
    if (this.#walls.unmarked > 0) return false;
    return [...this.#counts.keys()].every((outcome) => AS_IT_SHOULD.includes(outcome));
  }

  /** For a program. */
  get result() {
    const { items: setApart, unmarked } = this.#walls;
    const outcomes = Object.fromEntries(this.#counts);
    return { outcomes, items: this.#items, setApart, unmarked };
  }

  show(term: Terminal, isDry: boolean): void {
    if (this.#counts.size === 0) term.say(BRING_BACK.none);
    for (const outcome of OUTCOMES) {
      const count = this.#counts.get(outcome);
      if (count !== undefined) term.say(CAME_BACK[outcome], { count });
    }
    for (const { itemId, subject, outcome } of this.#items)
      if (!AS_IT_SHOULD.includes(outcome)) term.print(`      ${itemId} ${subject}: ${outcome}`);
    const { items, unmarked } = this.#walls;
    if (items.length > 0) term.say(BRING_BACK.walled, { count: items.length });
    for (const id of items) term.print(`      ${id}`);
    if (unmarked > 0) term.say(BRING_BACK.unmarked, { count: unmarked });
    if (isDry) term.say(BRING_BACK.dry);
    else if (this.#counts.has("back")) term.say(BRING_BACK.apart);
  }
}
