/** What every WitnessMemory must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MAX_REFUSED, type WitnessMemory } from "../../services/ledger/witness.ts";
import { AT, logOf } from "../fixtures/witnessed-log.ts";

export interface WitnessMemoryUnderTest {
  readonly memory: WitnessMemory;
  /** The line this witness adds to the note of `text`. */
  readonly cosign: (text: string, at: typeof AT) => string;
  /** How many refused checkpoints are kept. */
  refusedCount(): Promise<number>;
  /** The refused notes that are kept, in any order. */
  refusedNotes(): Promise<readonly string[]>;
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
      const refused = { origin: log.origin, refused: log.note(4), standing: null, isFork: false };
      await memory.keepRefused(refused);
      await memory.keepRefused({ ...refused, refused: cosigned(log.note(4)) });
      await memory.keepRefused({ ...refused, refused: log.note(5) });
      expect(await subject.refusedCount()).toBe(2);
    });

    it("keeps forks and the newest of the rest, however many true heads come with wrong proofs", async () => {
      const { memory } = subject;
      const long = logOf(MAX_REFUSED + 9);
      const forked = long.forkedAt(0);
      const send = (refused: string, isFork: boolean) =>
        memory.keepRefused({ origin: long.origin, refused, standing: long.note(1), isFork });
      await send(forked.note(1), true);
      for (let size = 2; size <= MAX_REFUSED + 4; size += 1) await send(long.note(size), false);
      await send(forked.note(2), true);
      const kept = await subject.refusedNotes();
      expect(kept).toHaveLength(MAX_REFUSED + 2);
      expect(await subject.refusedCount()).toBe(MAX_REFUSED + 2);
      for (const note of [forked.note(1), forked.note(2), long.note(MAX_REFUSED + 4)])
        expect(kept).toContain(note);
      expect(kept).not.toContain(long.note(2));
    });

    it("keeps the first forks when there are too many", async () => {
      const { memory } = subject;
      const long = logOf(MAX_REFUSED + 2);
      for (let size = 1; size <= MAX_REFUSED + 2; size += 1) {
        const refused = long.note(size);
        await memory.keepRefused({ origin: long.origin, refused, standing: null, isFork: true });
      }
      const kept = await subject.refusedNotes();
      expect(kept).toHaveLength(MAX_REFUSED);
      expect(kept).toContain(long.note(1));
      // Another year of the same house has no places of its own; another house has.
      const year = logOf(2, long.origin.replace(/\d{4}$/, "2031"));
      for (const { origin, refused } of [
        { origin: year.origin, refused: year.note(1) },
        { origin: other.origin, refused: other.note(1) },
      ])
        await memory.keepRefused({ origin, refused, standing: null, isFork: true });
      const both = await subject.refusedNotes();
      expect(both).toContain(other.note(1));
      expect(both).toHaveLength(MAX_REFUSED + 1);
    });

    it("forgets a refused checkpoint that came again with its proof, and no other", async () => {
      const { memory } = subject;
      for (const refused of [log.note(4), log.note(5), log.forkedAt(0).note(4)])
        await memory.keepRefused({ origin: log.origin, refused, standing: null, isFork: false });
      await memory.keep(log.origin, cosigned(log.note(4)));
      expect((await subject.refusedNotes()).toSorted()).toEqual(
        [log.note(5), log.forkedAt(0).note(4)].toSorted(),
      );
    });
  });
}
