/**
 * The capture process: node workers/capture/main.ts run|status|discover --state DIR …; `holdfast room` starts it, in the house or in the room.
 *
 * It holds the lines to cameras and does nothing else, so that little can end it; what records is a process of its own
 * (recorder/main.ts), which is begun again at once when it dies and misses nothing.
 */
import { fork } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { lockFolder, lockHolder } from "../../infra/host/folder-lock.ts";
import { askCamera } from "../../infra/onvif/camera.ts";
import { probe } from "../../infra/onvif/probe.ts";
import { collectRarely } from "../../infra/process/rare-collection.ts";
import { readConfig } from "../../infra/process/read-config.ts";
import { authorizer } from "../../infra/rtsp/authorization.ts";
import { describe } from "../../infra/rtsp/describe.ts";
import { openRelay } from "../../infra/rtsp/relay.ts";
import { DeviceTokenConfig } from "../../services/access/device-token-config.ts";
import { languageOf } from "../../services/kernel/language.ts";
import { type CameraAddress, LineKeeper } from "../../services/recorder/line-keeper.ts";
import type { OwnChannel } from "../../services/recorder/ports.ts";
import { sleep } from "../../services/recorder/waiting.ts";
import { Discovery, type RoomSettings, isAsked, settingsIn } from "./config.ts";
import { discover, discoveredLines, readCredentials } from "./discover.ts";
import { Fault, placeOf } from "./fault.ts";
import { type RunningProcess, keepRunning } from "./keep-running.ts";
import { type Asked, serveLines } from "./line-messages.ts";
import { RECORDER_LOCK, STATUS, TOLD } from "./state-files.ts";
import { type RoomStatus, problemsOf } from "./status.ts";
import { NOT_RUNNING, linesOf } from "./words.ts";

const EXIT = { ok: 0, usage: 2, notRunning: 3, attention: 4 } as const;
const LOCK = "room.lock";
const RECORDER = new URL("recorder/main.ts", import.meta.url).pathname;

const { env } = process;
const language = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

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
const { state } = values;

type CameraSettings = RoomSettings["cameras"][number];

/** A camera's password stands in a file of its own, never among the settings. */
async function addressOf({
  source: url,
  credentials: path,
  name,
}: CameraSettings): Promise<readonly [name: string, at: CameraAddress]> {
  if (path === null) return [name, { url, credentials: null }];
  const credentials = await readCredentials(path);
  if (credentials === null) throw new Fault("credentials-unreadable", name);
  return [name, { url, credentials }];
}

async function run(): Promise<number> {
  collectRarely();
  const text = await readFile(values.config ?? "", "utf8").catch(() => "");
  const settings = settingsIn(text);
  const { HOLDFAST_DEVICE_TOKEN: token } = readConfig(env, DeviceTokenConfig);
  if (token === undefined) throw new Fault("no-token");
  await mkdir(state, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(join(state, LOCK));
  if (!lock.held) throw new Fault("already-running", String(lock.by.pid));
  const ended = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => ended.abort());
  }
  const rtsp = settings.cameras.filter(isAsked);
  const lines = new LineKeeper(
    {
      describe,
      openRelay: (at, sdp, onReport) => openRelay(at, sdp, { onReport, nowMs: Date.now }),
      nowMs: Date.now,
    },
    new Map(await Promise.all(rtsp.map(addressOf))),
  );
  const running = keepRunning(
    { start: () => startRecorder(lines, text), nowMs: Date.now, sleep },
    ended.signal,
  );
  // What was recorded when the last one ended is asked for while the next one still begins.
  const names = new Set(rtsp.map(({ name }) => name));
  for (const { name, room, isRunning } of await lastTold()) {
    const isOurs = names.has(name) && (settings.room === null || settings.room === room);
    if (isRunning && isOurs) void lines.prepare(name);
  }
  const code = await running;
  await lock.release();
  return code ?? EXIT.attention;
}

async function lastTold(): Promise<readonly OwnChannel[]> {
  try {
    return JSON.parse(await readFile(join(state, TOLD), "utf8")) as readonly OwnChannel[];
  } catch {
    return []; // the recorder says what is wrong with it
  }
}

function startRecorder(lines: LineKeeper, settings: string): RunningProcess {
  const args = ["--state", state, ...(values.json ? ["--json"] : [])];
  const child = fork(RECORDER, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  let isReady = false;
  // What is said to one that is gone is lost; "exit" tells it.
  const lost = (): void => undefined;
  child.on("error", lost);
  const messages: Parameters<typeof serveLines>[1] = {
    post: (told) => void child.send(told, lost),
    listen: (take) =>
      child.on("message", (message: Asked | "ready") => {
        if (message === "ready") isReady = true;
        else take(message);
      }),
  };
  const gone = serveLines(lines, messages, (error) => {
    process.stderr.write(`a line to a camera could not be opened: ${placeOf(error)}\n`);
  });
  child.send(settings, lost);
  const ended = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => {
      gone();
      resolve(code);
    });
  });
  return { ended, isReady: () => isReady, stop: () => void child.kill("SIGTERM") };
}

async function status(): Promise<number> {
  const isRunning = (await lockHolder(join(state, RECORDER_LOCK))) !== null;
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
  const isFault = error instanceof Fault;
  const words = error instanceof Error ? error.message : "?";
  process.stderr.write(`${isFault ? error.in(language) : words}\n`);
  process.exit(isFault ? EXIT.usage : EXIT.attention);
}
