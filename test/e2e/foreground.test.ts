/** A system in the foreground of a terminal, and a second `up` of the same folder while the first one starts. */
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { freePort } from "../../infra/host/free-port.ts";
import { type Finished, run } from "../../infra/host/run-command.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const WAIT = { timeout: 120_000, interval: 500 };
const data = mkdtempSync(join(tmpdir(), "holdfast-foreground-"));
chmodSync(data, 0o711);
afterAll(() => rmSync(data, { recursive: true, force: true }));

const env = {
  ...process.env,
  LANG: "C.UTF-8",
  PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
  HOLDFAST_DATA: data,
  HOLDFAST_FILESYSTEM_IMMUTABLE: "off", // the folder goes away with the test
};
const holdfast = (...args: readonly string[]): Promise<Finished> =>
  run(join(ROOT, "holdfast"), args, { env });

it("Ctrl-C ends a system that runs in the foreground, and one of two ups at once says so", async () => {
  const args = ["up", "--no-demo", "--yes", "--port", String(await freePort())];
  const first = spawn(join(ROOT, "holdfast"), args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [first.stdout, first.stderr])
    stream.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  await vi.waitFor(() => expect(said).toContain("Starting PostgreSQL"), WAIT);
  const second = await holdfast("up", "--no-demo", "--yes");
  expect([0, 4]).toContain(second.code);
  expect(second.stderr).toMatch(/Another .\/holdfast up|runs already/);
  await vi.waitFor(() => expect(said).toContain("Ctrl-C"), WAIT);
  const ended = new Promise((resolve) => first.once("close", resolve));
  first.kill("SIGINT");
  expect(await ended).toBe(0);
  const status = await holdfast("status");
  expect(status.code).toBe(3);
});
