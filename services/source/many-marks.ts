/** Looks for several marks in one walk over bytes, at every 13th of them: a mark of 16 has four in a row there, wherever it begins. */

/** No mark is shorter; of a longer one these come first and the rest is compared. */
export const LEAST_MARK_BYTES = 16;
const WORD_BYTES = 4;
const STRIDE = LEAST_MARK_BYTES - WORD_BYTES + 1;
/** Most of the bytes are ruled out by 16 bits of their product with a number (Knuth, 6.4: the golden ratio). */
const SPREAD = 0x9e3779b1;
const slotOf = (word: number): number => Math.imul(word, SPREAD) >>> 16;

interface Part {
  readonly mark: number;
  /** Bytes of the mark before this word of it. */
  readonly before: number;
}

/** Hears each place of a mark, by its number in `marks`. */
type Heard = (mark: number) => void;

export function manyMarks(marks: readonly Buffer[]): (window: Buffer, heard: Heard) => void {
  const isThere = new Uint8Array(1 << 16);
  const parts = new Map<number, Part[]>();
  for (const [mark, bytes] of marks.entries()) {
    if (bytes.byteLength < LEAST_MARK_BYTES) throw new Error("a mark is too short");
    for (let before = 0; before < STRIDE; before += 1) {
      const slot = slotOf(bytes.readUInt32LE(before));
      isThere[slot] = 1;
      parts.set(slot, [...(parts.get(slot) ?? []), { mark, before }]);
    }
  }
  return (window, heard) => {
    const { buffer, byteOffset, byteLength } = window;
    const words = new DataView(buffer, byteOffset, byteLength);
    for (let at = 0; at <= byteLength - WORD_BYTES; at += STRIDE) {
      const slot = slotOf(words.getUint32(at, true));
      if (isThere[slot] === 0) continue;
      for (const { mark, before } of parts.get(slot) ?? []) {
        const bytes = marks[mark];
        const start = at - before;
        if (bytes === undefined || start < 0 || window[start] !== bytes[0]) continue;
        if (window.subarray(start, start + bytes.byteLength).equals(bytes)) heard(mark);
      }
    }
  };
}
