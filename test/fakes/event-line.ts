/** EventLine in memory: what a test publishes, numbered when somebody asks. */
import type { EventLine, EventSubject, PublishedEvent } from "../../services/events/event-line.ts";
import type { EventType } from "../../services/events/event-type.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { NOON } from "../fixtures/evidence.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";

export class MemoryEventLine implements EventLine {
  /** What somebody may know of; told by the test. */
  sees: Sees = SEES_ALL;
  readonly #waiting: Omit<PublishedEvent, "sequence">[] = [];
  readonly #line: PublishedEvent[] = [];
  #last = 0;

  publish(type: EventType, about: EventSubject, at = NOON): void {
    this.#waiting.push({ type, at, ...about });
  }

  async forgotten(): Promise<number> {
    return (this.#line[0]?.sequence ?? 1) - 1;
  }

  async forget(before: UtcInstant, limit: number): Promise<number> {
    const most = Math.min(limit, this.#line.length - 1);
    const young = this.#line.findIndex(({ at }) => at >= before);
    return this.#line.splice(0, Math.max(0, young === -1 ? most : Math.min(most, young))).length;
  }

  async number(): Promise<number> {
    for (const event of this.#waiting.splice(0)) {
      this.#last += 1;
      this.#line.push({ ...event, sequence: this.#last });
    }
    return this.#last;
  }

  async between(
    sight: Sight,
    types: readonly EventType[],
    after: number,
    until: number,
  ): Promise<readonly PublishedEvent[]> {
    return this.#line.filter(
      ({ sequence, type, at: _at, ...ids }) =>
        sequence > after &&
        sequence <= until &&
        types.includes(type) &&
        this.sees(sight, Object.values(ids)),
    );
  }
}
