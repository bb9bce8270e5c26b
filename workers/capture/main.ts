/** The capture process: node workers/capture/main.ts run|status|discover --state DIR …; `holdfast room` starts it, in the house or in the room. */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { MediaConfig } from "../../infra/ffmpeg/config.ts";
import { remuxLive } from "../../infra/ffmpeg/live-remux.ts";
import { askGateway } from "../../infra/ffmpeg/rtmp-remux.ts";
import { type Sandbox, openSandbox } from "../../infra/ffmpeg/sandbox.ts";
import { type SrtPlace, connectSrt } from "../../infra/ffmpeg/srt-remux.ts";
import { FolderSpool } from "../../infra/filesystem/live-spool.ts";
import { writeDurably } from "../../infra/host/durable-file.ts";
import { lockFolder, lockHolder } from "../../infra/host/folder-lock.ts";
import { askCamera } from "../../infra/onvif/camera.ts";
import { probe } from "../../infra/onvif/probe.ts";
import { readConfig } from "../../infra/process/read-config.ts";
import { authorizer } from "../../infra/rtsp/authorization.ts";
import { describe } from "../../infra/rtsp/describe.ts";
import { openRelay } from "../../infra/rtsp/relay.ts";
import { liveDoor } from "../../infra/tus/live-door.ts";
import { DeviceTokenConfig } from "../../services/access/device-token-config.ts";
import { languageOf } from "../../services/kernel/language.ts";
import type { Camera, OwnChannel } from "../../services/recorder/ports.ts";
import { HouseClock } from "../../services/recorder/house-clock.ts";
import { rtmpCamera } from "../../services/recorder/rtmp-camera.ts";
import { type RtspDeps, rtspCamera } from "../../services/recorder/rtsp-camera.ts";
import { srtCamera } from "../../services/recorder/srt-camera.ts";
import type { StreamDeps } from "../../services/recorder/stream-camera.ts";
import { sleep } from "../../services/recorder/waiting.ts";
import { Discovery, RoomSettings } from "./config.ts";
import { discover, discoveredLines, readCredentials } from "./discover.ts";
import { runRoom } from "./run-room.ts";
import { type RoomStatus, problemsOf } from "./status.ts";
import { type FAULTS, NOT_RUNNING, faultText, linesOf } from "./words.ts";

const EXIT = { ok: 0, usage: 2, notRunning: 3, attention: 4 } as const;
const LOCK = "room.lock";
const STATUS = "room.json";
/** The service's last word about what runs. */
const TOLD = "told.json";

const { env } = process;
const language = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

class Fault extends Error {
  constructor(code: keyof typeof FAULTS, detail = "") {
    super(faultText(code, detail, language));
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    config: { type: "string" },
    /** Where recordings lie until the service has them, and for a while after. */
    state: { type: "string", default: "." },
    json: { type: "boolean", default: false },
    /** Of `discover`: how long answers are awaited, whose networks are asked, who is asked by address, who asks. */
    seconds: { type: "string", default: "3" },
    interface: { type: "string", multiple: true, default: [] },
    to: { type: "string", multiple: true, default: [] },
    credentials: { type: "string" },
  },
});

async function settings(): Promise<RoomSettings> {
  let given: unknown;
  try {
    given = JSON.parse(await readFile(values.config ?? "", "utf8"));
  } catch {
    throw new Fault("settings-unreadable");
  }
  const read = RoomSettings.safeParse(given);
  if (read.success) return read.data;
  const wrong = read.error.issues.map((issue) => issue.path.join(".") || "{}");
  throw new Fault("settings-wrong", [...new Set(wrong)].join(", "));
}

type CameraSettings = RoomSettings["cameras"][number];

