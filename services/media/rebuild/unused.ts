/** Which bytes of a broken recording's media belong to no piece that was found. */
import type { Media } from "./broken.ts";
import type { PictureSamples, Samples } from "./found-samples.ts";
import { MAX_RANGES, type RebuiltStatement } from "./statement.ts";

export function unusedOf(
  media: Media,
  pictures: PictureSamples,
  sounds: Samples,
): RebuiltStatement["unused"] {
  const ranges: RebuiltStatement["unused"]["ranges"] = [];
  let [bytes, notListed, at] = [0, 0, media.from];
  let [picture, sound] = [0, 0];
  const gap = (endByte: number): void => {
    if (endByte <= at) return;
    bytes += endByte - at;
    if (ranges.length < MAX_RANGES) ranges.push({ firstByte: at, endByte, afterPictures: picture });
    else notListed += 1;
  };
  while (picture < pictures.count || sound < sounds.count) {
    const isPicture =
      picture < pictures.count &&
      (sound >= sounds.count || pictures.at(picture) < sounds.at(sound));
    const found = isPicture ? pictures : sounds;
    const sample = isPicture ? picture : sound;
    gap(found.at(sample));
    at = found.end(sample);
    if (isPicture) picture += 1;
    else sound += 1;
  }
  gap(media.end);
  return { bytes, ranges, notListed };
}
