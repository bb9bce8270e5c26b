/**
 * What recordings hashed to, piece by piece, as they were read at their source: what is sent later must have the same
 * digests, and the service itself finds out. Kept in memory alone; after a start pieces are hashed as they go.
 */
import { type Hash, createHash } from "node:crypto";
import type { Sha256 } from "../kernel/digest.ts";
import { type ClipFile, clipKey } from "./clip.ts";

export interface SourceDigest {
  readonly sha256: Sha256;
  /** Of each piece in order; the last may be shorter. */
  readonly pieces: readonly Sha256[];
}

export class SourceDigests {
  readonly #pieces = new Map<string, readonly Sha256[]>();

  keep(file: ClipFile, { pieces }: SourceDigest): void {
    this.#pieces.set(clipKey(file), pieces);
  }

  piecesOf(file: ClipFile): readonly Sha256[] | null {
    return this.#pieces.get(clipKey(file)) ?? null;
  }

  forget(file: ClipFile): void {
    this.#pieces.delete(clipKey(file));
  }
}

/** Takes both digests of one reading. */
export class SourceHasher {
  readonly #pieceBytes: number;
  readonly #whole = createHash("sha256");
  readonly #pieces: Sha256[] = [];
  #piece: Hash | null = null;
  #inPiece = 0;

  /** A recording of `sizeBytes` that fits into one piece is hashed once. */
  constructor(sizeBytes: number, pieceBytes: number) {
    this.#pieceBytes = sizeBytes > pieceBytes ? pieceBytes : Number.POSITIVE_INFINITY;
  }

  update(bytes: Uint8Array): void {
    if (this.#pieceBytes === Number.POSITIVE_INFINITY) {
      this.#whole.update(bytes);
      return;
    }
    for (let at = 0; at < bytes.byteLength;) {
      const part = bytes.subarray(at, at + this.#pieceBytes - this.#inPiece);
      this.#whole.update(part);
      if (!this.#isInFirst) {
        this.#piece ??= createHash("sha256");
        this.#piece.update(part);
      }
      at += part.byteLength;
      this.#inPiece += part.byteLength;
      if (this.#inPiece === this.#pieceBytes) this.#endPiece();
    }
  }

  digest(): SourceDigest {
    if (this.#piece !== null) this.#endPiece();
    const sha256 = this.#whole.digest("hex") as Sha256;
    return { sha256, pieces: this.#pieces.length === 0 ? [sha256] : this.#pieces };
  }

  /** The first piece is hashed once: up to its end the whole is nothing else. */
  get #isInFirst(): boolean {
    return this.#pieces.length === 0;
  }

  #endPiece(): void {
    const piece = this.#piece ?? this.#whole.copy();
    this.#pieces.push(piece.digest("hex") as Sha256);
    this.#piece = null;
    this.#inPiece = 0;
  }
}
