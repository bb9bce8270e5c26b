/** Many channels for long: what memory each process holds while it goes on, whether anything waits, and whether anything is missing. */
import { setTimeout as sleep } from "node:timers/promises";
import { startCamera } from "../../fixtures/rtsp-camera.ts";
import { load, round, slope } from "./figures.ts";
import { type House, startRecorder } from "./house.ts";
import { byName, memoryMib, partOf, treesOf } from "./processes.ts";

const LOOKED_EVERY_MS = 10_000;
/** Of the whole: until then caches fill. */
const WARM = 0.3;

export interface SteadyOptions {
  readonly minutes: number;
  readonly kbps: number;
  readonly say: (line: string) => void;
}

type Memory = ReadonlyMap<string, number>;

export async function steadyRun(house: House, { minutes, kbps, say }: SteadyOptions) {
  const camera = await startCamera({ kbps });
  try {
    const recorder = await startRecorder(house, camera.url);
    try {
      const looks: { readonly atMs: number; readonly memory: Memory }[] = [];
      let mostWaiting = 0;
      const began = Date.now();
      while (Date.now() - began < minutes * 60_000) {
        await sleep(LOOKED_EVERY_MS);
        const memory = memoryOf(house, recorder.pid);
        const waiting = await recorder.waiting();
        mostWaiting = Math.max(mostWaiting, waiting);
        looks.push({ atMs: Date.now() - began, memory });
        const told = [...memory].map(([name, mib]) => `${name} ${mib.toFixed(0)}`).join(", ");
        say(`${round((Date.now() - began) / 60_000, 1)} min, ${waiting} wait, MiB: ${told}`);
      }
      return {
        ...{ channels: house.channels.length, kbps, minutes, load: load() },
        ...{ mostWaiting, ...(await keptAndMissing(house)) },
        memory: memoryOverTime(looks, minutes),
      };
    } finally {
      await recorder.stop();
    }
  } finally {
    await camera.kill();
  }
}

function memoryOf({ system }: House, recorderPid: number): Memory {
  const all = new Map(byName(treesOf([recorderPid]), partOf, ({ pid }) => memoryMib(pid)));
  for (const [name, pid] of Object.entries(system.pids)) {
    if (name === "supervisor") continue;
    const sums = byName(
      treesOf([pid]),
      () => name,
      (one) => memoryMib(one.pid),
    );
    all.set(name, sums.get(name) ?? 0);
  }
  return all;
}

function memoryOverTime(
  looks: readonly { readonly atMs: number; readonly memory: Memory }[],
  minutes: number,
) {
  const names = [...(looks[0]?.memory.keys() ?? [])];
  return Object.fromEntries(
    names.map((name) => {
      const points = looks.map(
        ({ atMs, memory }) => [atMs / 60_000, memory.get(name) ?? 0] as const,
      );
      const warm = points.filter(([minute]) => minute >= minutes * WARM);
      const mib = points.map(([, held]) => held);
      const [from = NaN, to = NaN, most] = [mib[0], mib.at(-1), Math.max(...mib)];
      return [
        name,
        {
          ...{ firstMib: round(from, 1), lastMib: round(to, 1), mostMib: round(most, 1) },
          mibPerMinute: round(slope(warm), 3),
        },
      ];
    }),
  );
}

async function keptAndMissing({ system, sessionId }: House) {
  const answer = await system.fetch(`/api/v1/recording-sessions/${sessionId}/live`);
  const { channels } = (await answer.json()) as {
    channels: readonly { takes: readonly { segments: number }[]; holes: readonly unknown[] }[];
  };
  return {
    segments: channels.flatMap(({ takes }) => takes).reduce((sum, one) => sum + one.segments, 0),
    holes: channels.reduce((sum, { holes }) => sum + holes.length, 0),
  };
}
