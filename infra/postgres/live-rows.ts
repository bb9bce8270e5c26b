/** Rows of live recordings: channels and what happens in them, read; and all that a move writes. */
import { type Selectable, sql } from "kysely";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { LiveChannelId } from "../../services/kernel/ids.ts";
import type { LiveLink } from "../../services/live/chain.ts";
import type { LiveChannel, LiveEvent } from "../../services/live/live-session.ts";
import type { ChannelState, LiveStore, Move, Segment } from "../../services/live/live-store.ts";
import { type SegmentClocks, type Spanned, houseSpan } from "../../services/live/segment-clocks.ts";
import type { OpenTake } from "../../services/live/take.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import type { Tables } from "./tables.ts";
import { seesSession } from "./walls.ts";

export type Row<Name extends keyof Tables> = Selectable<Tables[Name]>;
type Reads = Pick<LiveStore, "channel" | "deviceOf" | "heldBy" | "channelsOf" | "events">;

const MOST_HELD = 1_000;

export const channelReads = (db: Database): Reads => ({
  async channel(id) {
    const [state] = await statesOf(db, [id]);
    return state ?? null;
  },

  async deviceOf(id) {
    const query = db.selectFrom("live_channels").select("device_id").where("id", "=", id);
    return (await ask(() => query.executeTakeFirst()))?.device_id ?? null;
  },

  async heldBy(deviceId) {
    const kinds = sql<LiveEvent["kind"][]>`coalesce((SELECT array_agg(e.kind ORDER BY e.index)
        FROM live_events e WHERE e.session_id = c.session_id), '{}')`;
    const rows = await ask(() =>
      db
        .selectFrom("live_channels as c")
        .selectAll("c")
        .select(kinds.as("kinds"))
        .where("c.device_id", "=", deviceId)
        .where("c.is_closed", "=", false)
        .orderBy("c.position")
        .limit(MOST_HELD)
        .execute(),
    );
    return rows.map(({ kinds: told, ...row }) => ({
      channel: channelOf(row),
      events: told.map((kind) => ({ kind })),
    }));
  },

  async channelsOf(sessionId, sight) {
    const rows = await askAs(db, sight, (as) =>
      as
        .selectFrom("live_channels as c")
        .innerJoin("recording_sessions as s", "s.id", "c.session_id")
        .select("c.id")
        .where("c.session_id", "=", sessionId)
        .where(seesSession(sight))
        .execute(),
    );
    const ids = rows.map(({ id }) => id);
    return ids.length === 0 ? [] : statesOf(db, ids);
  },

  events: (sessionId, sight) => eventsOf(db, sessionId, sight),
});

async function eventsOf(
  db: Database,
  sessionId: Row<"live_events">["session_id"],
  sight: Sight | null,
): Promise<LiveEvent[]> {
  const rows = await askAs(db, sight, (as) =>
    as
      .selectFrom("live_events as e")
      .innerJoin("recording_sessions as s", "s.id", "e.session_id")
      .selectAll("e")
      .where("e.session_id", "=", sessionId)
      .where(seesSession(sight))
      .orderBy("e.index")
      .execute(),
  );
  return rows.map(({ session_id: _of, at, ...event }) => ({ ...event, at: utcInstant(at) }));
}

interface StateRow extends Row<"live_channels"> {
  readonly session_number: string;
  readonly case_number: string | null;
  /** As JSON: times are text. */
  readonly events: readonly (Omit<LiveEvent, "at"> & { readonly at: string })[];
  readonly open_takes: readonly OpenTakeRow[];
  readonly takes: number;
  readonly last_at: Date | null;
  readonly last_recorded_at: Date | null;
  readonly last_clocks: SegmentClocks | null;
}

type OpenTakeRow = Omit<Row<"live_takes">, "opened_at" | "init_bytes" | "ended_at" | "end_reason"> &
  Sizes & {
    readonly opened_at: string;
    readonly last_at: string | null;
    readonly last_is_complete: boolean;
  };

/**
 * One statement, so that all is of one moment: the head that a move is compared with, and what the move is made of. Places of
 * a take count from 0 and its bytes lie one behind the other: its last segment tells both.
 */
async function statesOf(db: Database, ids: readonly LiveChannelId[]): Promise<ChannelState[]> {
  const { rows } = await ask(() =>
    sql<StateRow>`
      SELECT c.*, s.number AS session_number, k.number AS case_number,
             coalesce((SELECT json_agg(json_build_object('index', e.index, 'kind', e.kind, 'at', e.at, 'by', e.by,
                         'code', e.code, 'words', e.words) ORDER BY e.index)
                FROM live_events e WHERE e.session_id = c.session_id), '[]') AS events,
             coalesce((SELECT json_agg(json_build_object('id', t.id, 'channel_id', t.channel_id, 'number', t.number,
                         'track', t.track, 'lane', t.lane, 'container', t.container, 'init_sha256', t.init_sha256,
                         'timeline', t.timeline, 'opened_at', t.opened_at, 'last_at', g.at,
                         'bytes', coalesce(g.offset_bytes + g.size_bytes, 0), 'segments', coalesce(g.place + 1, 0),
                         'last_is_complete', coalesce(g.is_complete, true)) ORDER BY t.number)
                FROM live_takes t
                LEFT JOIN LATERAL (SELECT g.*, l.at FROM live_segments g
                       JOIN live_links l ON l.channel_id = g.channel_id AND l.index = g.link_index
                      WHERE g.take_id = t.id ORDER BY g.place DESC LIMIT 1) AS g ON true
               WHERE t.channel_id = c.id AND t.ended_at IS NULL), '[]') AS open_takes,
             (SELECT count(*)::int FROM live_takes t WHERE t.channel_id = c.id) AS takes,
             last.at AS last_at, last.recorded_at AS last_recorded_at, last.clocks AS last_clocks
        FROM live_channels c
        JOIN recording_sessions s ON s.id = c.session_id
        LEFT JOIN cases k ON k.id = s.case_id
        LEFT JOIN LATERAL (SELECT l.at, g.recorded_at, g.clocks FROM live_segments g
               JOIN live_links l ON l.channel_id = g.channel_id AND l.index = g.link_index
              WHERE g.channel_id = c.id ORDER BY g.link_index DESC LIMIT 1) AS last ON true
       WHERE c.id = ANY(${ids}) ORDER BY c.position`.execute(db),
  );
  return rows.map(stateOf);
}

