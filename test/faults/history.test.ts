/**
 * Clients of two nodes race for the same uploads, with other bytes each, while nodes, custody, signer, queue and database die; what
 * each called and heard is judged by rules that know nothing of the house (test/torture/history.ts).
 */
import { createPublicKey, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parseVerifierKey, verifierKey } from "../../services/ledger/note.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { crashCluster } from "../fixtures/private-servers.ts";
import { addStaff } from "../fixtures/api-process.ts";
import { Draw } from "../fixtures/seeded.ts";
import { type Call, type Found, judge } from "../torture/history.ts";
import { type Access, HistoryClient } from "../torture/history-client.ts";
import { checkInvariants } from "./invariants.ts";
import { ProcessWorld } from "./process-world.ts";

const seed = Number(process.env["HOLDFAST_SEED"] ?? 1);
const LENGTH_MS = Number(process.env["HOLDFAST_TORTURE_MINUTES"] ?? 0) * 60_000 || 9_000;
const CLIENTS = 4;
const MOST_BYTES = 300_000;
const QUIET = { timeout: 90_000, interval: 300 };

let world: ProcessWorld;
let access: Access;
const draw = new Draw(seed);
const history: Call[] = [];
/** Announced, and how long each is to be. */
const uploads: { id: string; lengthBytes: number }[] = [];

beforeAll(async () => {
  world = await ProcessWorld.build();
  const { tokens } = await addStaff(world.database.connection);
  await world.start("api", "custody");
  const key = await readFile(join(world.keysFolder, "ledger-key.pub.pem"), "utf8");
  const verifier = parseVerifierKey(verifierKey(originNow(), createPublicKey(key)))!;
  const nodes = [world.url, await world.startSecondApi()];
  const { deviceToken } = world;
  access = { nodes, deviceToken, adminToken: tokens.admin, verifier };
}, 120_000);
afterAll(() => world.close(), 60_000);

const originNow = (): string => `demo/${new Date().getUTCFullYear()}`;

/** One of everything, as it comes; three clients send what a fourth may have begun. */
async function work(client: HistoryClient, own: Draw, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await sleep(own.below(60));
    if (uploads.length < 4 || own.chance(0.1)) {
      const lengthBytes = own.between(1, MOST_BYTES);
      const id = await client.announce(lengthBytes);
      if (id !== null) uploads.push({ id, lengthBytes });
      continue;
    }
    const { id, lengthBytes } = uploads[Math.max(0, uploads.length - 1 - own.below(4))]!;
    const luck = own.next();
    if (luck < 0.6) {
      const offset = await client.offset(id);
      if (offset === null || offset === lengthBytes) continue;
      // Nobody sends what another one does.
      await client.append(id, offset, randomBytes(own.between(1, lengthBytes - offset)));
    } else if (luck < 0.75) await client.receipt(id);
    else if (luck < 0.9) await client.checkpoint();
    else if (luck < 0.95) await client.hold(id);
    else if (isWhole(id, lengthBytes)) await client.end(id);
  }
}

/** One that is not whole may be given up by its device, and is no original then. */
const isWhole = (id: string, lengthBytes: number): boolean =>
  history.some(
    (call) =>
      (call.op === "append" || call.op === "offset") &&
      call.upload === id &&
      call.heard === lengthBytes,
  );

async function vex(own: Draw, isOver: () => boolean): Promise<number> {
  let deaths = 0;
  for (; !isOver(); deaths += 1) {
    await sleep(own.between(300, 1_200));
    const luck = own.next();
    if (luck < 0.1) await crashCluster(own.below(200));
    else if (luck < 0.2) await world.redis.crash(own.below(200));
    else {
      const name = own.of(["api", "api", "custody", "signer"] as const);
      world.kill(name);
      await world.gone(name);
      await world.startAlone(name);
    }
  }
  return deaths;
}

test(
  `nothing that was answered turns out untrue (seed ${seed})`,
  { timeout: LENGTH_MS + 300_000 },
  async () => {
    const end = Date.now() + LENGTH_MS;
    const isOver = (): boolean => Date.now() > end;
    const clients = Array.from(
      { length: CLIENTS },
      (_, at) => new HistoryClient(`client ${at}`, access, draw.fork(), history),
    );
    const [deaths] = await Promise.all([
      vex(draw.fork(), isOver),
      ...clients.map((client) => work(client, draw.fork(), isOver)),
    ]);
    await finish(clients[0]!);
    await checkInvariants(world, [], false);
    const found = await lookAround();
    const heard = history.filter((call) => call.heard !== null);
    process.stdout.write(
      `history: seed ${seed}, ${history.length} calls of ${CLIENTS} clients, ${history.length - heard.length} unheard or refused, ${deaths} deaths, ${found.originals.length} originals\n`,
    );
    expect(judge(history, found)).toEqual([]);
    expect(deaths).toBeGreaterThan(0);
    for (const op of ["announce", "offset", "append", "receipt", "checkpoint"] as const) {
      expect(heard.map((call) => call.op)).toContain(op);
    }
  },
);

/** What was begun is ended, a hold is placed on one of it, and each has its receipt. */
async function finish(client: HistoryClient): Promise<void> {
  for (const { id, lengthBytes } of uploads) {
    await vi.waitFor(async () => {
      const offset = await client.offset(id);
      if (offset === null) throw new Error("no answer yet");
      if (offset < lengthBytes) await client.append(id, offset, randomBytes(lengthBytes - offset));
      expect(await client.offset(id)).toBe(lengthBytes);
    }, QUIET);
  }
  const { id } = uploads[0]!;
  await vi.waitFor(async () => expect(await client.hold(id)).toBe(true), QUIET);
  expect(await client.end(id)).toBeNull();
  for (const each of uploads) {
    await vi.waitFor(async () => expect(await client.receipt(each.id)).not.toBeNull(), QUIET);
  }
  await client.checkpoint();
}

/** Past the API: what stands in the store and in the database. */
async function lookAround(): Promise<Found> {
  const { db, pool } = world.database.connection;
  const objects = world.openObjects();
  const items = new PostgresEvidenceStore(db);
  const held = new Set(
    history.flatMap((call) => (call.op === "hold" && call.heard === true ? [call.upload] : [])),
  );
  const originals: Found["originals"][number][] = [];
  const { rows } = await pool.query<{ id: ItemId }>("SELECT id FROM items");
  for (const { id } of rows) {
    const { original } = await items.get(id);
    const { object, sha256 } = original!;
    const isHeld = async (): Promise<boolean> => (await objects.head(object)).isHeld;
    if (held.has(id)) await vi.waitUntil(isHeld, QUIET);
    const bytes = Buffer.concat((await (await objects.read(object)).toArray()) as Buffer[]);
    originals.push({ upload: id, bytes, sha256, isHeld: await isHeld() });
  }
  const entries = await pool.query<{ origin: string; leaf: string }>(
    "SELECT origin, leaf FROM ledger_entries ORDER BY origin, index",
  );
  const logs = Map.groupBy(entries.rows, ({ origin }) => origin);
  return {
    originals,
    logs: new Map([...logs].map(([origin, of]) => [origin, of.map(({ leaf }) => leaf)])),
  };
}
