/** Prints each record in a thread of its own, so that whoever prints answers others meanwhile: entries go in by slices, pieces come out. */
import { on } from "node:events";
import { Worker } from "node:worker_threads";
import type {
  PrintedRecord,
  RecordEntry,
  RecordPrinter,
  Row,
} from "../../services/review/record-printer.ts";
import { type OpenFont, openFont } from "./font.ts";

const ENTRY = new URL("print-thread/main.ts", import.meta.url);
/** What is on its way to the thread and back at once. */
const SLICE_ENTRIES = 25;
/** Of a thread's heap; it needs a quarter. One that needs more ends alone, and its record with it. */
const HEAP_MIB = 256;

/** What the thread is given when it asks for more. */
export type Given = { readonly entries: readonly RecordEntry[] } | { readonly end: readonly Row[] };
export type Told =
  | { readonly kind: "more" }
  | { readonly kind: "piece"; readonly bytes: Uint8Array }
  | { readonly kind: "whole" };

/** How many print at once is for the caller to bound: a thread and its font take some 100 MiB. */
export function createThreadPrinter(): RecordPrinter {
  let font: Promise<OpenFont> | undefined;
  return {
    undrawable: async (texts) => (await (font ??= openFont())).missingIn(texts),
    print: (record) => ({ [Symbol.asyncIterator]: () => stoppable(record) }),
  };
}

/** Its `return` ends the thread in the middle of a slice; a generator's own would wait for the piece that was asked for. */
function stoppable(record: PrintedRecord): AsyncIterator<Uint8Array> {
  const stopped = new AbortController();
  const pieces = printed(record, stopped.signal);
  return {
    next: () => pieces.next(),
    return: () => {
      stopped.abort();
      return pieces.return(undefined);
    },
  };
}

async function* printed(
  { head, chunks, end }: PrintedRecord,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const thread = new Worker(ENTRY, {
    workerData: head,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
  });
  const slices = sliced(chunks);
  try {
    const telling = on(thread, "message", { signal, close: ["exit"] });
    for await (const [told] of telling as AsyncIterable<[Told]>) {
      if (told.kind === "whole") return;
      if (told.kind === "piece") {
        yield told.bytes;
        continue;
      }
      const slice = await slices.next();
      const given: Given = slice.done === true ? { end: end() } : { entries: slice.value };
      thread.postMessage(given);
    }
    throw new Error("a printing thread ended before its record did");
  } finally {
    await thread.terminate();
    // What is read from is closed, also where the reader went away.
    await slices.return();
  }
}

async function* sliced(
  chunks: PrintedRecord["chunks"],
): AsyncGenerator<readonly RecordEntry[], void> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += SLICE_ENTRIES) {
      yield chunk
        .slice(at, at + SLICE_ENTRIES)
        .map(({ title, rows }): RecordEntry => ({ title, rows }));
    }
  }
}