const stateOf = (row: StateRow): ChannelState => ({
  channel: channelOf(row),
  ...{ sessionNumber: row.session_number, caseNumber: row.case_number },
  head: { links: row.links, value: row.head },
  ...{ toldEvents: row.told_events, isClosed: row.is_closed, takes: row.takes },
  events: row.events.map((event) => ({ ...event, at: instantOf(event.at) })),
  openTakes: row.open_takes.map(openTake),
  lastAt: maybeInstant(row.last_at),
  lastClock:
    row.last_at === null
      ? null
      : { recordedAt: maybeInstant(row.last_recorded_at), clocks: row.last_clocks },
});

const instantOf = (text: string): UtcInstant => utcInstant(new Date(text));

/** Places of a take count from 0 and its bytes lie one behind the other: its last segment tells both. */
export const bytesOf = (take: string) =>
  sql<number>`coalesce((SELECT g.offset_bytes + g.size_bytes FROM live_segments g
    WHERE g.take_id = ${sql.ref(take)} ORDER BY g.place DESC LIMIT 1), 0)`.as("bytes");
export const sizesOf = (take: string) => [
  bytesOf(take),
  sql<number>`coalesce((SELECT g.place + 1 FROM live_segments g
    WHERE g.take_id = ${sql.ref(take)} ORDER BY g.place DESC LIMIT 1), 0)`.as("segments"),
];

export const channelOf = (row: Row<"live_channels">): LiveChannel => ({
  ...{ id: row.id, sessionId: row.session_id, room: row.room, name: row.name, kind: row.kind },
  ...{ deviceId: row.device_id, createdAt: utcInstant(row.created_at), createdBy: row.created_by },
  secondOf: row.second_of,
});

/** Segments with the links that tell them. */
export const linkedSegments = (db: Database) =>
  db
    .selectFrom("live_segments as g")
    .innerJoin("live_links as l", (join) =>
      join.onRef("l.channel_id", "=", "g.channel_id").onRef("l.index", "=", "g.link_index"),
    );

export type Sizes = { readonly bytes: number; readonly segments: number };

export const takeOf = (
  row: Omit<Row<"live_takes">, "init_bytes" | "ended_at" | "end_reason"> & Sizes,
) => ({
  ...{ id: row.id, channelId: row.channel_id, number: row.number, track: row.track },
  ...{ lane: row.lane, container: row.container, initSha256: row.init_sha256 },
  ...{ timeline: row.timeline, openedAt: utcInstant(row.opened_at) },
  bytes: row.bytes,
  segments: row.segments,
});

const openTake = ({ opened_at: openedAt, last_at: lastAt, ...row }: OpenTakeRow): OpenTake => ({
  ...takeOf({ ...row, opened_at: new Date(openedAt) }),
  ...{ lastAt: lastAt === null ? null : instantOf(lastAt), lastIsComplete: row.last_is_complete },
});

export const takeRow = (take: NonNullable<Move["opens"]>) => ({
  ...{ id: take.id, channel_id: take.channelId, number: take.number, track: take.track },
  ...{ lane: take.lane, container: take.container, init_sha256: take.initSha256 },
  ...{ init_bytes: take.initBytes, timeline: take.timeline, opened_at: take.openedAt },
  ...{ ended_at: null, end_reason: null },
});

export const linkRow = (channelId: LiveChannelId, link: LiveLink) => ({
  ...{ channel_id: channelId, index: link.index, kind: link.kind, at: link.at },
  ...{ content_sha256: link.contentSha256, facts: link.facts, value: link.value },
});

/** `at`: of its link. */
export const segmentRow = (channelId: LiveChannelId, segment: Segment, at: UtcInstant) => ({
  ...{ channel_id: channelId, link_index: segment.linkIndex, take_id: segment.takeId },
  ...{ place: segment.place, offset_bytes: segment.offsetBytes, size_bytes: segment.sizeBytes },
  ...{ sha256: segment.sha256, track: segment.track, lane: segment.lane },
  ...{ timeline: segment.timeline, path: segment.path, sequence: segment.sequence },
  ...{ media_from_ms: segment.mediaFromMs, media_to_ms: segment.mediaToMs },
  ...{ recorded_at: segment.recordedAt, source: segment.source, cause: segment.cause },
  ...{ is_complete: segment.isComplete, is_stream: segment.isStream, after: segment.after },
  clocks: segment.clocks,
  ...houseTimes({ ...segment, at }),
});

/** By this service's clock, as far apart as they may be: by these it is found. */
function houseTimes(segment: Spanned) {
  const span = houseSpan(segment);
  if (span === null) return { house_from_ms: null, house_to_ms: null };
  const { fromMs, toMs, errorMs } = span;
  return { house_from_ms: fromMs - errorMs, house_to_ms: toMs + errorMs };
}
