/** What the page of system health is told: the worst of each part, since when, what is not known, and how long there is room. */
import { expect, it } from "vitest";
import { dependencies } from "../../../services/api/dependencies.ts";
import type { Dependency } from "../../../services/api/health.ts";
import { type HouseLooks, houseHealth, partStates } from "../../../services/api/house-health.ts";
import { daysLeft } from "../../../services/api/room-health.ts";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { HouseHealth } from "../../../services/review/health-schema.ts";
import { PIPELINE } from "../../../services/evidence/pipeline.ts";
import { isTextKey } from "../../fixtures/page-texts.ts";
import { NOON } from "../../fixtures/evidence.ts";

const fix = "Start it.";
const check = () => Promise.resolve();
const of = (name: string, more: Partial<Dependency> = {}): Dependency => ({
  ...{ name, check, fix, ...more },
});

it("tells of each part the worst, the gravest part first, and what is hidden behind one that is down", () => {
  const [database, store] = [of("postgres"), of("store")];
  const dead = of("custody", { kind: "worker", knownBy: "postgres" });
  const late = of("custody", { kind: "backlog", knownBy: "postgres" });
  const all = [database, store, late, dead];
  const known = (down: readonly Dependency[]) =>
    partStates(all, down, new Map([[dead, NOON]])).map(({ name, state }) => `${name} ${state}`);
  expect(known([])).toEqual(["postgres fine", "store fine", "custody fine"]);
  expect(known([late, dead])).toEqual(["custody worker", "postgres fine", "store fine"]);
  expect(known([late])).toEqual(["custody backlog", "postgres fine", "store fine"]);
  expect(known([database])).toEqual(["postgres needed", "custody unknown", "store fine"]);
  expect(partStates(all, [late, dead], new Map([[dead, NOON]]))[0]).toMatchObject({ since: NOON });
});

it.each([
  [700, 70, 70],
  [700, 701, 6],
  [0, 1, 0],
  [null, 1, null],
  [700, 0, null],
])("with %s bytes free, after %s in seven days, has %s days left", (free, received, left) => {
  expect(daysLeft(free, received)).toBe(left);
});

/** Nothing is wrong in it, but what is said. */
function house(said: Partial<Record<keyof HouseLooks, unknown>>) {
  let now = NOON;
  const looks = {
    clock: () => now,
    ...{ postgres: check, redis: check, store: check, silentWorkers: async () => [] },
    counts: async () => ({ oldestUnsealedAt: null }),
    freeBytes: async () => 7 * 2 ** 30,
    receivedBytes: async () => 2 ** 30,
    stepQueues: async () => [],
    backups: async () => ({ madeAt: null, sound: null, isBroken: false }),
    fixity: async () => ({ failing: 0, unreadable: 0, oldestReadAt: NOON }),
    ...said,
  };
  const rest = new Proxy(looks, {
    // What is not told here cannot be asked.
    get: (target, name): unknown =>
      Reflect.get(target, name) ?? (() => Promise.reject(new Error("down"))),
    ownKeys: (target) => Reflect.ownKeys(target),
  });
  return {
    ...houseHealth(rest as unknown as HouseLooks),
    at: (instant: string) => (now = instant as UtcInstant),
  };
}

it("remembers since when a part fails, whoever asked, until it is well again", async () => {
  let isUp = false;
  const {
    dependencies: asked,
    health,
    at,
  } = house({
    redis: () => (isUp ? Promise.resolve() : Promise.reject(new Error("down"))),
  });
  const redis = async () => {
    // What is asked in one turn is answered once.
    await new Promise((resolve) => void setImmediate(resolve));
    return (await health()).parts.find(({ name }) => name === "redis");
  };
  // As /readyz asks.
  await expect(asked.find(({ name }) => name === "redis")?.check()).rejects.toThrow("down");
  at("2026-11-24T13:00:00.000Z");
  expect(await redis()).toEqual({ name: "redis", state: "needed", since: NOON });
  isUp = true;
  expect(await redis()).toEqual({ name: "redis", state: "fine", since: null });
  isUp = false;
  expect(await redis()).toMatchObject({ since: "2026-11-24T13:00:00.000Z" });
});

it("tells the rest while the database or the store cannot be asked", async () => {
  const down = () => Promise.reject(new Error("down"));
  const { health } = house({
    stepQueues: down,
    ...{ fixity: down, backups: down },
    freeBytes: down,
    receivedBytes: down,
  });
  const found = HouseHealth.parse(await health());
  expect(found).toMatchObject({ queues: [], fixity: null, backups: null });
  expect(found.room).toEqual({ freeBytes: null, receivedBytes: 0, daysLeft: null });
});

it("is told in words of both languages: each part, each step, and what to do", () => {
  const said = dependencies({} as HouseLooks).flatMap(({ name, kind = "needed" }) => [
    ...[`health.part.${name}`, `cure.${name}.${kind}`],
  ]);
  const steps = PIPELINE.map(({ step }) => `step.${step}`);
  expect([...said, ...steps].filter((key) => !isTextKey(key))).toEqual([]);
});
