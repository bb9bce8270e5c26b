/** Use case: a segment arrives. It is durable, in its take and in its channel's chain before anyone hears that it is kept. */
import type { UtcInstant } from "../kernel/clock.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { type DeviceId, type LiveChannelId, type UploadId, newId } from "../kernel/ids.ts";
import { Refusal, assert } from "../kernel/refusal.ts";
import type { LiveLink, NewLink } from "./chain.ts";
import { endTake } from "./end-take.ts";
import { type Hole, awayTimes, holeBetween } from "./holes.ts";
import type { LiveDeps } from "./live-deps.ts";
import { takesSegment } from "./live-session.ts";
import type { ChainedSegment, ChannelState, Segment } from "./live-store.ts";
import { type MediaLook, type MediaTimes, lookAtMedia, mediaTimes } from "./media-look.ts";
import { chainLinks, moveChannel, noSuchChannel, onChannel, untold } from "./move-channel.ts";
import type { SaidOfSegment } from "./segment-headers.ts";
import type { SegmentPath } from "./segment-path.ts";
import { type Lane, type OpenTake, type Wanted, endsBefore } from "./take.ts";
import { type Track, keepInit, trackOf } from "./tracks.ts";
import { appendBlock, segmentLink } from "./write-take.ts";

export interface Push {
  readonly channelId: LiveChannelId;
  readonly deviceId: DeviceId;
  readonly path: SegmentPath;
  readonly bytes: Buffer;
  readonly said: SaidOfSegment;
  /** What it must hash to; null where the sender does not say. */
  readonly declared: Sha256 | null;
  /** The connection that brings it, as its own name. */
  readonly source: string;
  /** The name of the body that it is one stretch of; null for a whole one. */
  readonly stream: string | null;
  /** The connection broke, or the body was longer than one may be: these are the bytes that came. */
  readonly brokenBy: "cut" | "too-long" | null;
  readonly checkSender: () => Promise<void>;
}

export interface KeptSegment {
  /** Its link in the channel's chain, and the chain's value behind it. */
  readonly index: number;
  readonly chain: Sha256;
  readonly digest: Sha256;
  /** False: it was here already, and this is its first answer. */
  readonly isNew: boolean;
}

/** Once it is refused nothing of it is kept. @throws Refusal missing "live/no-such-channel"; conflict "live/not-started", "live/paused"; invalid "live/no-init", "live/init-too-long"; tampered "live/digest-differs"; as `appendBytes`. */
export async function receiveSegment(deps: LiveDeps, push: Push): Promise<KeptSegment> {
  const digest = sha256(push.bytes);
  if (push.declared !== null && push.declared !== digest) throw digestDiffers();
  return onChannel(deps, push.channelId, async (state) => {
    if (state.channel.deviceId !== push.deviceId) throw noSuchChannel();
    const at = deps.clock();
    const look = lookAtMedia(push.bytes);
    if (look.isInit && push.brokenBy === null) {
      await keepInit(deps, state.channel.id, push.path.track, {
        sha256: digest,
        bytes: push.bytes,
      });
      const { links, value } = state.head;
      return { index: Math.max(0, links - 1), chain: value, digest, isNew: true };
    }
    requireTaken(state, push.said.startedAt ?? at);
    const track = await trackOf(deps, state.channel.id, push, look);
    const known = await knownAs(deps, push, track, digest);
    if (known !== null && known !== "path-repeated") return known;
    return keep(deps, state, { push, digest, at, track, look, cause: known });
  });
}

function requireTaken({ events }: ChannelState, at: UtcInstant): void {
  const taking = takesSegment(events, at);
  if (taking === "yes") return;
  throw taking === "not-started"
    ? new Refusal("conflict", "live/not-started", "the session was not running then", {
        fix: "Start the session; until then nothing is recorded.",
      })
    : new Refusal("conflict", "live/paused", "the session was paused or over then", {
        fix: "Resume the session; what was recorded before its pause or end is still taken when Holdfast-Segment says so by start.",
      });
}

