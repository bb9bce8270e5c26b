/** Lists of tracks, read once and grown by their new rows; as many as fit are kept, the others are read again when somebody asks. */
import type { LiveChannelId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { lookAtMedia } from "../live/media-look.ts";
import type { ByteRange } from "../objects/object-store.ts";
import { type TakeBytesDeps, takeBytes } from "./take-bytes.ts";
import { type InitPlace, TrackList } from "./track-list.ts";
import type { PlacedSegment, WatchStore } from "./watch-store.ts";

export interface ListDeps extends TakeBytesDeps {
  readonly watches: Pick<WatchStore, "segments">;
}

/** Read at once. */
const PAGE = 2_000;
/** Segments of all lists together: a day of eight cameras at two seconds. */
const MOST_ENTRIES = 400_000;
const MOST_INIT_BYTES = 1 << 20;

interface Kept {
  readonly list: TrackList;
  /** The last growth, so that one follows another. */
  last: Promise<unknown>;
  readonly inits: Map<number, InitPlace | null>;
}

export class TrackLists {
  readonly #kept = new Map<string, Kept>();
  readonly #most: number;

  constructor(most = MOST_ENTRIES) {
    this.#most = most;
  }

  /** With all that is there now. */
  async now(deps: ListDeps, channelId: LiveChannelId, track: string): Promise<TrackList> {
    const name = JSON.stringify([channelId, track]);
    const kept = this.#kept.get(name) ?? {
      list: new TrackList(),
      last: Promise.resolve(),
      inits: new Map<number, InitPlace | null>(),
    };
    // The newest stands last.
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    const grown = kept.last.then(() => grow(deps, kept, channelId, track));
    kept.last = grown.catch(() => undefined);
    await grown;
    this.#forgetOldest();
    return kept.list;
  }

  #forgetOldest(): void {
    let all = [...this.#kept.values()].reduce((sum, { list }) => sum + list.entries.length, 0);
    for (const [name, { list }] of this.#kept) {
      if (all <= this.#most || this.#kept.size === 1) return;
      this.#kept.delete(name);
      all -= list.entries.length;
    }
  }
}

async function grow(
  deps: ListDeps,
  { list, inits }: Kept,
  channelId: LiveChannelId,
  track: string,
): Promise<void> {
  for (;;) {
    const rows = await deps.watches.segments(channelId, track, list.lastLink, PAGE);
    for (const row of rows) list.add(row, await initOf(deps, inits, row));
    if (rows.length < PAGE) return;
  }
}

/** 0 also of what is not given out any more: its list says what there was. */
async function initBytesIn(deps: ListDeps, id: PlacedSegment["takeId"], range: ByteRange) {
  try {
    const head = await takeBytes(deps, id, range);
    return lookAtMedia(Buffer.concat((await head.toArray()) as Buffer[])).initBytes;
  } catch (error) {
    if (error instanceof Refusal && error.kind !== "unavailable") return 0;
    throw error;
  }
}

/** Where the initialisation lies that goes before a segment: at its take's beginning, or in its take's first segment. */
async function initOf(
  deps: ListDeps,
  inits: Kept["inits"],
  row: PlacedSegment,
): Promise<InitPlace | null> {
  if (row.container !== "fmp4") return null;
  if (row.initBytes > 0) return { offsetBytes: 0, sizeBytes: row.initBytes };
  const known = inits.get(row.take);
  if (known !== undefined) return known;
  const { offsetBytes, sizeBytes } = row;
  const lastByte = offsetBytes + Math.min(sizeBytes, MOST_INIT_BYTES) - 1;
  const initBytes = await initBytesIn(deps, row.takeId, { firstByte: offsetBytes, lastByte });
  const init = initBytes === 0 ? null : { offsetBytes, sizeBytes: initBytes };
  inits.set(row.take, init);
  return init;
}
