/** Looks for several marks in one walk over bytes (Wu and Manber, 1994): most of the bytes are never looked at. */

/** No mark is shorter; of a longer one these come first and the rest is compared. */
export const LEAST_MARK_BYTES = 16;
const LAST = LEAST_MARK_BYTES - 1;
const PAIRS = 1 << 16;

/** Hears each place of a mark, by its number in `marks`. */
type Heard = (mark: number) => void;

export function manyMarks(marks: readonly Buffer[]): (window: Buffer, heard: Heard) => void {
  // How far the walk may go on from the last two bytes of a place where no mark stands.
  const shifts = new Uint8Array(PAIRS).fill(LAST);
  for (const mark of marks) {
    if (mark.byteLength < LEAST_MARK_BYTES) throw new Error("a mark is too short");
    for (let at = 1; at <= LAST; at += 1) {
      const pair = mark.readUInt16BE(at - 1);
      shifts[pair] = Math.min(shifts[pair] ?? LAST, LAST - at);
    }
  }
  return (window, heard) => {
    for (let at = LAST; at < window.byteLength;) {
      const shift = shifts[((window[at - 1] ?? 0) << 8) | (window[at] ?? 0)] ?? 1;
      if (shift > 0) {
        at += shift;
        continue;
      }
      const start = at - LAST;
      for (const [number, mark] of marks.entries()) {
        if (window.subarray(start, start + mark.byteLength).equals(mark)) heard(number);
      }
      at += 1;
    }
  };
}
