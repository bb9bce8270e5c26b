/** A dock that is killed at every kind of moment, and one that is lied to: sealed exactly once, marked only on a true receipt. */
import { execFile } from "node:child_process";
import { createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { batchCode } from "../../services/batches/batch-receipt-file.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { verifierKey } from "../../services/ledger/note.ts";
import { mayNotMount, mountDamaged } from "../fixtures/mounts.ts";
import { CLIP_BYTES, ORIGIN, ProxiedDock } from "./proxied-dock.ts";

const VERIFIER = new URL("../../services/verifier/main.ts", import.meta.url).pathname;

let dock: ProxiedDock;
beforeAll(async () => {
  dock = await ProxiedDock.open();
}, 90_000);
afterAll(() => dock.close(), 60_000);
beforeEach(() => dock.begin());

/** A file of the test under way. */
const at = (...path: readonly string[]): string => join(dock.folder, ...path);

/** Runs to the end and expects everything marked, and one sealed item with a seal for each clip. */
async function runToTheEnd(digests: Readonly<Record<string, string>>): Promise<void> {
  const { child, said } = await dock.start();
  const [code] = (await once(child, "exit")) as [number | null];
  expect(code, said()).toBe(0);
  expect(dock.marks().sort()).toEqual(Object.keys(digests).map((name) => `${name}.holdfast`));
  for (const [name, digest] of Object.entries(digests)) {
    const mark = JSON.parse(readFileSync(at("card", `${name}.holdfast`), "utf8")) as {
      itemId: string;
      sha256: string;
    };
    expect(mark.sha256).toBe(digest);
    const { rows } = await dock.world.database.connection.pool.query<{ id: string; stage: string }>(
      "SELECT id, stage FROM items WHERE original_sha256 = $1",
      [digest],
    );
    expect(rows).toEqual([{ id: mark.itemId, stage: "sealed" }]);
  }
}

type Moment = (kill: () => void) => void;
/** Killed when such a request came, or when its answer is on its way. */
const atRequest =
  (pattern: RegExp): Moment =>
  (kill) => {
    dock.onRequest = (line) => {
      if (pattern.test(line)) kill();
    };
  };
const atAnswer =
  (pattern: RegExp, ofBody = ""): Moment =>
  (kill) => {
    dock.onAnswer = (line, body) => {
      if (pattern.test(line) && body.includes(ofBody)) kill();
      return body;
    };
  };
const UPLOAD_RECEIPT = /^GET \/uploads\/.*\/receipt$/;
const BATCH_RECEIPT = /^GET \/api\/v1\/batches\/.*\/receipt$/;

const MOMENTS: Readonly<Record<string, Moment>> = {
  "before the visit was told": atRequest(/^POST \/api\/v1\/batches$/),
  "when the visit was told and its answer is on its way": atAnswer(/^POST \/api\/v1\/batches$/),
  "before an upload": atRequest(/^POST \/uploads$/),
  "when an upload was made and its answer is on its way": atAnswer(/^POST \/uploads$/),
  "in the middle of an upload": atAnswer(/^PATCH/),
  "after the bytes and before the receipt": atRequest(UPLOAD_RECEIPT),
  "after the receipt and before the mark": (kill) => {
    dock.onAnswer = (line, body) => {
      if (UPLOAD_RECEIPT.test(line) && body.includes("holdfast/receipt/v1")) {
        void afterReceipt().then(kill);
      }
      return body;
    };
  },
  "before the statement": atRequest(/^PUT/),
  "when the statement was taken and its answer is on its way": atAnswer(/^PUT/),
  "before the batch receipt": atRequest(BATCH_RECEIPT),
  "with the batch receipt on its way": atAnswer(BATCH_RECEIPT, "holdfast/batch-receipt/v1"),
};

async function afterReceipt(): Promise<void> {
  const limit = Date.now() + 5_000;
  while (Date.now() < limit) {
    const kept = readdirSync(at("state", "receipts"));
    if (kept.some((name) => name.endsWith(".json"))) return;
    await sleep(1);
  }
}

test("a dock killed again and again, and whose notes become garbage, seals everything once", async () => {
  const digests = dock.card(2, (index) => `CLIP000${2 * index + 1}.MP4`);
  for (const [name, arm] of Object.entries(MOMENTS)) {
    const { child, said } = await dock.start();
    const point = { isMet: false };
    arm(() => {
      point.isMet = true;
      child.kill("SIGKILL");
    });
    const [, signal] = (await once(child, "exit")) as [unknown, string | null];
    expect(point.isMet && signal, `${name}: ${said()}`).toBe("SIGKILL");
    dock.letThrough();
  }
  await runToTheEnd(digests);
  await expectOneVisit(digests);
  // The notes of the recordings are torn; those of the uploads lead back to the server.
  const clips = at("state", "clips");
  for (const name of readdirSync(clips)) writeFileSync(join(clips, name), '{"sum":"to');
  for (const name of dock.marks()) rmSync(at("card", name));
  await runToTheEnd(digests);
  // Every note is gone: the service is asked, and nothing is sent twice.
  rmSync(at("state"), { recursive: true });
  for (const name of dock.marks()) rmSync(at("card", name));
  let announced = 0;
  dock.onRequest = (line) => (announced += line === "POST /uploads" ? 1 : 0);
  await runToTheEnd(digests);
  expect(announced).toBe(0);
}, 180_000);

/** One batch of the card, whose receipt an offline verifier takes, for the files on the card and the code on the wall. */
async function expectOneVisit(digests: Readonly<Record<string, string>>): Promise<void> {
  const names = readdirSync(at("state", "batch-receipts"));
  expect(names).toHaveLength(1);
  const kept = readFileSync(at("state", "batch-receipts", names[0]!), "utf8");
  const { text } = JSON.parse(kept) as { text: string };
  writeFileSync(at("receipt.json"), text);
  const code = batchCode((JSON.parse(text) as { statement: string }).statement);
  const args = ["--root", at("root.pem"), "--ledger-key", dock.ledgerKey, "--json"];
  const against = ["--original", at("card"), "--qr", code];
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[VERIFIER, at("receipt.json"), ...args, ...against],
  ]);
  const report = JSON.parse(stdout) as { verdict: string; statement: Record<string, unknown> };
  expect(report).toMatchObject({
    verdict: "PASSED",
    statement: {
      counts: { found: Object.keys(digests).length, mayDelete: Object.keys(digests).length },
      sequence: { first: 1, last: 3, missing: [{ from: 2, to: 2 }] },
    },
  });
  const { rows } = await dock.world.database.connection.pool.query<{ state: string }>(
    "SELECT state FROM batches WHERE id = $1",
    [report.statement["batchId"]],
  );
  expect(rows).toEqual([{ state: "closed" }]);
  const status = JSON.parse(readFileSync(at("state", "status.json"), "utf8")) as {
    slots: { code: string; sequence: object }[];
  };
  expect(status.slots[0]).toMatchObject({ code, sequence: { missingCount: 1 } });
}

