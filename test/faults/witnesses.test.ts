/** Custody and a real witness: sealing never waits for it, outages are told and made good, and a second history is an alarm. */
import { createPublicKey, randomBytes } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "../../infra/host/free-port.ts";
import { openCheckpointSigner } from "../../infra/keys/checkpoint-signer.ts";
import { openWitnessFolder } from "../../infra/keys/witness-folder.ts";
import { createAnchorStore } from "../../infra/postgres/anchor-store.ts";
import { createWitnessStore } from "../../infra/postgres/witness-store.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { cosignedAt } from "../../services/ledger/cosignature.ts";
import { parseCosignerKey, parseNote, verifierKey } from "../../services/ledger/note.ts";
import { WitnessProcess } from "../fixtures/witness-process.ts";
import { AT } from "../fixtures/witnessed-log.ts";
import { GoodClient } from "./good-client.ts";
import { ProcessWorld } from "./process-world.ts";

const LOG = `demo/${new Date().getUTCFullYear()}`;
const WAIT = { timeout: 60_000, interval: 200 };
let folder: string;
let port: number;
let world: ProcessWorld;
let witness: WitnessProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-policy-"));
  port = await freePort();
  const policy = join(folder, "witnesses.txt");
  world = await ProcessWorld.build({
    HOLDFAST_WITNESSES_FILE: policy,
    HOLDFAST_ANCHOR_SECONDS: "1",
  });
  const pem = await readFile(join(world.keysFolder, "ledger-key.pub.pem"));
  witness = await WitnessProcess.init("court.example/w1", verifierKey(LOG, createPublicKey(pem)));
  await witness.start(port);
  await writeFile(policy, `witness court ${witness.vkey} ${witness.url}\nquorum court\n`);
  await world.start("api", "custody");
}, 120_000);
afterAll(async () => {
  // The servers first: they are there also where the witness is not.
  await world.close();
  await witness.close();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const stores = () => {
  const { db } = world.database.connection;
  return { anchors: createAnchorStore(db), witnesses: createWitnessStore(db) };
};
const sendOne = async (): Promise<void> => {
  const client = new GoodClient(world.url, world.deviceToken);
  const { id } = await client.send(randomBytes(50_000), 50_000);
  await client.receipt(id);
};
const standing = async () => (await stores().witnesses.standings())[0];
const retryNow = () =>
  world.database.connection.pool.query("UPDATE witness_standings SET retry_at = NULL");
/** Resolves once the newest anchor is cosigned by a line that verifies. */
const cosigned = () =>
  vi.waitFor(async () => {
    const { anchors, witnesses } = stores();
    const anchor = (await anchors.newest(LOG))!;
    const [kept] = await witnesses.cosignatures(LOG, anchor.size);
    const note = parseNote(`${anchor.note}${kept!.line}`)!;
    expect(cosignedAt(note, parseCosignerKey(witness.vkey)!)).toMatch(/^20/);
    return anchor.size;
  }, WAIT);
const readiness = async () =>
  (await (await fetch(`${world.url}/readyz`)).json()) as { down: string[]; behind: string[] };

test("checkpoints are cosigned, an outage holds nothing up and is made good", async () => {
  await sendOne();
  const first = await cosigned();
  await witness.kill("SIGKILL");
  await sendOne();
  await vi.waitFor(async () => {
    expect((await standing())?.problem).toBe("anchors/witness-unreachable");
  }, WAIT);
  expect((await readiness()).behind).not.toContain("witnesses");
  await world.database.connection.pool.query(
    "UPDATE witness_standings SET failing_since = now() - interval '20 minutes'",
  );
  expect((await readiness()).behind).toContain("witnesses");
  await sendOne();
  await witness.start(port);
  await retryNow();
  expect(await cosigned()).toBeGreaterThan(first);
  // The line is kept before what stands of its witness is.
  await vi.waitFor(async () => {
    expect(await standing()).toMatchObject({ problem: null, failures: 0 });
  }, WAIT);
  expect((await readiness()).behind).not.toContain("witnesses");
});

/** What a thief of the ledger's key could show a witness: one entry more, under a root of its own. */
async function forgedHead(size: number): Promise<string> {
  const thief = join(folder, "thief");
  await mkdir(thief);
  for (const name of ["ledger-key.pem", "ledger-key.pub.pem"]) {
    await copyFile(join(world.keysFolder, name), join(thief, name));
  }
  await writeFile(join(thief, "ledger-heads.json"), "{}\n");
  return (await openCheckpointSigner(thief)).signCheckpoint(LOG, size, sha256("forged"), []);
}

test("a witness that saw another history is told loudly, and sealing goes on", async () => {
  const size = (await cosigned()) + 1;
  await witness.kill("SIGTERM");
  const forged = await forgedHead(size);
  const { memory, cosign } = await openWitnessFolder(witness.folder);
  await memory.keep(LOG, `${forged}${cosign(parseNote(forged)!.text, AT)}`);
  await witness.start(port);
  for (let clips = 0; clips < 3; clips += 1) await sendOne();
  await retryNow();
  await vi.waitFor(async () => {
    expect(await standing()).toMatchObject({ problem: "anchors/witness-contradicts", size });
  }, WAIT);
  expect((await readiness()).down).toContain("ledger-history");
  const metrics = await (await fetch(`${world.url}/metrics`)).text();
  expect(metrics).toContain(
    `holdfast_witness_contradicts{witness="court.example/w1",log="${LOG}"} 1`,
  );
  expect(world.log("custody")).toContain("a witness saw another history");
  await expect(witness.verb("status")).rejects.toMatchObject({ code: 4 });
  await sendOne();
  expect(world.isAlive("custody")).toBe(true);
});
