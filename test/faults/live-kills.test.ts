/**
 * kill -9 of whatever takes part while a room is recorded, at random moments: how much of what the camera sent is missing of
 * what the house holds in the end, counted picture by picture; each gap is named with its cause; the chain is sound, the session
 * closed, its takes sealed.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstBreak, firstHead } from "../../services/live/chain.ts";
import { Draw } from "../fixtures/seeded.ts";
import { checkHouse } from "./invariants.ts";
import { isTorture } from "./kill-run.ts";
import { KILLED, type Kill, type Killed, LiveWorld } from "./live-world.ts";

/** A store that is a process, and takes half a minute to be up, is part of the long run only. */
const TARGETS = KILLED.filter((what) => isTorture || what !== "store");
const KILLS = isTorture ? 200 : TARGETS.length;
/** So many of a hundred follow the one before while what it killed is not back yet. */
const CLOSE = 20;
const LIMIT_MS = isTorture ? 7_200_000 : 240_000;
const SEED = Number(process.env["HOLDFAST_SEED"] ?? 6);
const say = (text: string): void => void process.stdout.write(`live kills: ${text}\n`);

let live: LiveWorld | null = null;
beforeAll(async () => {
  live = await LiveWorld.running(isTorture ? "s3" : "folder");
}, 400_000);
afterAll(() => live?.close(), 60_000);

/**
 * Nothing is lost by a recorder that is killed, unless it is killed again while it begins; its keeper comes back through its
 * service manager; a camera that comes back is asked again.
 */
const MOST_MS: Readonly<Record<Killed, number>> = {
  ...{ ffmpeg: 0, api: 0, postgres: 0, redis: 0, custody: 0, store: 0 },
  ...{ recorder: 4_000, keeper: 4_000, camera: 4_000 },
};
const CAUSES: Readonly<Partial<Record<Killed, string>>> = {
  ffmpeg: "recorder-fault",
  recorder: "recorder-away",
  keeper: "recorder-away",
  camera: "source-away",
};

test(
  "whatever is killed while a room is recorded, what is missing is little, counted and named",
  async () => {
    const here = live!;
    const { next } = new Draw(SEED);
    say(`seed ${SEED}, ${KILLS} kills`);
    for (let count = 0; count < KILLS; count += 1) {
      if (next() * 100 >= CLOSE) await here.settled();
      await sleep(next() * 2_500);
      const place = count < TARGETS.length ? count : Math.floor(next() * TARGETS.length);
      const what = TARGETS[place]!;
      await here.kill(what, 300 + next() * 1_500);
      if (count % 20 === 19) say(`${count + 1} killed`);
    }
    await here.settled();
    await here.stop();
    const lost = lostBy(here.kills, await here.pictures(), here.camera.fps);
    tell(lost);
    await checkGaps(here);
    await checkHouse(here.world, false);
    for (const one of lost) {
      const mostMs = isAlone(one, lost) ? MOST_MS[one.what] : 2 * MOST_MS.keeper;
      expect(one.lostMs, `lost by a kill of ${one.what}`).toBeLessThanOrEqual(mostMs);
    }
  },
  LIMIT_MS,
);

interface Loss extends Kill {
  readonly lostMs: number;
}

/** Pictures that are missing, by the last kill before them; those of a camera that was dead were never taken. */
function lostBy(kills: readonly Kill[], pictures: readonly number[], fps: number): readonly Loss[] {
  const lost = kills.map(() => 0);
  const timeOf = (picture: number): number => (picture / fps) * 1_000;
  for (const [place, behind] of pictures.entries()) {
    for (let picture = (pictures[place - 1] ?? behind) + 1; picture < behind; picture += 1) {
      const atMs = timeOf(picture);
      const isTaken = !kills.some(
        ({ what, atMs: from, backMs }) => what === "camera" && from < atMs && atMs < backMs,
      );
      // What a process held when it was killed came shortly before.
      const by = kills.findLastIndex((kill) => kill.atMs - HELD_MS < atMs && BLAMED.has(kill.what));
      const any = kills.findLastIndex((kill) => kill.atMs - HELD_MS < atMs);
      const isNear = by >= 0 && atMs - kills[by]!.backMs < NEAR_MS;
      if (isTaken) lost[isNear ? by : any] = (lost[isNear ? by : any] ?? 0) + 1_000 / fps;
    }
  }
  return kills.map((kill, place) => ({ ...kill, lostMs: Math.round(lost[place] ?? 0) }));
}

/** Two that were killed close to one another may share what is missing. */
const isAlone = (one: Loss, all: readonly Loss[]): boolean =>
  all.every(
    (other) => other === one || !BLAMED.has(other.what) || apartMs(other, one) > NEAR_MS / 2,
  );

const apartMs = (left: Kill, right: Kill): number =>
  Math.max(left.atMs - right.backMs, right.atMs - left.backMs);

const HELD_MS = 1_500;
const NEAR_MS = 5_000;
const BLAMED = new Set<Killed>(["ffmpeg", "recorder", "keeper", "camera"]);

function tell(lost: readonly Loss[]): void {
  const at = (sorted: readonly number[], share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const line = (name: string, all: readonly Loss[]): void => {
    const sorted = all.map(({ lostMs }) => lostMs).toSorted((left, right) => left - right);
    const figures = `p50 ${at(sorted, 0.5)} ms, p99 ${at(sorted, 0.99)} ms, most ${sorted.at(-1) ?? 0} ms`;
    say(`${name}: ${sorted.length} kills, lost ${figures}`);
  };
  const alone = lost.filter((one) => isAlone(one, lost));
  for (const what of TARGETS)
    line(
      what,
      alone.filter((one) => one.what === what),
    );
  line("all that were alone", alone);
  line(
    "close to another",
    lost.filter((one) => !alone.includes(one)),
  );
}

/** Each gap has a cause, and something that was killed shortly before is that cause. */
async function checkGaps(here: LiveWorld): Promise<void> {
  const links = await here.links();
  const { channel, kills } = here;
  expect(firstBreak(firstHead(channel.id, channel.sessionId), links)).toBeNull();
  expect(links.at(-1)?.kind).toBe("close");
  for (const [place, link] of links.entries()) {
    if (link.kind !== "gap") continue;
    const gap = JSON.parse(link.facts) as { cause: string; missingMs: number | null };
    const behind = JSON.parse(links[place + 1]!.facts) as { recordedAt: string };
    const beganMs = Date.parse(behind.recordedAt);
    const near = kills.filter(({ atMs }) => atMs < beganMs && beganMs - atMs < 12_000);
    expect(near.map(({ what }) => CAUSES[what])).toContain(gap.cause);
  }
}