/**
 * The first answer, where the same bytes came under this path before; why this one cannot stand in its place, where others
 * did; else null. Of a source that began anew names count anew.
 */
async function knownAs(
  deps: LiveDeps,
  { channelId, path, stream }: Push,
  { timeline }: Track,
  digest: Sha256,
): Promise<KeptSegment | "path-repeated" | null> {
  if (stream !== null) return null;
  const all = await deps.live.segmentsAt(channelId, path.path);
  const before = all.filter((segment) => segment.timeline === timeline);
  const same = before.find((segment) => segment.sha256 === digest);
  if (same !== undefined) {
    return { index: same.linkIndex, chain: same.value, digest, isNew: false };
  }
  // What broke off is not in anybody's place.
  return before.some(({ isComplete }) => isComplete) ? "path-repeated" : null;
}

interface Arrived {
  readonly push: Push;
  readonly digest: Sha256;
  readonly at: UtcInstant;
  readonly track: Track;
  readonly look: MediaLook;
  /** Why it stands aside; null: it may not have to. */
  readonly cause: "path-repeated" | null;
}

/** How often what another writer left half done is put aside first. */
const TRIES = 4;

async function keep(deps: LiveDeps, start: ChannelState, arrived: Arrived): Promise<KeptSegment> {
  const { push, track, look, at } = arrived;
  const last = await deps.live.lastSegment(push.channelId, track.name);
  const cause = arrived.cause ?? (isLate(push, track, last) ? "late" : null);
  const lane: Lane = cause === null ? "main" : "aside";
  const { container } = look;
  const { timeline, initSha256 } = track;
  const wanted = { container, initSha256, timeline, bytes: push.bytes.byteLength, at };
  let state = start;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const take = await takeFor(deps, state, { wanted, lane, track });
    state = take.state;
    const { open } = take;
    const block = open.segments === 0 ? Buffer.concat([track.prefix, push.bytes]) : push.bytes;
    const landed = await appendBlock(deps, state, open, block, push.checkSender);
    if (landed.fromBytes !== null) {
      const placed = {
        open,
        offsetBytes: landed.fromBytes + block.byteLength - push.bytes.byteLength,
      };
      return name(deps, state, { ...arrived, lane, cause, last }, placed);
    }
    state = await endTake(deps, state, open, "cut");
  }
  throw new Refusal("conflict", "live/moved", "others wrote there all the while", {
    fix: "Send the same segment again.",
  });
}

/** Its number was passed already, and nothing stands under its name. */
const isLate = (
  { path, said }: Push,
  { timeline }: Track,
  last: ChainedSegment | null,
): boolean => {
  const sequence = said.sequence ?? path.sequence;
  if (last?.timeline !== timeline || last.sequence === null || sequence === null) return false;
  return last.isComplete ? sequence <= last.sequence : sequence < last.sequence;
};

interface For {
  readonly wanted: Wanted;
  readonly lane: Lane;
  readonly track: Track;
}

/** The open take that it goes to: the one that is there, or a new one. */
async function takeFor(deps: LiveDeps, start: ChannelState, { wanted, lane, track }: For) {
  let state = start;
  const there = openOf(state, track, lane);
  const reason = there === undefined ? null : endsBefore(there, wanted, deps.limits);
  if (there !== undefined && reason === null) return { state, open: there };
  if (there !== undefined && reason !== null) state = await endTake(deps, state, there, reason);
  const { container, initSha256, timeline, at } = wanted;
  const opens = {
    ...{ id: newId<UploadId>(), channelId: state.channel.id, number: state.takes + 1 },
    ...{ track: track.name, lane, container, initSha256, timeline, openedAt: at },
    initBytes: track.prefix.byteLength,
  };
  const { id, number } = opens;
  const facts = {
    take: id,
    number,
    track: track.name,
    lane,
    container,
    init: initSha256,
    timeline,
  };
  state = await moveChannel(deps, state, [{ kind: "take", at, facts }], { opens });
  const open = openOf(state, track, lane);
  assert(open !== undefined, "a take that was opened is open");
  return { state, open };
}