function cameraOf(rtsp: RtspDeps, sandbox: Sandbox) {
  return async (camera: CameraSettings): Promise<readonly [name: string, camera: Camera]> => {
    const { name, source } = camera;
    if (source.protocol === "rtmp:") {
      return [name, rtmpCamera({ sleep }, () => askGateway(sandbox, source.href))];
    }
    if (source.protocol !== "srt:") return [name, rtspCamera(rtsp, await addressOf(camera))];
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

/** A camera's password stands in a file of its own, never among the settings. */
async function addressOf({ source: url, credentials: path, name }: CameraSettings) {
  if (path === null) return { url, credentials: null };
  const credentials = await readCredentials(path);
  if (credentials === null) throw new Fault("credentials-unreadable", name);
  return { url, credentials };
}

async function run(): Promise<number> {
  const wanted = await settings();
  const sandboxed = MediaConfig.pick({ HOLDFAST_MEDIA_SANDBOX: true });
  const config = readConfig(env, DeviceTokenConfig, sandboxed);
  const { HOLDFAST_DEVICE_TOKEN: deviceToken } = config;
  if (deviceToken === undefined) throw new Fault("no-token");
  const { state } = values;
  await mkdir(state, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(join(state, LOCK));
  if (!lock.held) throw new Fault("already-running", String(lock.by.pid));
  const ended = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => ended.abort());
  }
  const sandbox = await openSandbox(config);
  const rtsp: RtspDeps = {
    describe,
    openRelay: (at, sdp, onReport) => openRelay(at, sdp, { onReport, nowMs: Date.now }),
    remux: (url, container) => remuxLive(sandbox, url, container),
    nowMs: Date.now,
  };
  const house = new HouseClock();
  // Awaited at once: what is wrong with one must find somebody who hears it.
  const cameras = new Map(await Promise.all(wanted.cameras.map(cameraOf(rtsp, sandbox))));
  await runRoom(
    {
      spool: await FolderSpool.open(join(state, "spool")),
      door: liveDoor({ url: wanted.url, deviceToken, onTime: (...told) => house.told(...told) }),
      kept: keptIn(join(state, TOLD)),
      cameras,
      nowMs: Date.now,
      clock: () => house.offsetOf(Date.now(), performance.now()),
      onStatus: teller(join(state, STATUS)),
    },
    wanted,
    ended,
  );
  await lock.release();
  return EXIT.ok;
}

/** Writes down how things are, and says it where it changed. */
function teller(path: string): (status: RoomStatus) => Promise<void> {
  let said = "";
  return async (status) => {
    await writeFile(`${path}.new`, JSON.stringify(status), { mode: 0o600 });
    await rename(`${path}.new`, path);
    const problems = JSON.stringify({ problems: problemsOf(status) });
    const line = values.json ? problems : linesOf(status, language).join("\n");
    if (line !== said) print(line);
    said = line;
  };
}

function ifAbsent(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return "[]";
  throw error;
}

const keptIn = (path: string) => ({
  read: async (): Promise<readonly OwnChannel[]> =>
    JSON.parse(await readFile(path, "utf8").catch(ifAbsent)) as readonly OwnChannel[],
  write: (channels: readonly OwnChannel[]) => writeDurably(path, JSON.stringify(channels)),
});

async function status(): Promise<number> {
  const { state } = values;
  const isRunning = (await lockHolder(join(state, LOCK))) !== null;
  const text = await readFile(join(state, STATUS), "utf8").catch(() => null);
  const told = text === null ? null : (JSON.parse(text) as RoomStatus);
  const problems = told === null ? [] : problemsOf(told);
  if (values.json) print(JSON.stringify({ running: isRunning, problems, status: told }));
  else {
    if (!isRunning) print(NOT_RUNNING[language]);
    if (told !== null) print(linesOf(told, language).join("\n"));
  }
  if (!isRunning) return EXIT.notRunning;
  return problems.length === 0 ? EXIT.ok : EXIT.attention;
}

/** Asks cameras for their addresses, and changes nothing. */
async function discoverCameras(): Promise<number> {
  const { interface: from, to, credentials: path } = values;
  const wanted = Discovery.safeParse({ from, to, seconds: values.seconds });
  if (!wanted.success) throw new Fault("usage");
  const credentials = path === undefined ? null : await readCredentials(path);
  if (path !== undefined && credentials === null) throw new Fault("credentials-unreadable", path);
  const found = await discover(
    {
      probe: (ms) =>
        probe({ ...wanted.data, ms }).catch((error: unknown) => {
          throw new Fault(
            "no-network",
            error instanceof Error && "code" in error ? String(error.code) : "",
          );
        }),
      ask: (camera, signIn) => askCamera(camera, signIn, authorizer),
    },
    wanted.data.seconds * 1_000,
    credentials,
  );
  print(values.json ? JSON.stringify(found) : discoveredLines(found, language).join("\n"));
  return found.cameras.length === 0 ? EXIT.attention : EXIT.ok;
}

const VERBS: Readonly<Record<string, () => Promise<number>>> = {
  run,
  status,
  discover: discoverCameras,
};
try {
  const verb = VERBS[positionals[0] ?? ""];
  if (verb === undefined) throw new Fault("usage");
  process.exit(await verb());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : "?"}\n`);
  process.exit(error instanceof Fault ? EXIT.usage : EXIT.attention);
}
