/** Rows of live recordings: channels and what happens in them, read; and all that a move writes. */
import { type Selectable, sql } from "kysely";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { LiveChannelId } from "../../services/kernel/ids.ts";
import type { LiveLink } from "../../services/live/chain.ts";
import type { LiveChannel, LiveEvent } from "../../services/live/live-session.ts";
import type { ChannelState, LiveStore, Move, Segment } from "../../services/live/live-store.ts";
import { type Spanned, houseSpan } from "../../services/live/segment-clocks.ts";
import type { OpenTake } from "../../services/live/take.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import type { Tables } from "./tables.ts";
import { seesSession } from "./walls.ts";

export type Row<Name extends keyof Tables> = Selectable<Tables[Name]>;
type Reads = Pick<LiveStore, "channel" | "heldBy" | "channelsOf" | "events">;

const MOST_HELD = 1_000;

export const channelReads = (db: Database): Reads => ({
  async channel(id) {
    const query = db.selectFrom("live_channels").selectAll().where("id", "=", id);
    const row = await ask(() => query.executeTakeFirst());
    return row === undefined ? null : stateOf(db, row);
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
        .selectAll("c")
        .where("c.session_id", "=", sessionId)
        .where(seesSession(sight))
        .orderBy("c.position")
        .execute(),
    );
    return Promise.all(rows.map((row) => stateOf(db, row)));
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

async function stateOf(db: Database, row: Row<"live_channels">): Promise<ChannelState> {
  const [session, events, takes, count, last] = await Promise.all([
    ask(() =>
      db
        .selectFrom("recording_sessions as s")
        .leftJoin("cases as c", "c.id", "s.case_id")
        .select(["s.number", "c.number as case_number"])
        .where("s.id", "=", row.session_id)
        .executeTakeFirstOrThrow(),
    ),
    eventsOf(db, row.session_id, null),
    ask(() =>
      db
        .selectFrom("live_takes as t")
        .selectAll("t")
        .select(sizesOf("t.id"))
        .select(lastOf("t.id"))
        .where("t.channel_id", "=", row.id)
        .where("t.ended_at", "is", null)
        .orderBy("t.number")
        .execute(),
    ),
    ask(() =>
      db
        .selectFrom("live_channels as c")
        .select(
          sql<number>`(SELECT count(*)::int FROM live_takes t WHERE t.channel_id = c.id)`.as(
            "takes",
          ),
        )
        .where("c.id", "=", row.id)
        .executeTakeFirstOrThrow(),
    ),
    ask(() =>
      linkedSegments(db)
        .select(["l.at", "g.recorded_at", "g.clocks"])
        .where("g.channel_id", "=", row.id)
        .orderBy("g.link_index", "desc")
        .limit(1)
        .executeTakeFirst(),
    ),
  ]);
  return {
    channel: channelOf(row),
    ...{ sessionNumber: session.number, caseNumber: session.case_number },
    head: { links: row.links, value: row.head },
    ...{ toldEvents: row.told_events, isClosed: row.is_closed, events, takes: count.takes },
    openTakes: takes.map(openTake),
    lastAt: maybeInstant(last?.at ?? null),
    lastClock:
      last === undefined
        ? null
        : { recordedAt: maybeInstant(last.recorded_at), clocks: last.clocks },
  };
}

/** Places of a take count from 0 and its bytes lie one behind the other: its last segment tells both. */
export const bytesOf = (take: string) =>
  sql<number>`coalesce((SELECT g.offset_bytes + g.size_bytes FROM live_segments g
    WHERE g.take_id = ${sql.ref(take)} ORDER BY g.place DESC LIMIT 1), 0)`.as("bytes");
export const sizesOf = (take: string) => [
  bytesOf(take),
  sql<number>`coalesce((SELECT g.place + 1 FROM live_segments g
    WHERE g.take_id = ${sql.ref(take)} ORDER BY g.place DESC LIMIT 1), 0)`.as("segments"),
];

const lastOf = (take: string) => [
  sql<Date | null>`(SELECT l.at FROM live_segments g JOIN live_links l
      ON l.channel_id = g.channel_id AND l.index = g.link_index
    WHERE g.take_id = ${sql.ref(take)} ORDER BY g.place DESC LIMIT 1)`.as("last_at"),
  sql<boolean>`coalesce((SELECT g.is_complete FROM live_segments g WHERE g.take_id = ${sql.ref(take)}
    ORDER BY g.place DESC LIMIT 1), true)`.as("last_is_complete"),
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

export const takeOf = (row: Row<"live_takes"> & Sizes) => ({
  ...{ id: row.id, channelId: row.channel_id, number: row.number, track: row.track },
  ...{ lane: row.lane, container: row.container, initSha256: row.init_sha256 },
  ...{ timeline: row.timeline, openedAt: utcInstant(row.opened_at) },
  bytes: row.bytes,
  segments: row.segments,
});

const openTake = (
  row: Row<"live_takes"> &
    Sizes & { readonly last_at: Date | null; readonly last_is_complete: boolean },
): OpenTake => ({
  ...takeOf(row),
  ...{ lastAt: maybeInstant(row.last_at), lastIsComplete: row.last_is_complete },
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
  clocks: segment.clocks === null ? null : JSON.stringify(segment.clocks),
  ...houseTimes({ ...segment, at }),
});

/** By this service's clock, as far apart as they may be: by these it is found. */
function houseTimes(segment: Spanned) {
  const span = houseSpan(segment);
  if (span === null) return { house_from_ms: null, house_to_ms: null };
  const { fromMs, toMs, errorMs } = span;
  return { house_from_ms: fromMs - errorMs, house_to_ms: toMs + errorMs };
}
