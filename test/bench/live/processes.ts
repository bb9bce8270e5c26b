/** Processes as the kernel tells of them: which are below one, what processor time they took, and what memory they hold. */
import { readFileSync, readdirSync } from "node:fs";

/** USER_HZ of Linux on every platform Node runs on. */
const TICKS_PER_SECOND = 100;

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly args: readonly string[];
  /** With what its ended children took. */
  readonly cpuSeconds: number;
}

function processOf(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = [11, 12, 13, 14].reduce((sum, place) => sum + Number(fields[place]), 0);
    const args = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1);
    return { pid, parent: Number(fields[1]), args, cpuSeconds: ticks / TICKS_PER_SECOND };
  } catch {
    return null; // ended since it was listed
  }
}

/** Those of `roots` that run, and all below them. */
export function treesOf(roots: readonly number[]): readonly Process[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processOf(Number(name)) ?? []);
  const wanted = new Set(roots);
  for (let before = 0; before < wanted.size;) {
    before = wanted.size;
    for (const { pid, parent } of all) if (wanted.has(parent)) wanted.add(pid);
  }
  return all.filter(({ pid }) => wanted.has(pid));
}

/** In MiB; what processes share is divided among them. An ended one holds nothing. */
export function memoryMib(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1]) / 1024;
  } catch {
    return 0;
  }
}

/** Sums of a figure by what processes are called. */
export function byName<Of extends Process>(
  processes: readonly Of[],
  nameOf: (process: Of) => string,
  figure: (process: Of) => number,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const each of processes) {
    const name = nameOf(each);
    sums.set(name, (sums.get(name) ?? 0) + figure(each));
  }
  return sums;
}

/** What a room's recorder is made of. */
export function partOf({ args }: Process): string {
  const script = args.find((arg) => arg.endsWith("main.ts")) ?? "";
  if (script.endsWith("workers/capture/recorder/main.ts")) return "recorder";
  if (script.endsWith("workers/capture/main.ts")) return "keeper";
  if (args[0] === "sh") return "script";
  return args.some((arg) => /(^|\/)ffmpeg$/.test(arg)) ? "ffmpeg" : "box";
}
