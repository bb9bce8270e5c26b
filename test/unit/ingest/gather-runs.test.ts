/** Bodies gathered into runs share one memory: they never wait for each other for ever, and it is never held twice. */
import { hash, randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type DeviceId, newId } from "../../../services/kernel/ids.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { GatherMemory } from "../../../services/ingest/gather-memory.ts";
import { RunGatherer } from "../../../services/ingest/gather-runs.ts";

const MIB = 1 << 20;
const DEVICE = newId<DeviceId>();

const gatherer = (
  body: PassThrough,
  memory: GatherMemory,
  stageBytes: number | null = null,
): RunGatherer =>
  new RunGatherer(body, {
    offsetBytes: 0,
    runBytes: 8 * MIB,
    stageBytes,
    maxBytes: 64 * MIB,
    memory,
    holder: DEVICE,
    minBytesPerSecond: 0,
    rateWindowMs: 60_000,
    ownsChunks: false,
    checksums: [],
  });

async function sizeOfAll(gathering: RunGatherer): Promise<number> {
  let sum = 0;
  for (let run = await gathering.next(); run !== null; run = await gathering.next()) {
    sum += run.sizeBytes;
  }
  return sum;
}

it("goes on with a body that was paused for memory which others have given back since", async () => {
  const memory = new GatherMemory(2 * MIB);
  const body = new PassThrough({ highWaterMark: 16 * MIB });
  const gathering = gatherer(body, memory);
  memory.add(4 * MIB); // another upload's
  body.write(randomBytes(MIB));
  await turn();
  expect(body.isPaused()).toBe(true);
  memory.add(-4 * MIB);
  memory.add(-MIB); // as if the limit were far away
  const all = sizeOfAll(gathering);
  body.end(randomBytes(MIB));
  expect(await all).toBe(2 * MIB);
});

it("goes on when the memory is given back between the pause and the taker's turn", async () => {
  const memory = new GatherMemory(2 * MIB);
  const body = new PassThrough({ highWaterMark: 16 * MIB });
  const gathering = gatherer(body, memory);
  const all = sizeOfAll(gathering);
  memory.add(4 * MIB);
  body.once("pause", () => memory.add(-5 * MIB));
  body.write(randomBytes(MIB));
  body.end(randomBytes(MIB));
  expect(await all).toBe(2 * MIB);
});

it("cuts 64 large bodies at once into runs that fit the memory, and each comes out whole", async () => {
  const memory = new GatherMemory(16 * MIB);
  let held = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      const bytes = randomBytes(MIB);
      const body = new PassThrough();
      const gathering = gatherer(body, memory);
      const sending = (async () => {
        for (let at = 0; at < bytes.byteLength; at += 65_536) {
          const piece = bytes.subarray(at, at + 65_536);
          if (!body.write(piece)) await new Promise((resolve) => body.once("drain", resolve));
        }
        body.end();
      })();
      const chunks: Uint8Array[] = [];
      for (let run = await gathering.next(); run !== null; run = await gathering.next()) {
        held += run.sizeBytes;
        most = Math.max(most, held);
        await turn();
        expect(run.run?.sha256).toBe(sha256(...run.chunks));
        chunks.push(...run.chunks.map((chunk) => Uint8Array.from(chunk)));
        held -= run.sizeBytes;
        gathering.release(run, true);
      }
      await sending;
      expect(sha256(...chunks)).toBe(sha256(bytes));
    }),
  );
  // Two runs a body, of the least size and what one read of a socket adds.
  expect(most).toBeLessThanOrEqual(64 * 2 * (256 + 64) * 1024);
});

it("ends a body under the least rate, though a waiting taker gets a piece in every window", async () => {
  const body = new PassThrough({ highWaterMark: MIB });
  const gathering = new RunGatherer(body, {
    offsetBytes: 0,
    runBytes: 8 * MIB,
    stageBytes: 1_000,
    maxBytes: 64 * MIB,
    memory: new GatherMemory(64 * MIB),
    holder: DEVICE,
    minBytesPerSecond: MIB,
    rateWindowMs: 100,
    ownsChunks: false,
    checksums: [],
  });
  const trickle = setInterval(() => body.write(randomBytes(1_000)), 20);
  try {
    let sum = 0;
    for (let piece = await gathering.next(); piece !== null; piece = await gathering.next()) {
      sum += piece.sizeBytes;
      gathering.release(piece, true);
      if (sum > 50_000) break;
    }
    expect(gathering.end).toBe("too-slow");
  } finally {
    clearInterval(trickle);
    gathering.abandon();
  }
});

it.each([[3 * MIB], [8 * MIB], [17 * MIB + 5]])(
  "gives a body of %d bytes out in pieces, each run hashed over all of its own",
  async (size) => {
    const bytes = randomBytes(size);
    const body = new PassThrough({ highWaterMark: 64 * MIB });
    const gathering = gatherer(body, new GatherMemory(64 * MIB), MIB / 2);
    for (let from = 0; from < size; from += 65_536) body.write(bytes.subarray(from, from + 65_536));
    body.end();
    let run: Uint8Array[] = [];
    let at = 0;
    for (let piece = await gathering.next(); piece !== null; piece = await gathering.next()) {
      expect(piece.sizeBytes).toBeLessThanOrEqual(MIB);
      run.push(...piece.chunks.map((chunk) => Uint8Array.from(chunk)));
      gathering.release(piece, true);
      if (piece.run === null) continue;
      const expected = bytes.subarray(at, (at += piece.run.sizeBytes));
      expect(sha256(...run)).toBe(sha256(expected));
      expect(piece.run.sha256).toBe(sha256(expected));
      expect(at % (8 * MIB) === 0 || at === size).toBe(true);
      run = [];
    }
    expect(at).toBe(size);
  },
);

it("knows the digest of the whole body, however many runs and pieces it came in", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 12 }),
      fc.integer({ min: 0, max: 300 }),
      fc.constantFrom(null, 64),
      async (sizes, offsetBytes, stageBytes) => {
        const body = new PassThrough();
        const gathering = new RunGatherer(body, {
          ...{ offsetBytes, runBytes: 256, stageBytes, maxBytes: MIB, holder: DEVICE },
          ...{ memory: new GatherMemory(MIB), minBytesPerSecond: 0, rateWindowMs: 60_000 },
          ...{ ownsChunks: false, checksums: ["sha256", "md5"] },
        });
        const chunks = sizes.map((size) => randomBytes(size));
        for (const chunk of chunks) body.write(chunk);
        body.end();
        await sizeOfAll(gathering);
        const bytes = Buffer.concat(chunks);
        for (const name of ["sha256", "md5"])
          expect(gathering.wholeDigest(name).toString("hex")).toBe(hash(name, bytes, "hex"));
      },
    ),
    { numRuns: 60 },
  );
});
