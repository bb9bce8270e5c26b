/** Which bytes of an excerpt, or of what is left of a recording, are whole blocks as they were sealed, and where they stood. */
import { BLOCK_BYTES } from "../evidence/evidence-item.ts";
import type { Sha256 } from "../kernel/digest.ts";

/** The original as its signed manifest tells it. */
export interface SealedBlocks {
  readonly sizeBytes: number;
  /** Of each block, in order; the last may be shorter. */
  readonly blocks: readonly Sha256[];
}

/** Digests of the excerpt's pieces of BLOCK_BYTES from `firstByte` on; the last may be shorter. */
export type PieceDigests = (firstByte: number) => Promise<readonly Sha256[]>;

/** Bytes [firstByte, endByte) of the excerpt. */
export interface Stretch {
  readonly firstByte: number;
  readonly endByte: number;
  /** Where they stand in the original; null: not proven. */
  readonly originalByte: number | null;
}

/**
 * Blocks are found wherever a boundary of theirs can be known: at the excerpt's beginning, counted back from its end as the end of
 * the original, or by `at`, the original's byte that the excerpt begins with. A block counts whole or not at all.
 */
export async function placeExcerpt(
  sealed: SealedBlocks,
  sizeBytes: number,
  digestsFrom: PieceDigests,
  at: number | null,
): Promise<readonly Stretch[]> {
  const boundaries = at === null ? [0, sizeBytes - sealed.sizeBytes] : [-at];
  let all: readonly Stretch[] = [unproven(0, sizeBytes)];
  for (const phase of new Set(boundaries.map((byte) => modulo(byte, BLOCK_BYTES)))) {
    if (phase >= sizeBytes) continue;
    const found = place(sealed, sizeBytes, phase, await digestsFrom(phase));
    all = joined(all.flatMap((each) => (each.originalByte === null ? within(found, each) : each)));
    if (provenBytes(all) === sizeBytes) break;
  }
  return all;
}

/** The part of `stretches` that lies in `gap`; a block that only begins or ends there counts as not proven: it is not whole. */
function within(stretches: readonly Stretch[], gap: Stretch): readonly Stretch[] {
  return stretches.flatMap((each) => {
    const firstByte = Math.max(each.firstByte, gap.firstByte);
    const endByte = Math.min(each.endByte, gap.endByte);
    if (firstByte >= endByte) return [];
    if (each.originalByte === null) return unproven(firstByte, endByte);
    const from =
      BLOCK_BYTES * Math.ceil((firstByte - each.firstByte) / BLOCK_BYTES) + each.firstByte;
    const to =
      endByte === each.endByte ? endByte : endByte - modulo(endByte - each.firstByte, BLOCK_BYTES);
    if (from >= to) return unproven(firstByte, endByte);
    const proven = {
      firstByte: from,
      endByte: to,
      originalByte: each.originalByte + from - each.firstByte,
    };
    return [unproven(firstByte, from), proven, unproven(to, endByte)].filter(
      (part) => part.firstByte < part.endByte,
    );
  });
}

export const provenBytes = (stretches: readonly Stretch[]): number =>
  stretches
    .filter(({ originalByte }) => originalByte !== null)
    .reduce((sum, { firstByte, endByte }) => sum + endByte - firstByte, 0);

function place(
  { blocks, sizeBytes: originalBytes }: SealedBlocks,
  sizeBytes: number,
  phase: number,
  pieces: readonly Sha256[],
): readonly Stretch[] {
  const places = new Map<Sha256, number>();
  for (const [index, block] of blocks.entries()) if (!places.has(block)) places.set(block, index);
  const stretches: Stretch[] = phase === 0 ? [] : [unproven(0, phase)];
  let next = 0;
  for (const [piece, digest] of pieces.entries()) {
    const firstByte = phase + piece * BLOCK_BYTES;
    const endByte = Math.min(firstByte + BLOCK_BYTES, sizeBytes);
    // The same bytes may stand at several places: as they follow one another, if they can.
    const index = blocks[next] === digest ? next : places.get(digest);
    const isWhole =
      index !== undefined &&
      endByte - firstByte === Math.min(BLOCK_BYTES, originalBytes - index * BLOCK_BYTES);
    if (!isWhole) {
      stretches.push(unproven(firstByte, endByte));
      next += 1;
      continue;
    }
    stretches.push({ firstByte, endByte, originalByte: index * BLOCK_BYTES });
    next = index + 1;
  }
  return joined(stretches);
}

const unproven = (firstByte: number, endByte: number): Stretch => ({
  firstByte,
  endByte,
  originalByte: null,
});

/** Neighbours that follow one another in the original too are one stretch. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const all: Stretch[] = [];
  for (const each of stretches) {
    const last = all.at(-1);
    if (last !== undefined && follows(last, each))
      all.splice(-1, 1, { ...last, endByte: each.endByte });
    else all.push(each);
  }
  return all;
}

const follows = (last: Stretch, { originalByte }: Stretch): boolean =>
  last.originalByte === null || originalByte === null
    ? last.originalByte === originalByte
    : last.originalByte + last.endByte - last.firstByte === originalByte;

const modulo = (value: number, by: number): number => ((value % by) + by) % by;
