/** Tracks of a channel: what goes before a segment so that it can be read, and which source it is of. */
import type { Sha256 } from "../kernel/digest.ts";
import { sha256 } from "../kernel/digest.ts";
import type { LiveChannelId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { LiveDeps } from "./live-deps.ts";
import type { NewInit } from "./live-store.ts";
import type { MediaLook } from "./media-look.ts";
import type { SaidOfSegment } from "./segment-headers.ts";
import type { SegmentPath } from "./segment-path.ts";

export interface Track {
  readonly name: string;
  readonly initSha256: Sha256 | null;
  /** What a take begins with, before its first segment. */
  readonly prefix: Buffer;
  /** Of one source from its beginning; media times and numbers of another begin anew. */
  readonly timeline: string;
}

interface Pushed {
  readonly path: SegmentPath;
  readonly bytes: Buffer;
  readonly said: SaidOfSegment;
  readonly stream: string | null;
}

const NOTHING = Buffer.alloc(0);

/** @throws Refusal invalid "live/no-init". */
export async function trackOf(
  deps: LiveDeps,
  channelId: LiveChannelId,
  { path, bytes, said, stream }: Pushed,
  { container, initBytes }: MediaLook,
): Promise<Track> {
  const source = said.take === null ? stream : `take-${said.take}`;
  const needsInit = container === "fmp4" && initBytes === 0;
  if (!needsInit) {
    const initSha256 = initBytes === 0 ? null : sha256(bytes.subarray(0, initBytes));
    return { name: path.track, initSha256, prefix: NOTHING, timeline: source ?? "push" };
  }
  const name = await trackWithInit(deps, channelId, path);
  const init = await deps.live.init(channelId, name);
  if (init === null) throw noInit();
  return {
    ...{ name, initSha256: init.sha256, prefix: Buffer.from(init.bytes) },
    timeline: source ?? `push-${init.number}`,
  };
}

/** By its name, or the only one of its folder: of one track names may have nothing alike. */
async function trackWithInit(
  { live }: LiveDeps,
  channelId: LiveChannelId,
  { track }: SegmentPath,
): Promise<string> {
  const tracks = await live.initTracks(channelId);
  if (tracks.includes(track)) return track;
  const folder = track.slice(0, track.lastIndexOf("/") + 1);
  const near = tracks.filter((one) => one.slice(0, one.lastIndexOf("/") + 1) === folder);
  const [only] = near;
  if (only === undefined || near.length > 1) throw noInit();
  return only;
}

const noInit = (): Refusal =>
  new Refusal("invalid", "live/no-init", "no initialisation goes before this segment", {
    fix: "Push the initialisation segment of this track first, then the segment again.",
  });

const MOST_INIT_BYTES = 1 << 20;

/**
 * The same one again says nothing new, unless segments came since: then its source began anew.
 * @throws Refusal invalid "live/init-too-long".
 */
export async function keepInit(
  { live, clock }: LiveDeps,
  channelId: LiveChannelId,
  track: string,
  init: NewInit,
): Promise<void> {
  if (init.bytes.byteLength > MOST_INIT_BYTES) {
    throw new Refusal("invalid", "live/init-too-long", "an initialisation is shorter than that", {
      fix: "Send initialisation and media as objects of their own.",
    });
  }
  const newest = await live.init(channelId, track);
  if (newest?.sha256 === init.sha256) {
    const last = await live.lastSegment(channelId, track);
    const isUsed = last?.timeline === `push-${newest.number}`;
    if (!isUsed) return;
  }
  await live.keepInit(channelId, track, init, clock());
}
