/** The search, first in the sound clip: what it does not find there as the index has it, it is not believed elsewhere. */
import type { Bytes } from "../../source/bytes.ts";
import type { Like } from "./like.ts";
import type { Stretch } from "./sample-tables.ts";
import { search } from "./search.ts";
import { View } from "./view.ts";

export interface Rehearsal {
  readonly pictures: number;
  readonly picturesFound: number;
  readonly sounds: number;
  readonly soundsFound: number;
}

/** So much of the clip says enough. */
const MAX_BYTES = 96 << 20;
const MAX_KNOWN = 500_000;
/** A clip of this many samples can say whether its kind is told apart. */
const BELIEVED = 0.95;

export async function rehearse(bytes: Bytes, like: Like, signal: AbortSignal): Promise<Rehearsal> {
  const known = { picture: knownOf(like, "picture"), sound: knownOf(like, "sound") };
  const places = [...known.picture, ...known.sound];
  const from = places.reduce((first, [at]) => Math.min(first, at), bytes.sizeBytes);
  const last = places.reduce((most, [at, size]) => Math.max(most, at + size), 0);
  const end = Math.min(last, bytes.sizeBytes, from + MAX_BYTES);
  const counts = { picturesFound: 0, soundsFound: 0 };
  const view = new View(bytes, end);
  await search(
    view,
    from,
    like,
    {
      picture: (at, size) => (counts.picturesFound += Number(known.picture.get(at) === size)),
      sound: (at, size) => (counts.soundsFound += Number(known.sound.get(at) === size)),
    },
    () => undefined,
    signal,
  );
  const within = (map: ReadonlyMap<number, number>): number =>
    [...map].filter(([at, size]) => at + size <= end).length;
  return { pictures: within(known.picture), sounds: within(known.sound), ...counts };
}

/** By where each begins; sound that is uncompressed, by stretches in one piece. */
function knownOf(like: Like, kind: "picture" | "sound"): ReadonlyMap<number, number> {
  const track = like[kind];
  const known = new Map<number, number>();
  if (track === null) return known;
  const isPcm = track.kind === "pcm";
  let before: Stretch = { at: -1, size: 0 };
  for (const { at, size } of track.tables.samples()) {
    if (known.size === MAX_KNOWN) break;
    const joins = isPcm && before.at + before.size === at;
    before = joins ? { at: before.at, size: before.size + size } : { at, size };
    known.set(before.at, before.size);
  }
  return known;
}

/** The clip without the tracks that are not found in it. */
export function believed(like: Like, told: Rehearsal): Like {
  const isFound = (found: number, of: number): boolean => of > 0 && found >= BELIEVED * of;
  const picture = isFound(told.picturesFound, told.pictures) ? like.picture : null;
  const sound = isFound(told.soundsFound, told.sounds) ? like.sound : null;
  const others = like.others + Number(picture !== like.picture) + Number(sound !== like.sound);
  let { otherBytes } = like;
  if (sound === null) for (const size of stretchesOf(like)) otherBytes = Math.max(otherBytes, size);
  return { ...like, picture, sound, others, otherBytes: Math.min(otherBytes, 1 << 20) };
}

function* stretchesOf({ sound }: Like): Generator<number> {
  let before: Stretch = { at: -1, size: 0 };
  for (const { at, size } of sound?.tables.stretches() ?? []) {
    before =
      before.at + before.size === at ? { at: before.at, size: before.size + size } : { at, size };
    yield before.size;
  }
}
