/**
 * Benchmark of live recordings, on the whole system as `./holdfast up` starts it and `room run` beside it.
 * `node test/bench/live/main.ts [--only channels|answers|latency|steady|day] [--json]`.
 *
 * - channels: processor time of our recorder, all its processes, beside ffmpeg that writes segments and sends nothing, and beside
 *   that with a script that digests, flushes and sends them, by turns at one GStreamer camera to which each channel has a
 *   connection of its own;
 * - answers: from the first byte of a segment until the door says that it is durable and chained;
 * - latency: from a picture until a playlist offers it;
 * - steady: memory of each process while many channels are recorded for long;
 * - day: a session of 24 hours, pushed as fast as it is taken: its last hour beside its first, its lists, its end and its export.
 */
import { parseArgs } from "node:util";
import { answerTimes } from "./answers.ts";
import { channelsPerCore } from "./channels.ts";
import { wholeDay } from "./day.ts";
import { load } from "./figures.ts";
import { openHouse } from "./house.ts";
import { liveLatency } from "./latency.ts";
import { steadyRun } from "./steady.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    json: { type: "boolean", default: false },
    rounds: { type: "string", default: "3" },
    /** Of each turn of `channels`, of `answers` and of `latency`. */
    seconds: { type: "string", default: "30" },
    channels: { type: "string", default: "8" },
    kbps: { type: "string", default: "4000" },
    /** Of `steady`. */
    minutes: { type: "string", default: "10" },
    /** Of `day`, of pictures. */
    hours: { type: "string", default: "24" },
    /** Folder for Node's profiles of the recorder (`channels`). */
    profile: { type: "string" },
  },
});
const [rounds, seconds, kbps] = [values.rounds, values.seconds, values.kbps].map(Number) as [
  ...[number, number, number],
];
const count = Number(values.channels);

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const profiling =
  values.profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${values.profile}`];

const TAKE_A_MINUTE = { HOLDFAST_LIVE_TAKE_MINUTES: "1" };

const MEASURES: Readonly<Record<string, () => Promise<object>>> = {
  channels: () =>
    inHouse(count, (h) => channelsPerCore(h, { rounds, seconds, kbps, node: profiling })),
  answers: () => inHouse(count, (h) => answerTimes(h, { seconds, kbps })),
  latency: () => inHouse(1, (h) => liveLatency(h, { seconds, kbps })),
  steady: () => inHouse(count, (h) => steadyRun(h, { minutes: Number(values.minutes), kbps, say })),
  // Takes by the minute: as many as a day has where it lasts a day.
  day: () => inHouse(1, (h) => wholeDay(h, { hours: Number(values.hours), say }), TAKE_A_MINUTE),
};

async function inHouse(
  channels: number,
  measure: (house: Awaited<ReturnType<typeof openHouse>>) => Promise<object>,
  env: Readonly<Record<string, string>> = {},
): Promise<object> {
  const house = await openHouse(channels, env);
  try {
    return await measure(house);
  } finally {
    await house.close();
  }
}

for (const [name, measure] of Object.entries(MEASURES)) {
  if (!name.includes(values.only)) continue;
  say(`${name}, load ${load()}`);
  const found = { measure: name, loadBefore: load(), ...(await measure()), loadAfter: load() };
  process.stdout.write(`${JSON.stringify(found, null, values.json ? 0 : 2)}\n`);
}
