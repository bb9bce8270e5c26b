/** The custody record that a package takes along, printed from the very events that its custody.jsonl holds. */
import { isRefusal } from "../kernel/refusal.ts";
import { type CustodyPrinter, MAX_RECORD_BYTES } from "../packages/custody-printer.ts";
import { type CustodyDocumentDeps, custodyEntries, custodyHead } from "./custody-document.ts";
import { recordPdf } from "./record-pdf.ts";

/** Some two seconds of drawing; more are not even begun. */
const MAX_EVENTS = 2_000;

export const custodyPrinter = (deps: Omit<CustodyDocumentDeps, "items">): CustodyPrinter => ({
  async print(item, events, madeAt) {
    const last = events.at(-1)?.index ?? -1;
    if (events.length > MAX_EVENTS) return null;
    const items = {
      custodyFrom: (_: unknown, index: number, limit: number) =>
        Promise.resolve(events.slice(index, index + limit)),
    };
    const head = custodyHead(deps, item, { madeAt, by: null });
    const { entries, end } = custodyEntries({ ...deps, items }, item.id);
    try {
      return await wholeOf(await recordPdf(deps, entries, head, () => Promise.resolve(last), end));
    } catch (error) {
      if (isRefusal(error, "review/no-glyph")) return null;
      throw error;
    }
  },
});

async function wholeOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
  const taken: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of pieces) {
    sizeBytes += piece.byteLength;
    if (sizeBytes > MAX_RECORD_BYTES) return null;
    taken.push(piece);
  }
  return Buffer.concat(taken);
}
