/** The custody records of a package for people, beside the exact ones: as long as there is room, and a glyph for each character. */
import type { Clock } from "../kernel/clock.ts";
import { type PackageFile, fileOf } from "./contents.ts";
import type { CustodyPrinter } from "./custody-printer.ts";
import type { GatheredItem } from "./gather-item.ts";
import { custodyPdfPath } from "./package-layout.ts";

export interface PrintRecordsDeps {
  readonly custodyPrinter: CustodyPrinter;
  readonly clock: Clock;
}

/** Of all records of a package together: some ten seconds of drawing, which a package and those behind it wait for. */
export const MAX_PRINTED_EVENTS = 5_000;

/**
 * Of each item one, in order; the first that has no room, or is too long beside those before it, ends it, so that no
 * package is refused or kept waiting for their sake.
 * `roomBytes`: of all of them together.
 */
export async function printRecords(
  { custodyPrinter, clock }: PrintRecordsDeps,
  gathered: readonly Pick<GatheredItem, "item" | "events">[],
  roomBytes: number,
): Promise<readonly PackageFile[]> {
  const printed: PackageFile[] = [];
  let [leftBytes, leftEvents] = [roomBytes, MAX_PRINTED_EVENTS];
  for (const { item, events } of gathered) {
    leftEvents -= events.length;
    if (leftBytes <= 0 || leftEvents < 0) break;
    const bytes = await custodyPrinter.print(item, events, clock());
    if (bytes === null) continue;
    leftBytes -= bytes.byteLength;
    if (leftBytes >= 0) printed.push(fileOf(custodyPdfPath(item.id), bytes));
  }
  return printed;
}
