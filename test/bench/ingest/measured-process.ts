/** A server in its own process, and what the kernel says it used: CPU time and peak resident memory. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

/** USER_HZ of Linux on every platform Node runs on. */
const TICKS_PER_SECOND = 100;

/** User and system CPU seconds of one process so far. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** The same over a process and its children, ended ones not included: PostgreSQL's backends stay. */
export function cpuSecondsOfTree(pid: number): number {
  let sum = cpuSeconds(pid);
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      if (Number(stat[1]) === pid) sum += cpuSeconds(Number(name));
    } catch {
      // Ended since it was listed.
    }
  }
  return sum;
}

export class MeasuredProcess {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  /** Starts `script`, which prints its port when it listens. */
  static async start(
    script: string,
    variables: Readonly<Record<string, string>>,
    ...parameters: readonly string[]
  ): Promise<MeasuredProcess> {
    const path = new URL(script, import.meta.url).pathname;
    const child = spawn(process.execPath, [path, ...parameters], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, ...variables, UV_THREADPOOL_SIZE: "16" },
    });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return new MeasuredProcess(child, Number(line.toString()));
  }

  get #pid(): number {
    return this.#child.pid ?? 0;
  }

  cpuSeconds(): number {
    return cpuSeconds(this.#pid);
  }

  /** Peak resident memory since `forgetPeak`, in MiB. */
  peakMib(): number {
    const status = readFileSync(`/proc/${this.#pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  }

  forgetPeak(): void {
    writeFileSync(`/proc/${this.#pid}/clear_refs`, "5");
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill("SIGTERM");
    await once(this.#child, "exit");
  }
}
