/** A person who gives a verb up is not kept waiting: here for a service that takes a connection and never answers. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, type Server, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const MAIN = new URL("../../services/command/main.ts", import.meta.url).pathname;
const children: ChildProcess[] = [];
let folder: string;
let silent: Server;
let asked: PromiseWithResolvers<void>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-interrupted-"));
  await writeFile(join(folder, "clip.mp4"), "a recording");
  silent = createServer((socket) =>
    socket.on("error", () => undefined).once("data", () => asked.resolve()),
  );
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  silent.close();
  await rm(folder, { recursive: true, force: true });
});

it.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s ends a push that waits for an answer", async (signal, expected) => {
  asked = Promise.withResolvers();
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const args = ["push", join(folder, "clip.mp4"), "--url", url, "--data", join(folder, "data")];
  const env = { ...process.env, HOLDFAST_DEVICE_TOKEN: "hfd_0", XDG_STATE_HOME: folder };
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: "ignore" });
  children.push(child);
  const ended = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
  await Promise.race([asked.promise, ended]);
  child.kill(signal);
  expect(await ended).toBe(expected);
});
