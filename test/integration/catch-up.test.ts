/** `holdfast ledger catch-up`, as its user calls it, on a database that was put back, the store of the house and its signer. */
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { run } from "../../infra/host/run-command.ts";
import { readLedgerPublicKey } from "../../infra/keys/checkpoint-signer.ts";
import { createLedgerStore } from "../../infra/postgres/ledger-store.ts";
import { createStoreIdentity } from "../../infra/postgres/store-identity.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { Sequencer } from "../../services/ledger/sequencer.ts";
import { storeCheck } from "../../services/objects/recognise-store.ts";
import { enterAll, numbered } from "../fixtures/ledger.ts";
import { type FreshDatabase, freshDatabase } from "../fixtures/private-servers.ts";
import { SignerHouse } from "../fixtures/signer.ts";

const MAIN = new URL("../../services/command/main.ts", import.meta.url).pathname;
const clock = () => utcInstant(new Date());
const LOG = `haikou/${clock().slice(0, 4)}`;
const undo: (() => Promise<unknown>)[] = [];
let root: string;
let signer: SignerHouse;
/** The database as it was when it was saved, and as it was lost. */
let saved: FreshDatabase;
let env: Record<string, string | undefined>;

const objectsIn = (folder: string) =>
  createFilesystemStores(
    { HOLDFAST_FILESYSTEM_DIR: folder, HOLDFAST_FILESYSTEM_IMMUTABLE: "off" },
    clock,
  ).objects;
const at = (name: string) => join(root, name);

async function sequencerOn({ connection: { db } }: FreshDatabase): Promise<Sequencer> {
  const { checkpoints } = await signer.client();
  const deps = { ledger: createLedgerStore(db), objects: objectsIn(at("objects")) };
  return new Sequencer({ ...deps, agency: "haikou", signer: checkpoints, clock });
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "holdfast-catch-up-"));
  undo.push(() => rm(root, { recursive: true, force: true }));
  signer = await SignerHouse.make();
  undo.push(() => signer.remove());
  const server = await signer.serve();
  undo.push(() => server.close());
  const [lost, older] = [await freshDatabase(), await freshDatabase()];
  saved = older;
  undo.push(() => saved.drop());
  const identity = createStoreIdentity(lost.connection.db);
  await storeCheck({ objects: objectsIn(at("objects")), identity })();
  await enterAll(await sequencerOn(lost), numbered(5));
  for (const table of ["store_identity", "ledger_writers", "ledger_entries", "ledger_heads"]) {
    const { rows } = await lost.connection.pool.query<{ row: object }>(
      `SELECT to_jsonb(t) AS row FROM ${table} t`,
    );
    const all = JSON.stringify(rows.map(({ row }) => row));
    await saved.connection.pool.query(
      `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`,
      [all],
    );
  }
  await cp(at("objects"), at("objects-then"), { recursive: true, preserveTimestamps: true });
  await enterAll(await sequencerOn(lost), numbered(300, 5));
  await lost.drop();
  env = {
    ...{ PATH: process.env["PATH"], HOME: root, LANG: "en", HOLDFAST_AGENCY: "haikou" },
    ...{ HOLDFAST_DATABASE_URL: saved.url, HOLDFAST_SIGNER_SOCKET: signer.socket },
    ...{ HOLDFAST_FILESYSTEM_DIR: at("objects"), HOLDFAST_FILESYSTEM_IMMUTABLE: "off" },
    HOLDFAST_LEDGER_PUBLIC_KEY: await readLedgerPublicKey(signer.keys),
    HOLDFAST_ROOT_CERTIFICATE: await signer.rootPem,
  };
});
afterAll(async () => {
  for (const each of undo.toReversed()) await each();
});

const Found = z.object({
  logs: z.array(z.object({ origin: z.string(), from: z.number(), to: z.number() })).optional(),
  kinds: z.record(z.string(), z.number()).optional(),
  error: z.object({ code: z.string() }).optional(),
});
async function catchUp(args: readonly string[] = [], changes: Record<string, string> = {}) {
  const said = [MAIN, "ledger", "catch-up", "--json", "--data", at("no-box"), ...args];
  const { code, stdout } = await run(process.execPath, said, { env: { ...env, ...changes } });
  return { code, ...Found.parse(stdout === "" ? {} : JSON.parse(stdout)) };
}
const headNow = () => createLedgerStore(saved.connection.db).head(LOG);

it("is refused, and takes up all of it, once, while custody stands still", async () => {
  await expect((await sequencerOn(saved)).enter("new\n")).rejects.toMatchObject({
    code: "ledger/head-behind",
  });
  expect((await catchUp(["--log", LOG])).code).toBe(2);
  // A store that was put back as well does not hold what was signed.
  expect(await catchUp([], { HOLDFAST_FILESYSTEM_DIR: at("objects-then") })).toMatchObject({
    ...{ code: 4, error: { code: "ledger/no-such-tile" } },
  });
  const all = { logs: [{ origin: LOG, from: 5, to: 305 }], kinds: { "?": 300 } };
  expect(await catchUp(["--dry-run"])).toEqual({ code: 0, ...all });
  expect(await headNow()).toMatchObject({ size: 5 });
  expect(await catchUp()).toEqual({ code: 0, ...all });
  expect(await headNow()).toMatchObject({ size: 305 });
  expect(await catchUp()).toMatchObject({ code: 0, logs: [{ from: 305, to: 305 }], kinds: {} });
  const entered = await (await sequencerOn(saved)).enter("new\n");
  expect(entered).toMatchObject({ index: 305 });
});

it("ends as unreachable without its signer", async () => {
  await writeFile(at("nothing"), "");
  const found = await catchUp([], { HOLDFAST_SIGNER_SOCKET: at("nothing") });
  expect(found).toMatchObject({ code: 3, error: { code: "sealing/signer-unavailable" } });
});
