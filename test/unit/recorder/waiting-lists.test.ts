/** What waits, as it is remembered: what lies on the disk, whatever is closed and sent while the disk is read. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { WaitingLists } from "../../../infra/filesystem/waiting-lists.ts";
import type { Spooled } from "../../../services/recorder/ports.ts";

const segment = (take: number, sequence: number, bytes = 1): Spooled => ({
  ...{ channel: "c", take, sequence, after: null, startedAtMs: take + sequence, durationMs: 1 },
  ...{ isComplete: true, clocks: null, bytes },
});
const nameOf = ({ take, sequence }: Spooled): string => `${take}/${sequence}`;

/** Its files, and readings that end when they are let. */
class Disk {
  readonly files: Spooled[] = [];
  readonly reading: (() => void)[] = [];
  readings = 0;

  read(): Promise<readonly Spooled[]> {
    this.readings += 1;
    const found = this.files.toSorted((a, b) => a.take - b.take || a.sequence - b.sequence);
    return new Promise((resolve) => this.reading.push(() => resolve(found)));
  }

  answer(): void {
    for (const go of this.reading.splice(0)) go();
  }

  async list(lists: WaitingLists): Promise<readonly string[]> {
    const asked = lists.of("c");
    this.answer();
    return (await asked).map(nameOf);
  }
}

it("is what lies on the disk, in whatever order things are closed, sent and read", async () => {
  const step = fc.constantFrom("close", "name", "told", "take", "send", "ask", "answer");
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const disk = new Disk();
      const lists = new WaitingLists(() => disk.read());
      let [take, sequence] = [1, 0];
      /** Has its name on the disk, and nobody was told yet. */
      let named: Spooled | null = null;
      const tell = (): void => {
        if (named !== null) lists.closed(named, null);
        named = null;
      };
      for (const what of steps) {
        if (what === "close" || what === "name") {
          tell();
          named = segment(take, sequence);
          lists.closing("c");
          disk.files.push(named);
          sequence += 1;
          if (what === "close") tell();
        } else if (what === "told") tell();
        else if (what === "take") {
          tell();
          take += 1;
          sequence = 0;
        } else if (what === "send") {
          // Even one that nobody was told of yet: a reading found it.
          const first = disk.files.shift();
          if (first !== undefined) lists.sent(first);
        } else if (what === "ask") void lists.of("c");
        else {
          disk.answer();
          await new Promise(setImmediate);
        }
      }
      tell();
      disk.answer();
      await new Promise(setImmediate);
      expect(await disk.list(lists)).toEqual(disk.files.map(nameOf));
    }),
    { numRuns: 300 },
  );
});

it("is read once, as long as it is short; a long one is not held", async () => {
  const disk = new Disk();
  const lists = new WaitingLists(() => disk.read());
  expect(await disk.list(lists)).toEqual([]);
  for (let sequence = 0; sequence < 500; sequence += 1) lists.closed(segment(1, sequence), null);
  expect(await disk.list(lists)).toHaveLength(500);
  expect(disk.readings).toBe(1);
  lists.closed(segment(1, 500), null);
  disk.files.push(segment(1, 500));
  await disk.list(lists);
  expect(disk.readings).toBe(2);
});

it("holds the bytes of the newest segment alone, once, and none that is large or not wholly known", () => {
  const lists = new WaitingLists(() => Promise.resolve([]));
  lists.closed(segment(1, 0, 2), [Buffer.from("a"), Buffer.from("b")]);
  lists.closed(segment(1, 1, 3), [Buffer.from("c"), Buffer.from("de")]);
  expect(lists.bytesOf(segment(1, 0))).toBeNull();
  expect(lists.bytesOf(segment(1, 1))?.toString()).toBe("cde");
  expect(lists.bytesOf(segment(1, 1))).toBeNull();
  lists.closed(segment(1, 2, 1), null);
  expect(lists.bytesOf(segment(1, 2))).toBeNull();
  lists.closed(segment(1, 3, 64 << 20), [Buffer.from("large")]);
  expect(lists.bytesOf(segment(1, 3))).toBeNull();
});
