/** The door of docking visits: what a dock may open, state and ask, and everything it may not. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { BatchView } from "../../../services/batches/batch-view.ts";
import { signStatement } from "../../../services/batches/sign-statement.ts";
import { MAX_FILES, parseDockStatement } from "../../../services/batches/dock-statement.ts";
import { leaveBatchesOpen } from "../../../services/batches/visit.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { type BatchId, type UploadId, newId } from "../../../services/kernel/ids.ts";
import { MemoryBatchStore } from "../../fakes/batch-store.ts";
import {
  CAMERA,
  dockStatement,
  makeDockKey,
  signedStatement,
  statedFile,
} from "../../fixtures/docking.ts";
import { NOON } from "../../fixtures/evidence.ts";
import {
  type IngestServer,
  ingestProcess,
  memoryStores,
  startIngestServer,
} from "../../fixtures/ingest-server.ts";

const KEY = makeDockKey();
let server: IngestServer;
let id: BatchId;
beforeAll(async () => {
  const stores = memoryStores();
  server = await startIngestServer(ingestProcess(stores), stores.items);
});
afterAll(() => server.close());
beforeEach(() => (id = newId<BatchId>()));

async function ask(method: string, path: string, body?: unknown, auth = server.auth) {
  const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1/batches${path}`, {
    method,
    headers: { ...auth, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = (await answer.json()) as BatchView & {
    code?: string;
    fix?: string;
    lastSeen?: unknown;
  };
  return { status: answer.status, json };
}
const opening = (changes: object = {}) => ({
  id,
  camera: CAMERA,
  publicKey: KEY.base64,
  ...changes,
});
const open = (changes: object = {}, auth = server.auth) => ask("POST", "", opening(changes), auth);
const state = (text: string, signature: Uint8Array, auth = server.auth) =>
  ask(
    "PUT",
    `/${id}/statement`,
    { statement: text, signature: Buffer.from(signature).toString("base64") },
    auth,
  );

async function upload(auth = server.auth): Promise<UploadId> {
  const answer = await fetch(server.url, {
    method: "POST",
    headers: { ...auth, "Upload-Length": "5" },
  });
  return answer.headers.get("location")!.split("/").at(-1) as UploadId;
}

describe("a visit", () => {
  it("is opened, stated and asked for, each of it as often as anyone likes", async () => {
    expect(await open()).toMatchObject({
      status: 201,
      json: { id, state: "open", lastSeen: null },
    });
    expect((await open()).status).toBe(201);
    const files = [
      statedFile("CLIP0001.MP4", await upload()),
      statedFile("CLIP0004.MP4", null, { how: "not-sent", reason: "unreadable", sha256: null }),
    ];
    const statement = dockStatement(KEY, files, { batch: id });
    const { text, signature } = signedStatement(KEY, statement);
    const closed = await state(text, signature);
    expect(closed).toMatchObject({
      status: 200,
      json: { state: "closed", files: 2, sequence: { missingCount: 2, tail: "first-visit" } },
    });
    expect(closed.json.words?.en).toContain("missing 2–3");
    // Signed anew, for the dock lost its note: the same statement, the same answer, the first signature.
    expect(await state(text, signStatement(text, KEY.privateKey))).toEqual(closed);
    expect((await ask("GET", `/${id}`)).json).toEqual(closed.json);
    const kept = (await server.batches.get(id))!.statement!;
    expect(kept.text).toBe(text);
    expect(Buffer.from(kept.signature)).toEqual(signature);
    expect(await ask("GET", `/${id}/receipt`)).toMatchObject({ status: 202 });
    const next = { id: newId<BatchId>(), camera: CAMERA, publicKey: KEY.base64 };
    expect((await ask("POST", "", next)).json.lastSeen).toEqual({
      ...{ layout: "letters-number", series: "CLIP", last: 4 },
    });
  });

  it("that was left open is told so, and still closed by its statement", async () => {
    await open();
    const later = "2099-01-01T00:00:00.000Z" as never;
    await server.batches.leaveOpen(later, later);
    expect((await ask("GET", `/${id}`)).json.state).toBe("left-open");
    expect(await ask("GET", `/${id}/receipt`)).toMatchObject({
      ...{ status: 409, json: { code: "batches/left-open" } },
    });
    const { text, signature } = signedStatement(KEY, dockStatement(KEY, [], { batch: id }));
    expect((await state(text, signature)).json.state).toBe("closed");
  });

  it("is given up a day after it was opened, and not before", async () => {
    const batches = new MemoryBatchStore();
    const camera = { ...CAMERA };
    await batches.open({ id, deviceId: server.deviceId, camera, openedAt: NOON }, 1);
    const after = (hours: number) => ({ batches, clock: () => plusMs(NOON, hours * 3_600_000) });
    expect(await leaveBatchesOpen(after(23))).toBe(0);
    expect(await leaveBatchesOpen(after(25))).toBe(1);
    expect(await batches.get(id)).toMatchObject({
      ...{ state: "left-open", endedAt: plusMs(NOON, 25 * 3_600_000) },
    });
  });

  it("is nobody else's: not to see, not to close, not to take the id of", async () => {
    await open();
    expect(await ask("GET", `/${id}`, undefined, server.otherAuth)).toMatchObject({ status: 404 });
    expect(await open({}, server.otherAuth)).toMatchObject({
      ...{ status: 409, json: { code: "batches/id-taken" } },
    });
    const { text, signature } = signedStatement(KEY, dockStatement(KEY, [], { batch: id }));
    expect((await state(text, signature, server.otherAuth)).status).toBe(404);
    expect(await open({ camera: { ...CAMERA, serial: "SN-2" } })).toMatchObject({ status: 409 });
  });
});

describe("a statement is refused", () => {
  const refusal = async (text: string, signature: Uint8Array) =>
    (await state(text, signature)).json;

  it("with one byte changed, without its dock's key, of another batch or camera, with a stranger's upload", async () => {
    await open();
    const foreign = await upload(server.otherAuth);
    const ofBatch = (changes: object = {}, files = [statedFile("a.mp4", null, NOT_SENT)]) =>
      dockStatement(KEY, files, { batch: id, ...changes });
    const good = signedStatement(KEY, ofBatch());
    const other = makeDockKey();
    const wrong = good.signature.map((byte, at) => (at === 9 ? byte ^ 1 : byte));
    const list: [string, string, Uint8Array][] = [
      ["batches/bad-signature", good.text, wrong],
      ["batches/bad-signature", good.text, Buffer.alloc(0)],
      ["batches/bad-signature", good.text.replace("a.mp4", "b.mp4"), good.signature],
      ["batches/bad-signature", good.text, signStatement(good.text, other.privateKey)],
    ];
    const made: [string, ReturnType<typeof ofBatch>, typeof KEY][] = [
      ["batches/unknown-key", ofBatch({ keySha256: other.sha256 }), other],
      ["batches/id-taken", ofBatch({ batch: newId<BatchId>() }), KEY],
      ["batches/other-statement", ofBatch({ camera: { name: "DC-2", serial: "SN-1" } }), KEY],
      ["batches/foreign-upload", ofBatch({}, [statedFile("a.mp4", foreign)]), KEY],
      ["batches/foreign-upload", ofBatch({}, [statedFile("a.mp4", newId<UploadId>())]), KEY],
      [
        "batches/foreign-upload",
        ofBatch({}, [statedFile("a.mp4", foreign, { how: "not-sent", reason: "quarantined" })]),
        KEY,
      ],
    ];
    for (const [code, statement, key] of made) {
      const { text, signature } = signedStatement(key, statement);
      list.push([code, text, signature]);
    }
    for (const [code, text, signature] of list) {
      const refused = await refusal(text, signature);
      expect(refused.code).toBe(code);
      expect(refused.fix).toMatch(/\w/);
    }
    expect((await ask("GET", `/${id}`)).json.state).toBe("open");
    await state(good.text, good.signature);
    const late = signedStatement(KEY, ofBatch({ nonce: "1".repeat(32) }));
    expect(await refusal(late.text, late.signature)).toMatchObject({
      code: "batches/other-statement",
    });
  });

  it("unless it is exactly one, whatever is signed", async () => {
    await open();
    const files = [statedFile("a.mp4", null, NOT_SENT)];
    const { text } = signedStatement(KEY, dockStatement(KEY, files, { batch: id }));
    const hostile = [
      ...["", "{}\n", "null", text.slice(1), text.replace("/v1", "/v2"), `${text}{}`],
      text.replace("{", '{"extra":1,'),
      text.replace("{", '{"nonce":"0",'),
      text.replace('"sizeBytes":"5"', '"sizeBytes":5'),
      text.replace('"sizeBytes":"5"', '"sizeBytes":"05"'),
      text.replace('"how":"not-sent"', '"how":"sent"'),
      text.replace('"reason":"unreadable"', '"reason":null'),
      text.replace('"reason":"unreadable"', '"reason":"because"'),
      text.replace('"missingCount":0', '"missingCount":-1'),
    ];
    for (const each of hostile) {
      expect(each).not.toBe(text);
      expect(() => parseDockStatement({ text: each, openings: null }), each).toThrow(
        "this is no dock statement",
      );
      expect(await refusal(each, signStatement(each, KEY.privateKey))).toMatchObject({
        code: "batches/bad-statement",
      });
    }
  });

  it("with more files than are taken at once", () => {
    const file = statedFile("a.mp4", null, NOT_SENT);
    const many = Array.from({ length: MAX_FILES + 1 }, () => file);
    expect(() => signedStatement(KEY, dockStatement(KEY, many))).toThrow("no dock statement");
    const most = dockStatement(KEY, many.slice(1));
    expect(parseDockStatement(signedStatement(KEY, most)).files).toHaveLength(MAX_FILES);
  });
});

const NOT_SENT = { how: "not-sent", reason: "unreadable" } as const;

it.each<[string, object, string]>([
  ["an id that is none", { id: "1" }, "batches/bad-request"],
  ["a member more", { more: 1 }, "batches/bad-request"],
  ["a camera without a name", { camera: { name: "", serial: null } }, "batches/bad-request"],
  ["a key that is none", { publicKey: "AAAA" }, "batches/bad-key"],
  [
    "a key with a bit changed",
    { publicKey: KEY.base64.replace(/.(?=.{8}$)/, (one) => (one === "A" ? "B" : "A")) },
    "batches/bad-key",
  ],
  ["a key in another spelling", { publicKey: `${KEY.base64}\n` }, "batches/bad-key"],
])("opening with %s is refused", async (_what, changes, code) => {
  expect(await open(changes)).toMatchObject({ status: 400, json: { code } });
});

it("nobody gets in without a device's token", async () => {
  const nobody = {} as typeof server.auth;
  expect((await open({}, nobody)).status).toBe(401);
  expect((await state("{}", Buffer.alloc(1), nobody)).status).toBe(401);
  expect(
    (await ask("GET", `/${id}`, undefined, { Authorization: `Bearer hfd_${"A".repeat(43)}` }))
      .status,
  ).toBe(401);
});
