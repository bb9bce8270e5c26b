/** A thread that draws one record: it asks for entries, and tells each piece of the file as it is drawn. */
import { once } from "node:events";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { RecordHead, Row } from "../../../services/review/record-printer.ts";
import type { Given, Told } from "../print-threads.ts";
import { createRecordPrinter } from "../record-printer.ts";

const port = parentPort;
if (port === null) throw new Error("this is a thread of a process that prints");
let closing: readonly Row[] = [];

async function* chunksFrom(port: MessagePort) {
  for (;;) {
    const heard = once(port, "message") as Promise<[Given]>;
    port.postMessage({ kind: "more" } satisfies Told);
    const [given] = await heard;
    if ("end" in given) {
      closing = given.end;
      return;
    }
    yield given.entries;
  }
}

const record = { head: workerData as RecordHead, chunks: chunksFrom(port), end: () => closing };
for await (const piece of createRecordPrinter().print(record)) {
  // A copy of its own: pieces share memory, which would go along whole.
  const bytes = Uint8Array.from(piece);
  port.postMessage({ kind: "piece", bytes } satisfies Told, [bytes.buffer]);
}
port.postMessage({ kind: "whole" } satisfies Told);
port.close();
