/** `down`, `status` and `logs` of the system in a data folder. */
import { X509Certificate } from "node:crypto";
import { open, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { DataFolder } from "./data-folder.ts";
import { show, told } from "./doctor.ts";
import { type HouseKeysFound, certificates } from "./doctor-keys.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Host } from "./host.ts";
import { boxFiles } from "./process-environment.ts";
import { runningSystem } from "./running-system.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { GENERAL } from "./texts/general.ts";
import { UP } from "./texts/up.ts";

export interface LifecycleDeps {
  readonly host: Host;
  readonly term: Terminal;
}

export interface StatusDeps extends LifecycleDeps {
  readonly houseKeys: (folder: DataFolder) => Promise<HouseKeysFound>;
}

/** Longer than all processes one after another may take. */
const END_LIMIT_MS = 180_000;
const FOLLOW_MS = 250;
const LAST_BYTES = 8 << 10;

const UNREACHABLE = { down: ["api"], behind: [], alarms: [] };

/** Ends what runs here, by pid and start time, and what an earlier run left behind. */
export async function down({ host, term }: LifecycleDeps, folder: DataFolder): Promise<ExitCode> {
  const before = await host.recordedProcesses(folder.run);
  const held = await host.endHolder(folder.lock, END_LIMIT_MS);
  await host.endRecorded(folder.run);
  const names = before.filter(({ running }) => running).map(({ name }) => name);
  if (held) names.unshift("supervisor");
  term.result({ ended: names });
  if (names.length === 0) term.say(UP.nothingToEnd);
  else term.say(UP.ended, { names: names.join(", ") });
  return EXIT.ok;
}

const Names = z.array(z.string());
const Readiness = z.object({ down: Names, behind: Names.default([]), alarms: Names.default([]) });

export async function status(deps: StatusDeps, folder: DataFolder): Promise<ExitCode> {
  const { host, term } = deps;
  const processes = await host.recordedProcesses(folder.run);
  const holder = await host.lockHolder(folder.lock);
  if (holder === null) {
    term.result({ running: false, processes: [] });
    term.say(GENERAL.notRunning);
    return EXIT.unreachable;
  }
  const running = await runningSystem(folder, host);
  const { down, behind, alarms } = running === null ? UNREACHABLE : await readiness(running.url);
  const url = running?.url ?? null;
  const machineUntil = await machineCertificateEnd(folder);
  const certificate = await certificates(() => deps.houseKeys(folder), new Date());
  term.result({
    running: true,
    ready: down.length === 0,
    url,
    machineUntil,
    certificate: told(term, certificate),
    ...{ down, behind, alarms },
    processes: processes.map(({ name, mark, running: alive, restarts, startedAt }) => ({
      name,
      pid: mark.pid,
      running: alive,
      restarts,
      startedAt,
    })),
  });
  if (down.length === 0) term.say(UP.statusReady, { url: url ?? "" });
  else term.say(UP.statusNotReady, { down: down.join(", ") });
  if (alarms.length > 0) term.say(UP.statusAlarms, { alarms: alarms.join(", ") });
  if (behind.length > 0) term.say(UP.statusBehind, { behind: behind.join(", ") });
  if (machineUntil === null) term.say(UP.statusNoMachine);
  else term.say(UP.statusMachine, { until: machineUntil.slice(0, 10) });
  show(term, "certificate", certificate);
  for (const { name, mark, running: alive, restarts } of processes) {
    const state = (alive ? UP.stateRunning : UP.stateEnded)[term.language];
    term.say(UP.statusLine, { name: name.padEnd(10), pid: mark.pid, state, restarts });
  }
  return down.length + alarms.length === 0 && certificate.state !== "failed"
    ? EXIT.ok
    : EXIT.attention;
}

/** When the certificate of the machine port ends; null where there is no authority for devices. */
async function machineCertificateEnd(folder: DataFolder): Promise<string | null> {
  const pem = await readFile(boxFiles(folder).machineCertificate).catch(() => null);
  return pem === null ? null : new X509Certificate(pem).validToDate.toISOString();
}

export const whatIsDown = async (url: string): Promise<readonly string[]> =>
  (await readiness(url)).down;

async function readiness(url: string): Promise<z.infer<typeof Readiness>> {
  const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(
    () => null,
  );
  if (answer === null) return UNREACHABLE;
  const body = Readiness.safeParse(await answer.json().catch(() => null));
  return body.success ? body.data : UNREACHABLE;
}

/** The last lines of one log or of all; with `follow` what is added, until interrupted. */
export async function logs(
  { term }: LifecycleDeps,
  folder: DataFolder,
  name: string | undefined,
  follow: boolean,
  interrupted: Promise<void>,
): Promise<ExitCode> {
  const names = (await readdir(folder.logs).catch(() => []))
    .filter((each) => each.endsWith(".log"))
    .map((each) => each.slice(0, -".log".length))
    .sort();
  if (names.length === 0) throw new VerbFailure(EXIT.attention, GENERAL.notSetUp);
  if (name !== undefined && !names.includes(name)) {
    throw new VerbFailure(EXIT.usage, UP.noSuchLog, { name, names: names.join(", ") });
  }
  const shown = name === undefined ? names : [name];
  const places = new Map<string, number>();
  for (const each of shown) {
    const path = join(folder.logs, `${each}.log`);
    const { size } = await stat(path);
    const text = (await readFile(path)).subarray(Math.max(0, size - LAST_BYTES)).toString("utf8");
    printLines(term, shown.length > 1 ? each : null, text);
    places.set(path, size);
  }
  let over = !follow;
  void interrupted.then(() => (over = true));
  while (!over) {
    for (const [path, place] of places) {
      const { text, size } = await readFrom(path, place);
      if (text !== "") printLines(term, shown.length > 1 ? nameOf(path) : null, text);
      places.set(path, size);
    }
    await new Promise((resolve) => setTimeout(resolve, FOLLOW_MS));
  }
  return EXIT.ok;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1, -".log".length);

function printLines(term: Terminal, name: string | null, text: string): void {
  for (const line of text.split("\n").filter((each) => each !== "")) {
    if (term.json) term.result({ log: name, line });
    else term.print(name === null ? line : `${name}: ${line}`);
  }
}

/** What was appended since `place`; a file that was cut short meanwhile is read from its beginning. */
async function readFrom(path: string, place: number): Promise<{ text: string; size: number }> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const start = size < place ? 0 : place;
    const bytes = Buffer.alloc(size - start);
    const { bytesRead } = await file.read(bytes, 0, bytes.byteLength, start);
    return { text: bytes.subarray(0, bytesRead).toString("utf8"), size: start + bytesRead };
  } finally {
    await file.close();
  }
}