const openOf = ({ openTakes }: ChannelState, { name: track }: Track, lane: Lane) =>
  openTakes.find((take) => take.track === track && take.lane === lane);

interface Placed {
  readonly open: OpenTake;
  readonly offsetBytes: number;
}
interface Judged extends Omit<Arrived, "cause"> {
  readonly lane: Lane;
  readonly cause: string | null;
  readonly last: ChainedSegment | null;
}

/** The row and the link of what is durable, behind the hole before it, if there is one. */
async function name(
  deps: LiveDeps,
  state: ChannelState,
  judged: Judged,
  { open, offsetBytes }: Placed,
): Promise<KeptSegment> {
  const { push, digest, at, track, look, lane } = judged;
  const { said, path, brokenBy } = push;
  const times: MediaTimes | null = mediaTimes(push.bytes, look, track.prefix);
  const isComplete = brokenBy === null && said.isComplete && (push.stream !== null || look.isWhole);
  const first = state.head.links + untold(state).length;
  const segment: Segment = {
    ...{ linkIndex: first, takeId: open.id, place: open.segments, offsetBytes, sha256: digest },
    ...{ sizeBytes: push.bytes.byteLength, track: track.name, lane, timeline: track.timeline },
    ...{ path: path.path, sequence: said.sequence ?? path.sequence, source: push.source },
    ...{ mediaFromMs: times?.fromMs ?? null, mediaToMs: times?.toMs ?? null },
    ...{ recordedAt: said.startedAt, isComplete, isStream: push.stream !== null },
    ...{ after: said.after, clocks: said.clocks },
    cause: brokenBy ?? judged.cause ?? (isComplete ? null : "not-whole"),
  };
  const hole =
    lane === "main" ? await holeBefore(deps, state, judged.last, { ...segment, at }) : null;
  const gap = hole === null ? [] : [gapLink(track.name, hole, at)];
  const placed = { ...segment, linkIndex: first + gap.length };
  const links = await chainLinks(deps, state, [...gap, segmentLink(placed, at)], {
    segments: [placed],
  });
  return keptBy(links, digest);
}

/** A segment's link is the last of its move. */
function keptBy(links: readonly LiveLink[], digest: Sha256): KeptSegment {
  const link = links.at(-1);
  assert(link?.kind === "segment", "a segment was moved with its link");
  return { index: link.index, chain: link.value, digest, isNew: true };
}

const gapLink = (track: string, { kind: hole, ...rest }: Hole, at: UtcInstant): NewLink => {
  return { kind: "gap", at, facts: { track, hole, ...rest } };
};

/** What was away for longer than twice the pace of signs of life was away. */
export const AWAY_MS = 5_000;

async function holeBefore(
  { live }: LiveDeps,
  { events }: ChannelState,
  last: ChainedSegment | null,
  behind: Segment & { readonly at: UtcInstant },
): Promise<Hole | null> {
  if (last === null) return null;
  // People paused in between: nothing was to be recorded.
  const isMeant = events.some(
    ({ kind, at }) => at > last.at && (kind === "pause" || kind === "resume"),
  );
  if (isMeant) return null;
  // When processes ran tells a hole's cause, and is asked of holes alone.
  if (holeBetween(last, behind) === null) return null;
  return holeBetween(last, behind, awayTimes(await live.beats(last.at), AWAY_MS));
}

const digestDiffers = (): Refusal =>
  new Refusal("tampered", "live/digest-differs", "the body is not what Repr-Digest says", {
    fix: "Nothing of it was kept; send the segment again.",
  });
