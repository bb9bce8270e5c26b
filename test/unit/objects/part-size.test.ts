/** Parts fit one object (S3: 10 000 parts of at most 5 GiB), whatever length was announced, or none was. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { MOST_PARTS, partSizeBytes } from "../../../infra/s3/incoming-state.ts";

const [MIB, GIB, TIB] = [2 ** 20, 2 ** 30, 2 ** 40];
const RUN_BYTES = 8 * MIB;

/** Parts of an upload whose runs come whole, as the writer cuts them. */
function partsOf(lengthBytes: number, isAnnounced: boolean): { count: number; largest: number } {
  let [count, largest, at] = [0, 0, 0];
  while (at < lengthBytes) {
    const rest = lengthBytes - at;
    const wanted = partSizeBytes(count + 1, isAnnounced ? rest : null);
    const part = Math.min(rest, Math.ceil(wanted / RUN_BYTES) * RUN_BYTES);
    [count, largest, at] = [count + 1, Math.max(largest, part), at + part];
  }
  return { count, largest };
}

it.each([
  ["announced", true, 5 * TIB],
  ["not announced", false, 4 * TIB],
] as const)("of an %s length", (_name, isAnnounced, mostBytes) => {
  const lengths = fc.oneof(fc.integer({ min: 1, max: mostBytes }), fc.constant(mostBytes));
  fc.assert(
    fc.property(lengths, (lengthBytes) => {
      const { count, largest } = partsOf(lengthBytes, isAnnounced);
      expect(count).toBeLessThanOrEqual(MOST_PARTS);
      expect(largest).toBeLessThanOrEqual(5 * GIB);
    }),
    { numRuns: 30 },
  );
});
