/** A device asks which of its files are known: by digest, its own uploads only, the best standing first. */
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type ItemId } from "../../../services/kernel/ids.ts";
import type { EvidenceItem } from "../../../services/evidence/evidence-item.ts";
import { receivedItem, verifiedOriginal } from "../../fixtures/evidence.ts";
import { send } from "../../fixtures/raw-http.ts";
import {
  codeOf,
  idOf,
  moveClockTo,
  now,
  opened,
  patch,
  serveEachTest,
  server,
  stores,
} from "../../fixtures/tus-exchange.ts";

serveEachTest();

const SIZE_BYTES = 100;
const RECEIPT = { statement: "{}", signature: Buffer.from([1]), proof: "proof\n" };

const ask = (body: string, headers: Readonly<Record<string, string>> = server.auth) =>
  send(
    "POST",
    `http://127.0.0.1:${server.port}/api/v1/uploads/check`,
    { ...headers, "Content-Type": "application/json" },
    Buffer.from(body),
  );

async function standings(...files: readonly { sha256: string; sizeBytes: number }[]) {
  const answer = await ask(JSON.stringify({ files }));
  expect(answer.status, answer.body).toBe(200);
  return (JSON.parse(answer.body) as { files: object[] }).files;
}

const heldFile = (bytes: Buffer) => ({ sha256: sha256(bytes), sizeBytes: bytes.byteLength });

const announce = (bytes: Buffer): Promise<string> =>
  opened(bytes.byteLength, {
    "Upload-Metadata": `sha256 ${Buffer.from(sha256(bytes)).toString("base64")}`,
  });

async function move(itemId: ItemId, changes: Partial<EvidenceItem>): Promise<void> {
  const item = await stores.items.get(itemId);
  await stores.items.save(
    item,
    { ...item, ...changes },
    {
      at: now,
      actor: "process:custody",
      happening: { kind: changes.stage === "sealed" ? "sealed" : "quarantined", data: {} },
    },
  );
}

it("follows a file from unknown over its offset to its receipt", async () => {
  const bytes = randomBytes(SIZE_BYTES);
  const file = heldFile(bytes);
  const nothing = { upload: null, receipt: null, offsetBytes: null, duplicateOf: null };
  expect(await standings(file)).toEqual([{ ...file, ...nothing, state: "unknown" }]);

  const url = await announce(bytes);
  await patch(url, 0, bytes.subarray(0, 40));
  const upload = new URL(url).pathname;
  const begun = { ...file, ...nothing, upload, state: "in-progress", offsetBytes: 40 };
  expect(await standings(file)).toEqual([begun]);

  await patch(url, 40, bytes.subarray(40));
  expect(await standings(file)).toEqual([{ ...file, ...nothing, upload, state: "received" }]);

  await move(idOf(url), { stage: "sealed" });
  expect(await standings(file)).toMatchObject([{ state: "received", receipt: null }]);
  server.seals.receipts.set(idOf(url), RECEIPT);
  expect(await standings(file)).toEqual([
    { ...file, ...nothing, upload, state: "sealed", receipt: `${upload}/receipt` },
  ]);
});

it("answers in the order asked, one answer for each, whatever is asked twice", async () => {
  const one = randomBytes(SIZE_BYTES);
  await announce(one);
  const other = heldFile(randomBytes(3));
  const found = await standings(other, heldFile(one), other, heldFile(one));
  const states = found.map((standing) => (standing as { state: string }).state);
  expect(states).toEqual(["unknown", "in-progress", "unknown", "in-progress"]);
});

it("tells of a finished upload rather than of one begun again, and of the longest begun", async () => {
  const bytes = randomBytes(SIZE_BYTES);
  const [short, long] = [await announce(bytes), await announce(bytes)];
  await patch(short, 0, bytes.subarray(0, 10));
  await patch(long, 0, bytes.subarray(0, 20));
  expect(await standings(heldFile(bytes))).toMatchObject([
    { upload: new URL(long).pathname, offsetBytes: 20 },
  ]);
  await patch(short, 10, bytes.subarray(10));
  expect(await standings(heldFile(bytes))).toMatchObject([
    { upload: new URL(short).pathname, state: "received" },
  ]);
});

