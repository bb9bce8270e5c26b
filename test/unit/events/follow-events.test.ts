/** One listener hears the line without loss or repeat, and nothing once they may not. */
import { expect, test } from "vitest";
import { forgetEvents } from "../../../services/events/forget-events.ts";
import { beginAfter, followEvents } from "../../../services/events/follow-events.ts";
import { EventWatch } from "../../../services/events/line-watch.ts";
import { Listeners } from "../../../services/events/listeners.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { type ItemId, type UserId, newId } from "../../../services/kernel/ids.ts";
import type { Sight } from "../../../services/secrecy/sight.ts";
import { MemoryEventLine } from "../../fakes/event-line.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { recordsSight } from "../../fixtures/hidden-item.ts";

function lineOf(count: number) {
  const line = new MemoryEventLine();
  const items = Array.from({ length: count }, () => newId<ItemId>());
  for (const itemId of items) line.publish("item.sealed", { itemId });
  return { line, items };
}

function follow(line: MemoryEventLine, after: number, sight: () => Promise<Sight | null>) {
  const watch = new EventWatch(line, () => undefined);
  const left = new AbortController();
  const heard = followEvents({ line, watch }, after, { sight, signal: left.signal });
  return { heard, watch, left };
}

const known = recordsSight();

test("hears all of a long line in pieces, each once and in order, and what comes later", async () => {
  const { line } = lineOf(1_201);
  const { heard, left } = follow(line, 0, async () => known);
  const numbers: number[] = [];
  for await (const { events, upTo } of heard) {
    numbers.push(...events.map(({ sequence }) => sequence));
    if (upTo === 1_201 && numbers.length === 1_201)
      line.publish("item.disposed", { itemId: newId<ItemId>() });
    if (upTo === 1_202) break;
  }
  left.abort();
  expect(numbers).toEqual(Array.from({ length: 1_202 }, (_, at) => at + 1));
});

test("goes past what is hidden, and says how far", async () => {
  const { line, items } = lineOf(3);
  line.sees = (_sight, ids) => !ids.includes(items[1]!) && !ids.includes(items[2]!);
  const { heard, left } = follow(line, 0, async () => known);
  const next = await heard.next();
  expect(next.value).toMatchObject({ events: [{ sequence: 1 }], upTo: 3 });
  left.abort();
});

test("tells nothing once the listener may hear nothing any more", async () => {
  const { line } = lineOf(1);
  let sight: Sight | null = known;
  const { heard } = follow(line, 0, async () => sight);
  expect((await heard.next()).value).toMatchObject({ upTo: 1 });
  line.publish("item.sealed", { itemId: newId<ItemId>() });
  sight = null;
  expect(await heard.next()).toEqual({ done: true, value: undefined });
});

test("ends when the listener leaves and when the process ends, also in silence", async () => {
  const { line } = lineOf(0);
  const one = follow(line, 0, async () => known);
  const waiting = one.heard.next();
  one.left.abort();
  expect((await waiting).done).toBe(true);
  const two = follow(line, 0, async () => known);
  const still = two.heard.next();
  two.watch.close();
  expect((await still).done).toBe(true);
});

test("looks again after a look that failed", async () => {
  const { line } = lineOf(1);
  const number = line.number.bind(line);
  let failures = 1;
  line.number = async () => {
    if (failures-- > 0) throw new Error("the database is away");
    return number();
  };
  const { heard, left } = follow(line, 0, async () => known);
  expect((await heard.next()).value).toMatchObject({ upTo: 1 });
  left.abort();
});

test("begins at the end, behind a number, or not at all where there is no such number", async () => {
  const { line } = lineOf(2);
  expect(await beginAfter(line, null)).toBe(2);
  expect(await beginAfter(line, 0)).toBe(0);
  expect(await beginAfter(line, 2)).toBe(2);
  await expect(beginAfter(line, 3)).rejects.toMatchObject({ code: "events/beyond-the-end" });
});

test("begins behind what is kept, and says so where something would be missed", async () => {
  const { line } = lineOf(4);
  await line.number();
  const clock = () => plusMs(NOON, 90 * 86_400_000 + 1);
  expect(await forgetEvents({ line, clock }, AbortSignal.abort())).toBe(0);
  expect(await forgetEvents({ line, clock: () => plusMs(NOON, 90 * 86_400_000) }, living())).toBe(
    0,
  );
  expect(await forgetEvents({ line, clock }, living())).toBe(3);
  expect([await beginAfter(line, null), await beginAfter(line, 3)]).toEqual([4, 3]);
  await expect(beginAfter(line, 2)).rejects.toMatchObject({
    ...{ kind: "conflict", code: "events/forgotten", facts: { after: 2, forgotten: 3 } },
  });
});

const living = (): AbortSignal => new AbortController().signal;

test("a person has a few streams, and has the place of one that ended again, once", () => {
  const listeners = new Listeners();
  const [one, other] = [newId<UserId>(), newId<UserId>()];
  const leave = Array.from({ length: 6 }, () => listeners.enter(one));
  expect(() => listeners.enter(one)).toThrow(
    expect.objectContaining({ code: "events/too-many-listeners" }) as Error,
  );
  listeners.enter(other)();
  leave[0]!();
  leave[0]!();
  listeners.enter(one);
  expect(() => listeners.enter(one)).toThrow();
});
