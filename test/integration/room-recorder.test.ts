/** `room run` as its own process, between a real camera and the real live door: nothing that was recorded is lost, whatever is killed or away. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type Server, type Socket, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "../../infra/host/free-port.ts";
import { run } from "../../infra/host/run-command.ts";
import { firstBreak, firstHead } from "../../services/live/chain.ts";
import { clockBasis } from "../../services/live/segment-clocks.ts";
import { endTake } from "../../services/live/end-take.ts";
import { onChannel } from "../../services/live/move-channel.ts";
import { type LiveServer, startLiveServer } from "../fixtures/live-server.ts";
import { startSrtCamera } from "../fixtures/srt-camera.ts";
import { type TestCamera, startCamera } from "../fixtures/rtsp-camera.ts";

const MAIN = new URL("../../workers/capture/main.ts", import.meta.url).pathname;
let server: LiveServer;
let camera: TestCamera;
let network: Network;
let folder: string;
let recorder: ChildProcess | null = null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-room-run-"));
  server = await startLiveServer();
  camera = await startCamera({ sound: "pcma", user: "room", password: "Zimmer-7" });
  network = await Network.open(server.port);
  writeFileSync(join(folder, "camera.txt"), "room\nZimmer-7\n", { mode: 0o600 });
  const cameras = [
    { name: "全景", source: camera.url.href, credentials: join(folder, "camera.txt") },
  ];
  const settings = { url: `http://127.0.0.1:${network.port}/`, room: "询问室 1", cameras };
  writeFileSync(join(folder, "room.json"), JSON.stringify(settings));
});
afterEach(async () => {
  await kill("SIGKILL");
  await camera.kill();
  network.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
  expect(server.faults).toEqual([]);
});

const argv = (...verb: readonly string[]) => [
  ...[MAIN, ...verb, "--config", join(folder, "room.json"), "--state", join(folder, "state")],
  "--json",
];
const env = () => ({ ...process.env, HOLDFAST_DEVICE_TOKEN: server.secret, LANG: "C.UTF-8" });

function start(): void {
  recorder = spawn(process.execPath, argv("run"), { env: env(), stdio: "ignore" });
}

async function kill(signal: NodeJS.Signals): Promise<number | null> {
  if (recorder === null || recorder.exitCode !== null || recorder.signalCode !== null) return null;
  const ended = once(recorder, "exit") as Promise<[number | null]>;
  recorder.kill(signal);
  return (await ended)[0];
}

const kept = () => server.stores.live.segmentsPage(server.channel.id, -1, 100_000);

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const from = Date.now(); !(await isSo());) {
    if (Date.now() - from > 45_000) throw new Error(`it never came to that: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const status = async () => {
  const { code, stdout } = await run(process.execPath, argv("status"), { env: env() });
  return { code, ...(JSON.parse(stdout) as { problems: string[]; status: RoomStatus | null }) };
};
interface RoomStatus {
  readonly channels: readonly { readonly sending: { readonly waiting: number } | null }[];
}
const nothingWaits = async (): Promise<boolean> =>
  (await status()).status?.channels.every(({ sending }) => sending?.waiting === 0) ?? false;

/** What is missing, as the chain tells it. */
async function gaps() {
  const links = await server.stores.live.linksPage(server.channel.id, 0, 100_000);
  expect(firstBreak(firstHead(server.channel.id, server.session.id), links)).toBeNull();
  return links
    .filter(({ kind }) => kind === "gap")
    .map(({ facts }) => JSON.parse(facts) as { hole: string; missingMs: number | null });
}

/** Each take as the item will hold it. */
async function takes(): Promise<readonly Buffer[]> {
  const { deps, channel } = server;
  await onChannel(deps, channel.id, async (state) => {
    for (const open of state.openTakes) state = await endTake(deps, state, open, "stopped");
  });
  const all = await server.stores.live.takesOf(channel.id);
  return Promise.all(all.map(({ id }) => server.bytesOf(id)));
}

function decoded(take: Buffer): void {
  const path = join(folder, "take.mp4");
  writeFileSync(path, take);
  const said = execFileSync("ffmpeg", ["-v", "error", "-i", path, "-f", "null", "-"], {
    encoding: "utf8",
  });
  expect(said).toBe("");
}

