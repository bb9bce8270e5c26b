/** Which pictures of a recording its storyboard shows, and what is decoded for them: rules only. */
import { type VideoInfo, MAX_DURATION_MS } from "./media-info.ts";
import { MOST_COLUMNS, MOST_TILES, TILE_PX } from "./overview.ts";
import { type PictureSize, fit } from "./viewing-plan.ts";

/** In a short recording a picture stands for so long at most. */
const SHORTEST_MS = 2_000;
/** All of it is decoded only where that takes seconds: a minute of 1080p takes about five of them. */
const SHORT_MS = 120_000;
/** Of the pictures that are wanted, at least this part. */
const ENOUGH = 0.5;

/** Where the pictures lie that rest on no other, as far as they are wanted, and where the stream ends. From the first one of the stream. */
export interface KeyPictures {
  readonly atMs: readonly number[];
  readonly lengthMs: number;
}

export interface StoryboardPlan {
  /** Pictures are at least so far apart. */
  readonly everyMs: number;
  readonly keyPicturesOnly: boolean;
  readonly tile: PictureSize;
  readonly columns: number;
  readonly rows: number;
}

/** Best first; the next is for a recording whose decoder makes nothing of the pictures that its container calls key pictures. */
export function storyboardPlans(video: VideoInfo, keys: KeyPictures): readonly StoryboardPlan[] {
  const lengthMs = Math.min(keys.lengthMs, MAX_DURATION_MS);
  const everyMs = Math.max(SHORTEST_MS, Math.ceil(lengthMs / (MOST_TILES - 1)));
  const wanted = Math.floor(lengthMs / everyMs) + 1;
  const there = countApart(keys.atMs, everyMs);
  const plan = (keyPicturesOnly: boolean, count: number): StoryboardPlan => {
    const columns = Math.min(MOST_COLUMNS, Math.max(1, count));
    const rows = Math.ceil(Math.max(1, Math.min(MOST_TILES, count)) / columns);
    return { everyMs, keyPicturesOnly, tile: fit(video, TILE_PX, TILE_PX), columns, rows };
  };
  const [byKeys, whole] = [plan(true, there), plan(false, wanted)];
  if (lengthMs > SHORT_MS) return [byKeys];
  return there >= ENOUGH * wanted ? [byKeys, whole] : [whole];
}

/** How many are taken where the next one is the first that comes `everyMs` after the last. */
function countApart(atMs: readonly number[], everyMs: number): number {
  let count = 0;
  let next = -Infinity;
  for (const at of atMs) {
    if (at < next) continue;
    count += 1;
    next = at + everyMs;
  }
  return count;
}

/** Collects the times of key pictures of any number in a memory of fixed size: of too many, those that lie close together go. */
export class KeyTimes {
  readonly #most: number;
  #apartMs = 0;
  #atMs: number[] = [];

  constructor(most = 4_096) {
    this.#most = most;
  }

  add(atMs: number): void {
    const last = this.#atMs.at(-1);
    if (last !== undefined && atMs - last < this.#apartMs) return;
    this.#atMs.push(atMs);
    if (this.#atMs.length <= this.#most) return;
    const [first = 0] = this.#atMs;
    // Twice as far apart as they are on average: half of them stay.
    this.#apartMs = Math.max(1, 2 * this.#apartMs, Math.ceil((2 * (atMs - first)) / this.#most));
    const all = this.#atMs;
    this.#atMs = [];
    for (const at of all) {
      const before = this.#atMs.at(-1);
      if (before === undefined || at - before >= this.#apartMs) this.#atMs.push(at);
    }
  }

  get atMs(): readonly number[] {
    return this.#atMs;
  }
}
