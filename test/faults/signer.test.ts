/** Without the signer nothing is sealed and nothing is lost: kill -9 while clips come in, and a start without it. */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GoodClient } from "./good-client.ts";
import { type Evidence, checkInvariants } from "./invariants.ts";
import { ProcessWorld } from "./process-world.ts";

let world: ProcessWorld;
let client: GoodClient;
const evidence: Evidence[] = [];

beforeAll(async () => {
  world = await ProcessWorld.running();
  client = new GoodClient(world.url, world.deviceToken);
}, 120_000);
afterAll(() => world.close(), 60_000);

const send = () => client.send(randomBytes(50_000), 40_000);
const readiness = async () => (await (await fetch(`${world.url}/readyz`)).json()) as object;

/** Codes of what steps that run failed of last. */
async function waitingFor(): Promise<string[]> {
  const { rows } = await world.database.connection.pool.query<{ last_error: string }>(
    "SELECT DISTINCT last_error FROM step_runs WHERE last_error IS NOT NULL",
  );
  return rows.map(({ last_error }) => last_error);
}

test("kill -9 of the signer holds receipts up, costs no clip, and is named", async () => {
  const before = await send();
  evidence.push({ upload: before, receipt: await client.receipt(before.id) });
  const sent = [];
  for (let at = 0; at < 6; at += 1) {
    if (at === 3) {
      world.kill("signer");
      await world.gone("signer");
    }
    sent.push(await send());
  }
  while (!(await waitingFor()).includes("sealing/signer-unavailable")) await sleep(100);
  for (;;) {
    const found = await readiness();
    if (JSON.stringify(found).includes('"signer"')) {
      expect(found).toMatchObject({ status: "degraded", down: ["signer"] });
      break;
    }
    await sleep(250);
  }
  // The others are well, and uploads are taken on.
  expect(world.ended).toEqual(["signer"]);
  sent.push(await send());
  await world.start("signer");
  for (const upload of sent) evidence.push({ upload, receipt: await client.receipt(upload.id) });
  await checkInvariants(world, evidence);
}, 120_000);

test("custody starts and reads originals back without a signer, and seals once there is one", async () => {
  for (const name of ["custody", "signer"] as const) {
    world.kill(name);
    await world.gone(name);
  }
  const upload = await send();
  await world.startAlone("custody");
  const { pool } = world.database.connection;
  for (;;) {
    const { rows } = await pool.query<{ stage: string }>("SELECT stage FROM items WHERE id = $1", [
      upload.id,
    ]);
    const stage = rows[0]?.stage;
    if (stage === "verified") break;
    expect(stage).toBe("received");
    await sleep(100);
  }
  await world.start("signer");
  evidence.push({ upload, receipt: await client.receipt(upload.id) });
  await checkInvariants(world, evidence);
}, 120_000);
