/** The Axis door on real processes: a recording to its receipts, over a kill -9 in mid-object; acknowledged once, stored once. */
import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sha256 } from "../../services/kernel/digest.ts";
import { ReceiptFile } from "../../services/sealing/receipt-file.ts";
import { RawConnection, send } from "../fixtures/raw-http.ts";
import { ProcessWorld } from "./process-world.ts";

const NAME = "7c1e_ACCC8EF00001_20261124T110000Z";
const CLIP = randomBytes(20 << 20);
const TRACK = Buffer.from('{"CoordinateEntries":[]}');
const WAIT = { timeout: 60_000, interval: 100 };

let world: ProcessWorld;
let storage: string;
let token: string;
beforeAll(async () => {
  world = await ProcessWorld.build({ HOLDFAST_AXIS_URL: "http://station.example:8420" });
  await world.start("api", "custody");
}, 90_000);
afterAll(() => world.close(), 60_000);

const query = async <Row>(text: string): Promise<Row[]> =>
  (await world.database.connection.pool.query(text)).rows as Row[];
const put = async (path: string, bytes: Uint8Array, headers: Record<string, string> = {}) => {
  const length = { "Content-Length": String(bytes.byteLength) };
  return send("PUT", `${storage}/${path}`, { "X-Auth-Token": token, ...length, ...headers }, bytes);
};

test("a recording is received, sealed and receipted, though the node is killed in the middle", async () => {
  const [device] = await query<{ id: string }>("SELECT id FROM devices");
  const signed = await send("GET", `${world.url}/axis/auth/v1.0`, {
    "X-Auth-User": device!.id,
    "X-Auth-Key": world.deviceToken,
  });
  expect(signed.status).toBe(200);
  token = String(signed.headers["x-auth-token"]);
  const address = new URL(String(signed.headers["x-storage-url"]));
  expect(address.host).toBe("station.example:8420");
  storage = `${world.url}${address.pathname}`;
  expect((await put(NAME, Buffer.alloc(0))).status).toBe(201);

  // Most of the clip has come, and lies in the store, when the node dies.
  const dying = await RawConnection.open(Number(new URL(world.url).port));
  await dying.head(`PUT ${address.pathname}/${NAME}/clip.mkv`, {
    ...{ "X-Auth-Token": token, "Content-Length": CLIP.byteLength },
  });
  await dying.write(CLIP.subarray(0, 18 << 20));
  world.kill("api");
  await world.gone("api");
  await world.start("api");
  expect(await query("SELECT id FROM items")).toEqual([]);
  const clip = await put(`${NAME}/clip.mkv`, CLIP, {
    ETag: createHash("md5").update(CLIP).digest("hex"),
  });
  expect([clip.status, clip.headers["x-holdfast-object"]]).toEqual([201, "new"]);
  // The answer is not believed, or was lost: the same object again, from another start of the node.
  world.kill("api");
  await world.gone("api");
  await world.start("api");
  expect((await put(`${NAME}/clip.mkv`, CLIP)).headers["x-holdfast-object"]).toBe("same-bytes");
  expect((await put(`${NAME}/x_gpstrail.json`, TRACK)).status).toBe(201);

  const items = await query<{ id: string; recording: string | null; belongs_to: string | null }>(
    "SELECT id, recording, belongs_to FROM items ORDER BY position",
  );
  expect(items).toMatchObject([
    { recording: NAME, belongs_to: null },
    { recording: null, belongs_to: NAME },
  ]);
  expect(await query("SELECT id FROM uploads WHERE state = 'open'")).toEqual([]);
  for (const [at, bytes] of [CLIP, TRACK].entries()) {
    const receipt = await vi.waitFor(async () => {
      const url = `${world.url}/uploads/${items[at]!.id}/receipt`;
      const answer = await send("GET", url, { Authorization: `Bearer ${world.deviceToken}` });
      expect(answer.status).toBe(200);
      return ReceiptFile.parse(JSON.parse(answer.body));
    }, WAIT);
    expect(receipt.statement).toContain(sha256(bytes));
  }
}, 120_000);
