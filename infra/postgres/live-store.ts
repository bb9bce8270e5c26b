/** Live recordings in PostgreSQL; a channel moves with its links in one transaction, by compare-and-swap on the chain's head. */
import { type Transaction, sql } from "kysely";
import { type UtcInstant, plusMs, utcInstant } from "../../services/kernel/clock.ts";
import type { LiveChannelId } from "../../services/kernel/ids.ts";
import { Refusal, assert } from "../../services/kernel/refusal.ts";
import type { LiveStore } from "../../services/live/live-store.ts";
import { noSecond } from "../../services/live/run-session.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { livePapers } from "./live-papers.ts";
import { channelReads, linkRow, segmentRow, takeRow } from "./live-rows.ts";
import { segmentReads } from "./live-segments.ts";
import { changeIn } from "./session-store.ts";
import type { Tables } from "./tables.ts";
import { isForeignKeyViolation, isUniqueViolation } from "./unique-violation.ts";

export const createLiveStore = (db: Database): LiveStore => ({
  ...channelReads(db),
  ...segmentReads(db),
  ...livePapers(db),
  ...inits(db),
  ...beats(db),
  addChannel: (...given) => addChannel(db, ...given),
  tell: (...given) => tell(db, ...given),

  move: (...given) => move(db, ...given),

  async due(limit, { openedBefore, heardBefore }) {
    const { rows } = await ask(() =>
      sql<{ id: LiveChannelId }>`
        SELECT c.id FROM live_channels c
         WHERE NOT c.is_closed AND (
               c.told_events < (SELECT count(*) FROM live_events e WHERE e.session_id = c.session_id)
            OR EXISTS (SELECT FROM live_events e WHERE e.session_id = c.session_id AND e.kind = 'stop')
            OR EXISTS (SELECT FROM live_takes t WHERE t.channel_id = c.id AND t.ended_at IS NULL AND (
                   t.opened_at < ${openedBefore}
                OR coalesce((SELECT l.at FROM live_segments g JOIN live_links l
                        ON l.channel_id = g.channel_id AND l.index = g.link_index
                     WHERE g.take_id = t.id ORDER BY g.place DESC LIMIT 1), t.opened_at) < ${heardBefore}
                OR (SELECT e.kind FROM live_events e WHERE e.session_id = c.session_id
                       AND e.kind IN ('start', 'pause', 'resume') ORDER BY e.index DESC LIMIT 1) = 'pause')))
         ORDER BY c.position LIMIT ${limit}`.execute(db),
    );
    return rows.map(({ id }) => id);
  },
});

const inits = (db: Database): Pick<LiveStore, "init" | "initTracks" | "keepInit"> => ({
  async init(channelId, track) {
    const query = db.selectFrom("live_inits").select(["sha256", "bytes"]);
    const row = await ask(() =>
      query
        .select(sql<number>`count(*) OVER ()::int`.as("number"))
        .where("channel_id", "=", channelId)
        .where("track", "=", track)
        .orderBy("position", "desc")
        .limit(1)
        .executeTakeFirst(),
    );
    return row ?? null;
  },

  async initTracks(channelId) {
    const query = db.selectFrom("live_inits").select("track").distinct();
    const rows = await ask(() => query.where("channel_id", "=", channelId).execute());
    return rows.map(({ track }) => track).toSorted();
  },

  async keepInit(channelId, track, init, at) {
    const row = { channel_id: channelId, track, sha256: init.sha256, at };
    const bytes = Buffer.from(init.bytes);
    await ask(() =>
      db
        .insertInto("live_inits")
        .values({ ...row, bytes })
        .execute(),
    );
  },
});

const beats = (db: Database): Pick<LiveStore, "beat" | "beats" | "clearBeats"> => ({
  async beat(process, at) {
    await ask(() =>
      sql`INSERT INTO live_beats (process, began_at, last_at) VALUES (${process}, ${at}, ${at})
          ON CONFLICT (process) DO UPDATE SET last_at = greatest(live_beats.last_at, excluded.last_at)`.execute(
        db,
      ),
    );
  },

  async clearBeats(now) {
    await ask(() =>
      sql`DELETE FROM live_beats WHERE last_at < least(${now}::timestamptz, coalesce(
            (SELECT min(c.created_at) FROM live_channels c WHERE NOT c.is_closed), ${now}::timestamptz))
          - interval '2 days'`.execute(db),
    );
  },

  async beats(since) {
    // Of what ended before, the newest tells where being away began.
    const rows = await ask(() =>
      db
        .selectFrom("live_beats")
        .select(["began_at", "last_at"])
        .where("last_at", ">=", new Date(plusMs(since, -DAY_MS)))
        .orderBy("began_at")
        .execute(),
    );
    return rows.map(({ began_at: from, last_at: to }) => ({
      from: utcInstant(from),
      to: utcInstant(to),
    }));
  },
});

const DAY_MS = 86_400_000;

