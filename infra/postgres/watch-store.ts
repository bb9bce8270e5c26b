/** Watches of live sessions in PostgreSQL, and what of a channel can be played. */
import { utcInstant } from "../../services/kernel/clock.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { PlacedSegment, WatchStore } from "../../services/watching/watch-store.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import { bytesOf, linkedSegments } from "./live-rows.ts";
import { isForeignKeyViolation } from "./unique-violation.ts";

export const createWatchStore = (db: Database): WatchStore => ({
  open: (...given) => open(db, ...given),
  segments: (...given) => segments(db, ...given),

  async watch(id) {
    const query = db.selectFrom("live_watches").selectAll().where("id", "=", id);
    const row = await ask(() => query.executeTakeFirst());
    if (row === undefined) return null;
    const { session_id: sessionId, user_id: userId, purpose_kind: purposeKind, purpose } = row;
    return { id, sessionId, userId, purposeKind, purpose, openedAt: utcInstant(row.opened_at) };
  },

  async tracks(channelId) {
    const rows = await ask(() =>
      db
        .selectFrom("live_takes")
        .distinctOn("track")
        .select(["number", "track as name", "container"])
        .where("channel_id", "=", channelId)
        .where("lane", "=", "main")
        .orderBy("track")
        .orderBy("number")
        .execute(),
    );
    return rows.toSorted((one, other) => one.number - other.number);
  },

  async take(channelId, number) {
    const row = await ask(() =>
      db
        .selectFrom("live_takes as t")
        .select(["t.id", "t.number", "t.container"])
        .select(bytesOf("t.id"))
        .where("t.channel_id", "=", channelId)
        .where("t.number", "=", number)
        .where("t.lane", "=", "main")
        .executeTakeFirst(),
    );
    return row ?? null;
  },

  async aside(channelId, limit) {
    const rows = await ask(() =>
      linkedSegments(db)
        .select(["g.link_index", "g.take_id", "g.size_bytes", "g.cause", "l.at"])
        .where("g.channel_id", "=", channelId)
        .where("g.lane", "=", "aside")
        .orderBy("g.link_index", "desc")
        .limit(limit)
        .execute(),
    );
    return rows.map(({ link_index: linkIndex, take_id: takeId, size_bytes: sizeBytes, ...row }) => {
      return { linkIndex, takeId, sizeBytes, cause: row.cause, at: utcInstant(row.at) };
    });
  },
});

async function open(
  db: Database,
  ...[watch, action]: Parameters<WatchStore["open"]>
): Promise<void> {
  const { id, sessionId, userId, purposeKind, purpose, openedAt } = watch;
  const row = { id, session_id: sessionId, user_id: userId, purpose_kind: purposeKind, purpose };
  try {
    await ask(() =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto("live_watches")
          .values({ ...row, opened_at: openedAt })
          .execute();
        await appendAction(transaction, action);
      }),
    );
  } catch (cause) {
    if (!isForeignKeyViolation(cause)) throw cause;
    throw new Refusal("missing", "sessions/no-such-session", "no such recording session", {
      cause,
    });
  }
}

async function segments(
  db: Database,
  ...[channelId, track, after, limit]: Parameters<WatchStore["segments"]>
): Promise<readonly PlacedSegment[]> {
  const rows = await ask(() =>
    linkedSegments(db)
      .innerJoin("live_takes as t", "t.id", "g.take_id")
      .selectAll("g")
      .select(["t.number", "t.container", "t.init_bytes", "l.at"])
      .where("g.channel_id", "=", channelId)
      .where("g.track", "=", track)
      .where("g.lane", "=", "main")
      .where("g.link_index", ">", after)
      .orderBy("g.link_index")
      .limit(limit)
      .execute(),
  );
  return rows.map((row) => ({
    ...{ linkIndex: row.link_index, takeId: row.take_id, take: row.number },
    ...{ container: row.container, initBytes: row.init_bytes, timeline: row.timeline },
    ...{ offsetBytes: row.offset_bytes, sizeBytes: row.size_bytes, sequence: row.sequence },
    ...{ mediaFromMs: row.media_from_ms, mediaToMs: row.media_to_ms, at: utcInstant(row.at) },
    recordedAt: maybeInstant(row.recorded_at),
    isComplete: row.is_complete,
  }));
}
