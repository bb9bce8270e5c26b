/** The authority for time stamps as an operator runs it: init, run, kill at any moment, and what its door takes. */
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshNonce, timestampRequest } from "../../infra/keys/timestamp-client.ts";
import { judgeTimestamp } from "../../infra/keys/timestamp-verifier.ts";
import { execute } from "../fixtures/timestamps.ts";
import { TsaProcess } from "../fixtures/tsa-process.ts";

const NOTE = Buffer.from("a note\n");
let tsa: TsaProcess;
let folder: string;

const post = (body: Uint8Array, type = "application/timestamp-query") =>
  fetch(tsa.url, {
    method: "POST",
    headers: { "Content-Type": type },
    body: Uint8Array.from(body),
  });
async function serialOf(response: Response): Promise<string> {
  const root = await readFile(join(folder, "root.pem"), "utf8");
  const verdict = judgeTimestamp(NOTE, Buffer.from(await response.arrayBuffer()), root);
  return verdict.valid ? verdict.serial : verdict.reason;
}

beforeAll(async () => {
  tsa = await TsaProcess.inFolder();
  ({ folder } = tsa);
});
afterAll(() => tsa.close());

it("is set up once, with keys for its owner alone", async () => {
  await expect(tsa.verb("run")).rejects.toMatchObject({ code: 4, stderr: /Run tsa init first/ });
  const made = JSON.parse((await tsa.verb("init", "--name", "海口")).stdout) as {
    fingerprint: string;
  };
  const { stdout } = await execute(
    "openssl",
    "x509 -in root.pem -noout -fingerprint -sha256".split(" "),
    { cwd: folder },
  );
  expect(stdout).toContain(made.fingerprint);
  for (const name of ["root-key.pem", "tsa.pem", "state.json"])
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  await expect(tsa.verb("init")).rejects.toMatchObject({ code: 4 });
  await expect(tsa.verb("stamp")).rejects.toMatchObject({ code: 2, stderr: /usage: tsa init/ });
});

it("stamps over HTTP, alone in its folder, and shows its root", async () => {
  await tsa.start();
  await expect(tsa.verb("run", "--port", "0")).rejects.toMatchObject({ code: 4 });
  const nonce = freshNonce();
  const response = await post(timestampRequest(NOTE, nonce));
  expect(response.headers.get("content-type")).toBe("application/timestamp-reply");
  expect(await serialOf(response)).toMatch(/^01[0-9a-f]{16}$/);
  const root = await fetch(`${tsa.url}root.pem`);
  expect(await root.text()).toBe(await readFile(join(folder, "root.pem"), "utf8"));
});

it("turns away what is no request, and answers on", async () => {
  expect((await fetch(tsa.url)).status).toBe(405);
  expect((await post(NOTE, "text/plain")).status).toBe(415);
  expect((await post(Buffer.alloc(5_000))).status).toBe(413);
  expect(await serialOf(await post(Buffer.from("nothing")))).toBe("timestamps/refused");
  expect(await serialOf(await post(timestampRequest(NOTE, freshNonce())))).toMatch(/^02/);
});

it("never gives a number twice, whenever it is killed", async () => {
  const serials: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const asked = Array.from({ length: 12 }, () =>
      post(timestampRequest(NOTE, freshNonce()))
        .then(serialOf)
        .then((serial) => serials.push(serial.slice(0, -16)))
        .catch(() => undefined),
    );
    await Promise.race(asked);
    await tsa.kill("SIGKILL");
    await Promise.all(asked);
    await tsa.start();
  }
  expect(serials.length).toBeGreaterThan(2);
  expect(new Set(serials).size).toBe(serials.length);
});

it("stamps nothing without its memory, and does not begin anew", async () => {
  const state = await readFile(join(folder, "state.json"));
  await writeFile(join(folder, "state.json"), "");
  expect((await post(timestampRequest(NOTE, freshNonce()))).status).toBe(503);
  await tsa.kill("SIGTERM");
  await expect(tsa.verb("run")).rejects.toMatchObject({
    code: 4,
    stderr: /Restore the newest copy/,
  });
  await writeFile(join(folder, "state.json"), state);
  await tsa.start();
  expect((await post(timestampRequest(NOTE, freshNonce()))).status).toBe(200);
});
