/** Custody and a real authority for time stamps: sealing never waits for it, outages are told and made good, and packages carry its word. */
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "../../infra/host/free-port.ts";
import { timestampVerifier } from "../../infra/keys/timestamp-verifier.ts";
import { createAnchorStore } from "../../infra/postgres/anchor-store.ts";
import { createRenewalStore } from "../../infra/postgres/renewal-store.ts";
import { createTokenStore } from "../../infra/postgres/token-store.ts";
import { renewalLeaf } from "../../services/anchors/renewal.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { TsaProcess } from "../fixtures/tsa-process.ts";
import { GoodClient } from "./good-client.ts";
import { ProcessWorld } from "./process-world.ts";

const LOG = `demo/${new Date().getUTCFullYear()}`;
const WAIT = { timeout: 60_000, interval: 200 };
let folder: string;
let port: number;
let world: ProcessWorld;
let tsa: TsaProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-authorities-"));
  port = await freePort();
  tsa = await TsaProcess.inFolder();
  await tsa.verb("init", "--name", "Court");
  await tsa.start(port);
  const file = join(folder, "authorities.json");
  const root = join(tsa.folder, "root.pem");
  await writeFile(file, JSON.stringify([{ name: "court", url: tsa.url, root }]));
  world = await ProcessWorld.build({
    HOLDFAST_TIMESTAMP_AUTHORITIES_FILE: file,
    HOLDFAST_ANCHOR_SECONDS: "1",
  });
  await world.start("api", "custody");
}, 120_000);
afterAll(async () => {
  await tsa.close();
  await world.close();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const stores = () => {
  const { db } = world.database.connection;
  return { anchors: createAnchorStore(db), tokens: createTokenStore(db) };
};
const sendOne = async (): Promise<void> => {
  const client = new GoodClient(world.url, world.deviceToken);
  const { id } = await client.send(randomBytes(50_000), 50_000);
  await client.receipt(id);
};
/** Resolves once the newest anchor has a token over its very bytes. */
const stamped = () =>
  vi.waitFor(async () => {
    const { anchors, tokens } = stores();
    const anchor = (await anchors.newest(LOG))!;
    const [token] = await tokens.tokens(LOG, anchor.size);
    const root = await readFile(join(tsa.folder, "root.pem"), "utf8");
    const verdict = await timestampVerifier.verify(
      Buffer.from(anchor.note),
      token?.response ?? Buffer.alloc(0),
      root,
      [],
    );
    expect(verdict).toMatchObject({ valid: true });
    return anchor.size;
  }, WAIT);
const behind = async () =>
  ((await (await fetch(`${world.url}/readyz`)).json()) as { behind: string[] }).behind;

test("checkpoints are stamped, an outage holds nothing up and is made good", async () => {
  await sendOne();
  const first = await stamped();
  await tsa.kill("SIGKILL");
  await sendOne();
  await vi.waitFor(async () => {
    expect((await stores().tokens.states())[0]).toMatchObject({
      ...{ name: "court", failure: "timestamps/unreachable" },
    });
  }, WAIT);
  expect(await behind()).not.toContain("timestamps");
  const { pool } = world.database.connection;
  await pool.query("UPDATE timestamp_authorities SET since = now() - interval '1 hour'");
  await pool.query("UPDATE ledger_anchors SET chosen_at = now() - interval '20 minutes'");
  expect(await behind()).toContain("timestamps");
  const metrics = await (await fetch(`${world.url}/metrics`)).text();
  expect(metrics).toMatch(/holdfast_timestamp_behind_seconds\{authority="court"\} 1[12]\d\d/);
  await tsa.start(port);
  await pool.query("UPDATE timestamp_authorities SET not_before = NULL");
  expect(await stamped()).toBeGreaterThan(first);
  expect(await behind()).not.toContain("timestamps");
  expect(world.log("custody")).toContain("not stamped; tried again later");
  expect(world.isAlive("custody")).toBe(true);

  // Asked for by hand: listed, locked, entered, and stamped over SHA-512 once the authority answers.
  const renewals = createRenewalStore(world.database.connection.db);
  await tsa.kill("SIGKILL");
  await renewals.ask(LOG, utcInstant(new Date()));
  await vi.waitFor(async () => {
    expect(await renewals.of(LOG)).toMatchObject([{ number: 1, isEntered: true }]);
  }, WAIT);
  await tsa.start(port);
  const [renewal] = await renewals.of(LOG);
  const response = await vi.waitFor(async () => {
    await pool.query("UPDATE timestamp_authorities SET not_before = NULL");
    const [token] = await renewals.tokens(renewal!);
    expect(token).toBeDefined();
    return token!.response;
  }, WAIT);
  const root = await readFile(join(tsa.folder, "root.pem"), "utf8");
  const { text } = renewal!;
  expect(await timestampVerifier.verify(Buffer.from(text), response, root, [])).toMatchObject({
    valid: true,
  });
  const leaf = encodeURIComponent(renewalLeaf(text, renewal!));
  const proof = await fetch(`${world.url}/ledger/proofs/inclusion?leaf=${leaf}`);
  expect(proof.status).toBe(200);
});
