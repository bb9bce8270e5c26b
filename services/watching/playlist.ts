/**
 * Playlists (RFC 8216, and its second edition for EXT-X-SKIP) over the takes of a channel, by ranges of their bytes. Pure.
 *
 * The whole list is of type EVENT: nothing that stood in it goes, and the same address becomes the recording once the
 * channel is closed. So that a session of a day does not send all of it every two seconds, who asks with _HLS_skip gets
 * what is new; who cannot, and wants the present only, asks for a window.
 */
import type { Container } from "../live/media-look.ts";
import type { Listed } from "./track-list.ts";

/** As they stand in addresses: "takes/12.mp4" beside "tracks/1.m3u8". */
const ENDINGS: Readonly<Record<Container, string>> = { fmp4: "mp4", mpegts: "ts", other: "bin" };
export const takeName = (number: number, container: Container): string =>
  `${number}.${ENDINGS[container]}`;
export const trackName = (number: number): string => `${number}.m3u8`;

export interface ListFacts {
  readonly entries: readonly Listed[];
  readonly longestMs: number;
  /** Nothing comes any more. */
  readonly isClosed: boolean;
}

export interface ListWish {
  /** So many seconds up to the present; null: all of it. */
  readonly windowSeconds: number | null;
  /** The list before is known; of what is old only the number of entries is said. */
  readonly skips: boolean;
}

/** A list that says less than this reloads too often. */
const LEAST_SECONDS = 2;
/** RFC 8216bis 4.4.3.8: at least six target durations. */
const SKIP_DURATIONS = 6;

export function mediaPlaylist(facts: ListFacts, { windowSeconds, skips }: ListWish): string {
  const { entries, isClosed } = facts;
  const seconds = Math.max(LEAST_SECONDS, Math.ceil(facts.longestMs / 1_000));
  const first = windowSeconds === null ? 0 : fromBehind(entries, windowSeconds * 1_000);
  const isWhole = windowSeconds === null;
  const skipped = isWhole && skips ? fromBehind(entries, SKIP_DURATIONS * seconds * 1_000) : 0;
  const torn = entries.slice(0, first).filter(({ isTorn }) => isTorn).length;
  return lines([
    "#EXTM3U",
    "#EXT-X-VERSION:9",
    `#EXT-X-TARGETDURATION:${seconds}`,
    isWhole ? "#EXT-X-PLAYLIST-TYPE:EVENT" : null,
    isWhole && !isClosed
      ? `#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=${SKIP_DURATIONS * seconds}.0`
      : null,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    torn > 0 ? `#EXT-X-DISCONTINUITY-SEQUENCE:${torn}` : null,
    skipped > 0 ? `#EXT-X-SKIP:SKIPPED-SEGMENTS=${skipped}` : null,
    ...entries
      .slice(first + skipped)
      .flatMap((entry, place, shown) => entryLines(entry, shown[place - 1]?.take ?? null)),
    isClosed ? "#EXT-X-ENDLIST" : null,
  ]);
}

/** The first of those that together last at least this long up to the end. */
function fromBehind(entries: readonly Listed[], ms: number): number {
  let first = entries.length;
  for (let left = ms; first > 0 && left > 0; left -= entries[first]?.ms ?? 0) first -= 1;
  return first;
}

function entryLines(entry: Listed, takeBefore: number | null): readonly (string | null)[] {
  const { take, isFragments, init, offsetBytes, sizeBytes, ms, startsAt, isTorn } = entry;
  const uri = `../takes/${takeName(take, isFragments ? "fmp4" : "mpegts")}`;
  const isNew = takeBefore !== take;
  return [
    isTorn ? "#EXT-X-DISCONTINUITY" : null,
    isNew && init !== null
      ? `#EXT-X-MAP:URI="${uri}",BYTERANGE="${init.sizeBytes}@${init.offsetBytes}"`
      : null,
    isNew || isTorn ? `#EXT-X-PROGRAM-DATE-TIME:${startsAt}` : null,
    `#EXTINF:${(ms / 1_000).toFixed(3)},`,
    `#EXT-X-BYTERANGE:${sizeBytes}@${offsetBytes}`,
    uri,
  ];
}

const lines = (all: readonly (string | null)[]): string =>
  `${all.filter((line) => line !== null).join("\n")}\n`;

export interface OfferedTrack {
  readonly number: number;
  readonly name: string;
  readonly hasPictures: boolean;
  /** RFC 6381; null: not told. */
  readonly codecs: readonly string[] | null;
  /** Of its busiest segment. */
  readonly bitsPerSecond: number;
}

/** Tracks without pictures go with every one that has some; where none has any, each is by itself. */
export function masterPlaylist(tracks: readonly OfferedTrack[]): string {
  const pictures = tracks.filter(({ hasPictures }) => hasPictures);
  const alone = pictures.length === 0 ? tracks : pictures;
  const sounds = pictures.length === 0 ? [] : tracks.filter(({ hasPictures }) => !hasPictures);
  const uri = ({ number }: OfferedTrack): string => `tracks/${trackName(number)}`;
  return lines([
    "#EXTM3U",
    "#EXT-X-VERSION:9",
    ...sounds.map(
      (track, place) =>
        `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="${place + 1}",DEFAULT=${place === 0 ? "YES" : "NO"},AUTOSELECT=YES,URI="${uri(track)}"`,
    ),
    ...alone.flatMap((track) => {
      const all = [track, ...sounds];
      const codecs = all.map((one) => one.codecs);
      const known = codecs.every((one) => one !== null) ? [...new Set(codecs.flat())] : [];
      const bandwidth = all.reduce((sum, one) => sum + one.bitsPerSecond, 0);
      const more = `${known.length > 0 ? `,CODECS="${known.join(",")}"` : ""}${sounds.length > 0 ? ',AUDIO="sound"' : ""}`;
      return [`#EXT-X-STREAM-INF:BANDWIDTH=${Math.max(1, bandwidth)}${more}`, uri(track)];
    }),
  ]);
}
