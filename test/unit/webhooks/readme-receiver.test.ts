/** The receiver that README shows does what is said of it: takes what is ours once, and nothing else. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { freePort } from "../../../infra/host/free-port.ts";
import { type DeliveryId, newId } from "../../../services/kernel/ids.ts";
import { mintSigningKey, secretText, signedHeaders } from "../../../services/webhooks/signature.ts";

const README = new URL("../../../README.md", import.meta.url);

test("README's receiver verifies, and tells each message once", async () => {
  const section = (await readFile(README, "utf8")).split("## Webhooks\n")[1] ?? "";
  const code = /```js\n([^]*?)```/.exec(section)?.[1] ?? "";
  const folder = await mkdtemp(join(tmpdir(), "holdfast-receiver-"));
  const file = join(folder, "receiver.mjs");
  await writeFile(file, code);
  const [port, key] = [await freePort(), mintSigningKey()];
  const env = { WEBHOOK_SECRET: secretText(key), PORT: String(port) };
  const child = spawn(process.execPath, [file], { env, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  const url = `http://127.0.0.1:${port}/`;
  const answered = async (init: RequestInit): Promise<number> =>
    (await fetch(url, { method: "POST", ...init }).catch(() => ({ status: 0 }))).status;
  await expect.poll(() => answered({ body: "{}" }), { timeout: 15_000 }).toBe(400);
  const body = '{"type":"item.sealed","data":{"名":1}}';
  const id = newId<DeliveryId>();
  const signed = (keys: readonly Uint8Array[], atMs = Date.now()) => ({
    headers: { ...signedHeaders(keys, id, atMs, body) },
    body,
  });
  expect(await answered(signed([mintSigningKey()]))).toBe(400);
  expect(await answered(signed([key], Date.now() - 600_000))).toBe(400);
  expect(await answered({ ...signed([key]), body: `${body} ` })).toBe(400);
  expect(said).toBe("");
  expect(await answered(signed([mintSigningKey(), key]))).toBe(204);
  expect(await answered(signed([key]))).toBe(204);
  await expect.poll(() => said).toBe("{ type: 'item.sealed', data: { '名': 1 } }\n");
  child.kill();
  await once(child, "exit");
  await rm(folder, { recursive: true });
});
