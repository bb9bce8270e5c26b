/**
 * Receipt benchmark: the whole system as `./holdfast up` starts it, on its local store. How long a device
 * waits from the answer to its last byte until it holds its receipt, and how many small clips a second
 * are taken in and receipted. `node test/bench/receipts/main.ts`.
 *
 * The client asks again every few milliseconds, which is part of the time it measures and of the load it
 * makes. The clips are noise: media workers look at each and give up, as they would at a broken one.
 */
import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type System, startSystem } from "../../e2e/start-system.ts";
import { cpuSecondsOfTree } from "../ingest/measured-process.ts";
import { Sender } from "./sender.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    /** Clips a round of each load. */
    clips: { type: "string", default: "200" },
  },
});
const rounds = Number(values.rounds);
const clips = Number(values.clips);

interface Load {
  readonly name: string;
  readonly clipBytes: number;
  readonly atOnce: number;
  /** Between one clip and the next of a sender: others are sealed meanwhile, or nothing is. */
  readonly pauseMs: number;
}

const LOADS: readonly Load[] = [
  { name: "64 KiB, one now and then", clipBytes: 64 << 10, atOnce: 1, pauseMs: 150 },
  { name: "5 MiB, one now and then", clipBytes: 5 << 20, atOnce: 1, pauseMs: 150 },
  { name: "64 KiB, 8 senders without pause", clipBytes: 64 << 10, atOnce: 8, pauseMs: 0 },
];

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const system = await startSystem({ demo: false });
try {
  const sender = new Sender(system.url, system.deviceToken);
  await sender.clip(64 << 10);
  for (const load of LOADS) {
    for (let round = 0; round < rounds; round += 1) await measure(system, sender, load);
  }
  sender.close();
} finally {
  await system.stop();
}

async function measure({ pids }: System, sender: Sender, load: Load): Promise<void> {
  const cpuBefore = cpuOf(pids);
  const waitsMs: number[] = [];
  let left = clips;
  const began = performance.now();
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const { takenMs, receiptedMs } = await sender.clip(load.clipBytes);
      waitsMs.push(receiptedMs - takenMs);
      await sleep(load.pauseMs);
    }
  };
  await Promise.all(Array.from({ length: load.atOnce }, work));
  const seconds = (performance.now() - began) / 1000;
  waitsMs.sort((one, other) => one - other);
  const at = (share: number): string =>
    (waitsMs[Math.floor(share * (waitsMs.length - 1))] ?? NaN).toFixed(0);
  const used = Object.entries(cpuOf(pids)).map(
    ([name, cpu]) => `${name} ${(((cpu - (cpuBefore[name] ?? 0)) * 1000) / clips).toFixed(1)}`,
  );
  say(
    `${load.name}: last byte to receipt p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ` +
      `${(clips / seconds).toFixed(1)} receipts/s; CPU ms a clip: ${used.join(", ")}; load ${loadavg()[0]?.toFixed(1)}`,
  );
}

function cpuOf(pids: System["pids"]): Record<string, number> {
  return Object.fromEntries(
    // The supervisor is the parent of the others.
    Object.entries(pids).flatMap(([name, pid]) =>
      name === "supervisor" ? [] : [[name, cpuSecondsOfTree(pid)] as const],
    ),
  );
}
