/** Two hundred uploads at once over four devices into one process: its memory stays flat and no device starves. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { type ClientRequest, type IncomingMessage, Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { createDevice } from "../../services/access/create-device.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { type ApiProcess, startApi } from "../fixtures/api-process.ts";

const SIZE_BYTES = 2 << 20;
const GREEDY = 140;
const MODEST = 20;
/** What 32 turns, 32 MiB of gathered bytes and Node itself may need beside the idle process. */
const MOST_GROWTH_MIB = 160;

let api: ApiProcess;
let tokens: readonly string[];
const bytes = randomBytes(SIZE_BYTES);
const agent = new Agent({ keepAlive: true, maxSockets: 400 });

beforeAll(async () => {
  api = await startApi({
    HOLDFAST_UPLOADS_AT_ONCE: "32",
    HOLDFAST_UPLOADS_AT_ONCE_PER_DEVICE: "200",
    HOLDFAST_UPLOAD_MEMORY_MIB: "32",
    HOLDFAST_IETF_UPLOADS: "true",
  });
  const access = new PostgresAccessStore(api.connection.db);
  const others = ["B", "C", "D"].map(async (name) => {
    const clock = () => utcInstant(new Date());
    return (await createDevice({ access, clock }, name, "dock", "process:test")).token;
  });
  tokens = [api.deviceToken, ...(await Promise.all(others))];
}, 90_000);
afterAll(async () => {
  agent.destroy();
  await api.close();
}, 60_000);

const residentMib = (): number => {
  const status = readFileSync(`/proc/${api.child.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
};

function ask(token: string, method: string, path: string, offset: number | null) {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const body = offset === null ? null : bytes.subarray(offset);
  const outgoing: ClientRequest = request(
    `${api.url}${path}`,
    {
      ...{ method, agent },
      headers: {
        authorization: `Bearer ${token}`,
        "tus-resumable": "1.0.0",
        ...(method === "POST" ? { "upload-length": String(SIZE_BYTES) } : {}),
        ...(body === null
          ? {}
          : {
              "upload-offset": String(offset),
              "content-type": "application/offset+octet-stream",
              "content-length": String(body.length),
            }),
      },
    },
    (response) => resolve(response.resume()),
  );
  outgoing.on("error", reject);
  outgoing.end(body ?? undefined);
  return promise;
}

interface Announced {
  readonly token: string;
  readonly path: string;
}

async function announce(token: string): Promise<Announced> {
  return { token, path: (await ask(token, "POST", "/uploads", null)).headers.location ?? "" };
}

/** Until it is complete; a turn that was given up or did not come is no failure. Answers when it was. */
async function send({ token, path }: Announced): Promise<number> {
  for (let offset = 0; ;) {
    const answer = await ask(token, "PATCH", path, offset);
    if (answer.statusCode === 204) return performance.now();
    expect(answer.statusCode).toBe(503);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    await sleep(500);
    offset = Number((await ask(token, "HEAD", path, null)).headers["upload-offset"]);
  }
}

/** When each upload was complete. */
async function sendAll(): Promise<readonly [greedy: readonly number[], modest: readonly number[]]> {
  const announced = (device: number, count: number) =>
    Promise.all(Array.from({ length: count }, () => announce(tokens[device]!)));
  const many = await announced(0, GREEDY);
  const few = (await Promise.all([1, 2, 3].map((device) => announced(device, MODEST)))).flat();
  const greedy = many.map(send);
  await sleep(100);
  const modest = few.map(send);
  return Promise.all([Promise.all(greedy), Promise.all(modest)]);
}

test("two hundred uploads at once, most of them of one device", async () => {
  await send(await announce(tokens[1]!)); // what the first request costs is no growth
  const idleMib = residentMib();
  let peakMib = 0;
  const watch = setInterval(() => (peakMib = Math.max(peakMib, residentMib())), 20);
  const [greedyEnds, modestEnds] = await sendAll().finally(() => clearInterval(watch));
  expect(peakMib - idleMib).toBeLessThan(MOST_GROWTH_MIB);
  // Served as they came, a hundred and forty of one device would be through before most of the others. With
  // equal shares some fifty are. Three quarters, because the client is one busy process and some start late.
  const mostModest = modestEnds.toSorted((one, other) => one - other)[(3 * 3 * MODEST) / 4] ?? 0;
  const before = greedyEnds.filter((end) => end < mostModest).length;
  expect(before).toBeLessThan(GREEDY - 30);
}, 60_000);

test("the draft's door, switched on, takes an upload in two requests that both doors then know", async () => {
  const authorization = `Bearer ${api.deviceToken}`;
  const created = await fetch(`${api.url}/resumable`, {
    method: "POST",
    headers: { authorization, "upload-complete": "?0", "upload-length": "10" },
    body: "hello",
  });
  expect([created.status, created.headers.get("upload-offset")]).toEqual([201, "5"]);
  const path = created.headers.get("location") ?? "";
  const appended = await fetch(`${api.url}${path}`, {
    method: "PATCH",
    headers: {
      ...{ authorization, "upload-complete": "?1", "upload-offset": "5" },
      "content-type": "application/partial-upload",
    },
    body: "world",
  });
  expect([appended.status, appended.headers.get("upload-complete")]).toEqual([200, "?1"]);
  expect(await appended.json()).toMatchObject({ stage: "received", offsetBytes: 10 });
  const receipt = path.replace("/resumable/", "/uploads/") + "/receipt";
  expect((await fetch(`${api.url}${receipt}`, { headers: { authorization } })).status).toBe(202);
});
