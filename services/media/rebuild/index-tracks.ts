/** The tracks of a new index: what was found, in the times of the sound clip. */
import type { RebuildMethod } from "../../evidence/rebuilt-taken.ts";
import type { PictureSamples, Samples } from "./found-samples.ts";
import type { Chunk, IndexTrack, Run } from "./index-boxes.ts";
import type { Like, PictureTrack, SoundTrack } from "./like.ts";

export function indexTracks(
  { picture, sound }: Like,
  pictures: PictureSamples,
  sounds: Samples,
  method: RebuildMethod,
): { readonly tracks: readonly IndexTrack[]; readonly durationMs: number } {
  const tracks: IndexTrack[] = [];
  if (picture !== null && pictures.count > 0) tracks.push(pictureTrack(picture, pictures, method));
  if (sound !== null && sounds.count > 0) tracks.push(soundTrack(sound, sounds));
  const lengths = tracks.map(({ played, timescale }) => (played * 1_000) / timescale);
  return { tracks, durationMs: Math.max(0, Math.round(Math.max(...lengths))) };
}

function pictureTrack(
  track: PictureTrack,
  pictures: PictureSamples,
  method: RebuildMethod,
): IndexTrack {
  const order = track.isReordered ? pictures.shownOrder() : null;
  const delay = order === null ? 0 : delayOf(order);
  const editFrom = delay * track.delta;
  const length = pictures.count * track.delta;
  return {
    ...common(track, pictures, null),
    samples: pictures.count,
    sampleBytes: null,
    keys: pictures.keys,
    later: order === null || delay === 0 ? null : laterRuns(order, delay, track.delta),
    editFrom,
    // Every picture is shown as much later as the edit begins later (ISO/IEC 14496-12 8.6.6): nothing is taken off its end.
    played: method === "index-by-like/1" ? length - editFrom : length,
  };
}

function soundTrack(track: SoundTrack, sounds: Samples): IndexTrack {
  const frameBytes = track.kind === "pcm" ? track.frameBytes : null;
  const samples = frameBytes === null ? sounds.count : sounds.bytes / frameBytes;
  const length = samples * track.delta;
  const editFrom = track.header.editFrom < length ? track.header.editFrom : 0;
  return {
    ...common(track, sounds, frameBytes),
    ...{ samples, sampleBytes: frameBytes, keys: null, later: null },
    ...{ editFrom, played: length - editFrom },
  };
}

/** `frameBytes`: of uncompressed sound, whose stretches hold many samples; else of one sample each. */
function common(
  { header, timescale, delta }: PictureTrack | SoundTrack,
  found: Samples,
  frameBytes: number | null,
): Pick<IndexTrack, "header" | "timescale" | "delta" | "sizeOf" | "chunks" | "chunkCount"> {
  const samplesIn = (sample: number): number =>
    frameBytes === null ? 1 : found.size(sample) / frameBytes;
  function* chunks(): Generator<Chunk> {
    for (let sample = 0; sample < found.count;) {
      const at = found.at(sample);
      let samples = samplesIn(sample);
      sample += 1;
      while (sample < found.count && found.at(sample) === found.end(sample - 1)) {
        samples += samplesIn(sample);
        sample += 1;
      }
      yield { at, samples };
    }
  }
  let chunkCount = 0;
  for (const _ of chunks()) chunkCount += 1;
  return { header, timescale, delta, sizeOf: (sample) => found.size(sample), chunks, chunkCount };
}

/** The most places that a picture is decoded behind its turn to be shown. */
const delayOf = (order: Uint32Array): number =>
  order.reduce((most, place, sample) => Math.max(most, sample - place), 0);

function laterRuns(order: Uint32Array, delay: number, delta: number): readonly Run[] {
  const runs: { count: number; value: number }[] = [];
  for (const [sample, place] of order.entries()) {
    const value = (place - sample + delay) * delta;
    const last = runs.at(-1);
    if (last?.value === value) last.count += 1;
    else runs.push({ count: 1, value });
  }
  return runs;
}
