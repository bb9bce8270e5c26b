/** Starts programs, starts them again when they end, and ends them by pid, last first. */
import type { ChildProcess } from "node:child_process";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeDurably } from "./durable-file.ts";
import { Mark } from "./folder-lock.ts";
import { rotateLogs } from "./log-files.ts";
import { endProcess, isRunning, markOf, type ProcessMark } from "./running-process.ts";
import { type ServerProgram, startProgram } from "./server-program.ts";

/** What is written down about a started program, so that anybody can end it later, and only it. */
const Started = z.object({
  name: z.string(),
  mark: Mark,
  order: z.number(),
  stopSignal: z.enum(["SIGTERM", "SIGINT"]),
  stopLimitMs: z.number(),
  startedAt: z.string(),
  restarts: z.number(),
});
type Started = z.infer<typeof Started>;

export type SupervisorEvent =
  | { readonly event: "started"; readonly name: string; readonly pid: number }
  | {
      readonly event: "ended";
      readonly name: string;
      readonly code: number | null;
      readonly signal: string | null;
      readonly againInMs: number;
    }
  | { readonly event: "not-started"; readonly name: string; readonly againInMs: number };

export interface SupervisorOptions {
  readonly runFolder: string;
  readonly logFolder: string;
  readonly onEvent: (event: SupervisorEvent) => void;
  readonly firstDelayMs?: number;
}

interface Entry {
  readonly program: ServerProgram;
  readonly order: number;
  restarts: number;
  delayMs: number;
  mark: ProcessMark | null;
  timer: NodeJS.Timeout | null;
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** A program that ran this long is well again: its next end starts the delays from the beginning. */
const STEADY_MS = 60_000;
const ROTATE_MS = 10_000;

export class Supervisor {
  readonly #options: Required<SupervisorOptions>;
  readonly #entries: Entry[] = [];
  readonly #rotation: NodeJS.Timeout;
  #ending = false;

  constructor(options: SupervisorOptions) {
    this.#options = { firstDelayMs: FIRST_DELAY_MS, ...options };
    this.#rotation = setInterval(() => {
      rotateLogs(options.logFolder).catch(() => undefined);
    }, ROTATE_MS);
  }

  /** Starts `program` now and again whenever it ends. Throws if it cannot be started this first time. */
  async start(program: ServerProgram): Promise<void> {
    const order = this.#entries.length;
    const delayMs = this.#firstDelayMs(program);
    const entry = { program, order, restarts: 0, delayMs, mark: null, timer: null };
    this.#entries.push(entry);
    await this.#launch(entry);
  }

  pids(): Readonly<Record<string, number>> {
    const pairs = this.#entries.map(({ program, mark }) => [program.name, mark?.pid ?? 0] as const);
    return Object.fromEntries(pairs);
  }

  /** Ends everything it started, the last first, each with the time it needs. */
  async stopAll(): Promise<void> {
    this.#ending = true;
    clearInterval(this.#rotation);
    for (const { program, mark, timer } of this.#entries.toReversed()) {
      if (timer !== null) clearTimeout(timer);
      if (mark !== null) await endProcess(mark, program.stopSignal, program.stopLimitMs);
      await rm(this.#record(program.name), { force: true });
    }
  }

  async #launch(entry: Entry): Promise<void> {
    const { program } = entry;
    const log = join(this.#options.logFolder, `${program.name}.log`);
    const startedAt = Date.now();
    const child = await startProgram(program, log, (code, signal) =>
      this.#ended(entry, startedAt, code, signal),
    );
    const mark = await markOf(child.pid ?? 0);
    if (hasEnded(child) || mark === null) return;
    entry.mark = mark;
    this.#options.onEvent({ event: "started", name: program.name, pid: mark.pid });
    await this.#writeDown(entry, mark);
  }

  #ended(entry: Entry, startedAt: number, code: number | null, signal: string | null): void {
    entry.mark = null;
    if (this.#ending) return;
    if (Date.now() - startedAt > STEADY_MS) entry.delayMs = this.#firstDelayMs(entry.program);
    const { name } = entry.program;
    this.#options.onEvent({ event: "ended", name, code, signal, againInMs: entry.delayMs });
    this.#again(entry);
  }

  #firstDelayMs({ again }: ServerProgram): number {
    return again?.firstMs ?? this.#options.firstDelayMs;
  }

  #again(entry: Entry): void {
    const { delayMs, program } = entry;
    entry.delayMs = Math.min(delayMs * 2, program.again?.mostMs ?? LONGEST_DELAY_MS);
    entry.timer = setTimeout(() => {
      entry.timer = null;
      if (this.#ending) return;
      entry.restarts += 1;
      this.#launch(entry).catch(() => {
        const { name } = entry.program;
        this.#options.onEvent({ event: "not-started", name, againInMs: entry.delayMs });
        this.#again(entry);
      });
    }, delayMs);
  }

  async #writeDown({ program, order, restarts }: Entry, mark: ProcessMark): Promise<void> {
    const started: Started = {
      name: program.name,
      mark,
      order,
      stopSignal: program.stopSignal === "SIGINT" ? "SIGINT" : "SIGTERM",
      stopLimitMs: program.stopLimitMs,
      startedAt: new Date().toISOString(),
      restarts,
    };
    await mkdir(this.#options.runFolder, { recursive: true, mode: 0o700 });
    await writeDurably(this.#record(program.name), JSON.stringify(started));
  }

  #record(name: string): string {
    return join(this.#options.runFolder, `${name}.process.json`);
  }
}

/** What is written down in `runFolder`, in the order of starting, and whether each still runs. */
export async function recordedProcesses(
  runFolder: string,
): Promise<readonly (Started & { readonly running: boolean })[]> {
  const names = await readdir(runFolder).catch(() => []);
  const found = [];
  for (const name of names.filter((each) => each.endsWith(".process.json"))) {
    const text = await readFile(join(runFolder, name), "utf8").catch(() => "");
    const started = Started.safeParse(parseJson(text));
    if (!started.success) continue;
    found.push({ ...started.data, running: await isRunning(started.data.mark) });
  }
  return found.sort((a, b) => a.order - b.order);
}

/** Ends what a supervisor that died left behind; answers the names of those that still ran. */
export async function endRecorded(runFolder: string): Promise<readonly string[]> {
  const left = await recordedProcesses(runFolder);
  for (const { name, mark, stopSignal, stopLimitMs } of left.toReversed()) {
    await endProcess(mark, stopSignal, stopLimitMs);
    await rm(join(runFolder, `${name}.process.json`), { force: true });
  }
  return left.filter(({ running }) => running).map(({ name }) => name);
}

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // half a record after a power cut: that process is gone with the power
  }
}
