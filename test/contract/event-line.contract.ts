/** What every EventLine does: number what was published once and in order, and tell each listener what they may know of. */
import { describe, expect, it } from "vitest";
import type { EventLine, EventSubject } from "../../services/events/event-line.ts";
import { EVENT_TYPES, type EventType } from "../../services/events/event-type.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { NOON } from "../fixtures/evidence.ts";
import { recordsSight } from "../fixtures/hidden-item.ts";

export interface LineSubject {
  readonly line: EventLine;
  readonly publish: (type: EventType, about: EventSubject, at?: UtcInstant) => Promise<void>;
  /** Of an item that is there. */
  readonly item: () => Promise<ItemId>;
  /** Hides it from `sight`. */
  readonly hide: (id: ItemId) => Promise<void>;
}

export function eventLineContract(name: string, open: () => Promise<LineSubject>): void {
  describe(`EventLine: ${name}`, () => {
    const sight: Sight = recordsSight();

    it("numbers from 1 without gaps, in the order of what was published, each once", async () => {
      const { line, publish, item } = await open();
      expect(await line.number()).toBe(0);
      const itemId = await item();
      await publish("item.received", { itemId });
      await publish("item.verified", { itemId });
      expect(await line.number()).toBe(2);
      expect(await line.number()).toBe(2);
      await publish("item.sealed", { itemId });
      expect(await line.between(sight, EVENT_TYPES, 0, 99)).toHaveLength(2);
      expect(await line.number()).toBe(3);
      const all = await line.between(sight, EVENT_TYPES, 0, 99);
      expect(all.map(({ sequence, type }) => [sequence, type])).toEqual([
        [1, "item.received"],
        [2, "item.verified"],
        [3, "item.sealed"],
      ]);
      expect(all[0]).toEqual({ sequence: 1, type: "item.received", at: all[0]?.at, itemId });
      expect(all[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    });

    it("numbers each once, whoever asks at the same time", async () => {
      const { line, publish, item } = await open();
      const itemId = await item();
      for (let at = 0; at < 9; at += 1) await publish("item.sealed", { itemId });
      const answers = await Promise.all([1, 2, 3, 4].map(() => line.number()));
      expect(Math.max(...answers)).toBe(9);
      const all = await line.between(sight, EVENT_TYPES, 0, 99);
      expect(all.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    });

    it("answers what lies between two numbers, and of the names that are asked for", async () => {
      const { line, publish, item } = await open();
      const itemId = await item();
      for (const type of ["item.received", "item.verified", "item.sealed"] as const) {
        await publish(type, { itemId });
      }
      await line.number();
      const between = async (types: readonly EventType[], after: number, until: number) =>
        (await line.between(sight, types, after, until)).map(({ sequence }) => sequence);
      expect(await between(EVENT_TYPES, 1, 2)).toEqual([2]);
      expect(await between(EVENT_TYPES, 3, 9)).toEqual([]);
      expect(await between(["item.sealed"], 0, 9)).toEqual([3]);
    });

    it("forgets the oldest, never what stands behind a younger one, and never the newest", async () => {
      const { line, publish, item } = await open();
      const itemId = await item();
      expect(await line.forget(plusMs(NOON, 1), 9)).toBe(0);
      for (const ms of [0, 0, 5, 0, 0]) await publish("item.sealed", { itemId }, plusMs(NOON, ms));
      const kept = async () =>
        (await line.between(sight, EVENT_TYPES, 0, 99)).map(({ sequence }) => sequence);
      // What has no number yet is told to nobody so far.
      expect(await line.forget(plusMs(NOON, 9), 9)).toBe(0);
      expect([await line.number(), await line.forgotten()]).toEqual([5, 0]);
      expect(await line.forget(NOON, 9)).toBe(0);
      expect(await line.forget(plusMs(NOON, 1), 1)).toBe(1);
      expect([await line.forgotten(), await kept()]).toEqual([1, [2, 3, 4, 5]]);
      expect(await line.forget(plusMs(NOON, 1), 9)).toBe(1);
      expect(await kept()).toEqual([3, 4, 5]);
      expect(await line.forget(plusMs(NOON, 9), 9)).toBe(2);
      expect(await line.forget(plusMs(NOON, 9), 9)).toBe(0);
      expect([await line.forgotten(), await kept()]).toEqual([4, [5]]);
      await publish("item.sealed", { itemId });
      expect(await line.number()).toBe(6);
      expect(await kept()).toEqual([5, 6]);
    });

    it("tells nobody of what they may not know of, from when it is hidden on", async () => {
      const { line, publish, item, hide } = await open();
      const [hidden, open_] = [await item(), await item()];
      await publish("item.received", { itemId: hidden });
      await publish("item.received", { itemId: open_ });
      await line.number();
      const seen = async () =>
        (await line.between(sight, EVENT_TYPES, 0, 9)).map(({ itemId }) => itemId);
      expect(await seen()).toEqual([hidden, open_]);
      await hide(hidden);
      expect(await seen()).toEqual([open_]);
    });
  });
}
