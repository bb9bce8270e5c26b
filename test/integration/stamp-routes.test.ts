/** With nothing but the public address, curl and openssl: a cosigned checkpoint, and the stamps over an entry's. */
import express from "express";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { outsideRoutes } from "../../services/anchors/routes.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { cosignedAt } from "../../services/ledger/cosignature.ts";
import { openNote, parseNote, parseVerifierKey } from "../../services/ledger/note.ts";
import { type World, makeWorld } from "../fixtures/small-package.ts";
import { type OwnAuthority, execute, ownAuthority, stamp } from "../fixtures/timestamps.ts";
import { policyOf, vouch } from "../fixtures/vouching.ts";
import { cosignerCalled } from "../fixtures/witnessed-log.ts";

const LOG = `haikou/${new Date().getUTCFullYear()}`;
const auditor = cosignerCalled("auditor.b");
let world: World;
let tsa: OwnAuthority;
let server: Server;
let base: string;
let folder: string;

beforeAll(async () => {
  world = await makeWorld(utcInstant(new Date()));
  tsa = await ownAuthority(new Date());
  folder = await mkdtemp(join(tmpdir(), "holdfast-stamps-"));
  await world.sealedItem(Buffer.from("clip"));
  await stamp(world, LOG, { court: tsa });
  await world.sealedItem(Buffer.from("another"));
  await vouch(world, LOG, policyOf(1, auditor), auditor);
  const app = express();
  app.use(outsideRoutes({ ...world.deps.vouching, currentOrigin: () => LOG }));
  const refused: express.ErrorRequestHandler = (error: unknown, _request, response, next) => {
    if (response.headersSent) next(error);
    else response.status(400).json({ code: error instanceof Refusal ? error.code : "internal" });
  };
  app.use(refused);
  server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await Promise.all([world.close(), tsa.remove(), rm(folder, { recursive: true })]);
});

const get = (path: string) => fetch(`${base}${path}`);
interface Stamps {
  readonly size: number;
  readonly checkpoint: string;
  readonly tokens: readonly Record<"authority" | "existedAt" | "token" | "roots", string>[];
}

it("gives the newest checkpoint with the witnesses' lines, as C2SP notes have them", async () => {
  const text = await (await get("/ledger/checkpoint/cosigned")).text();
  expect(openNote(text, parseVerifierKey(world.deps.verifierKey(LOG))!)).toContain(LOG);
  expect(cosignedAt(parseNote(text)!, auditor.verifier)).toMatch(/^2/);
});

it("gives the stamps over an entry, and openssl takes them as they come", async () => {
  const stamps = (await (await get("/ledger/stamps?index=0")).json()) as Stamps;
  expect(stamps).toMatchObject({ size: 1, tokens: [{ authority: "court" }] });
  const same = await (await get(`/ledger/stamps?size=${stamps.size}&origin=${LOG}`)).json();
  expect(same).toEqual(stamps);
  const [token] = stamps.tokens;
  for (const [name, path] of [
    ["note", stamps.checkpoint],
    ["tsr", token!.token],
    ["pem", token!.roots],
  ] as const) {
    const response = await get(path);
    expect(response.status).toBe(200);
    await writeFile(join(folder, name), Buffer.from(await response.arrayBuffer()));
  }
  const given = ["ts", "-verify", "-data", "note", "-in", "tsr", "-CAfile", "pem"];
  const { stdout } = await execute("openssl", given, { cwd: folder });
  expect(stdout).toContain("Verification: OK");
});

it.each([
  ["/ledger/stamps", "ledger/bad-query"],
  ["/ledger/stamps?index=1&size=1", "ledger/bad-query"],
  ["/ledger/stamps?index=-1", "ledger/bad-query"],
  ["/ledger/stamps?index=0&origin=../x", "ledger/bad-query"],
  ["/ledger/checkpoint/cosigned?size=7", "ledger/no-such-head"],
  ["/ledger/checkpoint/cosigned?origin=other/2020", "ledger/no-such-head"],
  ["/ledger/stamps?index=1", "timestamps/not-stamped"],
  ["/ledger/stamps/token?size=1&authority=nobody", "timestamps/not-stamped"],
  ["/ledger/stamps/checkpoint?size=7", "ledger/no-such-head"],
])("refuses %s by name", async (path, code) => {
  expect(await (await get(path)).json()).toEqual({ code });
});
