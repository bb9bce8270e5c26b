/** What records in a room: begun, and begun again, by workers/capture/main.ts, which keeps the lines to cameras and tells the settings. */
import { once } from "node:events";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { MediaConfig } from "../../../infra/ffmpeg/config.ts";
import { remuxLive } from "../../../infra/ffmpeg/live-remux.ts";
import { askGateway } from "../../../infra/ffmpeg/rtmp-remux.ts";
import { type Sandbox, openSandbox } from "../../../infra/ffmpeg/sandbox.ts";
import { type SrtPlace, connectSrt } from "../../../infra/ffmpeg/srt-remux.ts";
import { FolderSpool } from "../../../infra/filesystem/live-spool.ts";
import { writeDurably } from "../../../infra/host/durable-file.ts";
import { lockFolder } from "../../../infra/host/folder-lock.ts";
import { endProcess } from "../../../infra/host/running-process.ts";
import { collectRarely } from "../../../infra/process/rare-collection.ts";
import { readConfig } from "../../../infra/process/read-config.ts";
import { liveDoor } from "../../../infra/tus/live-door.ts";
import { DeviceTokenConfig } from "../../../services/access/device-token-config.ts";
import { languageOf } from "../../../services/kernel/language.ts";
import { HouseClock } from "../../../services/recorder/house-clock.ts";
import type { Camera, Lines, OwnChannel } from "../../../services/recorder/ports.ts";
import { isFull } from "../../../services/recorder/record.ts";
import { rtmpCamera } from "../../../services/recorder/rtmp-camera.ts";
import { rtspCamera } from "../../../services/recorder/rtsp-camera.ts";
import { srtCamera } from "../../../services/recorder/srt-camera.ts";
import type { StreamDeps } from "../../../services/recorder/stream-camera.ts";
import { sleep } from "../../../services/recorder/waiting.ts";
import { type RoomSettings, isAsked, settingsIn } from "../config.ts";
import { Fault } from "../fault.ts";
import { type Asked, type Told, linesThrough } from "../line-messages.ts";
import { runRoom } from "../run-room.ts";
import { RECORDER_LOCK, STATUS, TOLD } from "../state-files.ts";
import { type RoomStatus, problemsOf } from "../status.ts";
import { linesOf } from "../words.ts";

const EXIT = { ok: 0, usage: 2, attention: 4 } as const;
/** One whose keeper died writes out what it has. */
const LAST_ONE_MS = 3_000;

const { env } = process;
const language = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
const { values } = parseArgs({
  options: { state: { type: "string", default: "." }, json: { type: "boolean", default: false } },
});
const { state } = values;

const ended = new AbortController();
const gone = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => ended.abort());
}
process.once("disconnect", () => {
  gone.abort();
  ended.abort();
});

type CameraSettings = RoomSettings["cameras"][number];

function cameraOf(lines: Lines, sandbox: Sandbox) {
  const remux = (url: string, container: "mp4" | "mov") => remuxLive(sandbox, url, container);
  return async (camera: CameraSettings): Promise<readonly [name: string, camera: Camera]> => {
    const { name, source } = camera;
    if (isAsked(camera)) return [name, rtspCamera({ lines, remux }, name)];
    if (source.protocol === "rtmp:") {
      return [name, rtmpCamera({ sleep }, () => askGateway(sandbox, source.href))];
    }
    const place = await srtPlace(camera);
    const connect: StreamDeps["connect"] = (sound) => connectSrt(sandbox, place, sound);
    return [name, srtCamera({ connect, sleep }, place.mode === "listener")];
  };
}

async function srtPlace({ source, passphrase: path, name }: CameraSettings): Promise<SrtPlace> {
  const text = await readFile(path ?? "", "utf8").catch(() => "");
  const passphrase = text.replace(/\r?\n$/, "");
  if (!/^[\x20-\x7e]{10,64}$/.test(passphrase)) throw new Fault("passphrase-unreadable", name);
  const { hostname: host, port, searchParams: told } = source;
  return {
    ...{ host, port: Number(port), passphrase, streamId: told.get("streamid") },
    mode: told.get("mode") === "listener" ? "listener" : "caller",
    latencyMs: Number(told.get("latency") ?? 120),
  };
}

async function run(): Promise<number> {
  collectRarely();
  const [text] = (await once(process, "message", { signal: gone.signal })) as [string];
  const settings = settingsIn(text);
  const sandboxed = MediaConfig.pick({ HOLDFAST_MEDIA_SANDBOX: true });
  const config = readConfig(env, DeviceTokenConfig, sandboxed);
  // What is said to a keeper that is gone is lost; "disconnect" tells it.
  const post = (message: Asked | "ready"): void => void process.send?.(message, () => undefined);
  const lines = linesThrough(
    { post, listen: (take) => process.on("message", (told: Told) => take(told)) },
    gone.signal,
  );
  const [sandbox, lock] = await Promise.all([openSandbox(config), lockAfterLast()]);
  // Awaited at once: what is wrong with one must find somebody who hears it.
  const cameras = new Map(await Promise.all(settings.cameras.map(cameraOf(lines, sandbox))));
  const house = new HouseClock();
  const spool = await FolderSpool.open(join(state, "spool"));
  post("ready");
  await runRoom(
    {
      ...{ spool, cameras, nowMs: Date.now },
      door: liveDoor({
        url: settings.url,
        deviceToken: config.HOLDFAST_DEVICE_TOKEN ?? null,
        onTime: (...told) => house.told(...told),
      }),
      clock: () => house.offsetOf(Date.now(), performance.now()),
      kept: keptIn(join(state, TOLD)),
      onStatus: teller(join(state, STATUS)),
    },
    settings,
    ended,
  );
  await lock.release();
  return EXIT.ok;
}

/** Two on one spool would take what the other writes for what a crash left. */
async function lockAfterLast() {
  for (;;) {
    const lock = await lockFolder(join(state, RECORDER_LOCK));
    if (lock.held) return lock;
    await endProcess(lock.by, "SIGTERM", LAST_ONE_MS);
  }
}

/** Says how things are where it changed, and writes it down. */
function teller(path: string): (status: RoomStatus) => Promise<void> {
  let said = "";
  return async (status) => {
    const problems = JSON.stringify({ problems: problemsOf(status) });
    const line = values.json ? problems : linesOf(status, language).join("\n");
    if (line !== said) process.stdout.write(`${line}\n`);
    said = line;
    await ifRoom(async () => {
      await writeFile(`${path}.new`, JSON.stringify(status), { mode: 0o600 });
      await rename(`${path}.new`, path);
    });
  };
}

/** False: the disk is full. That ends no recorder, which records again as soon as there is room. */
async function ifRoom(write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (isFull(error)) return false;
    throw error;
  }
}

function ifAbsent(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return "[]";
  throw error;
}

const keptIn = (path: string) => ({
  read: async (): Promise<readonly OwnChannel[]> =>
    JSON.parse(await readFile(path, "utf8").catch(ifAbsent)) as readonly OwnChannel[],
  write: (channels: readonly OwnChannel[]) =>
    ifRoom(() => writeDurably(path, JSON.stringify(channels))),
});

try {
  process.exit(await run());
} catch (error) {
  const isFault = error instanceof Fault;
  const words = error instanceof Error ? error.message : "?";
  if (!gone.signal.aborted) process.stderr.write(`${isFault ? error.in(language) : words}\n`);
  process.exit(isFault ? EXIT.usage : EXIT.attention);
}
