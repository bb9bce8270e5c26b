/** Rows of recordings while they run. */
import type { ColumnType, Generated, GeneratedAlways } from "kysely";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type {
  CaseDocumentId,
  DeviceId,
  ItemId,
  LiveChannelId,
  SessionId,
  UploadId,
  UserId,
  WatchId,
} from "../../services/kernel/ids.ts";
import type { LinkKind } from "../../services/live/chain.ts";
import type { Interruption } from "../../services/live/holes.ts";
import type { ChannelKind, LiveEvent } from "../../services/live/live-session.ts";
import type { Container } from "../../services/live/media-look.ts";
import type { SegmentClocks } from "../../services/live/segment-clocks.ts";
import type { EndReason, Lane } from "../../services/live/take.ts";
import type { Purpose } from "../../services/secrecy/purpose.ts";
import type { MaybeTime, Time } from "./device-tables.ts";

export interface LiveTables {
  live_channels: {
    id: LiveChannelId;
    session_id: SessionId;
    position: GeneratedAlways<number>;
    room: string;
    name: string;
    kind: ChannelKind;
    device_id: DeviceId;
    second_of: LiveChannelId | null;
    created_at: Time;
    created_by: UserId;
    links: Generated<number>;
    head: Sha256;
    told_events: Generated<number>;
    is_closed: Generated<boolean>;
    is_told: Generated<boolean>;
    is_listed: Generated<boolean>;
  };
  live_events: {
    session_id: SessionId;
    index: number;
    kind: LiveEvent["kind"];
    at: Time;
    by: UserId;
    code: string | null;
    words: string | null;
  };
  live_inits: {
    channel_id: LiveChannelId;
    track: string;
    position: GeneratedAlways<number>;
    sha256: Sha256;
    bytes: Buffer;
    at: Time;
  };
  live_takes: {
    id: UploadId;
    channel_id: LiveChannelId;
    number: number;
    track: string;
    lane: Lane;
    container: Container;
    init_sha256: Sha256 | null;
    init_bytes: number;
    timeline: string;
    opened_at: Time;
    ended_at: MaybeTime;
    end_reason: EndReason | null;
  };
  live_links: {
    channel_id: LiveChannelId;
    index: number;
    kind: LinkKind;
    at: Time;
    content_sha256: Sha256;
    facts: string;
    value: Sha256;
  };
  live_segments: {
    channel_id: LiveChannelId;
    link_index: number;
    take_id: UploadId;
    place: number;
    offset_bytes: number;
    size_bytes: number;
    sha256: Sha256;
    track: string;
    lane: Lane;
    timeline: string;
    path: string;
    sequence: number | null;
    media_from_ms: number | null;
    media_to_ms: number | null;
    recorded_at: MaybeTime;
    source: string;
    is_complete: boolean;
    is_stream: boolean;
    cause: string | null;
    after: Interruption | null;
    clocks: ColumnType<SegmentClocks | null, string | null>;
    house_from_ms: number | null;
    house_to_ms: number | null;
  };
  live_watches: {
    id: WatchId;
    session_id: SessionId;
    user_id: UserId;
    purpose_kind: Purpose;
    purpose: string;
    opened_at: Time;
  };
  live_beats: { process: string; began_at: Time; last_at: Time };
  live_papers: {
    id: CaseDocumentId;
    position: GeneratedAlways<number>;
    kind: "head" | "list";
    session_id: SessionId;
    channel_id: LiveChannelId | null;
    number: number;
    links: number;
    text: string;
    sha256: Sha256;
    item_ids: Generated<ItemId[]>;
    salt: Buffer;
    made_at: Time;
    signature: Buffer | null;
    is_entered: Generated<boolean>;
  };
}
