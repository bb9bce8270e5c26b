/** ReadExif in a thread that is bounded in time and memory, one photograph after another: the library reads hostile bytes. */
import type { ReadExif } from "../../services/media/track/exif.ts";
import { IdleThreads } from "../process/idle-threads.ts";

/** 48 MB that were written to keep it busy took 1.7 s. */
const MOST_MS = 5_000;
/** Of a thread's heap, in which the photograph itself is not. */
const HEAP_MIB = 64;
const IDLE_MS = 2_000;

export function exifThreads(
  { mostMs }: { readonly mostMs: number } = { mostMs: MOST_MS },
): ReadExif {
  const threads = new IdleThreads(new URL("exif-thread/main.ts", import.meta.url), {
    ...{ resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB }, idleMs: IDLE_MS },
  });
  let before: Promise<unknown> = Promise.resolve();
  return (photograph) => {
    const turn = before.then(() => readOne(threads, photograph, mostMs));
    before = turn;
    return turn;
  };
}

/** Never rejects. */
async function readOne(
  threads: IdleThreads,
  photograph: Uint8Array,
  mostMs: number,
): Promise<unknown> {
  const thread = threads.take();
  const { promise, resolve } = Promise.withResolvers<{ readonly tags: unknown } | null>();
  const lost = (): void => resolve(null);
  thread.once("message", resolve).once("error", lost).once("exit", lost);
  const timer = setTimeout(lost, mostMs);
  try {
    thread.postMessage(photograph);
    const told = await promise;
    if (told === null) await thread.terminate();
    else threads.giveBack(thread);
    return told?.tags ?? null;
  } finally {
    clearTimeout(timer);
    thread.off("message", resolve).off("error", lost).off("exit", lost);
  }
}
