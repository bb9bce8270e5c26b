/**
 * The real processes with the signing key and the wrapping keys in a token of SoftHSM: OpenSSL verifies what they sign, and
 * what they store is encrypted; while the token is out nothing is sealed and nothing is lost; and a house with a token
 * never goes back to a file unseen.
 */
import { X509Certificate } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { run, runOrThrow } from "../../infra/host/run-command.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { encryptedKey, itemFolder, originalKey } from "../../services/objects/object-key.ts";
import { SoftToken } from "../fixtures/soft-token.ts";
import { GoodClient } from "./good-client.ts";
import { PROCESSES, ProcessWorld } from "./process-world.ts";

let token: SoftToken;
let world: ProcessWorld;
let client: GoodClient;
beforeAll(async () => {
  token = await SoftToken.make();
  world = await ProcessWorld.build({
    HOLDFAST_SIGNER_KEY: token.uri("manifests"),
    HOLDFAST_TOKEN_ENVIRONMENT: JSON.stringify(token.env),
    HOLDFAST_ENCRYPT: "all",
    HOLDFAST_WRAPPING_KEYS: token.uri("haikou"),
    HOLDFAST_WRAPPING_TOKEN_ENVIRONMENT: JSON.stringify(token.env),
  });
  await world.start(...PROCESSES);
  client = new GoodClient(world.url, world.deviceToken);
}, 120_000);
afterAll(async () => {
  await world.close();
  await token.remove();
}, 60_000);

const down = async (): Promise<readonly string[]> =>
  ((await (await fetch(`${world.url}/readyz`)).json()) as { down: string[] }).down;

async function untilDown(names: readonly string[]): Promise<void> {
  const limit = Date.now() + 60_000;
  while (JSON.stringify(await down()) !== JSON.stringify(names)) {
    if (Date.now() > limit) throw new Error(`down: ${(await down()).join(", ")}`);
    await sleep(200);
  }
}

/** By OpenSSL alone, from the receipt; answers the certificate that signed. */
async function verified(id: string): Promise<X509Certificate> {
  const { statement, signature } = await client.receipt(id);
  const itemId = id as ItemId;
  const stored = await world.openObjects().under(itemFolder(itemId));
  expect(stored.map(({ ref }) => ref.key)).toContain(encryptedKey(originalKey(itemId)));
  const at = (name: string): string => join(token.folder, name);
  await writeFile(at("statement"), statement);
  await writeFile(at("cms"), Buffer.from(signature, "base64"));
  await writeFile(at("root.pem"), await world.rootCertificate());
  const said = ["-inform", "DER", "-in", at("cms"), "-content", at("statement"), "-binary"];
  const trust = ["-CAfile", at("root.pem"), "-purpose", "any", "-out", "/dev/null"];
  await runOrThrow("openssl", ["cms", "-verify", ...said, ...trust, "-signer", at("signer.pem")]);
  return new X509Certificate(await readFile(at("signer.pem")));
}

it("seals with the token's key, waits while it is out, and goes on when it is back", async () => {
  const first = await client.send(Buffer.alloc(100_000, 1), 50_000);
  const signer = await verified(first.id);
  const shown = await token.tool("--list-objects", "--type", "pubkey");
  const spki = signer.publicKey.export({ format: "der", type: "spki" });
  expect(shown.toLowerCase()).toContain(spki.subarray(-65).toString("hex"));
  expect(await readdir(world.keysFolder)).toContain("signer-token.pem");
  const secrets = await token.tool("--list-objects", "--type", "secrkey");
  expect(secrets.match(/haikou-(state|duty|open)-1/g)?.sort()).toEqual([
    ...["haikou-duty-1", "haikou-open-1", "haikou-state-1"],
  ]);

  await token.takeOut();
  await untilDown(["signer"]);
  const second = await client.send(Buffer.alloc(100_000, 2), 50_000);
  // Started anew meanwhile, it comes up and says so; and its PIN is good when the token is back.
  world.kill("signer");
  await world.gone("signer");
  await world.startAlone("signer");
  while (!/"code":"keys\/token-(gone|fault)"/.test(world.log("signer"))) await sleep(100);
  const answer = await fetch(`${world.url}/uploads/${second.id}/receipt`, {
    headers: { authorization: `Bearer ${world.deviceToken}` },
  });
  expect(answer.status).not.toBe(200);
  expect(world.log("signer")).toContain("Look ");
  expect(world.log("signer")).not.toContain("4711-0815");

  await token.putBack();
  const again = await verified(second.id);
  expect(again.fingerprint256).toBe(signer.fingerprint256);
  await untilDown([]);
}, 180_000);

it("does not start with a file where a token signs, unless that is said", async () => {
  world.kill("signer");
  await world.gone("signer");
  const house = { PATH: process.env["PATH"] ?? "", HOLDFAST_KEYS_DIR: world.keysFolder };
  const socket = { HOLDFAST_SIGNER_SOCKET: join(token.folder, "run", "socket") };
  const main = new URL("../../workers/signer/main.ts", import.meta.url).pathname;
  const ended = await run(process.execPath, [main], { env: { ...house, ...socket } });
  expect(ended.code).toBe(78);
  expect(ended.stdout + ended.stderr).toContain("keys/token-not-named");
}, 60_000);
