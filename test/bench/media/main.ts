/**
 * Benchmark of viewing copies. `node test/bench/media/main.ts [--only remux|encode|watchable|shift|redaction] [--rounds 7] [--json]`.
 *
 * - remux, encode: a copy of a 10 s clip in its box, with and without the proof of its packets, beside bare ffmpeg with the
 *   very same arguments, by turns;
 * - watchable: on the whole system, from the last byte of a body camera's 10 minutes until they are sealed and can be played;
 * - shift: on the whole system, clips of which one in five must be encoded, until the last can be played, and what memory
 *   the media process takes;
 * - redaction-small-3, redaction-small-60, redaction-720p-3, redaction-720p-60, redaction-4k: recordings of 3 and of 60 minutes,
 *   small and at 720p, and of 2 minutes at 4K, with boxes over all of it, from the file to its proof: how long it takes, and what
 *   memory this process and ffmpeg take.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { load } from "../live/figures.ts";
import { besideBare } from "./beside-bare.ts";
import { H264, H265, recorded, repeated } from "./recorded.ts";
import { redaction } from "./redaction.ts";
import { shiftOf, watchable } from "./whole-system.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    rounds: { type: "string", default: "7" },
    clips: { type: "string", default: "100" },
    json: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const folder = await mkdtemp(join(tmpdir(), "holdfast-bench-media-"));
const clip = (name: string): string => join(folder, name);

const MEASURES: Readonly<Record<string, () => Promise<object>>> = {
  remux: async () =>
    besideBare(await recorded(clip("ten-seconds"), 10, H264), { how: "remux", rounds }),
  encode: async () =>
    besideBare(await recorded(clip("ten-seconds"), 10, H264), { how: "encode", rounds }),
  watchable: async () => {
    const seconds20 = await recorded(clip("piece"), 20, H264);
    const minutes10 = await repeated(seconds20, 30, clip("ten-minutes"));
    return watchable(minutes10, Math.min(3, rounds));
  },
  "redaction-small-3": () =>
    redaction({ size: "320x180", seconds: 180, path: clip("redaction-small-3") }),
  "redaction-small-60": () =>
    redaction({ size: "320x180", seconds: 3_600, path: clip("redaction-small-60") }),
  "redaction-720p-3": () =>
    redaction({ size: "1280x720", seconds: 180, path: clip("redaction-720p-3") }),
  "redaction-720p-60": () =>
    redaction({ size: "1280x720", seconds: 3_600, path: clip("redaction-720p-60") }),
  "redaction-4k": () => redaction({ size: "3840x2160", seconds: 120, path: clip("redaction-4k") }),
  shift: async () => {
    const plain = await recorded(clip("plain"), 10, H264);
    const other = await recorded(clip("other"), 3, H265);
    const count = Number(values.clips);
    return shiftOf(Array.from({ length: count }, (_, at) => (at % 5 === 4 ? other : plain)));
  },
};

try {
  for (const [name, measure] of Object.entries(MEASURES)) {
    if (!name.includes(values.only)) continue;
    const found = { measure: name, loadBefore: load(), ...(await measure()), loadAfter: load() };
    process.stdout.write(`${JSON.stringify(found, null, values.json ? 0 : 2)}\n`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
