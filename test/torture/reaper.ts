/** Kills one process again and again, at marked points, at other round trips and at moments between, and begins it again. */
import { setTimeout as sleep } from "node:timers/promises";
import type { CrashMode, Trap } from "../fixtures/crash-proxy.ts";
import type { Draw } from "../fixtures/seeded.ts";
import type { ProcessName, Served } from "../faults/process-world.ts";
import type { TortureHouse } from "./house.ts";
import { markedPoints, pointAt } from "./points.ts";
import type { Death, Tally } from "./tally.ts";

/** It lives so long at most: with a point before it, which is met another time then, and without. */
const LONGEST_MS = { point: 4_000, moment: 2_000 };
const MODES: readonly CrashMode[] = ["failed", "failed-but-persisted"];
/** Of a process's lives, so many end at a marked point; of the others, so many at another round trip. */
const [AT_POINTS, AT_TRIPS] = [0.55, 0.7];
/** Of lives, so many lose a connection at COMMIT first. */
const CUTS = 0.15;
/** A life has some hundred round trips, most of them of nobody's work. */
const MOST_TRIPS = 120;

export async function reap(
  house: TortureHouse,
  name: Served,
  { draw, tally, isOver }: { draw: Draw; tally: Tally; isOver: () => boolean },
): Promise<void> {
  while (!isOver()) {
    const death = await liveAndDie(house, name, draw, tally);
    if (death !== null) tally.crash(name, death);
  }
  await house.startAgain(name);
}

/** Begins it, unless it lives, and kills it. Null: it ended by itself. */
async function liveAndDie(
  { world }: TortureHouse,
  name: Served,
  draw: Draw,
  tally: Tally,
): Promise<Death | null> {
  const proxy = world.proxies[name];
  const { promise: met, resolve } = Promise.withResolvers<Death>();
  const die = (death: Death): void => {
    world.kill(name);
    resolve(death);
  };
  const trap = drawTrap(name, draw, die);
  const longestMs = trap === null ? LONGEST_MS.moment : LONGEST_MS.point;
  const cut: Trap = ({ statement }) =>
    /^commit/i.test(statement)
      ? {
          mode: draw.of(MODES),
          crash: () => {
            tally.fault("SQL connection cut at COMMIT");
            proxy.lay(trap);
          },
        }
      : null;
  proxy.lay(draw.chance(CUTS) ? cut : trap);
  // It may die on its way to ready; a start that fails for another reason is tried again.
  const life = new AbortController();
  const started = world.isAlive(name)
    ? Promise.resolve()
    : world.startAlone(name).catch(() => undefined);
  const late = sleep(draw.between(longestMs / 2, longestMs), undefined, life).then(
    () => die("a moment"),
    () => undefined,
  );
  const death = await Promise.race([met, world.gone(name).then(() => null)]);
  life.abort();
  proxy.lay(null);
  await Promise.all([started, late, world.gone(name)]);
  return death;
}

function drawTrap(name: Served, draw: Draw, die: (death: Death) => void): Trap | null {
  const deathAt = (statement: string, mode: CrashMode) => ({
    mode,
    crash: () => die({ point: pointAt(name, statement, mode), mode }),
  });
  if (draw.chance(AT_POINTS)) {
    const mark = draw.of(markedPoints(name));
    let left = draw.between(0, 2);
    return ({ statement }) => {
      if (!mark.statement.test(statement) || left-- > 0) return null;
      return deathAt(statement, mark.mode);
    };
  }
  if (!draw.chance(AT_TRIPS)) return null;
  let left = draw.below(MOST_TRIPS);
  const mode = draw.of(MODES);
  return ({ statement }) => (left-- > 0 ? null : deathAt(statement, mode));
}

/** The signer has no way to the database: it dies at moments, many of them while it signs. */
export async function reapSigner(
  house: TortureHouse,
  { draw, tally, isOver }: { draw: Draw; tally: Tally; isOver: () => boolean },
): Promise<void> {
  const signer: ProcessName = "signer";
  while (!isOver()) {
    await sleep(draw.between(0, 600));
    house.world.kill(signer);
    await house.world.gone(signer);
    tally.crash(signer, "a moment");
    await house.startAgain(signer);
  }
}
