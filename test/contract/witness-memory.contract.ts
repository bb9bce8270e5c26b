/** What every WitnessMemory must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WitnessMemory } from "../../services/ledger/witness.ts";
import { AT, logOf } from "../fixtures/witnessed-log.ts";

export interface WitnessMemoryUnderTest {
  readonly memory: WitnessMemory;
  /** The line this witness adds to the note of `text`. */
  readonly cosign: (text: string, at: typeof AT) => string;
  /** How many refused checkpoints are kept. */
  refusedCount(): Promise<number>;
  close(): Promise<void>;
}

export function witnessMemoryContract(
  name: string,
  make: () => Promise<WitnessMemoryUnderTest>,
): void {
  describe(`WitnessMemory: ${name}`, () => {
    const [log, other] = [logOf(9), logOf(9, "sanya/2026")];
    let subject: WitnessMemoryUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.close());

    const cosigned = (note: string) =>
      `${note}${subject.cosign(note.slice(0, note.indexOf("\n\n") + 1), AT)}`;

    it("knows nothing of a log at first, and then the note that was kept last", async () => {
      const { memory } = subject;
      expect(await memory.last(log.origin)).toBeNull();
      await memory.keep(log.origin, cosigned(log.note(4)));
      await memory.keep(other.origin, cosigned(other.note(2)));
      await memory.keep(log.origin, cosigned(log.note(9)));
      expect(await memory.last(log.origin)).toBe(cosigned(log.note(9)));
      expect(await memory.last(other.origin)).toBe(cosigned(other.note(2)));
    });

    it("keeps a refused checkpoint once, whatever lines were added to it", async () => {
      const { memory } = subject;
      const refused = { origin: log.origin, refused: log.note(4), standing: null };
      await memory.keepRefused(refused);
      await memory.keepRefused({ ...refused, refused: cosigned(log.note(4)) });
      await memory.keepRefused({ ...refused, refused: log.note(5) });
      expect(await subject.refusedCount()).toBe(2);
    });
  });
}