async function addChannel(
  db: Database,
  ...[channel, head, action]: Parameters<LiveStore["addChannel"]>
): Promise<void> {
  const { id, sessionId, room, name, kind, deviceId, createdAt, createdBy, secondOf } = channel;
  const row = {
    ...{ id, session_id: sessionId, room, name, kind, device_id: deviceId, second_of: secondOf },
  };
  try {
    await ask(() =>
      db.transaction().execute(async (transaction) => {
        const made = { created_at: createdAt, created_by: createdBy, head: head.value };
        await transaction
          .insertInto("live_channels")
          .values({ ...row, ...made })
          .execute();
        await appendAction(transaction, action);
      }),
    );
  } catch (cause) {
    if (isUniqueViolation(cause, "live_channels_second")) throw noSecond(cause);
    if (isUniqueViolation(cause)) throw channelTaken(cause);
    throw isForeignKeyViolation(cause) ? await missing(db, channel, cause) : cause;
  }
}

const channelTaken = (cause: unknown): Refusal =>
  new Refusal("conflict", "live/channel-taken", "the session has a channel of this name", {
    fix: "Give the channel another name, or use the one that is there.",
    cause,
  });

async function missing(
  db: Database,
  { sessionId }: Parameters<LiveStore["addChannel"]>[0],
  cause: unknown,
): Promise<Refusal> {
  const query = db.selectFrom("recording_sessions").select("id").where("id", "=", sessionId);
  const session = await ask(() => query.executeTakeFirst());
  return session === undefined
    ? new Refusal("missing", "sessions/no-such-session", "no such recording session", { cause })
    : new Refusal("missing", "access/no-such-device", "the register has no such device", { cause });
}

async function tell(
  db: Database,
  ...[sessionId, event, session, action]: Parameters<LiveStore["tell"]>
): Promise<void> {
  try {
    await ask(() =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto("live_events")
          .values({ session_id: sessionId, ...event })
          .execute();
        if (session !== null) await changeIn(transaction, session);
        await appendAction(transaction, action);
      }),
    );
  } catch (cause) {
    throw isUniqueViolation(cause) ? moved(cause) : cause;
  }
}

async function move(
  db: Database,
  ...[channelId, head, change]: Parameters<LiveStore["move"]>
): Promise<void> {
  const { ends = [] } = change;
  try {
    if (ends.length === 0) await ask(() => moveOnce(db, channelId, head, change));
    else {
      await ask(() =>
        db.transaction().execute(async (transaction) => {
          for (const { takeId, at, reason } of ends) await endTake(transaction, takeId, at, reason);
          await moveOnce(transaction, channelId, head, change);
        }),
      );
    }
  } catch (cause) {
    throw isUniqueViolation(cause) ? moved(cause) : cause;
  }
}

/** One statement, and so one way there and back and one commit: each segment waits for it. */
async function moveOnce(
  db: Database,
  ...[channelId, head, change]: Parameters<LiveStore["move"]>
): Promise<void> {
  const { links, toldEvents = null, opens, segments = [] } = change;
  const last = links.at(-1) ?? null;
  const { links: count, value } = last === null ? head : { links: last.index + 1, ...last };
  const rows = {
    takes: opens === undefined ? [] : [takeRow(opens)],
    links: links.map((link) => linkRow(channelId, link)),
    segments: segments.map((segment) => {
      const at = links.find(({ index }) => index === segment.linkIndex)?.at;
      assert(at !== undefined, "a segment is moved with its link");
      return segmentRow(channelId, segment, at);
    }),
  };
  const all = (name: keyof typeof rows, table: string) => sql`
    INSERT INTO ${sql.table(table)} SELECT r.* FROM moved
     CROSS JOIN json_populate_recordset(NULL::${sql.table(table)}, ${JSON.stringify(rows[name])}) AS r`;
  const { rows: found } = await sql<{ moved: boolean }>`
    WITH moved AS (
      UPDATE live_channels
         SET told_events = coalesce(${toldEvents}, told_events), links = ${count}, head = ${value},
             is_closed = CASE WHEN ${last === null} THEN is_closed ELSE ${last?.kind === "close"} END,
             is_told = is_told AND ${last === null}, is_listed = is_listed AND ${last === null}
       WHERE id = ${channelId} AND links = ${head.links} AND head = ${head.value} RETURNING id),
    taken AS (${all("takes", "live_takes")}), linked AS (${all("links", "live_links")}),
    kept AS (${all("segments", "live_segments")})
    SELECT EXISTS (SELECT FROM moved) AS moved`.execute(db);
  if (found[0]?.moved !== true) throw moved();
}

async function endTake(
  transaction: Transaction<Tables>,
  takeId: string,
  at: UtcInstant,
  reason: Tables["live_takes"]["end_reason"],
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable("live_takes")
    .set({ ended_at: at, end_reason: reason })
    .where("id", "=", takeId as never)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw moved();
}

const moved = (cause?: unknown): Refusal =>
  new Refusal("conflict", "live/moved", "something else happened there in the meantime", {
    fix: "Try again; what was there is looked at anew.",
    cause,
  });
