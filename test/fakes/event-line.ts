/** EventLine in memory: what a test publishes, numbered when somebody asks. */
import type { EventLine, EventSubject, PublishedEvent } from "../../services/events/event-line.ts";
import type { EventType } from "../../services/events/event-type.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { NOON } from "../fixtures/evidence.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";

export class MemoryEventLine implements EventLine {
  /** What somebody may know of; told by the test. */
  sees: Sees = SEES_ALL;
  readonly #waiting: Omit<PublishedEvent, "sequence">[] = [];
  readonly #line: PublishedEvent[] = [];

  publish(type: EventType, about: EventSubject): void {
    this.#waiting.push({ type, at: NOON, ...about });
  }

  async number(): Promise<number> {
    for (const event of this.#waiting.splice(0)) {
      this.#line.push({ ...event, sequence: this.#line.length + 1 });
    }
    return this.#line.length;
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
