/** A system in the foreground of a terminal, a second `up` of the same folder while the first one starts, and a room that is recorded from there. */
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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

const recorder = async () => {
  const { stdout } = await holdfast("room", "status", "--json");
  return JSON.parse(stdout) as { running: boolean; problems: readonly string[] };
};
const roomFinding = async () => {
  const { checks } = JSON.parse((await holdfast("doctor", "--json")).stdout) as {
    checks: readonly { name: string; finding: string }[];
  };
  return checks.find(({ name }) => name === "room")?.finding;
};

it("Ctrl-C ends a system that runs in the foreground, and one of two ups at once says so; a room that is configured is recorded once it has its token", async () => {
  const cameras = [{ name: "A", source: `rtsp://127.0.0.1:${await freePort()}/cam` }];
  const room = { url: `http://127.0.0.1:${await freePort()}/`, cameras };
  writeFileSync(join(data, "room.json"), JSON.stringify({ ...room, freeBytes: 1 << 20 }));
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
  expect(said).toContain("device add NAME --kind room_recorder");
  const device = await holdfast("device", "add", "room", "--kind", "room_recorder", "--json");
  const { token } = JSON.parse(device.stdout) as { token: string };
  writeFileSync(join(data, "secrets", "room-token"), token, { mode: 0o600 });
  // Nothing is wrong: the service's door for live segments is open, and lets this device in.
  await vi.waitFor(
    async () => expect(await recorder()).toMatchObject({ running: true, problems: [] }),
    WAIT,
  );
  expect(await roomFinding()).toBe("roomFine");
  const ended = new Promise((resolve) => first.once("close", resolve));
  first.kill("SIGINT");
  expect(await ended).toBe(0);
  const status = await holdfast("status");
  expect(status.code).toBe(3);
  expect(await recorder()).toMatchObject({ running: false });
});
