/** Recordings sent to the whole system, until they can be played. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { request } from "node:http";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { type System, startSystem } from "../../e2e/start-system.ts";
import { median, round } from "../live/figures.ts";
import { memoryMib, treesOf } from "../live/processes.ts";

const LOOKED_EVERY_MS = 50;
const PATIENCE_MS = 3_600_000;

/** Milliseconds after the last byte was taken. */
interface Stages {
  readonly sealedMs: number;
  readonly playableMs: number;
}

export async function watchable(path: string, rounds: number): Promise<object> {
  const { size } = await stat(path);
  return inSystem(async (system) => {
    const found: Stages[] = [];
    const memory = watchMemory(system.pids["media"] ?? 0);
    for (let turn = 0; turn < rounds; turn += 1)
      found.push(await untilPlayable(system, await send(system, path), performance.now()));
    const middle = (pick: (stages: Stages) => number): number => round(median(found.map(pick)), 0);
    return {
      ...{ rounds, bytes: size, sealedMs: middle(({ sealedMs }) => sealedMs) },
      playableMs: middle(({ playableMs }) => playableMs),
      afterSealMs: middle(({ sealedMs, playableMs }) => Math.max(0, playableMs - sealedMs)),
      eachAfterSealMs: found.map(({ sealedMs, playableMs }) => round(playableMs - sealedMs, 0)),
      mediaMib: round(memory.most(), 0),
    };
  });
}

/** All are sent as fast as they are taken, two at a time. */
export async function shiftOf(paths: readonly string[]): Promise<object> {
  return inSystem(async (system) => {
    const left = [...paths];
    const sent: string[] = [];
    const startedAt = performance.now();
    const dock = async (): Promise<void> => {
      for (let path = left.pop(); path !== undefined; path = left.pop())
        sent.push(await send(system, path));
    };
    const memory = watchMemory(system.pids["media"] ?? 0);
    await Promise.all([dock(), dock()]);
    const sentS = seconds(startedAt);
    await Promise.all(sent.map((id) => untilPlayable(system, id, startedAt, 1_000)));
    const playableS = seconds(startedAt);
    const clipsAMinute = round((60 * sent.length) / playableS, 1);
    return {
      clips: sent.length,
      sentS,
      playableS,
      clipsAMinute,
      mediaMib: round(memory.most(), 0),
    };
  });
}

const seconds = (sinceMs: number): number => round((performance.now() - sinceMs) / 1_000, 1);

async function inSystem(measure: (system: System) => Promise<object>): Promise<object> {
  const system = await startSystem({ demo: false });
  try {
    return await measure(system);
  } finally {
    await system.stop();
  }
}

/** Answers the id of the item. */
async function send({ url, deviceToken }: System, path: string): Promise<string> {
  const { size } = await stat(path);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const outgoing = request(new URL("/uploads", url), {
    method: "POST",
    headers: {
      authorization: `Bearer ${deviceToken}`,
      "tus-resumable": "1.0.0",
      "content-type": "application/offset+octet-stream",
      "content-length": size,
      "upload-length": size,
    },
  });
  outgoing.once("error", reject);
  outgoing.once("response", (answer) => {
    answer.resume();
    const id = answer.headers.location?.split("/").at(-1);
    if (answer.statusCode === 201 && id !== undefined) resolve(id);
    else reject(new Error(`the clip was answered ${answer.statusCode ?? 0}`));
  });
  await pipeline(createReadStream(path), outgoing);
  return promise;
}

async function untilPlayable(
  system: System,
  id: string,
  sinceMs: number,
  everyMs = LOOKED_EVERY_MS,
): Promise<Stages> {
  let sealedMs: number | null = null;
  let playableMs: number | null = null;
  while (performance.now() < sinceMs + PATIENCE_MS) {
    const answer = await system.fetch(`/api/v1/items/${id}`);
    // The item is entered a moment after its last byte.
    const item = answer.ok
      ? ((await answer.json()) as { stage: string; viewingStage: string })
      : { stage: "", viewingStage: "" };
    const nowMs = performance.now() - sinceMs;
    if (item.stage === "sealed") sealedMs ??= nowMs;
    if (item.viewingStage === "ready") playableMs ??= nowMs;
    if (item.viewingStage === "none") throw new Error("no viewing copy was made of a clip");
    if (sealedMs !== null && playableMs !== null) return { sealedMs, playableMs };
    await sleep(everyMs);
  }
  throw new Error("a clip could not be played in time");
}

/** The most that a process and all below it held at any look, in MiB. */
function watchMemory(pid: number): { most(): number } {
  let most = 0;
  const timer = setInterval(() => {
    const now = treesOf([pid]).reduce((sum, one) => sum + memoryMib(one.pid), 0);
    most = Math.max(most, now);
  }, 500);
  return {
    most: () => {
      clearInterval(timer);
      return most;
    },
  };
}
