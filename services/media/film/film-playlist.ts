/** The playlist (RFC 8216) of a film in fragments, by ranges of its one file. */
import type { FragmentedFilm } from "./fragmented-film.ts";

/** `address` of the file; `beganAt`: what the recorder's clock said at its beginning, or null. */
export function filmPlaylist(
  { parts, beginningBytes }: Pick<FragmentedFilm, "parts" | "beginningBytes">,
  address: string,
  beganAt: string | null,
): string {
  const longest = parts.reduce((most, { seconds }) => Math.max(most, seconds), 1);
  return [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    `#EXT-X-TARGETDURATION:${Math.ceil(longest)}`,
    "#EXT-X-PLAYLIST-TYPE:VOD",
    "#EXT-X-INDEPENDENT-SEGMENTS",
    `#EXT-X-MAP:URI="${address}",BYTERANGE="${beginningBytes}@0"`,
    ...(beganAt === null ? [] : [`#EXT-X-PROGRAM-DATE-TIME:${beganAt}`]),
    ...parts.flatMap(({ at, bytes, seconds }) => [
      `#EXTINF:${seconds.toFixed(6)},`,
      `#EXT-X-BYTERANGE:${bytes}@${at}`,
      address,
    ]),
    "#EXT-X-ENDLIST",
    "",
  ].join("\n");
}
