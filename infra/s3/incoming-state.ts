/** What PostgreSQL keeps for an upload into S3: how far its parts reach, and the pieces that are no part yet. */
import { z } from "zod";
import { assert, Refusal } from "../../services/kernel/refusal.ts";
import type { IncomingPart, IncomingUpload } from "../../services/objects/incoming-store.ts";
import type { Source } from "./part-plan.ts";

const Piece = z
  .object({
    name: z.string().min(1),
    sizeBytes: z.int().positive(),
    sha256: z.string().length(64),
  })
  .readonly();

const State = z.object({
  /** Fence of the writer that left this state. */
  fence: z.int().nonnegative(),
  /** Committed parts and their bytes; each part is a row of its own. */
  partCount: z.int().nonnegative(),
  partBytes: z.int().nonnegative(),
  /** Durable bytes behind the parts, in order: too few for a part. */
  pieces: z.array(Piece),
});

/** An upload that is made of others: how many of its parts each brings along, and the pieces behind those. */
const Joined = z.object({
  joined: z.array(
    z.object({
      partCount: z.int().nonnegative(),
      partBytes: z.int().nonnegative(),
      pieces: z.array(Piece),
    }),
  ),
});

export type Piece = z.infer<typeof Piece>;
export type S3State = z.infer<typeof State>;

const MIB = 1 << 20;
const SMALLEST_PART_BYTES = 8 * MIB;
/** Of one object (S3). */
export const MOST_PARTS = 10_000;

/** The state a writer with `upload.fence` begins with. @throws Refusal conflict "ingest/fenced". */
export function stateOf(upload: IncomingUpload): S3State {
  const state = State.nullable().parse(upload.state) ?? {
    fence: upload.fence,
    partCount: 0,
    partBytes: 0,
    pieces: [],
  };
  assert(
    state.partBytes + bytesIn(state.pieces) === upload.offsetBytes,
    "parts and pieces of an upload end at its offset",
  );
  if (state.fence > upload.fence) {
    throw new Refusal("conflict", "ingest/fenced", "a newer writer has this upload");
  }
  return { ...state, fence: upload.fence };
}

/** The state of an upload that is made of `partials`. */
export const joinStates = (partials: readonly IncomingUpload[]) => ({
  joined: partials.map((partial) => {
    const { partCount, partBytes, pieces } = stateOf(partial);
    return { partCount, partBytes, pieces: pieces.map(plainPiece) };
  }),
});

export const isJoined = ({ state }: IncomingUpload): boolean => Joined.safeParse(state).success;

/** The objects that hold the bytes of a finished upload, in order. `parts` are all its parts in order. */
export function sourcesOf(upload: IncomingUpload, parts: readonly IncomingPart[]): Source[] {
  const { joined } = Joined.safeParse(upload.state).data ?? { joined: [stateOf(upload)] };
  const sources: Source[] = [];
  let at = 0;
  for (const { partCount, pieces } of joined) {
    for (const { tag, sizeBytes } of parts.slice(at, at + partCount)) {
      sources.push({ name: tag, sizeBytes, sha256: null });
    }
    at += partCount;
    sources.push(...pieces);
  }
  assert(at === parts.length, "every part of an upload belongs to what it is made of");
  assert(bytesIn(sources) === upload.offsetBytes, "the bytes of an upload end at its offset");
  return sources;
}

/** A piece as it is kept. */
export const plainPiece = ({ name, sizeBytes, sha256 }: Piece) => ({ name, sizeBytes, sha256 });

export const bytesIn = (pieces: readonly { readonly sizeBytes: number }[]): number =>
  pieces.reduce((total, piece) => total + piece.sizeBytes, 0);

/** From how many bytes on pieces become part `number`, so that the rest fits the parts that are left. */
export function partSizeBytes(number: number, restBytes: number | null): number {
  // Length unknown: each thousand parts are twice as large as those before; about 8 TiB in all.
  if (restBytes === null) return SMALLEST_PART_BYTES * 2 ** Math.floor(number / 1000);
  const left = Math.max(1, MOST_PARTS - number);
  return Math.max(SMALLEST_PART_BYTES, Math.ceil(restBytes / left / MIB) * MIB);
}