it("goes by digest and size: another size with the digest is another file", async () => {
  const bytes = randomBytes(SIZE_BYTES);
  await announce(bytes);
  const found = await standings({ ...heldFile(bytes), sizeBytes: SIZE_BYTES + 1 });
  expect(found).toMatchObject([{ state: "unknown" }]);
});

it("forgets an upload that has expired", async () => {
  const bytes = randomBytes(SIZE_BYTES);
  await announce(bytes);
  moveClockTo(plusMs(now, 30 * 24 * 3_600_000));
  expect(await standings(heldFile(bytes))).toMatchObject([{ state: "unknown" }]);
});

it("says that a quarantined file gets no receipt", async () => {
  const bytes = randomBytes(SIZE_BYTES);
  const url = await announce(bytes);
  await patch(url, 0, bytes);
  await move(idOf(url), { stage: "quarantined" });
  expect(await standings(heldFile(bytes))).toMatchObject([
    { state: "quarantined", receipt: null, offsetBytes: null },
  ]);
});

it("shows another device no upload, and of sealed bytes only which item they are", async () => {
  const bytes = randomBytes(SIZE_BYTES);
  await announce(bytes);
  const body = JSON.stringify({ files: [heldFile(bytes)] });
  const other = await ask(body, server.otherAuth);
  expect(JSON.parse(other.body)).toMatchObject({ files: [{ state: "unknown", upload: null }] });
  const item = receivedItem();
  stores.items.add({ ...item, stage: "sealed", original: verifiedOriginal(item.id, bytes) });
  const later = await ask(body, server.otherAuth);
  expect(JSON.parse(later.body)).toMatchObject({
    files: [{ state: "duplicate", upload: null, receipt: null, duplicateOf: item.id }],
  });
});

it.each([
  ["no list", "{}"],
  ["an empty list", '{"files":[]}'],
  [
    "more files than one question takes",
    JSON.stringify({ files: Array(201).fill(heldFile(Buffer.alloc(1))) }),
  ],
  ["no digest", '{"files":[{"sha256":"../../etc/passwd","sizeBytes":1}]}'],
  ["a size below nothing", `{"files":[{"sha256":"${"a".repeat(64)}","sizeBytes":-1}]}`],
  ["a field that nobody knows", `{"files":[{"sha256":"${"a".repeat(64)}","sizeBytes":1,"x":1}]}`],
])("refuses %s with 400 and says what to send", async (_what, body) => {
  const answer = await ask(body);
  expect([answer.status, codeOf(answer)]).toEqual([400, "ingest/bad-file-list"]);
  expect(answer.body).toContain("64 hex digits");
});

it("answers nobody without a token", async () => {
  const answer = await ask('{"files":[]}', {});
  expect([answer.status, codeOf(answer)]).toEqual([401, "access/no-device-token"]);
  expect(answer.headers["www-authenticate"]).toMatch(/^Bearer/);
});

it("knows nothing of what was destroyed: the same bytes may come again, as an item of their own", async () => {
  const bytes = randomBytes(SIZE_BYTES);
  const url = await announce(bytes);
  await patch(url, 0, bytes);
  const id = idOf(url);
  await move(id, { stage: "sealed", original: verifiedOriginal(id, bytes) });
  server.seals.receipts.set(id, RECEIPT);
  expect(await standings(heldFile(bytes))).toMatchObject([{ state: "sealed" }]);
  for (const stage of ["disposing", "disposed"] as const) {
    await move(id, { stage });
    expect(await standings(heldFile(bytes))).toMatchObject([{ state: "unknown", upload: null }]);
  }
  const again = await announce(bytes);
  expect(idOf(again)).not.toBe(id);
  await patch(again, 0, bytes);
  expect(await standings(heldFile(bytes))).toMatchObject([{ state: "received" }]);
  expect(await stores.items.findByDigest(sha256(bytes), null)).toBeNull();
});
