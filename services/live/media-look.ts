/** What the bytes of a pushed body are: judged by themselves, whatever name or type came along. Pure. */
import { type Mp4Look, type TimedTrack, lookAtMp4, mp4Times, timedTrack } from "./mp4-look.ts";
import { isTransportStream, tsTimes } from "./ts-look.ts";

/** "fmp4": fragments behind an initialisation. "mpegts": packets. Both can be joined; "other" stands alone. */
export type Container = "fmp4" | "mpegts" | "other";

export interface MediaLook {
  readonly container: Container;
  /** Bytes of initialisation that it begins with. */
  readonly initBytes: number;
  /** An initialisation and nothing else. */
  readonly isInit: boolean;
  /** A body that ends where its last box does, as far as that can be told. */
  readonly isWhole: boolean;
}

export interface MediaTimes {
  /** By the media's own clock, in ms; its zero means nothing. */
  readonly fromMs: number;
  readonly toMs: number;
}

const OTHER: MediaLook = { container: "other", initBytes: 0, isInit: false, isWhole: true };

export function lookAtMedia(bytes: Buffer): MediaLook {
  const mp4 = lookAtMp4(bytes);
  if (mp4 !== null) return fromMp4(mp4);
  return isTransportStream(bytes) ? { ...OTHER, container: "mpegts" } : OTHER;
}

/** A file that says by an index where in it everything lies cannot be joined with others. */
function fromMp4({ initBytes, hasMedia, hasFragments, isWhole }: Mp4Look): MediaLook {
  if (hasMedia && !hasFragments) return { ...OTHER, isWhole };
  return { container: "fmp4", initBytes, isInit: initBytes > 0 && !hasMedia && isWhole, isWhole };
}

/** `init` is what goes before the body; null where it has none, or needs none. */
export function mediaTimes(bytes: Buffer, look: MediaLook, init: Buffer | null): MediaTimes | null {
  if (look.container === "mpegts") return tsTimes(bytes);
  if (look.container === "other") return null;
  const own = look.initBytes > 0 ? bytes.subarray(0, look.initBytes) : init;
  const track: TimedTrack | null = own === null ? null : timedTrack(own);
  return track === null ? null : mp4Times(bytes, track);
}
