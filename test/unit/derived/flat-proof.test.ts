/** What holds the proof of a long redaction in little memory: marks of packets, voices in a file, silence in pieces, and progress of it all. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { KeptSamples } from "../../../infra/ffmpeg/kept-samples.ts";
import { PartsTold } from "../../../infra/ffmpeg/parts-told.ts";
import { FirstChannel, HiddenSound } from "../../../services/derived/redaction/hidden-sound.ts";
import { PacketMarks } from "../../../services/derived/redaction/packet-marks.ts";
import { sha256 } from "../../../services/kernel/digest.ts";

test("marks know each packet that was added, and no other", () => {
  const digests = fc.uniqueArray(
    fc.integer().map((seed) => sha256(`packet ${seed}`)),
    {
      maxLength: 3_000,
      size: "max",
    },
  );
  fc.assert(
    fc.property(digests, fc.nat(), (all, cut) => {
      const marks = new PacketMarks();
      const added = all.slice(0, cut % (all.length + 1));
      for (const digest of added) marks.add(digest);
      for (const digest of added) expect(marks.has(digest)).toBe(true);
      for (const digest of all.slice(added.length)) expect(marks.has(digest)).toBe(false);
    }),
    { numRuns: 20 },
  );
});

test("samples that one run leaves are those that the next is given, however many, and nothing is left of them", () => {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-voice-"));
  try {
    for (const count of [0, 1, 65_535, 65_536, 65_537, 200_001]) {
      {
        using kept = new KeptSamples(join(folder, "voice"));
        const sample = (at: number): number => ((at * 7_919) % 65_536) - 32_768;
        for (let at = 0; at < count; at += 1) kept.add(sample(at));
        let same = 0;
        for (let at = 0; at < count; at += 1) same += Number(kept.next() === sample(at));
        expect([count, same]).toEqual([count, count]);
        expect([kept.next(), kept.next()]).toEqual([null, null]);
      }
      expect(readdirSync(folder)).toEqual([]);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the first channel of each stretch is heard with its sign, and nothing beside a stretch", () => {
  const heard: [number, number][] = [];
  const stretches = [
    { from: 1, to: 3 },
    { from: 3, to: 4 },
    { from: 6, to: null },
  ];
  const channel = new FirstChannel(stretches, (sample, stretch) => heard.push([sample, stretch]));
  for (const sample of [9, -1, 258, -32_768, 9, 9, 32_767, 0]) {
    const both = Buffer.alloc(4);
    both.writeInt16LE(sample, 0);
    both.writeInt16LE(77, 2);
    channel.take(both);
  }
  expect(heard).toEqual([
    [-1, 0],
    [258, 0],
    [-32_768, 1],
    [32_767, 2],
    [0, 2],
  ]);
});

test("one byte that is not silent is found wherever it stands, in pieces of any length", () => {
  fc.assert(
    fc.property(fc.nat(399_999), fc.integer({ min: 1, max: 150_000 }), (place, piece) => {
      const bytes = Buffer.alloc(400_000);
      bytes[place] = 1;
      const isDead = place >= 40_000 && place < 320_000;
      const hidden = new HiddenSound(2, [{ from: 10_000, to: 80_000 }]);
      const listen = (): void => {
        for (let at = 0; at < bytes.byteLength; at += piece)
          hidden.hear(bytes.subarray(at, at + piece));
      };
      if (isDead) expect(listen).toThrow();
      else expect(listen).not.toThrow();
    }),
    { numRuns: 50 },
  );
});

test("progress of several runs rises as one, is told seldom, and what is left out counts as done", () => {
  const told: number[] = [];
  const parts = new PartsTold((part) => told.push(part), { first: 0.2, second: 0.3, third: 0.5 });
  for (let at = 0; at <= 10_000; at += 1) parts.part("first", at / 10_000);
  parts.part("third", Number.NaN);
  parts.part("third", 0.5);
  parts.part("second", 1);
  parts.part("third", 7);
  expect(told.length).toBeLessThan(45);
  expect(told).toEqual(told.toSorted((one, other) => one - other));
  expect(told.slice(-2)).toEqual([0.75, 1]);
});
