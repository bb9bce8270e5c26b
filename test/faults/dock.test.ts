/** A dock that is killed at every kind of moment, and one that is lied to: sealed exactly once, marked only on a true receipt. */
import { type ChildProcess, spawn } from "node:child_process";
import { createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as ask, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { originOf } from "../../services/ledger/checkpoint.ts";
import { verifierKey } from "../../services/ledger/note.ts";
import { ProcessWorld } from "./process-world.ts";

const MAIN = new URL("../../services/dock/main.ts", import.meta.url).pathname;
const ORIGIN = originOf("demo", utcInstant(new Date()));
const CLIP_BYTES = 3 << 20;

let world: ProcessWorld;
let ledgerKey: string;
let proxy: Server;
let proxyUrl: string;
let folder: string;
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
  return () => rmSync(folder, { recursive: true, force: true });
});

/** A card with clips of random bytes; answers their digests by name. */
function card(count: number): Record<string, string> {
  mkdirSync(join(folder, "card"), { recursive: true });
  const digests: Record<string, string> = {};
  for (let at = 0; at < count; at += 1) {
    const bytes = randomBytes(CLIP_BYTES);
    writeFileSync(join(folder, "card", `${at}.mp4`), bytes);
    digests[`${at}.mp4`] = sha256(bytes);
  }
  return digests;
}

async function dock(key = ledgerKey): Promise<{ child: ChildProcess; said: () => string }> {
  const settings = {
    ...{ url: proxyUrl, root: join(folder, "root.pem"), ledgerKey: key, policy: "mark" },
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
const MOMENTS: Readonly<Record<string, Moment>> = {
  "before an upload": (kill) => {
    onRequest = (line) => {
      if (line.startsWith("POST")) kill();
    };
  },
  "when an upload was made and its answer is on its way": (kill) => {
    onAnswer = (line, body) => {
      if (line.startsWith("POST")) kill();
      return body;
    };
  },
  "in the middle of an upload": (kill) => {
    onAnswer = (line, body) => {
      if (line.startsWith("PATCH")) kill();
      return body;
    };
  },
  "after the bytes and before the receipt": (kill) => {
    onRequest = (line) => {
      if (line.endsWith("/receipt")) kill();
    };
  },
  "after the receipt and before the mark": (kill) => {
    onAnswer = (line, body) => {
      if (line.endsWith("/receipt") && body.includes("holdfast/receipt/v1")) {
        void afterReceipt().then(kill);
      }
      return body;
    };
  },
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
  const digests = card(2);
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
  // The notes of the recordings are torn; those of the uploads lead back to the server.
  const clips = join(folder, "state", "clips");
  for (const name of readdirSync(clips)) writeFileSync(join(clips, name), '{"sum":"to');
  for (const name of marks()) rmSync(join(folder, "card", name));
  await runToTheEnd(digests);
}, 120_000);

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
    line.endsWith("/receipt")
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
