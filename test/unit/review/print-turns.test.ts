/** Turns to print: two at once, one waits, others are refused; a turn ends with its file, however that ends. */
import { buffer } from "node:stream/consumers";
import { setImmediate as settled } from "node:timers/promises";
import { expect, it } from "vitest";
import { PrintTurns } from "../../../services/review/print-turns.ts";

const WHOLE = Buffer.from("whole");
async function* pieces(count = 1) {
  for (let at = 0; at < count; at += 1) yield WHOLE;
}

it("lets so many print, so many wait, and refuses the rest before they begin; whoever waits longest is next", async () => {
  const turns = new PrintTurns({ printing: 2, waiting: 2, stallMs: 60_000 });
  const begun: number[] = [];
  const asked = [0, 1, 2, 3, 4].map((number) =>
    turns.take(() => {
      begun.push(number);
      return Promise.resolve(pieces());
    }),
  );
  await expect(asked[4]).rejects.toMatchObject({
    ...{ kind: "unavailable", code: "review/too-many-prints" },
    facts: { retryAfterSeconds: 30 },
  });
  const files = await Promise.all([asked[0]!, asked[1]!]);
  await settled();
  expect(begun).toEqual([0, 1]);
  // Read to its end, and left by its reader before a byte.
  expect(await buffer(files[0])).toEqual(WHOLE);
  await asked[2];
  expect(begun).toEqual([0, 1, 2]);
  files[1].destroy();
  await asked[3];
  expect(begun).toEqual([0, 1, 2, 3]);
});

it("a print that fails before or while it is read gives its turn back", async () => {
  const turns = new PrintTurns({ printing: 1, waiting: 0, stallMs: 60_000 });
  await expect(turns.take(() => Promise.reject(new Error("no glyph")))).rejects.toThrow("no glyph");
  async function* breaking() {
    yield WHOLE;
    throw new Error("the thread is gone");
  }
  const failing = await turns.take(() => Promise.resolve(breaking()));
  await expect(buffer(failing)).rejects.toThrow("the thread is gone");
  await settled();
  await expect(turns.take(() => Promise.resolve(pieces()))).resolves.toBeDefined();
});

it("who takes nothing any more loses the turn, and is told that the file is not whole", async () => {
  const turns = new PrintTurns({ printing: 1, waiting: 1, stallMs: 20 });
  let ended = 0;
  async function* endless() {
    try {
      for (;;) yield WHOLE;
    } finally {
      ended += 1;
    }
  }
  const stalled = await turns.take(() => Promise.resolve(endless()));
  const failure = new Promise((resolve) => stalled.once("error", resolve));
  stalled.read(0);
  const next = await turns.take(() => Promise.resolve(pieces(3)));
  expect([String(await failure), ended]).toEqual(["Error: nobody reads what is printed", 1]);
  expect((await buffer(next)).byteLength).toBe(15);
});
