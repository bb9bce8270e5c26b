/** With nothing but the public address, curl and openssl: a cosigned checkpoint, and the stamps over an entry's. */
import express from "express";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listOf as crlOf } from "../../infra/keys/revocation-list.ts";
import { outsideRoutes } from "../../services/anchors/routes.ts";
import { Stamps } from "../../services/api/openapi-stamps.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { listOf } from "../fixtures/later-end-cases.ts";
import { ledgerRoutes } from "../../services/ledger/routes.ts";
import { run } from "../../infra/host/run-command.ts";
import { stampYourself } from "../../services/review/stamp-yourself.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { cosignedAt } from "../../services/ledger/cosignature.ts";
import { openNote, parseNote, parseVerifierKey } from "../../services/ledger/note.ts";
import { type World, makeWorld } from "../fixtures/small-package.ts";
import { type OwnAuthority, execute, ownAuthority, stamp } from "../fixtures/timestamps.ts";
import { revocationList } from "../fixtures/revocation-lists.ts";
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
  const shared = {
    ...world.deps,
    ...world.deps.vouching,
    currentOrigin: () => Promise.resolve(LOG),
  };
  app.use(outsideRoutes(shared));
  app.use(ledgerRoutes({ ...shared, ledger: world.deps.heads, revocations: () => listOf(world) }));
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

it("gives the newest cosigned checkpoint with the witnesses' lines, also while a newer one waits for them", async () => {
  await world.sealedItem(Buffer.from("a third"));
  await stamp(world, LOG, {});
  const text = await (await get("/ledger/checkpoint/cosigned")).text();
  expect(openNote(text, parseVerifierKey(world.deps.verifierKey(LOG))!)).toContain(LOG);
  expect(cosignedAt(parseNote(text)!, auditor.verifier)).toMatch(/^2/);
  expect(text.split("\n")[1]).toBe("2");
});

it("gives the stamps over an entry, and openssl takes them as they come", async () => {
  const stamps = Stamps.parse(await (await get("/ledger/stamps?index=0")).json());
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

it("is checked by the panel's own commands, and by nobody with another note", async () => {
  const commands = stampYourself(base, { origin: LOG, index: 0 }, 1, ["court"]);
  const [ask = "", ...lines] = commands.split("\n");
  const shell = (text: string) => run("sh", ["-ec", text], { cwd: folder });
  expect((await shell(ask)).stdout).toContain('"size":1');
  const sound = await shell(lines.join("\n"));
  expect(sound).toMatchObject({ code: 0 });
  expect(sound.stdout).toMatch(/^Verification: OK\ncourt: .* GMT\nLASTS\n$/);
  const other = lines.toSpliced(1, 0, "sed -i 2s/1/2/ checkpoint.note").join("\n");
  expect((await shell(other)).code).not.toBe(0);
  const stamped = lines.toSpliced(2, 1).toSpliced(1, 0, "sed -i 2s/1/2/ checkpoint.note");
  const refused = await shell(stamped.join("\n"));
  expect(refused.code).not.toBe(0);
  expect(`${refused.stdout}${refused.stderr}`).toContain("Verification: FAILED");
});

it("gives the list of revoked certificates that is kept, where one is", async () => {
  const { tokens } = world.deps.vouching;
  const place = `size=1&authority=court`;
  expect(await (await get(`/ledger/stamps/list?${place}`)).json()).toEqual({
    code: "timestamps/no-list",
  });
  const keyPem = await readFile(join(tsa.folder, "root-key.pem"), "utf8");
  const issuer = { rootPem: tsa.rootCertificatePem, keyPem };
  const der = await revocationList(issuer, [], new Date());
  await tokens.keepList("court", 0, crlOf(der, tsa.rootCertificatePem)!);
  const stamps = Stamps.parse(await (await get("/ledger/stamps?index=0")).json());
  const given = await get(stamps.tokens[0]!.lists[0]!);
  await writeFile(join(folder, "crl"), Buffer.from(await given.arrayBuffer()));
  const question = ["crl", "-inform", "DER", "-in", "crl", "-noout", "-CAfile", "pem"];
  expect((await execute("openssl", question, { cwd: folder })).stderr).toContain("verify OK");
});

it.each([
  ["/ledger/stamps", "ledger/bad-query"],
  ["/ledger/stamps?index=1&size=1", "ledger/bad-query"],
  ["/ledger/stamps?index=-1", "ledger/bad-query"],
  ["/ledger/stamps?index=0&origin=../x", "ledger/bad-query"],
  ["/ledger/checkpoint/cosigned?size=7", "ledger/no-such-head"],
  ["/ledger/checkpoint/cosigned?size=1", "anchors/not-cosigned"],
  ["/ledger/checkpoint/cosigned?origin=other/2020", "anchors/not-cosigned"],
  ["/ledger/stamps?index=1", "timestamps/not-stamped"],
  ["/ledger/stamps/token?size=1&authority=nobody", "timestamps/not-stamped"],
  ["/ledger/stamps/checkpoint?size=7", "ledger/no-such-head"],
])("refuses %s by name", async (path, code) => {
  expect(await (await get(path)).json()).toEqual({ code });
});
