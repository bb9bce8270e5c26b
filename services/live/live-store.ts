/** Port: channels of sessions that are recorded live, their takes, segments and chains. Contract suite: test/contract/live-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { SignedDocuments } from "../casefile/sign-documents.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type {
  CaseDocumentId,
  DeviceId,
  ItemId,
  LiveChannelId,
  SessionId,
  UploadId,
} from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { Session } from "../sessions/session.ts";
import type { ChainHead, LiveLink } from "./chain.ts";
import type { Stretch } from "./cover.ts";
import type { Away, Interruption } from "./holes.ts";
import type { LiveChannel, LiveEvent } from "./live-session.ts";
import type { Clocked, SegmentClocks } from "./segment-clocks.ts";
import type { EndReason, Lane, OpenTake, Take } from "./take.ts";

/** One segment where it lies: bytes [offset, offset + size) of its take. */
export interface Segment {
  readonly linkIndex: number;
  readonly takeId: UploadId;
  /** Within its take, from 0. */
  readonly place: number;
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  readonly sha256: Sha256;
  readonly track: string;
  readonly lane: Lane;
  readonly timeline: string;
  /** As it was pushed. */
  readonly path: string;
  readonly sequence: number | null;
  readonly mediaFromMs: number | null;
  readonly mediaToMs: number | null;
  /** When its recording began, by the recorder's clock. */
  readonly recordedAt: UtcInstant | null;
  /** Which connection brought it. */
  readonly source: string;
  readonly isComplete: boolean;
  /** One stretch of a body that lasts. */
  readonly isStream: boolean;
  /** Why it is not complete, or stands aside. */
  readonly cause: string | null;
  /** What ended its recorder's take before this one, by the recorder's word. */
  readonly after: Interruption | null;
  /** How the recorder's clock, and its camera's, stood then. */
  readonly clocks: SegmentClocks | null;
}

/** A segment with what its link says: when it was here, and the chain's value behind it. */
export interface ChainedSegment extends Segment {
  readonly at: UtcInstant;
  readonly value: Sha256;
}

export interface NewInit {
  readonly sha256: Sha256;
  readonly bytes: Uint8Array;
}

export interface Init extends NewInit {
  /** Counts from 1 within its track: a source that begins anew sends its initialisation again. */
  readonly number: number;
}

/** Also one that ended. */
export interface KeptTake extends Take {
  readonly initBytes: number;
  readonly ended: { readonly at: UtcInstant; readonly reason: EndReason } | null;
  readonly bytes: number;
  readonly segments: number;
}

export interface ChannelState {
  readonly channel: LiveChannel;
  readonly sessionNumber: string;
  readonly caseNumber: string | null;
  readonly head: ChainHead;
  /** How many of the session's events are links of the chain. */
  readonly toldEvents: number;
  /** The chain's last link is "close". */
  readonly isClosed: boolean;
  readonly events: readonly LiveEvent[];
  readonly openTakes: readonly OpenTake[];
  /** How many takes there were, open ones too. */
  readonly takes: number;
  /** When its last segment was here. */
  readonly lastAt: UtcInstant | null;
  /** What that says of clocks. */
  readonly lastClock: Clocked | null;
}

export interface HeldChannel {
  readonly channel: LiveChannel;
  readonly events: readonly Pick<LiveEvent, "kind">[];
}

/** What becomes of a channel at once, with the links that tell it. */
export interface Move {
  readonly links: readonly LiveLink[];
  readonly toldEvents?: number;
  readonly opens?: Take & { readonly initBytes: number };
  readonly ends?: readonly {
    readonly takeId: UploadId;
    readonly at: UtcInstant;
    readonly reason: EndReason;
  }[];
  readonly segments?: readonly Segment[];
}

/** A list of a whole session, as custody signs it. */
export interface LiveList {
  readonly id: CaseDocumentId;
  readonly sessionId: SessionId;
  /** Counts from 1 within the session: what comes late is told by the next. */
  readonly number: number;
  /** Of all channels together, that it tells. */
  readonly links: number;
  readonly text: string;
  readonly sha256: Sha256;
  readonly itemIds: readonly ItemId[];
  readonly salt: Uint8Array;
  readonly madeAt: UtcInstant;
}

export interface SealedList extends LiveList {
  readonly signature: Uint8Array | null;
  readonly isEntered: boolean;
}

export type NewHead = Omit<LiveList, "number" | "itemIds"> & {
  readonly channelId: LiveChannelId;
};

export type KeptHead = NewHead & Pick<SealedList, "signature" | "isEntered">;

/** A hole as its link tells it, with the segments before and behind it, by which what came late is judged. */
export interface FoundGap<One = ChainedSegment> {
  readonly facts: string;
  readonly before: One | null;
  readonly behind: One | null;
}

export interface Timing {
  /** When that of its segments began that began last, at the earliest; null: of none it is known. */
  readonly reachesMs: number | null;
  /** Of no segment it is unknown. */
  readonly isAllTimed: boolean;
}

