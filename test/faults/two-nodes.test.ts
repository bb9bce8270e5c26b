/**
 * Two API processes and clients that hop between them, with cut lines and kill -9 of one node in the middle
 * of an append: no acknowledged byte is lost, nothing is doubled, and every receipt verifies.
 */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GoodClient, type SentUpload, contentOf } from "./good-client.ts";
import { type Evidence, checkInvariants } from "./invariants.ts";
import { type OffsetAnswer, openRequest } from "./open-request.ts";
import { ProcessWorld } from "./process-world.ts";

const CLIENTS = 6;
const KILLS = 3;
const SIZE_BYTES = (9 << 20) + 11;
const PATIENCE_MS = 60_000;

let world: ProcessWorld;
let urls: readonly [string, string];

beforeAll(async () => {
  world = await ProcessWorld.running();
  urls = [world.url, await world.startSecondApi()];
}, 120_000);
afterAll(() => world.close(), 60_000);

const anyUrl = (): string => urls[Math.random() < 0.5 ? 0 : 1];

/** HEAD, or PATCH with `body`, on `url`; after `cutAfter` bytes of the body the line is cut. Null: no answer came. */
function ask(
  url: string,
  id: string,
  body: { offset: number; bytes: Buffer; cutAfter: number } | null = null,
): Promise<OffsetAnswer | null> {
  const patch = body === null ? null : { offset: body.offset, sizeBytes: body.bytes.length };
  const { outgoing, answer } = openRequest(`${url}/uploads/${id}`, world.deviceToken, patch);
  if (body === null || body.cutAfter >= body.bytes.length) outgoing.end(body?.bytes);
  else outgoing.write(body.bytes.subarray(0, body.cutAfter), () => setTimeout(cut, 20));
  const cut = (): void => void outgoing.destroy();
  return answer;
}

/** Each request goes to either node; one in three is cut and given up, and the next comes at once. */
async function hop(id: string, bytes: Buffer): Promise<SentUpload> {
  let acknowledgedBytes = 0;
  const limit = Date.now() + PATIENCE_MS;
  for (let known: number | null = null; ;) {
    if (Date.now() > limit) throw new Error("the system did not come back in time");
    if (known === bytes.length) return { id, content: contentOf(bytes), acknowledgedBytes: known };
    const rest: Buffer | null = known === null ? null : bytes.subarray(known);
    const cutAfter = Math.random() < 1 / 3 ? Math.floor(Math.random() * 1_000_000) : Infinity;
    const piece: Buffer | undefined = rest?.subarray(
      0,
      300_000 + Math.floor(Math.random() * 2_000_000),
    );
    const answer: OffsetAnswer | null =
      known === null || piece === undefined
        ? await ask(anyUrl(), id)
        : await ask(anyUrl(), id, { offset: known, bytes: piece, cutAfter });
    const isGood = answer !== null && answer.status < 300;
    if (!isGood) {
      if (answer === null) await sleep(20);
      known = null;
      continue;
    }
    expect(answer.offsetBytes, "no acknowledged byte is lost").toBeGreaterThanOrEqual(
      acknowledgedBytes,
    );
    known = acknowledgedBytes = answer.offsetBytes;
  }
}

test("clients that hop between two nodes, one of which is killed again and again, lose nothing", async () => {
  const client = new GoodClient(urls[1], world.deviceToken);
  let left = CLIENTS;
  const sent = Array.from({ length: CLIENTS }, async () => {
    const bytes = randomBytes(SIZE_BYTES);
    const upload = await hop(await client.announce(SIZE_BYTES), bytes);
    left -= 1;
    return upload;
  });
  let kills = 0;
  while (kills < KILLS && left > 0) {
    await sleep(200 + Math.random() * 400);
    world.kill("api");
    await world.gone("api");
    kills += 1;
    await world.start("api");
  }
  const evidence: Evidence[] = [];
  for (const upload of await Promise.all(sent)) {
    evidence.push({ upload, receipt: await client.receipt(upload.id) });
  }
  expect(kills).toBeGreaterThan(0);
  await checkInvariants(world, evidence);
}, 180_000);

test("a request on one node ends the one that stands still on the other, well before the idle limit", async () => {
  const client = new GoodClient(urls[1], world.deviceToken);
  const bytes = randomBytes(3 << 20);
  const id = await client.announce(bytes.length);
  const half = bytes.subarray(0, 1 << 20);
  const whole = { offset: 0, sizeBytes: bytes.length };
  const { outgoing, answer } = openRequest(`${urls[0]}/uploads/${id}`, world.deviceToken, whole);
  outgoing.write(half);
  await sleep(300);
  const began = Date.now();
  const head = await ask(urls[1], id);
  expect(head).toEqual({ status: 200, offsetBytes: half.length });
  expect((await answer)?.status).toBe(409);
  expect(Date.now() - began).toBeLessThan(2_000);
  const upload = await client.finish(id, bytes, 1 << 20);
  await checkInvariants(world, [{ upload, receipt: await client.receipt(id) }]);
}, 60_000);
