/** Keys are replaced and revoked while clips come in: no seal is lost, and no honest one stands behind the revocation of its key. */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createKeyStore } from "../../infra/postgres/key-store.ts";
import { askRotation, revokeKey } from "../../services/keys/end-key.ts";
import type { RegisteredKey } from "../../services/keys/key.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { parseLeaf } from "../../services/ledger/leaf.ts";
import { GoodClient, type SentUpload } from "./good-client.ts";
import { checkInvariants } from "./invariants.ts";
import { ProcessWorld } from "./process-world.ts";

let world: ProcessWorld;
let client: GoodClient;
beforeAll(async () => {
  world = await ProcessWorld.running();
  client = new GoodClient(world.url, world.deviceToken);
}, 120_000);
afterAll(() => world.close(), 60_000);

const register = () => createKeyStore(world.database.connection.db);
const clock = () => utcInstant(new Date());
const doer = { actor: "process:test", reason: "a test" } as const;
const signers = async (): Promise<readonly RegisteredKey[]> =>
  (await register().keys()).filter(({ role }) => role === "manifest-signer");

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(100);
}

interface Sealed {
  readonly signature: Buffer;
  readonly index: number;
}

/** Each seal with its place in the ledger. */
async function seals(): Promise<readonly Sealed[]> {
  const { rows } = await world.database.connection.pool.query<Sealed>(
    `SELECT s.signature, e.index FROM seals s
     JOIN ledger_entries e ON e.leaf LIKE '%manifest sha256 ' || s.manifest_sha256 || E'\\n'`,
  );
  return rows;
}

test("a key is replaced, another revoked, and custody killed in between, under load", async () => {
  const deps = { keys: register(), clock };
  const sent: SentUpload[] = [];
  let isOver = false;
  const load = (async () => {
    while (!isOver) {
      sent.push(await client.send(randomBytes(20_000), 20_000));
      await sleep(200);
    }
  })();
  try {
    await until(async () => sent.length > 3);
    await askRotation(deps, "manifest-signer", doer);
    await until(async () => (await signers()).length === 2);
    const more = sent.length + 4;
    await until(async () => sent.length > more);
    const spki = (await signers())[1]!.spkiSha256;
    await revokeKey(deps, spki, { reason: "keyCompromise", since: null }, doer);
    world.kill("custody");
    await world.gone("custody");
    await world.start("custody");
    await until(async () => (await signers()).some((key) => key.isRevocationEntered));
    const last = sent.length + 3;
    await until(async () => sent.length > last);
  } finally {
    isOver = true;
    await load;
  }
  const evidence = [];
  for (const upload of sent) evidence.push({ upload, receipt: await client.receipt(upload.id) });
  await checkInvariants(world, evidence);

  const { rows } = await world.database.connection.pool.query<{ index: number; leaf: string }>(
    "SELECT index, leaf FROM ledger_entries WHERE leaf LIKE 'key-%' ORDER BY index",
  );
  const about = rows.map(({ index, leaf }) => ({ index, leaf: parseLeaf(leaf) }));
  const [first, second, third, ...none] = await signers();
  expect([none, third?.usedUntil, third?.revocation]).toEqual([[], null, null]);
  const signedBy = async (key: RegisteredKey | undefined) =>
    (await seals()).filter(({ signature }) =>
      signature.includes(Buffer.from(key!.certificate!.der)),
    );
  for (const key of [first, second, third]) {
    const added = about.find(
      ({ leaf }) => leaf?.type === "key-add" && leaf.spkiSha256 === key!.spkiSha256,
    );
    const places = (await signedBy(key)).map(({ index }) => index);
    expect(places.length).toBeGreaterThan(0);
    expect(Math.min(...places)).toBeGreaterThan(added!.index);
  }
  const revoked = about.filter(({ leaf }) => leaf?.type === "key-revoke");
  expect(revoked).toHaveLength(1);
  expect(revoked[0]!.leaf).toMatchObject({ spkiSha256: second!.spkiSha256 });
  const behind = (await signedBy(second)).filter(({ index }) => index > revoked[0]!.index);
  expect(behind).toEqual([]);
  expect(about.filter(({ leaf }) => leaf?.type === "key-rotate")).toHaveLength(2);
}, 120_000);

test("the key in use is revoked while custody runs on: the next one signs, and the ledger tells of one rotation", async () => {
  const rotations = async (): Promise<number> => {
    const { rows } = await world.database.connection.pool.query<{ index: number }>(
      "SELECT index FROM ledger_entries WHERE leaf LIKE 'key-rotate%'",
    );
    return rows.length;
  };
  const send = async () => client.receipt((await client.send(randomBytes(20_000), 20_000)).id);
  await send();
  const [before, keys] = [await rotations(), await signers()];
  const inUse = keys.find(({ usedUntil }) => usedUntil === null);
  const said = { reason: "keyCompromise", since: null } as const;
  await revokeKey({ keys: register(), clock }, inUse!.spkiSha256, said, doer);
  await until(async () => (await signers()).length > keys.length);
  // Longer than a look counts, and than two rounds over the keys.
  for (let turn = 0; turn < 4; turn += 1) {
    await sleep(1_200);
    await send();
  }
  expect(await rotations()).toBe(before + 1);
  const after = await signers();
  expect(after.at(-1)).toMatchObject({ usedUntil: null, revocation: null });
  expect(after.find(({ spkiSha256 }) => spkiSha256 === inUse?.spkiSha256)).toMatchObject({
    isRevocationEntered: true,
  });
}, 120_000);
