/** Reads a wave form as the service keeps it: `.dat` of audiowaveform, version 2, one channel of 16 bits. */

const HEADER_BYTES = 24;

/** What is drawn: each column's lowest and highest sample, of 1. Null for what is no such file. */
export interface Wave {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly lengthSeconds: number;
}

export function readPeaks(bytes: Uint8Array): Wave | null {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < HEADER_BYTES) return null;
  const [version, flags, hz, perColumn, columns, channels] = [0, 4, 8, 12, 16, 20].map((at) =>
    file.getInt32(at, true),
  ) as [number, number, number, number, number, number];
  const isOurs = version === 2 && flags === 0 && channels === 1 && hz > 0 && perColumn > 0;
  if (!isOurs || columns < 1 || bytes.byteLength !== HEADER_BYTES + 4 * columns) return null;
  const at = (column: number, offset: number): number =>
    file.getInt16(HEADER_BYTES + 4 * column + offset, true) / 32_768;
  const all = Array.from({ length: columns }, (_, column) => column);
  return {
    low: all.map((column) => at(column, 0)),
    high: all.map((column) => at(column, 2)),
    lengthSeconds: (columns * perColumn) / hz,
  };
}
