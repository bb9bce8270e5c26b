/** What is above the ceiling is refused at every way in, and nothing of it stays: no byte, no name, no level. */
import { afterEach, expect, test } from "vitest";
import { type Ceiling, SecrecyConfig, ceilingOf } from "../../../services/secrecy/ceiling.ts";
import { STATE_LEVELS } from "../../../services/secrecy/mark.ts";
import { MemoryActionStore } from "../../fakes/action-store.ts";
import {
  type IngestServer,
  ingestProcess,
  memoryStores,
  startIngestServer,
} from "../../fixtures/ingest-server.ts";
import { send } from "../../fixtures/raw-http.ts";

let server: IngestServer | undefined;
afterEach(async () => {
  await server?.close();
  expect(server?.faults ?? []).toEqual([]);
  server = undefined;
});

const base64 = (text: string) => Buffer.from(text).toString("base64");
const BYTES = { "Content-Type": "application/offset+octet-stream" };

async function open(ceiling: Ceiling) {
  const [stores, actions] = [memoryStores(), new MemoryActionStore()];
  const started = await startIngestServer(
    ingestProcess(stores, { actions, ceiling }),
    stores.items,
  );
  server = started;
  const announce = (secrecy: string, headers: Record<string, string> = {}, body?: Uint8Array) =>
    send(
      "POST",
      started.url,
      {
        ...started.auth,
        "Upload-Length": "7",
        "Upload-Metadata": `filename ${base64("线人甲.mp4")},sha256 ${base64("ab".repeat(32))},secrecy ${base64(secrecy)}`,
        ...headers,
      },
      body,
    );
  return { stores, actions, announce };
}

test("by default nothing that is a state secret comes in, whole, in parts or with its bytes; duties do", async () => {
  const ceiling = ceilingOf(SecrecyConfig.parse({ HOLDFAST_SECRECY_CONTACT: "0898-6533-0000" }));
  const { stores, actions, announce } = await open(ceiling);
  for (const said of ["秘密", "secret", "trade 绝密", "機密"]) {
    const isRead = said !== "機密";
    for (const headers of [{}, { "Upload-Concat": "partial" }]) {
      const answer = await announce(said, headers);
      expect([answer.status, JSON.parse(answer.body)], said).toMatchObject(
        isRead ? [403, { code: "secrecy/above-ceiling" }] : [400, { code: "ingest/bad-metadata" }],
      );
      if (isRead) expect(answer.body).toContain("0898-6533-0000");
      expect(answer.body).not.toContain("线人");
    }
  }
  const withBytes = await announce("highly-secret", BYTES, Buffer.from("content"));
  expect(withBytes.status).toBe(403);
  expect(stores.items.all()).toEqual([]);

  const kept = await actions.from(0, 10);
  expect(kept.map(({ kind }) => kind)).toEqual(["above-ceiling-refused"]);
  const told = kept.map(({ body }) => body).join();
  for (const hidden of ["线人", "secret\\b(?!-)", "秘", "ab".repeat(32), "level"]) {
    expect(told).not.toMatch(new RegExp(hidden));
  }

  const taken = await announce("商业秘密 个人隐私", BYTES, Buffer.from("content"));
  expect(taken.status).toBe(201);
  const [item] = stores.items.all();
  expect(item?.announced.other).toEqual({ secrecy: "trade privacy" });
});

test("what the ceiling allows comes in, what is above it does not", async () => {
  for (const highest of STATE_LEVELS) {
    const { announce } = await open({ highest, contact: null });
    const statuses = [];
    for (const level of STATE_LEVELS) statuses.push((await announce(level)).status);
    const at = STATE_LEVELS.indexOf(highest);
    expect(statuses).toEqual(STATE_LEVELS.map((_, index) => (index <= at ? 201 : 403)));
    await server?.close();
    server = undefined;
  }
});

test("a final upload cannot say what its parts did not", async () => {
  const { announce } = await open({ highest: null, contact: null });
  const partial = { "Upload-Concat": "partial", ...BYTES };
  const part = await announce("work", partial, Buffer.from("content"));
  expect(part.status).toBe(201);
  const answer = await send("POST", server?.url ?? "", {
    ...server?.auth,
    "Upload-Concat": `final;${part.headers.location ?? ""}`,
    "Upload-Metadata": `secrecy ${base64("绝密")}`,
  });
  expect([answer.status, JSON.parse(answer.body)]).toMatchObject([
    403,
    { code: "secrecy/above-ceiling" },
  ]);
});
