/** Use case: give out an original or a copy, or a part of it, after its access event is committed. */
import { type Readable, Transform, pipeline } from "node:stream";
import type { DerivativeStore } from "../evidence/derivative.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { requireThere } from "../evidence/require-there.ts";
import type { ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { ByteRange, ObjectRef, ObjectStore } from "../objects/object-store.ts";
import { type Access, type AccessDeps, recordAccess } from "./access-events.ts";
import { parseRange } from "./byte-range.ts";
import type { Viewings } from "./viewings.ts";
import { checkedBytes } from "./checked-bytes.ts";
import {
  type Representation,
  contentDisposition,
  mediaHeaders,
  safeFileName,
  safeMediaType,
} from "./media-headers.ts";

export interface MediaDeps extends AccessDeps {
  readonly viewings: Pick<Viewings, "note">;
  readonly items: EvidenceStore;
  readonly derivatives: DerivativeStore;
  readonly objects: Pick<ObjectStore, "read">;
}

export interface MediaWish extends Access {
  /** Range header, or undefined for the whole. */
  readonly range: string | undefined;
  /** If-Range header (RFC 9110 §13.1.5): the part is wanted only of this version. */
  readonly ifRange: string | undefined;
  /** A copy may be shown in the page; an original is always a download. */
  readonly download: boolean;
}

export interface MediaAnswer {
  readonly status: 200 | 206;
  readonly headers: Record<string, string>;
  readonly bytes: Readable;
}

export interface Found extends Representation {
  readonly object: ObjectRef;
}

/**
 * @throws Refusal missing "evidence/no-such-item", "review/no-such-copy", "review/disposed"; conflict "review/not-yet-verified";
 *         invalid "review/range-not-satisfiable"; unavailable "review/access-not-recorded".
 */
export async function readMedia(deps: MediaDeps, wish: MediaWish): Promise<MediaAnswer> {
  const found = await findRepresentation(deps, wish);
  const stale = wish.ifRange !== undefined && wish.ifRange !== `"${found.sha256}"`;
  const range = stale ? null : parseRange(wish.range, found.sizeBytes);
  await recordAccess(deps, wish, range !== null);
  return {
    status: range === null ? 200 : 206,
    headers: mediaHeaders(found, range),
    bytes: counted(await openBytes(deps, found, range), (from, to) => {
      // Only what is played is seen in part; of all else its access says it.
      if (!["original", "viewing"].includes(wish.representation)) return;
      const firstByte = range?.firstByte ?? 0;
      const sent = { firstByte: firstByte + from, lastByte: firstByte + to - 1 };
      deps.viewings.note(wish, sent, found.sizeBytes, Date.parse(deps.clock()));
    }),
  };
}

/** Told while a long file leaves, so that little is lost with the process. */
const TELL_BYTES = 4 << 20;
const TELL_MS = 5_000;

/** `bytes` as they are; from which to which of them left is told as they do, and once nobody wants more. */
export function counted(bytes: Readable, left: (from: number, to: number) => void): Readable {
  let [sentBytes, toldBytes, toldMs] = [0, 0, performance.now()];
  const tell = (): void => {
    if (sentBytes > toldBytes) left(toldBytes, sentBytes);
    toldBytes = sentBytes;
    toldMs = performance.now();
  };
  const through = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      sentBytes += chunk.byteLength;
      const isDue = sentBytes - toldBytes >= TELL_BYTES || performance.now() - toldMs >= TELL_MS;
      if (isDue) tell();
      done(null, chunk);
    },
  });
  // What breaks breaks the answer: whoever reads `through` hears of it.
  pipeline(bytes, through, tell);
  return through;
}

async function openBytes(
  { objects }: MediaDeps,
  found: Found,
  range: ByteRange | null,
): Promise<Readable> {
  if (range !== null) return objects.read(found.object, range);
  return checkedBytes(await objects.read(found.object), found.sha256);
}

function findRepresentation(deps: MediaDeps, wish: MediaWish): Promise<Found> {
  return wish.representation === "original"
    ? findOriginal(deps, wish.itemId)
    : findCopy(deps, wish);
}

/** @throws as `readMedia`. */
export async function findOriginal(
  { items }: Pick<MediaDeps, "items">,
  itemId: ItemId,
): Promise<Found> {
  const item = await items.get(itemId);
  requireThere(item);
  const { original, announced, sizeBytes } = item;
  if (original === null) {
    throw new Refusal("conflict", "review/not-yet-verified", "the original is not verified yet", {
      fix: "Wait until the item is sealed; a quarantined original is not given out.",
    });
  }
  return {
    object: original.object,
    sha256: original.sha256,
    sizeBytes,
    mediaType: safeMediaType(announced.mediaType),
    disposition: contentDisposition("attachment", safeFileName(announced.filename, itemId)),
  };
}

/** @throws as `readMedia`. */
export async function findCopy(
  { items, derivatives }: Pick<MediaDeps, "items" | "derivatives">,
  { itemId, representation, download }: Pick<MediaWish, "itemId" | "representation" | "download">,
): Promise<Found> {
  const item = await items.get(itemId);
  requireThere(item);
  const { announced } = item;
  const copies = await derivatives.derivatives(itemId);
  const copy = copies.find(({ kind }) => kind === representation);
  if (copy === undefined) {
    throw new Refusal("missing", "review/no-such-copy", "there is no such copy of this item");
  }
  const mediaType = safeMediaType(copy.mediaType);
  const stem = safeFileName(announced.filename, itemId).replace(/[.]\w{1,5}$/, "");
  const name = `${stem}.${copy.kind}.${mediaType.split("/")[1] ?? "bin"}`;
  return {
    object: copy.object,
    sha256: copy.sha256,
    sizeBytes: copy.sizeBytes,
    mediaType,
    disposition: contentDisposition(download ? "attachment" : "inline", name),
  };
}
