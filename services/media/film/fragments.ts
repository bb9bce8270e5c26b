/** Where a film is cut into fragments that can be played alone: at key pictures, some seconds apart. Rules only. */
import { malformed } from "../../source/fault.ts";
import type { FilmTrack, Places } from "./film-tracks.ts";
import type { SampleTimes } from "./sample-times.ts";

export interface TimedTrack {
  readonly kind: FilmTrack["kind"];
  readonly trak: FilmTrack["trak"];
  readonly places: Places;
  readonly times: SampleTimes;
}

/** Samples of one track, behind one another. */
export interface Stretch {
  readonly track: TimedTrack;
  readonly from: number;
  /** The first that is no more of it. */
  readonly to: number;
  /** So many groups of samples that lie behind one another. */
  readonly runs: number;
}

export interface Fragment {
  readonly stretches: readonly Stretch[];
  /** Bytes of the stored film that hold all of its samples; between them others may lie. */
  readonly fromByte: number;
  readonly toByte: number;
  readonly seconds: number;
}

/** Long enough that a request is worth it, short enough that a jump costs little. */
const LEAST_SECONDS = 4;
const MAX_FRAGMENT_BYTES = 1 << 30;
/** What an honest index interleaves lies together; one that does not would have a small film be sent again and again. */
const MOST_SENT = 1.5;

/** @throws SourceFault "malformed" for a film without pictures, or whose samples lie all over the file. */
export function fragmentsOf(tracks: readonly TimedTrack[], sizeBytes: number): readonly Fragment[] {
  const picture = pictureOf(tracks);
  const cuts = cutsOf(picture);
  const next = new Map(tracks.map((track) => [track, 0]));
  let sentBytes = 0;
  return cuts.map((seconds, place) => {
    const until = cuts[place + 1] ?? Infinity;
    const stretches: Stretch[] = [];
    for (const track of tracks) {
      const from = next.get(track) ?? 0;
      let to = from;
      while (to < track.places.count && startSeconds(track, to) < until) to += 1;
      next.set(track, to);
      if (to > from) {
        stretches.push({ track, from, to, runs: runsIn({ track, from, to }).length });
      }
    }
    const [fromByte, toByte] = spanOf(stretches);
    sentBytes += toByte - fromByte;
    if (toByte - fromByte > MAX_FRAGMENT_BYTES || sentBytes > MOST_SENT * sizeBytes) {
      throw malformed("samples lie all over the file");
    }
    const end = Math.min(until, startSeconds(picture, picture.places.count));
    return { stretches, fromByte, toByte, seconds: Math.max(0, end - seconds) };
  });
}

/** @throws SourceFault "malformed". */
export function pictureOf(tracks: readonly TimedTrack[]): TimedTrack {
  const picture = tracks.find(({ kind }) => kind === "video");
  if (picture === undefined || picture.places.count === 0) throw malformed("no pictures");
  return picture;
}

/** When decoding of a sample begins, on the clock of the film. */
const startSeconds = ({ times }: TimedTrack, sample: number): number =>
  ((times.starts[sample] ?? Infinity) + times.edit.delayTicks - times.edit.fromTicks) /
  times.timescale;

function cutsOf(picture: TimedTrack): readonly number[] {
  const cuts = [startSeconds(picture, 0)];
  const { keys } = picture.times;
  const count = keys === null ? picture.places.count : keys.length;
  for (let place = 0; place < count; place += 1) {
    const at = startSeconds(picture, keys === null ? place : (keys[place] ?? 0));
    if (at - (cuts.at(-1) ?? 0) >= LEAST_SECONDS) cuts.push(at);
  }
  return cuts;
}

function spanOf(stretches: readonly Stretch[]): readonly [from: number, to: number] {
  let [fromByte, toByte] = [Infinity, 0];
  for (const { track, from, to } of stretches) {
    const { offsets, sizes } = track.places;
    for (let sample = from; sample < to; sample += 1) {
      const at = offsets[sample] ?? 0;
      fromByte = Math.min(fromByte, at);
      toByte = Math.max(toByte, at + (sizes[sample] ?? 0));
    }
  }
  return [Math.min(fromByte, toByte), toByte];
}

/** Samples that lie behind one another in the stored film: from which to which, the second no more of it. */
export function runsIn({
  track: { places },
  from,
  to,
}: Omit<Stretch, "runs">): readonly (readonly [from: number, to: number])[] {
  const { offsets, sizes } = places;
  const runs: [number, number][] = [];
  let first = from;
  for (let sample = from + 1; sample <= to; sample += 1) {
    const end = (offsets[sample - 1] ?? 0) + (sizes[sample - 1] ?? 0);
    if (sample < to && offsets[sample] === end) continue;
    runs.push([first, sample]);
    first = sample;
  }
  return runs;
}
