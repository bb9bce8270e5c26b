/** Use case: give out a part of a viewing copy in fragments. Whose it is, what for, and what was watched are those of the copy itself. */
import { Readable } from "node:stream";
import type { FragmentedFilm, Piece } from "../media/film/fragmented-film.ts";
import type { ByteRange, ObjectStore } from "../objects/object-store.ts";
import { recordAccess } from "./access-events.ts";
import { parseRange } from "./byte-range.ts";
import type { Films } from "./films.ts";
import { mediaHeaders } from "./media-headers.ts";
import {
  type Found,
  type MediaAnswer,
  type MediaDeps,
  type MediaWish,
  counted,
  findCopy,
} from "./read-media.ts";

export interface FilmDeps extends MediaDeps {
  readonly films: Pick<Films, "of">;
}

/** @throws as `readMedia`. */
export async function readFilm(
  deps: FilmDeps,
  wish: Omit<MediaWish, "ifRange">,
): Promise<MediaAnswer> {
  const copy = await findCopy(deps, wish);
  const film = await deps.films.of(deps.objects, copy);
  const asked = parseRange(wish.range, film.sizeBytes);
  const range = asked ?? { firstByte: 0, lastByte: film.sizeBytes - 1 };
  await recordAccess(deps, wish, asked !== null);
  const { mediaType, disposition } = copy;
  const { sizeBytes } = film;
  const bytes = Readable.from(bytesOf(deps.objects, copy, film.pieces(range)), {
    objectMode: false,
  });
  return {
    status: asked === null ? 200 : 206,
    headers: mediaHeaders({ sizeBytes, sha256: null, mediaType, disposition }, asked),
    bytes: counted(bytes, (from, to) => {
      const sent = { firstByte: range.firstByte + from, lastByte: range.firstByte + to - 1 };
      for (const stored of storedIn(film, sent)) {
        deps.viewings.note(wish, stored, copy.sizeBytes, Date.parse(deps.clock()));
      }
    }),
  };
}

/** What was sent of the stored copy: heads are no part of it. */
const storedIn = (film: FragmentedFilm, sent: ByteRange): readonly ByteRange[] =>
  film.pieces(sent).flatMap((piece) => ("stored" in piece ? [piece.stored] : []));

async function* bytesOf(
  objects: Pick<ObjectStore, "read">,
  { object }: Found,
  pieces: readonly Piece[],
): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if ("made" in piece) yield piece.made();
    else yield* (await objects.read(object, piece.stored)) as AsyncIterable<Uint8Array>;
  }
}
