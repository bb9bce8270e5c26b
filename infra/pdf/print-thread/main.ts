/** A thread that prints one thing after another. Of a record it asks for entries, and tells each piece of the file as it is drawn. */
import { on } from "node:events";
import { constants, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import type { CertificatePrinter } from "../../../services/packages/certificate-printer.ts";
import type { RecordHead, RecordPrinter, Row } from "../../../services/review/record-printer.ts";
import { openCertificatePrinter } from "../certificate-printer.ts";
import type { Asked, Given, Told } from "../print-threads.ts";
import { createRecordPrinter } from "../record-printer.ts";

const port = parentPort;
if (port === null) throw new Error("this is a thread of a process that prints");
// On Linux of this thread alone: whoever has bytes or a ledger in its hands goes first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const tell = (told: Told, transfer: readonly ArrayBuffer[] = []): void =>
  port.postMessage(told, transfer);
const heard = on(port, "message");
const next = async <T>(): Promise<T> => {
  const { value } = (await heard.next()) as IteratorResult<[T], undefined>;
  if (value === undefined) throw new Error("nobody asks any more");
  return value[0];
};

const records: RecordPrinter = createRecordPrinter();
let certificates: CertificatePrinter | null = null;
for (;;) {
  const asked = await next<Asked>();
  if (asked.kind === "record") await printRecord(asked.head);
  else {
    certificates ??= await openCertificatePrinter();
    tell({ kind: "certificate", printed: await certificates.print(asked.document) });
  }
}

async function printRecord(head: RecordHead): Promise<void> {
  let closing: readonly Row[] = [];
  async function* chunks() {
    for (;;) {
      tell({ kind: "more" });
      const given = await next<Given>();
      if ("end" in given) {
        closing = given.end;
        return;
      }
      yield given.entries;
    }
  }
  for await (const piece of records.print({ head, chunks: chunks(), end: () => closing })) {
    // A copy of its own: pieces share memory, which would go along whole.
    const bytes = Uint8Array.from(piece);
    tell({ kind: "piece", bytes }, [bytes.buffer]);
  }
  tell({ kind: "whole" });
}
