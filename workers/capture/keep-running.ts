/** Keeps a process running: begun again at once when it ends, and ever later when it ends at once again. */

export interface RunningProcess {
  /** It was well once: its end is no fault of what it was told to do. */
  isReady(): boolean;
  /** Its exit code; null: a signal ended it. Never rejects. */
  readonly ended: Promise<number | null>;
  /** Asks it to end. */
  stop(): void;
}

export interface KeepRunningDeps {
  readonly start: () => RunningProcess;
  readonly nowMs: () => number;
  /** Resolves early, and never rejects, when `signal` is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Ran this long, it is well again. */
const STEADY_MS = 3_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;

/** Answers the code of the last: of the one that was told to end, or of a first one that never became ready. */
export async function keepRunning(
  { start, nowMs, sleep }: KeepRunningDeps,
  signal: AbortSignal,
): Promise<number | null> {
  let wasReady = false;
  for (let failures = 0; ;) {
    const fromMs = nowMs();
    const child = start();
    const stop = (): void => child.stop();
    signal.addEventListener("abort", stop, { once: true });
    const code = await child.ended;
    signal.removeEventListener("abort", stop);
    wasReady ||= child.isReady();
    if (isOver(signal) || !wasReady) return code;
    failures = nowMs() - fromMs >= STEADY_MS ? 0 : failures + 1;
    // The first time at once: what a camera sends meanwhile is held for a moment only.
    if (failures > 1) await sleep(waitMs(failures - 2), signal);
    if (isOver(signal)) return code;
  }
}

const isOver = ({ aborted }: AbortSignal): boolean => aborted;
const waitMs = (times: number): number =>
  Math.min(FIRST_WAIT_MS * 2 ** Math.min(times, 10), LONGEST_WAIT_MS);
