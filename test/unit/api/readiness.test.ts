/** /readyz: names what is down and what to do, refuses service only where this process cannot serve. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, describe, expect, test } from "vitest";
import { dependencies as allDependencies } from "../../../services/api/dependencies.ts";
import { type Dependency, healthRouter } from "../../../services/api/health.ts";
import { roomDependency } from "../../../services/api/room-health.ts";
import { NOON } from "../../fixtures/evidence.ts";

let server: Server | undefined;
afterEach(() => void server?.close());

async function readiness(dependencies: readonly Dependency[], draining = false) {
  const app = express().use(healthRouter(dependencies, () => draining));
  server = createServer(app);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
  return { status: answer.status, body: await answer.json() };
}

const up = () => Promise.resolve();
const broken = () => Promise.reject(new Error("down"));
const fix = "Start it.";

describe("/readyz", () => {
  test("says nothing but ready when all is up", async () => {
    expect(await readiness([{ name: "postgres", check: up, fix }])).toEqual({
      status: 200,
      body: { status: "ready", down: [], behind: [], alarms: [], fix: {} },
    });
  });

  test("answers 503 for what this process cannot work without, with what to do", async () => {
    expect(await readiness([{ name: "postgres", check: broken, fix }])).toEqual({
      status: 503,
      body: {
        status: "not-ready",
        down: ["postgres"],
        behind: [],
        alarms: [],
        fix: { postgres: fix },
      },
    });
  });

  test("names a dead worker and serves on: uploads are taken without it", async () => {
    const custody: Dependency = { name: "custody", kind: "worker", check: broken, fix };
    expect(await readiness([{ name: "postgres", check: up, fix }, custody])).toEqual({
      status: 200,
      body: {
        status: "degraded",
        down: ["custody"],
        behind: [],
        alarms: [],
        fix: { custody: fix },
      },
    });
  });

  test.each([
    [2 ** 30, []],
    [null, []],
    [2 ** 30 - 1, ["room"]],
  ])("with room for %s bytes, the alarms are %j", async (freeBytes, alarms) => {
    const room = roomDependency({ freeBytes: () => Promise.resolve(freeBytes) });
    const { status, body } = await readiness([room]);
    expect([status, body]).toMatchObject([200, { alarms }]);
  });

  test("names a backlog as behind", async () => {
    const waits: Dependency = { name: "custody", kind: "backlog", check: broken, fix };
    expect(await readiness([waits])).toEqual({
      status: 200,
      body: { status: "ready", down: [], behind: ["custody"], alarms: [], fix: { custody: fix } },
    });
  });

  test("of a dead worker whose work waits, tells how to start it, and not only that it waits", async () => {
    const dead: Dependency = { name: "custody", kind: "worker", check: broken, fix: "Start it." };
    const waits: Dependency = { ...dead, kind: "backlog", fix: "Look at the item." };
    const { body } = await readiness([dead, waits]);
    expect(body).toMatchObject({
      down: ["custody"],
      behind: ["custody"],
      fix: { custody: "Start it." },
    });
  });

  test("says nothing of what is known only through a database that is down", async () => {
    const through = { kind: "worker", knownBy: "postgres", check: broken, fix } as const;
    const { body } = await readiness([
      { name: "postgres", check: broken, fix },
      { name: "custody", ...through },
    ]);
    expect(body).toMatchObject({ down: ["postgres"] });
  });

  test("names a check that does not answer, after two seconds", async () => {
    const never = () => new Promise<never>(() => undefined);
    const { body } = await readiness([{ name: "store", check: never, fix }]);
    expect(body).toMatchObject({ down: ["store"] });
  });

  test("names itself while it ends, and looks at nothing else", async () => {
    const { status, body } = await readiness([{ name: "redis", check: broken, fix }], true);
    expect({ status, body }).toMatchObject({ status: 503, body: { down: ["api"] } });
  });

  test("asks each look once a call, however many checks look at it, and anew at the next call", async () => {
    const asked = new Map<string, number>();
    const counting = (name: string) => () => {
      asked.set(name, (asked.get(name) ?? 0) + 1);
      return Promise.reject(new Error(name));
    };
    const looks = {
      ...Object.fromEntries(LOOKS.map((name) => [name, counting(name)])),
      ...{ clock: () => NOON, lostKeks: () => [], caseSilence: {}, fixityPeriodMs: 1 },
    } as unknown as Parameters<typeof allDependencies>[0];
    const all = allDependencies(looks);
    await readiness(all);
    expect(Object.fromEntries(asked)).toEqual(Object.fromEntries(LOOKS.map((name) => [name, 1])));
    server?.close();
    await readiness(all);
    expect([...asked.values()]).toEqual(LOOKS.map(() => 2));
  });
});

const LOOKS = [
  ...[
    "postgres",
    "redis",
    "store",
    "counts",
    "silentWorkers",
    "freeBytes",
    "ledgerStop",
    "liveStanding",
  ],
  ...[
    "fixity",
    "holds",
    "disposalStalls",
    "workDue",
    "deadlines",
    "standings",
    "houseKeys",
    "caseSources",
    "silentDevices",
    "webhooks",
  ],
  ...["authorities", "renewalSince"],
];
