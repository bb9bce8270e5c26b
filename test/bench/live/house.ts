/** The whole system as `./holdfast up` starts it, with a session that runs, and recorders of its channels. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../../infra/host/free-port.ts";
import { type System, startSystem } from "../../e2e/start-system.ts";

const CAPTURE = new URL("../../../workers/capture/main.ts", import.meta.url).pathname;
const ROOM = "询问室 1";
const WAIT_MS = 120_000;

export interface Channel {
  readonly id: string;
  readonly name: string;
}

export interface House {
  readonly system: System;
  readonly doorUrl: URL;
  readonly deviceToken: string;
  readonly sessionId: string;
  readonly channels: readonly Channel[];
  /** Files of measurements; removed with the rest. */
  readonly folder: string;
  readonly post: <Answer>(path: string, body: object) => Promise<Answer>;
  close(): Promise<void>;
}

export interface Recorder {
  readonly pid: number;
  /** Segments that are on its disk alone. */
  waiting(): Promise<number>;
  stop(): Promise<void>;
}

/** The address of the list of the first track of the first channel. */
export async function startedWatch({ post, sessionId }: House, purpose: string): Promise<string> {
  const { channels } = await post<{
    channels: readonly { tracks: readonly { playlist: string }[] }[];
  }>(`/recording-sessions/${sessionId}/live/watches`, { purpose, purposeKind: "evidence" });
  const list = channels[0]?.tracks[0]?.playlist;
  if (list === undefined) throw new Error("there is no track yet");
  return list;
}

export async function openHouse(
  count: number,
  more: Readonly<Record<string, string>> = {},
): Promise<House> {
  const livePort = await freePort();
  const folder = await mkdtemp(join(tmpdir(), "holdfast-bench-live-"));
  const system = await startSystem({
    demo: false,
    env: { HOLDFAST_LIVE_PORT: String(livePort), ...more },
  });
  const post = async <Answer>(path: string, body: object): Promise<Answer> => {
    const init = { method: "POST", headers: { "content-type": "application/json" } };
    const answer = await system.fetch(`/api/v1${path}`, { ...init, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  const close = async (): Promise<void> => {
    await system.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const device = await post<{ id: string; token: string }>("/devices", {
      ...{ name: "room", kind: "room_recorder" },
    });
    const { id } = await post<{ id: string }>("/recording-sessions", { number: "S-1" });
    const channels: Channel[] = [];
    for (let place = 0; place < count; place += 1) {
      const made = { room: ROOM, name: `camera ${place}`, kind: "video", deviceId: device.id };
      const path = `/recording-sessions/${id}/live/channels`;
      const shown = await post<{ channels: readonly Channel[] }>(path, made);
      channels.push({ id: shown.channels.at(-1)?.id ?? "", name: made.name });
    }
    await post(`/recording-sessions/${id}/live/acts`, { act: "start", reason: "measured" });
    const doorUrl = new URL(`http://127.0.0.1:${livePort}/`);
    const own = { deviceToken: device.token, sessionId: id, channels, folder };
    return { system, doorUrl, ...own, post, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `room run`, as a service manager starts it. Resolves once each camera's first segment is at the service. */
export async function startRecorder(
  { folder, doorUrl, deviceToken, channels }: House,
  camera: URL,
  more: readonly string[] = [],
): Promise<Recorder> {
  const state = await mkdtemp(join(folder, "recorder-"));
  const config = join(state, "settings.json");
  const cameras = channels.map(({ name }) => ({ name, source: camera.href }));
  const settings = { url: doorUrl.href, room: ROOM, cameras, keepHours: 0, freeBytes: 1 << 30 };
  await writeFile(config, JSON.stringify(settings));
  const args = [CAPTURE, "run", "--config", config, "--state", state, "--json"];
  const child = spawn(process.execPath, [...more, ...args], {
    env: { PATH: process.env["PATH"], HOLDFAST_DEVICE_TOKEN: deviceToken, LANG: "C.UTF-8" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const sendings = async (): Promise<readonly Sending[]> => {
    const text = await readFile(join(state, "room.json"), "utf8").catch(() => "{}");
    const told = JSON.parse(text) as { channels?: readonly { sending: Sending | null }[] };
    return (told.channels ?? []).flatMap(({ sending }) => sending ?? []);
  };
  const recorder = {
    pid: child.pid ?? 0,
    waiting: async () => (await sendings()).reduce((sum, { waiting }) => sum + waiting, 0),
    stop: () => ended(child, "SIGTERM"),
  };
  const until = Date.now() + WAIT_MS;
  for (let sent = 0; sent < channels.length;) {
    if (Date.now() > until || child.exitCode !== null) {
      await ended(child, "SIGKILL");
      throw new Error(`${sent} of ${channels.length} cameras are recorded`);
    }
    await sleep(200);
    sent = (await sendings()).filter(({ lastSentMs }) => lastSentMs !== null).length;
  }
  return recorder;
}

interface Sending {
  readonly waiting: number;
  readonly lastSentMs: number | null;
}

export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill(signal);
  await exit;
}
