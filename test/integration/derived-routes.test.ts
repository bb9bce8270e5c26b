/** Who has recordings made, and who hears of them: the routes and the verb on real PostgreSQL, with real files made behind them. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../services/access/permission.ts";
import { EXIT } from "../../services/command/exit-code.ts";
import * as items from "../../services/command/item-verbs.ts";
import { itemsMoment } from "../../services/command/moment-verb.ts";
import { liveJoined } from "../../services/command/live-joined-verbs.ts";
import { type ItemId, type LabelId, newId } from "../../services/kernel/ids.ts";
import {
  DerivationBody,
  DerivedBody,
  DerivedListBody,
} from "../../services/review/derived-schema.ts";
import { MomentBody } from "../../services/review/moment-schema.ts";
import { buildClipManifest, parseManifest } from "../../services/sealing/manifest.ts";
import { type DerivedHouse, clip, startDerivedHouse } from "../fixtures/derived-house.ts";
import { type DerivedDoor, openDerivedDoor } from "../fixtures/derived-door.ts";
import { NOON } from "../fixtures/evidence.ts";
import { twoTerminals } from "../fixtures/two-terminals.ts";

let house: DerivedHouse;
let door: DerivedDoor;
const { english, chinese, machine, hear } = twoTerminals();

beforeAll(async () => {
  house = await startDerivedHouse(await Promise.all([clip(1), clip(1)]));
  door = await openDerivedDoor(house);
}, 120_000);
afterAll(async () => {
  await door.close();
  await house.close();
});

const asked = (role: Role, path: string, body?: object) => door.asked(role, path, body);
const joined = () => `/recording-sessions/${house.server.session.id}/live/joined`;

it("is asked for by those who may take its takes out, made meanwhile, and told of until it is there", async () => {
  const body = { purpose: "庭审出示", purposeKind: "evidence" };
  expect((await asked("officer", joined(), body)).status).toBe(403);
  expect((await asked("auditor", joined(), body)).status).toBe(403);
  expect((await asked("reviewer", joined(), { ...body, purpose: "" })).status).toBe(400);
  expect((await asked("reviewer", joined(), { ...body, channelId: newId() })).status).toBe(404);
  const { session, channel } = house.server;
  const api = door.apiOf("reviewer");
  const made = new Promise<string>((resolve, reject) => {
    const look = async (): Promise<void> => {
      const request = await house.take();
      if (request === null) setTimeout(() => void look().catch(reject), 20);
      else resolve(await house.makeOf(request));
    };
    void look().catch(reject);
  });
  const options = { purpose: "庭审出示", wait: true };
  const [code, said] = await hear(() =>
    liveJoined(api, machine, [session.id, channel.name], options, 20),
  );
  expect([code, await made]).toEqual([EXIT.ok, "received"]);
  const body1 = DerivedBody.parse(JSON.parse(said));
  expect(body1).toMatchObject({ state: "received", madeBy: { method: "remux" } });
  const { json } = await asked("auditor", joined());
  expect(DerivedListBody.parse(json).derived.map(({ id }) => id)).toEqual([body1.id]);
});

it("says in words why it could not be made, and what to do", async () => {
  const { session, connection } = house.server;
  const api = door.apiOf("reviewer");
  const options = { purpose: "庭审出示", to: "1", wait: false };
  const [code] = await hear(() => liveJoined(api, english, [session.id, undefined], options, 20));
  expect(code).toBe(EXIT.ok);
  await connection.pool.query(
    "UPDATE derived_requests SET state = 'failed', failure = 'derived/takes-differ', failed_take = 2 WHERE state = 'waiting'",
  );
  const { json } = await asked("reviewer", joined());
  const [failed] = DerivedListBody.parse(json).derived;
  expect(failed).toMatchObject({ failure: "derived/takes-differ", failedTake: 2, madeBy: null });
  await expect(
    hear(() => liveJoined(api, chinese, [session.id, "别的"], options, 20)),
  ).rejects.toMatchObject({ exitCode: EXIT.usage });
});

it("has an excerpt made for those who may take the recording out, and says what is in it", async () => {
  const { takes } = house;
  const [first] = takes;
  const path = `/items/${first?.id ?? ""}/excerpt`;
  const body = { fromMs: 0, toMs: 500, purpose: "庭审出示", purposeKind: "evidence" };
  const codeOf = ({ json }: { json: unknown }) => (json as { code: string }).code;
  expect((await asked("officer", path, body)).status).toBe(403);
  expect((await asked("auditor", path, body)).status).toBe(403);
  expect((await asked("reviewer", path, { ...body, fromMs: -1 })).status).toBe(400);
  expect((await asked("reviewer", path, { ...body, how: "else" })).status).toBe(400);
  expect(codeOf(await asked("reviewer", path, { ...body, toMs: 0 }))).toBe("derived/empty-range");
  expect((await asked("reviewer", `/items/${newId()}/excerpt`, body)).status).toBe(404);
  const api = door.apiOf("reviewer");
  const options = { from: "0", to: "0.5", purpose: "庭审出示", wait: false };
  const [code] = await hear(() => items.itemsExcerpt(api, machine, first?.id ?? "", options, 20));
  expect(code).toBe(EXIT.ok);
  expect(codeOf(await asked("reviewer", path, body))).toBe("derived/under-way");
  expect(await house.make()).toBe("received");
  const { json } = await asked("officer", `/items/${first?.id ?? ""}/derivation`);
  const made = DerivationBody.parse(json).inputOf.find(({ kind }) => kind === "excerpt");
  expect(made).toMatchObject({
    ...{ state: "received", kind: "excerpt", itemId: first?.id, fromMs: 0, toMs: 500 },
    taken: { beginsUs: 0, video: { firstPacket: 0 } },
    madeBy: { method: "remux" },
  });
  // A session lists what its takes became, and not what was made of one of them.
  const list = DerivedListBody.parse((await asked("auditor", joined())).json);
  expect(list.derived.map(({ id }) => id)).not.toContain(made?.id);
});

const firstTake = (): ItemId => {
  const [first] = house.takes;
  if (first === undefined) throw new Error("no takes");
  return first.id;
};

it("has one picture made for those who may take the recording out, with what finds it again", async () => {
  const id = firstTake();
  const api = door.apiOf("reviewer");
  const body = { ptsMs: 500, purpose: "庭审出示", purposeKind: "evidence" };
  expect((await asked("officer", `/items/${id}/still`, body)).status).toBe(403);
  expect((await asked("reviewer", `/items/${newId()}/still`, body)).status).toBe(404);
  const options = { at: "0.5", purpose: "庭审出示", wait: false };
  expect((await hear(() => items.itemsStill(api, machine, id, options, 20)))[0]).toBe(EXIT.ok);
  expect(await house.make()).toBe("received");
  const { json } = await asked("officer", `/items/${id}/derivation`);
  const made = DerivationBody.parse(json).inputOf.find(({ kind }) => kind === "still");
  if (made?.kind !== "still" || made.taken === null) throw new Error("no picture was made");
  expect(made).toMatchObject({
    ...{ state: "received", itemId: id, ptsMs: 500, madeBy: { method: "still" } },
    taken: { pixelFormat: "yuv420p", wall: { clockOffsetMs: null } },
  });
  const { taken } = made;
  const recordedAt = (await house.stores.evidence.get(id)).announced.recordedAt ?? "";
  const laterMs = Date.parse(taken.wall?.at ?? "") - Date.parse(recordedAt);
  expect(laterMs).toBe(Math.floor(taken.atUs / 1_000));
  expect(taken.atUs).toBeLessThanOrEqual(500_000);
  expect(taken.atUs).toBeGreaterThan(459_000);
});

it("cites a moment without making anything", async () => {
  const id = firstTake();
  const api = door.apiOf("reviewer");
  const [code, said] = await hear(() => itemsMoment(api, english, id, { at: "0.5", wait: true }));
  expect([code, said]).toEqual([EXIT.ok, expect.stringContaining(`/items/${id}?t=500`)]);
  const moment = MomentBody.parse((await asked("officer", `/items/${id}/moment?ptsMs=500`)).json);
  const sha256 = (await house.stores.evidence.get(id)).original?.sha256;
  expect(moment).toMatchObject({ itemId: id, sha256, ptsMs: 500, page: `/items/${id}?t=500` });
  expect((await asked("officer", `/items/${newId()}/moment?ptsMs=1`)).status).toBe(404);
  for (const bad of ["-1", "x", "", "1.5"])
    expect((await asked("officer", `/items/${id}/moment?ptsMs=${bad}`)).status).toBe(400);
});

it("has parts hidden for those who may take the recording out, from a file of masks, and says what was looked at", async () => {
  const [first] = house.takes;
  const path = `/items/${first?.id ?? ""}/redacted`;
  const point = { atMs: 0, x: 1_000, y: 1_000, width: 3_000, height: 3_000 };
  const masks = {
    pictures: [{ fromMs: 200, toMs: 600, points: [point, { ...point, atMs: 600, x: 5_000 }] }],
    sound: [{ fromMs: 200, toMs: 600 }],
  };
  const body = { masks, purpose: "庭审出示", purposeKind: "evidence" };
  expect((await asked("officer", path, body)).status).toBe(403);
  expect((await asked("auditor", path, body)).status).toBe(403);
  expect((await asked("reviewer", path, { ...body, masks: {} })).status).toBe(400);
  expect((await asked("reviewer", `/items/${newId()}/redacted`, body)).status).toBe(404);
  const folder = await mkdtemp(join(tmpdir(), "holdfast-masks-"));
  const file = join(folder, "masks.json");
  try {
    const api = door.apiOf("reviewer");
    const options = { masks: file, purpose: "庭审出示", wait: false };
    const redact = () => hear(() => items.itemsRedact(api, machine, first?.id ?? "", options, 20));
    await expect(redact()).rejects.toMatchObject({ exitCode: EXIT.usage });
    await writeFile(file, '{"pictures":[{"fromMs":0,"points":[]}]}');
    await expect(redact()).rejects.toMatchObject({ exitCode: EXIT.usage });
    await writeFile(file, JSON.stringify(masks));
    expect((await redact())[0]).toBe(EXIT.ok);
  } finally {
    await rm(folder, { recursive: true });
  }
  expect(await house.make()).toBe("received");
  const { json } = await asked("officer", `/items/${first?.id ?? ""}/derivation`);
  const made = DerivationBody.parse(json).inputOf.find(({ kind }) => kind === "redacted");
  expect(made).toMatchObject({
    ...{ state: "received", kind: "redacted", itemId: first?.id, failure: null },
    pictures: [{ fill: "solid", points: [{ atMs: 0, x: 1_000, width: 3_000 }, { x: 5_000 }] }],
    sound: [{ how: "mute" }],
    madeBy: { method: "encode", packets: null },
  });
  if (made?.kind !== "redacted") throw new Error("it is of this kind");
  expect(made.proof?.coveredFrames).toBeGreaterThan(10);
  expect(made.proof?.silentSamples).toBeGreaterThan(20_000);
  const { stores } = house;
  await house.seal(made.id as ItemId);
  const item = await stores.evidence.get(made.id as ItemId);
  const derivation = await stores.seals.derivation(item.id);
  const signed = buildClipManifest(item, { sequence: 1, previousManifestSha256: null }, "main", {
    derivation,
  });
  expect(parseManifest(signed)).toMatchObject({
    derived: { kind: "redacted", taken: { sound: [{ how: "mute", fromMs: "200", toMs: "600" }] } },
  });
  // What lies behind the end is not known before it was looked at.
  await expect(
    house.askRedacted({ pictures: [], sound: [{ fromMs: 9_000_000, toMs: null, how: "mute" }] }),
  ).resolves.toBeDefined();
  expect(await house.make()).toBe("failed");
}, 60_000);

it("is on the page of what it was made of, and hidden with it as if it were not there", async () => {
  const { takes, server } = house;
  const [first, second] = takes;
  if (first === undefined || second === undefined) throw new Error("no takes");
  const derivationOf = async (role: Role, id: ItemId) => {
    const { status, json } = await asked(role, `/items/${id}/derivation`);
    return status === 200 ? DerivationBody.parse(json) : status;
  };
  const before = await derivationOf("officer", second.id);
  expect(before).toMatchObject({ madeFrom: null, inputOf: [{ state: "received" }] });
  const made = (before as DerivationBody).inputOf[0]?.id as ItemId;
  expect(await derivationOf("officer", made)).toMatchObject({
    madeFrom: { from: [{ itemId: first.id }, { itemId: second.id }] },
    inputOf: [],
  });
  const gone = newId<ItemId>();
  await server.connection.db
    .insertInto("secrecy_labels")
    .values({
      ...{ id: newId<LabelId>(), item_id: first.id, case_id: null, kind: "minor", version: 0 },
      ...{ status: "confirmed", until: null, issued_on: "2020-01-01", condition: null, basis: "-" },
      ...{ report_by: null, scope: null, set_at: NOON, set_by: "process:test", ended_at: null },
      ...{ ended_by: null, end_reason: null },
    })
    .execute();
  const own = [`/items/${made}/derivation`, `/items/${made}/moment?ptsMs=1`];
  for (const path of [...own, `/derived/${made}`]) {
    const hidden = await asked("officer", path);
    const missing = await asked("officer", path.replace(made, gone));
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    const code = ({ json }: { json: unknown }) => (json as { code: string }).code;
    expect(code(hidden)).toBe(code(missing));
  }
  expect(await derivationOf("officer", second.id)).toEqual({
    ...{ madeFrom: null, inputOf: [], transcriber: null },
  });
  // Whoever may not have one take given out has none made of it.
  const again = await asked("reviewer", joined(), { purpose: "庭审 2", lastTake: 2 });
  expect([403, 404]).toContain(again.status);
  await house.seal(made);
  for (const [what, given] of [
    ["excerpt", { fromMs: 0, toMs: 400, purpose: "庭审 2" }],
    ["still", { ptsMs: 9, purpose: "庭审 2" }],
  ] as const)
    expect([403, 404]).toContain((await asked("reviewer", `/items/${made}/${what}`, given)).status);
});
