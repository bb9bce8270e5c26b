/** Port: prints an item's custody record as a PDF, for people. Tested on the real one: test/integration/packaged-custody.test.ts. */
import type { CustodyEvent } from "../evidence/custody-event.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { UtcInstant } from "../kernel/clock.ts";

/** At most, of one record: it is held in memory whole, and with the package's small files in one row. */
export const MAX_RECORD_BYTES = 4 << 20;

export interface CustodyPrinter {
  /** `events`: all of them, in order. Null where a character has no glyph, or the record is too long: no half of one is printed. */
  print(
    item: EvidenceItem,
    events: readonly CustodyEvent[],
    madeAt: UtcInstant,
  ): Promise<Uint8Array | null>;
}
