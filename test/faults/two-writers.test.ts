/** Two API processes and one upload: every byte that was acknowledged is the acknowledged one, also when a writer was a zombie. */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Upload } from "tus-js-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { bytesOf } from "../fixtures/store-outcomes.ts";
import { GoodClient, contentOf } from "./good-client.ts";
import { type Evidence, checkInvariants } from "./invariants.ts";
import { openRequest } from "./open-request.ts";
import { ProcessWorld } from "./process-world.ts";

const SIZE_BYTES = 2 << 20;
const PIECE_BYTES = 64 << 10;
const ROUNDS = 6;

let world: ProcessWorld;
let urls: readonly [string, string];
let clients: readonly [GoodClient, GoodClient];
const evidence: Evidence[] = [];

beforeAll(async () => {
  world = await ProcessWorld.running();
  urls = [world.url, await world.startSecondApi()];
  clients = [
    new GoodClient(urls[0], world.deviceToken),
    new GoodClient(urls[1], world.deviceToken),
  ];
}, 120_000);
afterAll(() => world.close(), 60_000);

/** Noise whose every byte tells who sent it. */
const noiseOf = (parity: 0 | 1): Buffer => {
  const bytes = randomBytes(SIZE_BYTES);
  for (let at = 0; at < bytes.length; at += 1) {
    bytes[at] = ((bytes[at] ?? 0) & 0xfe) | parity;
  }
  return bytes;
};

/** A PATCH of the whole upload. */
const openPatch = (url: string, id: string) =>
  openRequest(`${url}/uploads/${id}`, world.deviceToken, { offset: 0, sizeBytes: SIZE_BYTES });

async function storedBytes(id: string): Promise<Buffer> {
  const item = await new PostgresEvidenceStore(world.database.connection.db).get(id as ItemId);
  if (item.original === null) throw new Error("there is a receipt and no original");
  return bytesOf(await world.openObjects().read(item.original.object));
}

test("different bytes for one offset at the same time: one of them is acknowledged at most, and that one is kept", async () => {
  let acknowledged = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = await clients[0].announce(SIZE_BYTES);
    const noises = [noiseOf(0), noiseOf(1)] as const;
    const patches = urls.map((url) => openPatch(url, id));
    const answers = await Promise.all(
      patches.map(async ({ outgoing, answer }, at) => {
        // At once, or so that the first may be through when the second comes and would end it.
        await sleep(Math.random() * (round % 2 === 0 ? 10 : 400));
        outgoing.end(noises[at === 0 ? 0 : 1]);
        return answer;
      }),
    );
    const winners = answers.flatMap((answer, at) =>
      answer !== null && answer.status < 300 ? [{ at, ...answer }] : [],
    );
    expect(winners.length).toBeLessThan(2);
    acknowledged += winners.length;
    // Whoever lost sends on what is missing.
    await clients[1].finish(id, noises[1], PIECE_BYTES);
    const receipt = await clients[1].receipt(id);
    const bytes = await storedBytes(id);
    for (const { at, offsetBytes } of winners) {
      const promised = noises[at === 0 ? 0 : 1].subarray(0, offsetBytes);
      expect(bytes.subarray(0, offsetBytes).equals(promised)).toBe(true);
    }
    const [even, odd] = noises;
    expect(bytes.every((byte, at) => byte === (byte & 1 ? odd[at] : even[at]))).toBe(true);
    evidence.push({
      upload: { id, content: contentOf(bytes), acknowledgedBytes: bytes.length },
      receipt,
    });
  }
  expect(acknowledged).toBeGreaterThan(0);
  await checkInvariants(world, evidence);
}, 180_000);

test("a writer that was stopped and goes on later (SIGSTOP, SIGCONT) changes nothing that was acknowledged since", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = await clients[1].announce(SIZE_BYTES);
    const [stale, fresh] = [noiseOf(0), noiseOf(1)];
    const zombie = openPatch(urls[0], id);
    const half = SIZE_BYTES / 2;
    for (let at = 0; at < half; at += PIECE_BYTES) {
      zombie.outgoing.write(stale.subarray(at, at + PIECE_BYTES));
    }
    await sleep(Math.random() * 150);
    world.signal("api", "SIGSTOP");
    // Every byte from here on is acknowledged by the other process.
    const before = await offsetOf(urls[1], id);
    const sent = await clients[1].finish(id, fresh, PIECE_BYTES);
    zombie.outgoing.end(stale.subarray(half));
    world.signal("api", "SIGCONT");
    const [answer, receipt] = await Promise.all([zombie.answer, clients[1].receipt(id)]);
    expect(answer?.status ?? 0, "the zombie is not told yes").not.toBe(204);
    const bytes = await storedBytes(id);
    expect(bytes.subarray(before).equals(fresh.subarray(before))).toBe(true);
    expect(bytes.subarray(0, before).equals(stale.subarray(0, before))).toBe(true);
    evidence.push({ upload: { ...sent, content: contentOf(bytes) }, receipt });
  }
  await checkInvariants(world, evidence);
}, 180_000);

test("a file in four uploads side by side (tus-js-client) gets one receipt, also when its verifier is killed", async () => {
  const bytes = randomBytes(24_000_001);
  const location = new Promise<string>((resolve, reject) => {
    const upload: Upload = new Upload(bytes, {
      endpoint: `${urls[0]}/uploads`,
      headers: { Authorization: `Bearer ${world.deviceToken}` },
      parallelUploads: 4,
      chunkSize: 3_000_000,
      metadata: { filename: "clip.mp4", sha256: sha256(bytes) },
      onError: reject,
      onSuccess: () => resolve(upload.url ?? ""),
    });
    upload.start();
  });
  const id = (await location).split("/").at(-1) ?? "";
  world.kill("custody");
  await world.gone("custody");
  await world.start("custody");
  const receipt = await clients[1].receipt(id);
  evidence.push({
    upload: { id, content: contentOf(bytes), acknowledgedBytes: bytes.length },
    receipt,
  });
  await checkInvariants(world, evidence.slice(-1));
}, 120_000);

async function offsetOf(url: string, id: string): Promise<number> {
  const head = await fetch(`${url}/uploads/${id}`, {
    method: "HEAD",
    headers: { authorization: `Bearer ${world.deviceToken}`, "tus-resumable": "1.0.0" },
  });
  expect(head.status).toBe(200);
  return Number(head.headers.get("upload-offset"));
}
