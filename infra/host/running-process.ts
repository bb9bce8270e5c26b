/** A process of this machine, told apart from a later one that got the same pid. */
import { readFile } from "node:fs/promises";

/** A pid alone is reused; with the tick it started at and the boot it started in it is not. */
export interface ProcessMark {
  readonly pid: number;
  /** Field 22 of /proc/PID/stat (proc(5)): clock ticks between boot and start. */
  readonly startTicks: string;
  readonly bootId: string;
}

const POLL_MS = 25;

/** The mark of a living process, or null. A zombie does not live. */
export async function markOf(pid: number): Promise<ProcessMark | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold spaces and parentheses; what follows the last one does not.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const startTicks = fields[18];
    if (state === "Z" || state === "X" || startTicks === undefined) return null;
    const bootId = (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim();
    return { pid, startTicks, bootId };
  } catch {
    return null;
  }
}

export async function isRunning(mark: ProcessMark): Promise<boolean> {
  const now = await markOf(mark.pid);
  return now !== null && now.startTicks === mark.startTicks && now.bootId === mark.bootId;
}

/** Sends `signal`, then SIGKILL after `limitMs`. A process that is not the marked one is never touched. */
export async function endProcess(
  mark: ProcessMark,
  signal: NodeJS.Signals,
  limitMs: number,
): Promise<void> {
  for (const [each, ms] of [
    [signal, limitMs],
    ["SIGKILL", 5_000],
  ] as const) {
    if (!(await isRunning(mark))) return;
    try {
      process.kill(mark.pid, each);
    } catch {
      return; // it ended between the look and the signal
    }
    const limit = Date.now() + ms;
    while (Date.now() < limit && (await isRunning(mark))) await pause(POLL_MS);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
