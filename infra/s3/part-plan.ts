/** How stored objects become the parts of one object: what the store copies, and what we carry over. Pure. */

/** An object whose bytes are wanted, all of them. */
export interface Source {
  readonly name: string;
  readonly sizeBytes: number;
  /** Null where it is not known; what was received is found again when the object is read back. */
  readonly sha256: string | null;
}

/** Bytes `fromByte` up to, and without, `endByte` of a source. */
export interface Stretch {
  readonly source: Source;
  readonly fromByte: number;
  readonly endByte: number;
}

/** "copy": by the store, one stretch. "carry": read and sent again as one part; bounded by three least parts. */
export type PlannedPart =
  | { readonly kind: "copy"; readonly stretch: Stretch }
  | { readonly kind: "carry"; readonly stretches: readonly Stretch[] };

const MIB = 1 << 20;
/** S3: every part but the last has at least 5 MiB. */
export const LEAST_PART_BYTES = 5 * MIB;
/** S3 copies at most 5 GiB a part; less at a time, so that one copy ends before a request times out. */
const MOST_COPY_BYTES = 1024 * MIB;

/** Parts that hold exactly the bytes of `sources` in order, each large enough to be one. */
export function planParts(sources: readonly Source[]): PlannedPart[] {
  const parts: PlannedPart[] = [];
  let carried: Stretch[] = [];
  let carriedBytes = 0;
  const flush = (): void => {
    if (carriedBytes > 0) parts.push({ kind: "carry", stretches: carried });
    carried = [];
    carriedBytes = 0;
  };
  for (const source of sources) {
    const { sizeBytes } = source;
    const missing = carriedBytes === 0 ? 0 : LEAST_PART_BYTES - carriedBytes;
    // What would be left of the source must be a part of its own, or it is carried along.
    const endByte = sizeBytes - missing < LEAST_PART_BYTES ? sizeBytes : missing;
    if (endByte > 0) carried.push({ source, fromByte: 0, endByte });
    carriedBytes += endByte;
    if (carriedBytes >= LEAST_PART_BYTES) flush();
    parts.push(...copies(source, endByte));
  }
  flush();
  return parts;
}

function copies(source: Source, fromByte: number): PlannedPart[] {
  const restBytes = source.sizeBytes - fromByte;
  const count = Math.ceil(restBytes / MOST_COPY_BYTES);
  const step = Math.ceil(restBytes / Math.max(1, count));
  return Array.from({ length: count }, (_, at) => {
    const start = fromByte + at * step;
    const endByte = Math.min(start + step, source.sizeBytes);
    return { kind: "copy", stretch: { source, fromByte: start, endByte } };
  });
}

/** Consecutive groups of at most `size` sources: each becomes an object first where all are too many parts. */
export const groupsOf = (sources: readonly Source[], size: number): (readonly Source[])[] =>
  Array.from({ length: Math.ceil(sources.length / size) }, (_, at) =>
    sources.slice(at * size, (at + 1) * size),
  );
