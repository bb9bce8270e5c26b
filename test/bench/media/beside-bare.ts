/** One copy in its box, beside bare ffmpeg with the very same arguments, by turns. */
import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { runFfmpeg } from "../../../infra/ffmpeg/ffmpeg-run.ts";
import { recipeOf } from "../../../infra/ffmpeg/recipes.ts";
import { boxArguments } from "../../../infra/ffmpeg/sandbox.ts";
import { type CopyPlan, viewingPlans } from "../../../services/media/viewing-plan.ts";
import { type RealMedia, never, realMedia } from "../../integration/ffmpeg/real-media.ts";
import { median, round } from "../live/figures.ts";

const bare = promisify(execFile);

export interface BesideOptions {
  readonly how: "remux" | "encode";
  readonly rounds: number;
}

/** Ratios are of the time of bare ffmpeg to ours: 1 is as fast. `box` is the same run in the box; `proved` all that makes a copy. */
export async function besideBare(path: string, { how, rounds }: BesideOptions): Promise<object> {
  const bytes = await readFile(path);
  const media = await realMedia();
  const times = { bare: [] as number[], box: [] as number[], proved: [] as number[] };
  try {
    for (let turn = 0; turn < rounds; turn += 1) {
      await using job = await media.filled(bytes);
      const info = await media.probe(job);
      const plan = viewingPlans(info, bytes.byteLength).find(({ method }) => method === how);
      if (plan === undefined) throw new Error(`the clip has no plan of ${how}`);
      const output = join(job.folder, recipeOf(plan).outputFile);
      const clear = (): Promise<void> => rm(output, { force: true });
      let args: readonly string[] = [];
      const proved = async (): Promise<void> => {
        ({
          madeBy: { arguments: args },
        } = await media.tools.make(job, plan, () => undefined, never));
      };
      times.proved.push(await timed(proved));
      await clear();
      times.bare.push(await timed(() => bare("ffmpeg", [...args], { cwd: job.folder })));
      await clear();
      times.box.push(await timed(() => boxed(media, job.folder, plan)));
    }
  } finally {
    await media.close();
  }
  const ms = { bare: median(times.bare), box: median(times.box), proved: median(times.proved) };
  return {
    ...{ rounds, boxRatio: round(ms.bare / ms.box), provedRatio: round(ms.bare / ms.proved) },
    ms: { bare: round(ms.bare, 0), box: round(ms.box, 0), proved: round(ms.proved, 0) },
  };
}

async function boxed({ sandbox }: RealMedia, folder: string, plan: CopyPlan): Promise<void> {
  const box = boxArguments(folder, "ffmpeg", plan.limits);
  const { launcher } = sandbox;
  const run = { launcher, box, recipe: recipeOf(plan), onLine: () => undefined, signal: never };
  if ((await runFfmpeg(run)) !== null) throw new Error("ffmpeg failed in its box");
}

/** Milliseconds by the clock: what runs in a box is not this process's to count. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
