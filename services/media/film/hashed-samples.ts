/** SHA-256 over the samples of each track of a film, taken while the whole file passes by once. */
import { type Hash, createHash } from "node:crypto";
import type { Sha256 } from "../../kernel/digest.ts";
import { malformed } from "../../source/fault.ts";
import type { FilmTrack, Places } from "./film-tracks.ts";

interface Walk extends Places {
  readonly kind: FilmTrack["kind"];
  readonly hash: Hash;
  next: number;
}

export class HashedSamples {
  readonly #walks: readonly Walk[];

  /** @throws SourceFault "malformed" for samples that do not lie behind one another. */
  constructor(tracks: readonly (Places & { readonly kind: FilmTrack["kind"] })[]) {
    this.#walks = tracks.map((track) => ({ ...track, hash: createHash("sha256"), next: 0 }));
    for (const { offsets, sizes, count } of this.#walks) {
      for (let at = 1; at < count; at += 1) {
        const end = (offsets[at - 1] ?? 0) + (sizes[at - 1] ?? 0);
        if ((offsets[at] ?? 0) < end) throw malformed("samples lie in another order");
      }
    }
  }

  /** The bytes of the file from `at`; each piece once, one behind the other. */
  hear(piece: Uint8Array, at: number): void {
    const end = at + piece.byteLength;
    for (const walk of this.#walks) {
      const { offsets, sizes, count, hash } = walk;
      while (walk.next < count) {
        let from = offsets[walk.next] ?? 0;
        let to = from + (sizes[walk.next] ?? 0);
        if (from >= end) break;
        // What lies close together is hashed in one go.
        while (to <= end && walk.next + 1 < count && offsets[walk.next + 1] === to) {
          walk.next += 1;
          to += sizes[walk.next] ?? 0;
        }
        from = Math.max(from, at);
        hash.update(piece.subarray(from - at, Math.min(to, end) - at));
        if (to > end) break;
        walk.next += 1;
      }
    }
  }

  /** Once all has been heard. */
  digests(): Readonly<Partial<Record<FilmTrack["kind"], Sha256>>> {
    return Object.fromEntries(
      this.#walks.map(({ kind, hash }) => [kind, hash.digest("hex") as Sha256]),
    );
  }
}
