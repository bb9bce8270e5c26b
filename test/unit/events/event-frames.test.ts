/** The text of the stream: what a browser reads of it, how far it says that was, and who does not take it is cut off. */
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { expect, test } from "vitest";
import { eventStream, framesOf, opening } from "../../../services/events/event-frames.ts";
import type { PublishedEvent } from "../../../services/events/event-line.ts";
import type { Heard } from "../../../services/events/follow-events.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import { NOON } from "../../fixtures/evidence.ts";

const event = (sequence: number): PublishedEvent => ({
  ...{ sequence, type: "item.sealed", at: NOON, itemId: newId<ItemId>() },
});

test("an event is its number, its name and its ids as JSON", () => {
  const one = event(7);
  expect(framesOf({ events: [one], upTo: 7 })).toBe(
    `id: 7\nevent: item.sealed\ndata: ${JSON.stringify(one)}\n\n`,
  );
});

test("behind what was hidden, and in silence, the number goes on without an event", () => {
  expect(framesOf({ events: [], upTo: 9 })).toBe(": alive\nid: 9\n\n");
  expect(framesOf({ events: [event(7)], upTo: 9 })).toMatch(/\n\n: alive\nid: 9\n\n$/);
  expect(opening(4)).toBe("retry: 3000\nid: 4\n\n");
});

async function* endless(told: { count: number }): AsyncGenerator<Heard> {
  for (let upTo = 1; ; upTo += 1) {
    told.count = upTo;
    yield { events: [event(upTo)], upTo };
  }
}

test("who takes nothing is cut off, and hardly anything was kept for them", async () => {
  const told = { count: 0 };
  let hasLeft = false;
  const stream = eventStream(opening(0), endless(told), 50, () => (hasLeft = true));
  const stuck = new Writable({ highWaterMark: 1, write: () => undefined });
  await expect(pipeline(stream, stuck)).rejects.toMatchObject({ code: "events/too-slow" });
  expect(hasLeft).toBe(true);
  expect(told.count).toBeLessThan(4);
});

test("who leaves is let go at once, also while nothing happens", async () => {
  async function* silence(): AsyncGenerator<Heard> {
    await new Promise(() => undefined);
    yield { events: [], upTo: 0 };
  }
  const { promise: left, resolve } = Promise.withResolvers<true>();
  const stream = eventStream(opening(0), silence(), 60_000, () => resolve(true));
  const { value } = (await stream[Symbol.asyncIterator]().next()) as { value: Buffer };
  expect(String(value)).toBe(opening(0));
  stream.destroy();
  await left;
});

test("ends where what is heard ends, and breaks where that breaks", async () => {
  async function* two(): AsyncGenerator<Heard> {
    yield { events: [event(1)], upTo: 1 };
    yield { events: [], upTo: 2 };
  }
  const texts: string[] = [];
  for await (const text of eventStream(opening(0), two(), 60_000, () => undefined)) {
    texts.push(String(text));
  }
  expect(texts.join("")).toMatch(/^retry: 3000[^]*id: 1\n[^]*: alive\nid: 2\n\n$/);
  async function* broken(): AsyncGenerator<Heard> {
    yield { events: [], upTo: 1 };
    throw new Error("the database is away");
  }
  const failing = eventStream(opening(0), broken(), 60_000, () => undefined);
  await expect(
    pipeline(failing, new Writable({ write: (_c, _e, done) => done() })),
  ).rejects.toThrow("the database is away");
});