describe("a room's recorder", () => {
  it("records while its session runs, and all of it is kept by the service in one take", async () => {
    start();
    await until("it asked", async () => (await status()).status !== null);
    expect(await kept()).toEqual([]);
    await server.tell("start");
    await until("three segments", async () => (await kept()).length >= 3);
    expect(await status()).toMatchObject({ code: 0, problems: [] });
    await server.tell("stop");
    await until("nothing waits", nothingWaits);
    expect(await kill("SIGTERM")).toBe(0);
    const segments = await kept();
    expect(segments.map(({ sequence }) => sequence)).toEqual(segments.map((_, place) => place));
    expect(new Set(segments.map(({ takeId }) => takeId)).size).toBe(1);
    // Both go by the clock of this machine.
    for (const { clocks, recordedAt } of segments) {
      expect(clockBasis({ clocks, recordedAt })).toBe("measured");
      const { offsetMs, errorMs } = clocks?.recorder ?? { offsetMs: NaN, errorMs: 0 };
      expect(Math.abs(offsetMs)).toBeLessThanOrEqual(errorMs + 2);
    }
    expect(await gaps()).toEqual([]);
    for (const take of await takes()) decoded(take);
  }, 120_000);

  it("loses nothing while the service is away; what is missing because it is killed is one gap that is named", async () => {
    await server.tell("start");
    start();
    await until("two segments", async () => (await kept()).length >= 2);
    network.away();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await kill("SIGKILL");
    start(); // with nobody to ask
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect((await status()).problems).toContain("service-away");
    const before = (await kept()).length;
    network.back();
    await until("what came meanwhile", async () => (await kept()).length >= before + 6);
    await server.tell("stop");
    await until("nothing waits", nothingWaits);
    await kill("SIGTERM");
    const found = await gaps();
    const lostMs = found.reduce((sum, { missingMs }) => sum + (missingMs ?? 0), 0);
    process.stdout.write(`kill -9 of the recorder: ${lostMs} ms of media lost\n`);
    expect(found).toHaveLength(1);
    expect(new Set((await kept()).map(({ timeline }) => timeline)).size).toBe(2);
    for (const take of await takes()) decoded(take);
  }, 180_000);
});

it("records a sender by SRT, and does not begin without its passphrase", async () => {
  const port = await freePort();
  const source = `srt://127.0.0.1:${port}?mode=caller&latency=100`;
  const passphrase = join(folder, "srt.txt");
  const cameras = [{ name: "全景", source, passphrase }];
  const settings = { url: `http://127.0.0.1:${network.port}/`, room: "询问室 1", cameras };
  writeFileSync(join(folder, "room.json"), JSON.stringify(settings));
  writeFileSync(passphrase, "short\n", { mode: 0o600 });
  const refused = await run(process.execPath, argv("run"), { env: env() });
  expect([refused.code, refused.stderr]).toEqual([
    2,
    expect.stringContaining("The file of an SRT passphrase cannot be read (全景)"),
  ]);
  writeFileSync(passphrase, "Zimmer-Sieben\n", { mode: 0o600 });
  const sender = startSrtCamera({ port, mode: "listener", passphrase: "Zimmer-Sieben" });
  try {
    await server.tell("start");
    start();
    await until("two segments", async () => (await kept()).length >= 2);
    await server.tell("stop");
    await until("nothing waits", nothingWaits);
    expect(await kill("SIGTERM")).toBe(0);
    for (const take of await takes()) decoded(take);
  } finally {
    await sender.kill();
  }
}, 120_000);

/** A line to the service that can be cut. */
class Network {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isAway = false;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  static async open(to: number): Promise<Network> {
    const port = await freePort();
    const server = createServer();
    const network = new Network(server, port);
    server.on("connection", (from) => {
      if (network.#isAway) return void from.destroy();
      const onward = connect(to, "127.0.0.1");
      for (const socket of [from, onward]) {
        network.#sockets.add(socket);
        socket.on("error", () => undefined);
        socket.once("close", () => {
          from.destroy();
          onward.destroy();
        });
      }
      from.pipe(onward);
      onward.pipe(from);
    });
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return network;
  }

  away(): void {
    this.#isAway = true;
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  back(): void {
    this.#isAway = false;
  }

  close(): void {
    this.away();
    this.#server.close();
  }
}
