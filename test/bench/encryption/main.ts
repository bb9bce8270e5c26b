/**
 * What encryption costs: an original stored and read back, read as a whole, and read in stretches as a player does, in
 * clear and encrypted. `node test/bench/encryption/main.ts [--mib 256] [--rounds 5]`.
 *
 * They run by turns in one process over one folder, because the machine's speed moves by more than they differ: the
 * ratio of a round is what counts.
 */
import { randomBytes, randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createFilesystemStores } from "../../../infra/filesystem/stores.ts";
import { plainObjects } from "../../../services/encryption/plain-objects.ts";
import { readBack } from "../../../services/ingest/read-back.ts";
import { storeEncrypted } from "../../../services/ingest/store-original.ts";
import { type Run, incomingOf } from "../../../services/ingest/upload.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type UploadId, newId } from "../../../services/kernel/ids.ts";
import type { IncomingState } from "../../../services/objects/incoming-store.ts";
import type { ObjectRef } from "../../../services/objects/object-store.ts";
import { ONE_KEY } from "../../fixtures/encrypted-object.ts";
import { openedUpload } from "../../fixtures/uploads.ts";

const { values } = parseArgs({
  options: {
    mib: { type: "string", default: "256" },
    rounds: { type: "string", default: "5" },
    stretches: { type: "string", default: "200" },
  },
});
const [mib, rounds, stretches] = [values.mib, values.rounds, values.stretches].map(Number) as [
  number,
  number,
  number,
];
const STRETCH_BYTES = 256 << 10;
const RUN_BYTES = 8 << 20;
const never = new AbortController().signal;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const folder = await mkdtemp(join(tmpdir(), "holdfast-bench-"));
const { objects, incoming } = createFilesystemStores({
  ...{ HOLDFAST_FILESYSTEM_DIR: folder, HOLDFAST_FILESYSTEM_IMMUTABLE: "off" },
});
const plain = plainObjects(objects, ONE_KEY);
const dataKey = await ONE_KEY.toRead(newId());

interface Used {
  readonly seconds: number;
  readonly cpuSeconds: number;
}
type Way = "clear" | "encrypted";
const used = new Map<string, Record<Way, Used[]>>();

async function timed<T>(what: string, way: Way, work: () => Promise<T>): Promise<T> {
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  const took = { seconds: (performance.now() - from) / 1e3, cpuSeconds: (user + system) / 1e6 };
  const list = used.get(what) ?? { clear: [], encrypted: [] };
  list[way].push(took);
  used.set(what, list);
  return result;
}

/** An upload that lies there as it was received. */
async function received() {
  const block = randomBytes(RUN_BYTES);
  const bare = openedUpload({ id: newId<UploadId>(), lengthBytes: mib * 2 ** 20 });
  const writer = await incoming.open({ ...incomingOf(bare) });
  const runs: Run[] = [];
  let state: IncomingState = null;
  for (let offsetBytes = 0; offsetBytes < mib * 2 ** 20; offsetBytes += RUN_BYTES) {
    block.writeUInt32BE(offsetBytes / RUN_BYTES);
    state = (await writer.write([block])).state;
    runs.push({ offsetBytes, sizeBytes: RUN_BYTES, sha256: sha256(block) });
  }
  await writer.close();
  return { upload: { ...bare, offsetBytes: mib * 2 ** 20, incoming: state }, parts: [], runs };
}

async function inClear(): Promise<ObjectRef> {
  const { upload, runs } = await received();
  return timed("stored and read back", "clear", async () => {
    const object = await incoming.assemble(incomingOf(upload));
    const found = await readBack(await objects.scan(object), runs);
    if (found.differingRuns > 0) throw new Error("other bytes");
    return object;
  });
}

async function asCiphertext(): Promise<ObjectRef> {
  const upload = await received();
  return timed("stored and read back", "encrypted", async () => {
    const stored = await storeEncrypted({ incoming, objects }, upload, dataKey, never);
    if (!stored.opens || stored.found.differingRuns > 0) throw new Error("other bytes");
    return stored.object;
  });
}

async function readWhole(ref: ObjectRef): Promise<void> {
  let sizeBytes = 0;
  for await (const chunk of await plain.scan(ref)) sizeBytes += chunk.byteLength;
  if (sizeBytes !== mib * 2 ** 20) throw new Error("another size");
}

async function readStretches(ref: ObjectRef): Promise<void> {
  for (let count = 0; count < stretches; count += 1) {
    const firstByte = randomInt(mib * 2 ** 20 - STRETCH_BYTES);
    const source = await plain.read(ref, { firstByte, lastByte: firstByte + STRETCH_BYTES - 1 });
    let sizeBytes = 0;
    for await (const chunk of source) sizeBytes += (chunk as Buffer).byteLength;
    if (sizeBytes !== STRETCH_BYTES) throw new Error("another size");
  }
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

try {
  for (let round = 0; round < rounds; round += 1) {
    for (const way of ["clear", "encrypted"] as const) {
      const ref = await (way === "clear" ? inClear() : asCiphertext());
      await timed("read as a whole", way, () => readWhole(ref));
      await timed(`read in ${stretches} stretches of 256 KiB`, way, () => readStretches(ref));
      await objects.remove(ref);
    }
  }
  say(
    `${mib} MiB, ${rounds} rounds, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`,
  );
  for (const [what, ways] of used) {
    const gib = (what.includes("stretches") ? (stretches * STRETCH_BYTES) / 2 ** 20 : mib) / 1_024;
    for (const way of ["clear", "encrypted"] as const) {
      const seconds = median(ways[way].map((each) => each.seconds));
      const cpu = median(ways[way].map((each) => each.cpuSeconds));
      say(
        `${what}, ${way}: ${((gib * 1_024) / seconds).toFixed(0)} MiB/s, ${(cpu / gib).toFixed(2)} CPU s/GiB`,
      );
    }
    const ratios = ways.encrypted.map(
      (each, at) => each.cpuSeconds / (ways.clear[at]?.cpuSeconds ?? NaN),
    );
    say(`  encrypted takes ${median(ratios).toFixed(2)} times the CPU`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