test("a recording is deleted by policy only, and then stands in the batch receipt all the same", async () => {
  const digests = dock.card(2);
  const { child, said } = await dock.start(dock.ledgerKey, "delete-after-days=0");
  const [code] = (await once(child, "exit")) as [number | null];
  expect(code, said()).toBe(0);
  expect(readdirSync(at("card"))).toEqual([]);
  const [name] = readdirSync(at("state", "batch-receipts"));
  const receipt = readFileSync(at("state", "batch-receipts", name!), "utf8");
  for (const digest of Object.values(digests)) expect(receipt).toContain(digest);
}, 60_000);

test.skipIf(mayNotMount())(
  "a card that fails in the middle of a recording gives what it still has, and says so",
  async () => {
    const good = randomBytes(CLIP_BYTES);
    const files = { "CLIP0001.MP4": good, "CLIP0002.MP4": randomBytes(CLIP_BYTES) };
    const mount = mountDamaged(files, "CLIP0002.MP4");
    try {
      symlinkSync(mount.dir, at("card"));
      const { child, said } = await dock.start();
      const [code] = (await once(child, "exit")) as [number | null];
      expect(code, said()).toBe(4);
      expect(said()).toContain('"problem":"read-error"');
      expect(dock.marks()).toEqual(["CLIP0001.MP4.holdfast"]);
      const { rows } = await dock.world.database.connection.pool.query<{ stage: string }>(
        "SELECT stage FROM items WHERE original_sha256 = $1",
        [sha256(good)],
      );
      expect(rows).toEqual([{ stage: "sealed" }]);
    } finally {
      mount.close();
    }
  },
  60_000,
);

/** Waits until the dock says it needs attention; then nothing may be marked. */
async function expectNoMark(key: string, problem: string): Promise<void> {
  const { child, said } = await dock.start(key);
  const [code] = (await once(child, "exit")) as [number | null];
  expect(code, said()).toBe(4);
  expect(said()).toContain(`"problem":"${problem}"`);
  expect(dock.marks()).toEqual([]);
}

test("a forged receipt marks nothing", async () => {
  const digests = dock.card(1);
  // As many bytes as before: one letter of what was signed.
  dock.onAnswer = (line, body) =>
    UPLOAD_RECEIPT.test(line)
      ? Buffer.from(body.toString("utf8").replace('"0.mp4', '"1.mp4').replace("0.mp4", "1.mp4"))
      : body;
  await expectNoMark(dock.ledgerKey, "receipt-invalid");
  dock.letThrough();
  await runToTheEnd(digests);
}, 60_000);

test("a receipt under another ledger's key marks nothing", async () => {
  dock.card(1);
  const { publicKey } = generateKeyPairSync("ed25519");
  await expectNoMark(verifierKey(ORIGIN, publicKey), "receipt-invalid");
}, 60_000);

test("a receipt of a log that is not pinned marks nothing", async () => {
  dock.card(1);
  const pem = dock.ledgerPem();
  await expectNoMark(verifierKey("other/2026", createPublicKey(pem)), "ledger-not-pinned");
}, 60_000);
