/** Wave forms: whatever pieces a sound comes in, and however long it is, each column is of its own stretch; the layout is the one that others read. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { MOST_PEAKS, PEAKS_HZ, Peaks } from "../../../services/media/peaks.ts";
import { readPeaks } from "../../../services/web/src/item/peaks-file.ts";

const bytesOf = (samples: readonly number[]): Uint8Array => {
  const bytes = Buffer.alloc(2 * samples.length);
  samples.forEach((sample, index) => bytes.writeInt16LE(sample, 2 * index));
  return bytes;
};
function peaksOf(samples: readonly number[], pieces: readonly number[] = []) {
  const peaks = new Peaks();
  const bytes = bytesOf(samples);
  let at = 0;
  for (const piece of pieces) {
    peaks.take(bytes.subarray(at, at + piece));
    at += piece;
  }
  peaks.take(bytes.subarray(at));
  return peaks.end();
}

test("the file is as audiowaveform documents it", () => {
  const made = peaksOf([1, -2, 32_767, -32_768]);
  expect(made?.numbers).toEqual({ columns: 4, lengthMs: 1, loudest: 32_768 });
  const words = [2, 0, PEAKS_HZ, 1, 4, 1].flatMap((word) => [word & 0xff, word >> 8, 0, 0]);
  const values = [1, 1, -2, -2, 32_767, 32_767, -32_768, -32_768];
  expect([...(made?.bytes ?? [])]).toEqual([...words, ...bytesOf(values)]);
});

test("pieces that cut samples in two make no difference", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 1, maxLength: 300 }),
      fc.array(fc.nat({ max: 7 }), { maxLength: 60 }),
      (samples, pieces) => {
        expect(peaksOf(samples, pieces)).toEqual(peaksOf(samples));
      },
    ),
  );
});

test.each([1, 7, MOST_PEAKS - 1, MOST_PEAKS, MOST_PEAKS + 1, 3 * MOST_PEAKS + 5, 100_001])(
  "of %i samples each column has the lowest and the highest of its own stretch",
  (count) => {
    const samples = Array.from({ length: count }, (_, at) => ((at * 7_919) % 60_000) - 30_000);
    const made = peaksOf(samples);
    const view = new DataView(made?.bytes.buffer as ArrayBuffer);
    const perColumn = view.getInt32(12, true);
    const columns = Math.ceil(count / perColumn);
    expect(made?.numbers.columns).toBe(columns);
    expect(columns).toBeLessThanOrEqual(MOST_PEAKS);
    if (count > MOST_PEAKS) expect(columns).toBeGreaterThan(MOST_PEAKS / 2 - 1);
    const wave = readPeaks(made?.bytes ?? new Uint8Array());
    for (let column = 0; column < columns; column += 1) {
      const stretch = samples.slice(column * perColumn, (column + 1) * perColumn);
      expect(wave?.low[column]).toBe(Math.min(...stretch) / 32_768);
      expect(wave?.high[column]).toBe(Math.max(...stretch) / 32_768);
    }
  },
);

test("silence is told from sound, and no sound from both", () => {
  expect(peaksOf(Array.from({ length: 9_000 }, () => 0))?.numbers.loudest).toBe(0);
  expect(peaksOf([])).toBeNull();
});

test("what is no such file is not read", () => {
  const { bytes } = peaksOf([5, 6]) ?? { bytes: new Uint8Array() };
  expect(readPeaks(bytes)?.lengthSeconds).toBe(2 / PEAKS_HZ);
  for (const [offset, word] of [
    ...[[0, 1] as const, [4, 1] as const, [8, 0] as const, [12, -1] as const],
    ...[[16, 3] as const, [20, 2] as const],
  ]) {
    const other = Buffer.from(bytes);
    other.writeInt32LE(word, offset);
    expect(readPeaks(other), String(offset)).toBeNull();
  }
  expect(readPeaks(bytes.subarray(0, 20))).toBeNull();
  expect(readPeaks(bytes.subarray(0, bytes.byteLength - 1))).toBeNull();
});
