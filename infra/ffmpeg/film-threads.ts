/** Threads that read films, each one at a time: what they do takes a processor for as long as the film is large. */
import type { Worker } from "node:worker_threads";
import { stopIfTold } from "../../services/media/local-copy.ts";
import type { SourceKind } from "../../services/source/verdict.ts";
import { IdleThreads } from "../process/idle-threads.ts";
import type { Digests } from "./kept-packets.ts";

/** A thread costs 0.13 s of a processor where none is idle. */
export const WORTH_BYTES = 64 << 20;
/** Between the source of a copy and the copy, and between two recordings of a dock. */
const IDLE_MS = 10_000;
/** An index of 96 MiB is no heap of ours, its boxes are. */
const HEAP_MIB = 256;

const threads = new IdleThreads(new URL("film-thread/main.ts", import.meta.url), {
  ...{ resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB }, idleMs: IDLE_MS },
});

/** What a thread may be asked, and what it answers. */
export interface FilmWorks {
  /** Null: its index cannot be followed. */
  readonly samples: { readonly asked: { readonly path: string }; readonly told: Digests | null };
  readonly marks: {
    readonly asked: {
      readonly path: string;
      readonly sizeBytes: number;
      /** How many bytes of the file stand, in one number of 64 bits that is shared. */
      readonly standing: SharedArrayBuffer;
    };
    readonly told: readonly SourceKind[];
  };
}
export type FilmWork = keyof FilmWorks;
export type Asked = {
  [Work in FilmWork]: { readonly work: Work } & FilmWorks[Work]["asked"];
}[FilmWork];
export type Told<Work extends FilmWork = FilmWork> =
  | { readonly answer: FilmWorks[Work]["told"] }
  | { readonly fault: string };

/**
 * Null: the thread was lost, e.g. it ran out of what it may take, which is no word on the film.
 * @throws Refusal unavailable "media/interrupted"; what the thread met.
 */
export async function inThread<Work extends FilmWork>(
  work: Work,
  asked: FilmWorks[Work]["asked"],
  signal: AbortSignal,
): Promise<{ readonly answer: FilmWorks[Work]["told"] } | null> {
  stopIfTold(signal);
  const thread: Worker = threads.take();
  const { promise, resolve } = Promise.withResolvers<Told<Work> | null>();
  const lost = (): void => resolve(null);
  const stop = (): void => void thread.terminate();
  thread.once("message", resolve).once("error", lost).once("exit", lost);
  signal.addEventListener("abort", stop);
  thread.postMessage({ work, ...asked });
  try {
    const told = await promise;
    stopIfTold(signal);
    if (told === null) return null;
    if ("fault" in told) throw new Error(told.fault);
    threads.giveBack(thread);
    return told;
  } finally {
    signal.removeEventListener("abort", stop);
    thread.off("message", resolve).off("error", lost).off("exit", lost);
  }
}
