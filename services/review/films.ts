/** Viewing copies as files in fragments, known for as long as they are played: their index is read once and not for each part. */
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import { type FragmentedFilm, fragmentedFilm } from "../media/film/fragmented-film.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import type { Bytes } from "../source/bytes.ts";
import { SourceFault } from "../source/fault.ts";
import type { Found } from "./read-media.ts";

/** Tables that are kept. A film of six hours has 40 MB of them. */
const KEPT_BYTES = 96 << 20;

export class Films {
  readonly #known = new Map<string, Promise<FragmentedFilm>>();
  #turn: Promise<unknown> = Promise.resolve();

  /** @throws Refusal missing "review/no-such-copy" for a film that cannot be cut; as `ObjectStore.read`. */
  async of(objects: Pick<ObjectStore, "read">, copy: Found): Promise<FragmentedFilm> {
    const name = `${copy.object.key}\n${copy.object.versionId}`;
    const known = this.#known.get(name);
    this.#known.delete(name);
    // One after the other: an index takes several times its bytes while it is read.
    const film = known ?? this.#turn.then(() => cut(objects, copy));
    this.#known.set(name, film);
    this.#turn = film.catch(() => undefined);
    try {
      const found = await film;
      await this.#forget();
      return found;
    } catch (error) {
      this.#known.delete(name);
      throw error;
    }
  }

  /** What was asked for longest ago goes first; what is asked for now stays, whatever its size. */
  async #forget(): Promise<void> {
    let bytes = 0;
    for (const [name, film] of [...this.#known].reverse()) {
      const heldBytes = await film.then(
        (each) => each.heldBytes,
        () => 0,
      );
      if (bytes > 0 && bytes + heldBytes > KEPT_BYTES) this.#known.delete(name);
      else bytes += heldBytes;
    }
  }
}

async function cut(objects: Pick<ObjectStore, "read">, copy: Found): Promise<FragmentedFilm> {
  const { object, sizeBytes, mediaType } = copy;
  if (mediaType !== "video/mp4") throw noFilm();
  const bytes: Bytes = {
    sizeBytes,
    read: async (at, length) => {
      const range = { firstByte: at, lastByte: Math.min(at + length, sizeBytes) - 1 };
      if (range.lastByte < range.firstByte) return Buffer.alloc(0);
      const source = await objects.read(object, range);
      return Buffer.concat((await source.toArray()) as Uint8Array[]);
    },
  };
  try {
    return await fragmentedFilm(bytes);
  } catch (error) {
    if (error instanceof SourceFault) throw noFilm(error);
    throw isRefusal(error) || !(error instanceof RangeError) ? error : noFilm(error);
  }
}

const noFilm = (cause?: unknown): Refusal =>
  new Refusal("missing", "review/no-such-copy", "this copy is not given out in parts", {
    fix: "Play the copy itself, derivatives/viewing.",
    ...(cause === undefined ? {} : { cause }),
  });
