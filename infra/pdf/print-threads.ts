/** Prints in threads, so that whoever prints answers others meanwhile: entries of a record go in by slices, pieces come out. */
import { on } from "node:events";
import type { Worker } from "node:worker_threads";
import type { CertificateDocument } from "../../services/packages/certificate-document.ts";
import type { CertificatePrinter, Printed } from "../../services/packages/certificate-printer.ts";
import type {
  PrintedRecord,
  RecordEntry,
  RecordHead,
  RecordPrinter,
  Row,
} from "../../services/review/record-printer.ts";
import { IdleThreads } from "../process/idle-threads.ts";
import { type OpenFont, openFont } from "./font.ts";

const ENTRY = new URL("print-thread/main.ts", import.meta.url);
/** What is on its way to the thread and back at once. */
const SLICE_ENTRIES = 25;
/** Of a thread's heap; it needs a quarter. One that needs more ends alone, and its record with it. */
const HEAP_MIB = 256;
/** A thread that is done waits so long for the next print. */
const IDLE_MS = 2_000;

/** What a thread is told to print, and what it is given when it asks for more of a record. */
export type Asked =
  | { readonly kind: "record"; readonly head: RecordHead }
  | { readonly kind: "certificate"; readonly document: CertificateDocument };
export type Given = { readonly entries: readonly RecordEntry[] } | { readonly end: readonly Row[] };
export type Told =
  | { readonly kind: "more" }
  | { readonly kind: "piece"; readonly bytes: Uint8Array }
  | { readonly kind: "certificate"; readonly printed: Printed }
  | { readonly kind: "whole" };

/** How many print at once is for the caller to bound: a thread and its font take some 100 MiB. */
export function createThreadPrinters(): {
  readonly records: RecordPrinter;
  readonly certificates: CertificatePrinter;
} {
  const threads = new IdleThreads(ENTRY, {
    ...{ resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB }, idleMs: IDLE_MS },
  });
  let font: Promise<OpenFont> | undefined;
  return {
    records: {
      undrawable: async (texts) => (await (font ??= openFont())).missingIn(texts),
      print: (record) => ({ [Symbol.asyncIterator]: () => stoppable(threads, record) }),
    },
    certificates: { print: (document) => certificate(threads, document) },
  };
}

/** Its `return` ends the thread in the middle of a slice; a generator's own would wait for the piece that was asked for. */
function stoppable(threads: IdleThreads, record: PrintedRecord): AsyncIterator<Uint8Array> {
  const stopped = new AbortController();
  const pieces = printed(threads, record, stopped.signal);
  return {
    next: () => pieces.next(),
    return: () => {
      stopped.abort();
      return pieces.return(undefined);
    },
  };
}

async function* printed(
  threads: IdleThreads,
  { head, chunks, end }: PrintedRecord,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const thread = threads.take();
  const slices = sliced(chunks);
  let isWhole = false;
  try {
    for await (const told of answers(thread, { kind: "record", head }, signal)) {
      if (told.kind === "whole") {
        isWhole = true;
        return;
      }
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
    if (isWhole) threads.giveBack(thread);
    else await thread.terminate();
    // What is read from is closed, also where the reader went away.
    await slices.return();
  }
}

async function certificate(threads: IdleThreads, document: CertificateDocument): Promise<Printed> {
  const thread = threads.take();
  for await (const told of answers(thread, { kind: "certificate", document })) {
    if (told.kind !== "certificate") continue;
    threads.giveBack(thread);
    return told.printed;
  }
  throw new Error("a printing thread ended before its certificate did");
}

async function* answers(
  thread: Worker,
  asked: Asked,
  signal?: AbortSignal,
): AsyncGenerator<Told, void> {
  const telling = on(thread, "message", {
    close: ["exit"],
    ...(signal === undefined ? {} : { signal }),
  });
  thread.postMessage(asked);
  for await (const [told] of telling as AsyncIterable<[Told]>) yield told;
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
