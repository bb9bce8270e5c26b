/** Two real recorders at one camera, each `room run` with a device of its own: one is killed for a while, and what it missed the other has, picture by picture. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { mintSecret } from "../../services/access/secret.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { addChannel } from "../../services/live/run-session.ts";
import { shown } from "../../services/review/live-look.ts";
import { sharedCompileCache } from "../fixtures/compile-cache.ts";
import { CountingCamera, picturesIn } from "../fixtures/counting-camera.ts";
import { type LiveServer, startLiveServer } from "../fixtures/live-server.ts";
import { addDevice } from "../fixtures/rows.ts";

const MAIN = new URL("../../workers/capture/main.ts", import.meta.url).pathname;
const WAIT = { timeout: 60_000, interval: 200 };

interface Recorder {
  readonly channel: LiveServer["channel"];
  readonly secret: string;
}

let server: LiveServer;
let camera: CountingCamera;
let folder: string;
const running: ChildProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-two-recorders-"));
  [server, camera] = await Promise.all([startLiveServer(), CountingCamera.start()]);
});
afterEach(async () => {
  for (const child of running.splice(0)) await kill(child);
  await camera.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
  expect(server.faults).toEqual([]);
});

/** Each has a disk of its own. */
function start({ channel, secret }: Recorder): ChildProcess {
  const state = join(folder, channel.id);
  const config = `${state}.json`;
  const cameras = [{ name: channel.name, source: camera.url.href }];
  const url = `http://127.0.0.1:${server.port}/`;
  writeFileSync(config, JSON.stringify({ url, cameras, freeBytes: 1 << 20 }));
  const token = { HOLDFAST_DEVICE_TOKEN: secret, LANG: "C.UTF-8" };
  const child = spawn(process.execPath, [MAIN, "run", "--config", config, "--state", state], {
    env: { PATH: process.env["PATH"], ...sharedCompileCache(), ...token },
    stdio: ["ignore", "ignore", "inherit"],
    detached: true,
  });
  running.push(child);
  return child;
}

/** With all that it started. */
async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  process.kill(-(child.pid ?? 0), "SIGKILL");
  await ended;
}

async function second(): Promise<Recorder> {
  const { people, by, session, channel, connection } = server;
  const { secret } = mintSecret("hfd");
  const deviceId = await addDevice(connection.db, { tokenSha256: sha256(secret) });
  const { room, kind } = channel;
  const made = { sessionId: session.id, room, kind, name: "全景 2", deviceId };
  return { channel: await addChannel(people, by, { ...made, secondOf: channel.id }), secret };
}

const segments = async ({ channel }: Recorder): Promise<number> =>
  (await server.stores.live.segmentsPage(channel.id, -1, 10_000)).length;

async function more(recorder: Recorder, count: number): Promise<void> {
  const before = await segments(recorder);
  await vi.waitFor(
    async () => expect(await segments(recorder)).toBeGreaterThanOrEqual(before + count),
    WAIT,
  );
}

async function pictures({ channel }: Recorder): Promise<readonly number[]> {
  const takes = await server.stores.live.takesOf(channel.id);
  const bytes = await Promise.all(takes.map(({ id }) => server.bytesOf(id)));
  return bytes.flatMap((take) => picturesIn(take));
}

/** Numbers that are not there, between the first and the last. */
function missingOf(numbers: readonly number[]): readonly number[] {
  const there = new Set(numbers);
  const [from, to] = [Math.min(...there), Math.max(...there)];
  return Array.from({ length: to - from }, (_, place) => from + place).filter(
    (number) => !there.has(number),
  );
}

it("what one recorder missed while it was killed is covered by the other, and nobody has to look for it", async () => {
  const one: Recorder = { channel: server.channel, secret: server.secret };
  const other = await second();
  await server.tell("start");
  const first = start(one);
  start(other);
  await Promise.all([more(one, 2), more(other, 2)]);
  await kill(first);
  await more(other, 4);
  start(one);
  await more(one, 2);
  await vi.waitFor(async () => {
    const { channels, missing } = (await shown(server.people, server.session.id, null)).json;
    const holes = channels.find(({ id }) => id === one.channel.id)?.holes ?? [];
    expect(holes.map(({ cause, cover }) => [cause, cover?.state])).toEqual([
      ["recorder-away", "covered"],
    ]);
    expect(missing).toEqual([]);
  }, WAIT);
  const [mine, theirs] = [await pictures(one), await pictures(other)];
  expect(missingOf(mine).length).toBeGreaterThan(camera.fps);
  // To the last picture of the one that was away: the other is as far, or a segment behind.
  const both = [...mine, ...theirs].filter((number) => number <= Math.max(...theirs));
  expect(missingOf(both)).toEqual([]);
});
