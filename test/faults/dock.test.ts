/** A dock that is killed at every kind of moment, and one that is lied to: sealed exactly once, marked only on a true receipt. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, request as ask, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { batchCode } from "../../services/batches/batch-receipt-file.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { originOf } from "../../services/ledger/checkpoint.ts";
import { verifierKey } from "../../services/ledger/note.ts";
import { mayNotMount, mountDamaged } from "../fixtures/mounts.ts";
import { ProcessWorld } from "./process-world.ts";

const MAIN = new URL("../../services/dock/main.ts", import.meta.url).pathname;
const VERIFIER = new URL("../../services/verifier/main.ts", import.meta.url).pathname;
const ORIGIN = originOf("demo", utcInstant(new Date()));
const CLIP_BYTES = 3 << 20;

let world: ProcessWorld;
let ledgerKey: string;
let proxy: Server;
let proxyUrl: string;
let folder: string;
/** Docks of the test under way; one that hangs does not outlive it. */
const children: ChildProcess[] = [];
/** Told of each request before it goes on, and of each answer before it goes back; may change its body. */
let onRequest: (line: string) => void;
let onAnswer: (line: string, body: Buffer) => Buffer;

beforeAll(async () => {
  world = await ProcessWorld.build();
  await world.start("api", "custody");
  const pem = readFileSync(join(world.keysFolder, "ledger-key.pub.pem"));
  ledgerKey = verifierKey(ORIGIN, createPublicKey(pem));
  proxy = createServer((incoming, outgoing) => {
    const line = `${incoming.method ?? ""} ${incoming.url ?? ""}`;
    const chunks: Buffer[] = [];
    incoming.on("error", () => undefined);
    outgoing.on("error", () => undefined);
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      onRequest(line);
      const { method, headers, url } = incoming;
      const upstream = ask(new URL(url ?? "", world.url), { method, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => parts.push(chunk));
        answer.on("end", () => {
          const body = onAnswer(line, Buffer.concat(parts));
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(body);
        });
      });
      upstream.on("error", () => outgoing.destroy());
      upstream.end(Buffer.concat(chunks));
    });
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}, 90_000);

afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await world.close();
}, 60_000);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-dock-"));
  onRequest = () => undefined;
  onAnswer = (_line, body) => body;
  return () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
});

/** A card with clips of random bytes; answers their digests by name. */
function card(count: number, nameOf = (at: number) => `${at}.mp4`): Record<string, string> {
  mkdirSync(join(folder, "card"), { recursive: true });
  const digests: Record<string, string> = {};
  for (let at = 0; at < count; at += 1) {
    const bytes = randomBytes(CLIP_BYTES);
    writeFileSync(join(folder, "card", nameOf(at)), bytes);
    digests[nameOf(at)] = sha256(bytes);
  }
  return digests;
}