/** Takes that may have to end. */
export interface Overdue {
  readonly openedBefore: UtcInstant;
  readonly heardBefore: UtcInstant;
}

export interface LiveStore {
  /**
   * With the head of its empty chain. @throws Refusal conflict "live/channel-taken" for a name that the session has already, "live/no-second" for a second of a channel that has one;
   * missing "sessions/no-such-session", "access/no-such-device".
   */
  addChannel(channel: LiveChannel, head: ChainHead, action: NewAction): Promise<void>;

  channel(id: LiveChannelId): Promise<ChannelState | null>;
  /** Whose channel it is; null: there is none. */
  deviceOf(id: LiveChannelId): Promise<DeviceId | null>;

  /** Those that may still get something and are a device's own, with all that happened in their sessions; the oldest thousand. */
  heldBy(deviceId: DeviceId): Promise<readonly HeldChannel[]>;

  /** In the order they were added; none of a session that `sight` may not know of. */
  channelsOf(sessionId: SessionId, sight: Sight | null): Promise<readonly ChannelState[]>;

  /** In order; none of a session that `sight` may not know of. */
  events(sessionId: SessionId, sight: Sight | null): Promise<readonly LiveEvent[]>;

  /**
   * Saves the event, and the session's new revision where it changes that. @throws Refusal conflict "live/moved" where another
   * event has this place; conflict "sessions/session-changed".
   */
  tell(
    sessionId: SessionId,
    event: LiveEvent,
    session: Session | null,
    action: NewAction,
  ): Promise<void>;

  /** The newest of a track. */
  init(channelId: LiveChannelId, track: string): Promise<Init | null>;
  /** Tracks that have one. */
  initTracks(channelId: LiveChannelId): Promise<readonly string[]>;
  keepInit(channelId: LiveChannelId, track: string, init: NewInit, at: UtcInstant): Promise<void>;

  /** Those that were pushed under this path and are no stretch of a longer body, in order. */
  segmentsAt(channelId: LiveChannelId, path: string): Promise<readonly ChainedSegment[]>;
  /** The newest of a track that stands in its place. */
  lastSegment(channelId: LiveChannelId, track: string): Promise<ChainedSegment | null>;
  /** Segments that may have been recorded in one of these stretches, of whatever lane, in the order of the chain. */
  recordedIn(
    channelId: LiveChannelId,
    stretches: readonly Stretch[],
  ): Promise<readonly ChainedSegment[]>;
  /** What is known of when the channel was recorded, by this service's clock. */
  timing(channelId: LiveChannelId): Promise<Timing>;
  /** Holes that were found in the main lane, in the order of the chain. */
  gapsOf(channelId: LiveChannelId): Promise<readonly FoundGap[]>;
  /** Segments that stand aside, in the order of the chain. */
  asideOf(channelId: LiveChannelId): Promise<readonly ChainedSegment[]>;
  /** In the order of the chain, those behind the link `afterLink`; -1: from the first. */
  segmentsPage(
    channelId: LiveChannelId,
    afterLink: number,
    limit: number,
  ): Promise<readonly ChainedSegment[]>;
  takesOf(channelId: LiveChannelId): Promise<readonly KeptTake[]>;
  /** From the link `from` on. */
  linksPage(channelId: LiveChannelId, from: number, limit: number): Promise<readonly LiveLink[]>;

  /** All or nothing, if the chain stands at `head`. @throws Refusal conflict "live/moved". */
  move(channelId: LiveChannelId, head: ChainHead, move: Move): Promise<void>;

  /**
   * Of those that are not closed, oldest first: channels with events that are no links yet, of a session that was stopped, or
   * with an open take of a session that pauses, one that was opened or last got something before these times.
   */
  due(limit: number, overdue: Overdue): Promise<readonly LiveChannelId[]>;

  /** Says that this process runs. */
  beat(process: string, at: UtcInstant): Promise<void>;
  /** When processes ran, since then. */
  beats(since: UtcInstant): Promise<readonly Away[]>;
  /** Forgets when processes ran that ended a day before anything that is not closed yet began. */
  clearBeats(now: UtcInstant): Promise<void>;

  /** Channels whose chain grew since the last head that the ledger was told; none while a head of the channel waits to be told. */
  moved(limit: number): Promise<readonly Pick<ChannelState, "channel" | "head">[]>;
  /** Nothing where the same head is there. */
  keepHead(head: NewHead): Promise<void>;
  /** Newest first, those that tell fewer links than `before`; null: all. */
  headsOf(
    channelId: LiveChannelId,
    before: number | null,
    limit: number,
  ): Promise<readonly KeptHead[]>;
  /** Sessions all of whose channels are closed, with links that the newest list does not tell. */
  unlisted(limit: number): Promise<readonly SessionId[]>;
  /** @throws Refusal conflict "live/moved" where the session has a list of this number. */
  keepList(list: LiveList): Promise<void>;
  /** Newest first; none of a session that `sight` may not know of. */
  lists(sessionId: SessionId, sight: Sight | null): Promise<readonly SealedList[]>;

  readonly heads: SignedDocuments;
  readonly signedLists: SignedDocuments;
}
