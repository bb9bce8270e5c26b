/** Port: watches of live sessions, and what of a channel can be played, as lean rows. Contract suite: test/contract/watch-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { LiveChannelId, UploadId, WatchId } from "../kernel/ids.ts";
import type { Placed } from "../live/holes.ts";
import type { Container } from "../live/media-look.ts";
import type { Watch } from "./watch.ts";

/** A segment that stands in its place, with what its take begins with. */
export interface PlacedSegment extends Pick<
  Placed,
  "sequence" | "mediaFromMs" | "mediaToMs" | "at" | "recordedAt" | "isComplete" | "timeline"
> {
  readonly linkIndex: number;
  readonly takeId: UploadId;
  /** Counts from 1 within the channel. */
  readonly take: number;
  readonly container: Container;
  /** 0: its segments bring their own. */
  readonly initBytes: number;
  readonly offsetBytes: number;
  readonly sizeBytes: number;
}

/** A track by the number of the take that it began with. */
export interface KnownTrack {
  readonly number: number;
  readonly name: string;
  readonly container: Container;
}

export interface PlayedTake {
  readonly id: UploadId;
  readonly number: number;
  readonly container: Container;
  /** Of its segments' rows. */
  readonly bytes: number;
}

/** What is not in its place: it came late, or under a name that other bytes have. */
export interface AsideSegment {
  readonly linkIndex: number;
  readonly takeId: UploadId;
  readonly at: Placed["at"];
  readonly sizeBytes: number;
  readonly cause: string | null;
}

export interface WatchStore {
  /** With the action that tells of it. @throws Refusal missing "sessions/no-such-session". */
  open(watch: Watch, action: NewAction): Promise<void>;
  watch(id: WatchId): Promise<Watch | null>;

  /** Those with a take that stands in its place, in the order in which they began. */
  tracks(channelId: LiveChannelId): Promise<readonly KnownTrack[]>;
  /** One that stands in its place; null: there is none. */
  take(channelId: LiveChannelId, number: number): Promise<PlayedTake | null>;
  /** Those of a track that stand in their place behind link `after` (-1: from the first on), in the order of the chain. */
  segments(
    channelId: LiveChannelId,
    track: string,
    after: number,
    limit: number,
  ): Promise<readonly PlacedSegment[]>;
  /** The newest, newest first. */
  aside(channelId: LiveChannelId, limit: number): Promise<readonly AsideSegment[]>;
}