async function dock(
  key = ledgerKey,
  policy = "mark",
): Promise<{ child: ChildProcess; said: () => string }> {
  const settings = {
    ...{ url: proxyUrl, root: join(folder, "root.pem"), ledgerKey: key, policy },
    ...{ state: join(folder, "state"), folders: [join(folder, "card")] },
    // Half a megabyte an append, so that there is a middle to be killed in.
    ...{ steadySeconds: 0, wallPort: 0, parallel: 2, bytesPerSecond: 16 << 20 },
  };
  writeFileSync(join(folder, "root.pem"), await world.rootCertificate());
  writeFileSync(join(folder, "dock.json"), JSON.stringify(settings));
  const child = spawn(
    process.execPath,
    [MAIN, "run", "--config", join(folder, "dock.json"), "--once", "--json"],
    {
      env: { PATH: process.env["PATH"], HOLDFAST_DEVICE_TOKEN: world.deviceToken },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  children.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
  }
  return { child, said: () => text };
}

const marks = (): string[] =>
  readdirSync(join(folder, "card")).filter((name) => name.endsWith(".holdfast"));

/** Runs to the end and expects everything marked, and one sealed item with a seal for each clip. */
async function runToTheEnd(digests: Readonly<Record<string, string>>): Promise<void> {
  const { child, said } = await dock();
  const [code] = (await once(child, "exit")) as [number | null];
  expect(code, said()).toBe(0);
  expect(marks().sort()).toEqual(Object.keys(digests).map((name) => `${name}.holdfast`));
  for (const [name, digest] of Object.entries(digests)) {
    const mark = JSON.parse(readFileSync(join(folder, "card", `${name}.holdfast`), "utf8")) as {
      itemId: string;
      sha256: string;
    };
    expect(mark.sha256).toBe(digest);
    const { rows } = await world.database.connection.pool.query<{ id: string; stage: string }>(
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
    onRequest = (line) => {
      if (pattern.test(line)) kill();
    };
  };
const atAnswer =
  (pattern: RegExp, ofBody = ""): Moment =>
  (kill) => {
    onAnswer = (line, body) => {
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
    onAnswer = (line, body) => {
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
    const kept = readdirSync(join(folder, "state", "receipts"));
    if (kept.some((name) => name.endsWith(".json"))) return;
    await sleep(1);
  }
}

test("a dock killed again and again, and whose notes become garbage, seals everything once", async () => {
  const digests = card(2, (at) => `CLIP000${2 * at + 1}.MP4`);
  for (const [name, arm] of Object.entries(MOMENTS)) {
    const { child, said } = await dock();
    const point = { isMet: false };
    arm(() => {
      point.isMet = true;
      child.kill("SIGKILL");
    });
    const [, signal] = (await once(child, "exit")) as [unknown, string | null];
    expect(point.isMet && signal, `${name}: ${said()}`).toBe("SIGKILL");
    onRequest = () => undefined;
    onAnswer = (_line, body) => body;
  }
  await runToTheEnd(digests);
  await expectOneVisit(digests);
  // The notes of the recordings are torn; those of the uploads lead back to the server.
  const clips = join(folder, "state", "clips");
  for (const name of readdirSync(clips)) writeFileSync(join(clips, name), '{"sum":"to');
  for (const name of marks()) rmSync(join(folder, "card", name));
  await runToTheEnd(digests);
  // Every note is gone: the service is asked, and nothing is sent twice.
  rmSync(join(folder, "state"), { recursive: true });
  for (const name of marks()) rmSync(join(folder, "card", name));
  let announced = 0;
  onRequest = (line) => (announced += line === "POST /uploads" ? 1 : 0);
  await runToTheEnd(digests);
  expect(announced).toBe(0);
}, 180_000);

/** One batch of the card, whose receipt an offline verifier takes, for the files on the card and the code on the wall. */
async function expectOneVisit(digests: Readonly<Record<string, string>>): Promise<void> {
  const names = readdirSync(join(folder, "state", "batch-receipts"));
  expect(names).toHaveLength(1);
  const kept = readFileSync(join(folder, "state", "batch-receipts", names[0]!), "utf8");
  const { text } = JSON.parse(kept) as { text: string };
  writeFileSync(join(folder, "receipt.json"), text);
  const code = batchCode((JSON.parse(text) as { statement: string }).statement);
  const args = ["--root", join(folder, "root.pem"), "--ledger-key", ledgerKey, "--json"];
  const against = ["--original", join(folder, "card"), "--qr", code];
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[VERIFIER, join(folder, "receipt.json"), ...args, ...against],
  ]);
  const report = JSON.parse(stdout) as { verdict: string; statement: Record<string, unknown> };
  expect(report).toMatchObject({
    verdict: "PASSED",
    statement: {
      counts: { found: Object.keys(digests).length, mayDelete: Object.keys(digests).length },
      sequence: { first: 1, last: 3, missing: [{ from: 2, to: 2 }] },
    },
  });
  const { rows } = await world.database.connection.pool.query<{ state: string }>(
    "SELECT state FROM batches WHERE id = $1",
    [report.statement["batchId"]],
  );
  expect(rows).toEqual([{ state: "closed" }]);
  const status = JSON.parse(readFileSync(join(folder, "state", "status.json"), "utf8")) as {
    slots: { code: string; sequence: object }[];
  };
  expect(status.slots[0]).toMatchObject({ code, sequence: { missingCount: 1 } });
}

test("a recording is deleted by policy only, and then stands in the batch receipt all the same", async () => {
  const digests = card(2);
  const { child, said } = await dock(ledgerKey, "delete-after-days=0");
  const [code] = (await once(child, "exit")) as [number | null];
  expect(code, said()).toBe(0);
  expect(readdirSync(join(folder, "card"))).toEqual([]);
  const [name] = readdirSync(join(folder, "state", "batch-receipts"));
  const receipt = readFileSync(join(folder, "state", "batch-receipts", name!), "utf8");
  for (const digest of Object.values(digests)) expect(receipt).toContain(digest);
}, 60_000);

test.skipIf(mayNotMount())(
  "a card that fails in the middle of a recording gives what it still has, and says so",
  async () => {
    const good = randomBytes(CLIP_BYTES);
    const files = { "CLIP0001.MP4": good, "CLIP0002.MP4": randomBytes(CLIP_BYTES) };
    const mount = mountDamaged(files, "CLIP0002.MP4");
    try {
      symlinkSync(mount.dir, join(folder, "card"));
      const { child, said } = await dock();
      const [code] = (await once(child, "exit")) as [number | null];
      expect(code, said()).toBe(4);
      expect(said()).toContain('"problem":"read-error"');
      expect(marks()).toEqual(["CLIP0001.MP4.holdfast"]);
      const { rows } = await world.database.connection.pool.query<{ stage: string }>(
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
  const { child, said } = await dock(key);
  const [code] = (await once(child, "exit")) as [number | null];
  expect(code, said()).toBe(4);
  expect(said()).toContain(`"problem":"${problem}"`);
  expect(marks()).toEqual([]);
}

test("a forged receipt marks nothing", async () => {
  const digests = card(1);
  // As many bytes as before: one letter of what was signed.
  onAnswer = (line, body) =>
    UPLOAD_RECEIPT.test(line)
      ? Buffer.from(body.toString("utf8").replace('"0.mp4', '"1.mp4').replace("0.mp4", "1.mp4"))
      : body;
  await expectNoMark(ledgerKey, "receipt-invalid");
  onAnswer = (_line, body) => body;
  await runToTheEnd(digests);
}, 60_000);

test("a receipt under another ledger's key marks nothing", async () => {
  card(1);
  const { publicKey } = generateKeyPairSync("ed25519");
  await expectNoMark(verifierKey(ORIGIN, publicKey), "receipt-invalid");
}, 60_000);

test("a receipt of a log that is not pinned marks nothing", async () => {
  card(1);
  const pem = readFileSync(join(world.keysFolder, "ledger-key.pub.pem"));
  await expectNoMark(verifierKey("other/2026", createPublicKey(pem)), "ledger-not-pinned");
}, 60_000);
