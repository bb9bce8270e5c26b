/** Reads a recording from its card: its digest, and its bytes on their way out, never trusting that it stays the same. */
import type { ClipFile } from "./clip.ts";
import type { Pieces } from "./pieces.ts";
import type { CardFiles, OpenFile } from "./ports.ts";
import { type SourceDigest, SourceHasher } from "./source-digests.ts";

const CHUNK_BYTES = 1 << 20;

export const isAsFound = async (file: OpenFile, wanted: ClipFile): Promise<boolean> => {
  const { sizeBytes, mtimeMs } = await file.stat();
  return sizeBytes === wanted.sizeBytes && mtimeMs === wanted.mtimeMs;
};

/** Feeds bytes [0, end) to `take`, through `piece`; answers how many there were. Memory stays flat. */
export async function readTo(
  file: OpenFile,
  end: number,
  piece: Buffer,
  take: (bytes: Uint8Array) => void,
): Promise<number> {
  const chunk = piece.subarray(0, CHUNK_BYTES);
  let offset = 0;
  while (offset < end) {
    const count = await file.readAt(
      chunk.subarray(0, Math.min(chunk.byteLength, end - offset)),
      offset,
    );
    if (count === 0) break;
    take(chunk.subarray(0, count));
    offset += count;
  }
  return offset;
}

/** The digests of the file, and of its pieces where they are wanted, as it was found, or null if it is not that file any more. */
export function digestAtSource(
  files: CardFiles,
  root: string,
  wanted: ClipFile,
  pieces: Pieces,
  pieceBytes = Number.POSITIVE_INFINITY,
): Promise<SourceDigest | null> {
  return files.withFile(root, wanted.path, async (file) => {
    if (!(await isAsFound(file, wanted))) return null;
    const hasher = new SourceHasher(wanted.sizeBytes, pieceBytes);
    const piece = pieces.take();
    const count = await readTo(file, wanted.sizeBytes, piece, (bytes) => hasher.update(bytes));
    pieces.giveBack(piece);
    if (count !== wanted.sizeBytes || !(await isAsFound(file, wanted))) return null;
    return hasher.digest();
  });
}
