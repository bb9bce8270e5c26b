/** Sessions that run, from their channels and what happened in them. */
import { sql } from "kysely";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { SessionId } from "../../services/kernel/ids.ts";
import { ACTS } from "../../services/live/live-session.ts";
import type { RunningChannel, RunningSessions } from "../../services/live/running-sessions.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import { seesSession } from "./walls.ts";

export const createRunningSessions = (db: Database): RunningSessions => ({
  async page(after, limit, sight) {
    const sessions = await sessionsThatRun(db, after, limit, sight);
    if (sessions.length === 0) return [];
    const ids = sessions.map(({ id }) => id);
    const [channels, events] = await Promise.all([channelsOf(db, ids), actsOf(db, ids)]);
    return sessions.map((session) => ({
      ...session,
      events: events.get(session.id)?.map(({ kind, at }) => ({ kind, at: utcInstant(at) })) ?? [],
      channels: channels.get(session.id) ?? [],
    }));
  },
});

const sessionsThatRun = (
  db: Database,
  after: number | null,
  limit: number,
  sight: Sight | null,
): Promise<{ id: SessionId; number: string; position: number }[]> =>
  askAs(db, sight, (as) =>
    as
      .selectFrom("recording_sessions as s")
      .select(["s.id", "s.number", "s.position"])
      .where(sql<boolean>`s.id IN (SELECT c.session_id FROM live_channels c WHERE NOT c.is_closed)`)
      .where(
        sql<boolean>`EXISTS (SELECT FROM live_events e WHERE e.session_id = s.id AND e.kind = 'start')`,
      )
      .where("s.position", "<", after ?? Number.MAX_SAFE_INTEGER)
      .where(seesSession(sight))
      .orderBy("s.position", "desc")
      .limit(limit)
      .execute(),
  );

async function channelsOf(db: Database, ids: readonly SessionId[]) {
  const rows = await ask(() =>
    db
      .selectFrom("live_channels as c")
      .select(["c.id", "c.session_id", "c.room", "c.name", "c.second_of as secondOf"])
      .select(
        sql<Date | null>`(SELECT l.at FROM live_segments g JOIN live_links l
            ON l.channel_id = g.channel_id AND l.index = g.link_index
          WHERE g.channel_id = c.id ORDER BY g.link_index DESC LIMIT 1)`.as("last_at"),
      )
      .select(
        sql<number>`(SELECT count(*)::int FROM live_links l WHERE l.channel_id = c.id AND l.kind = 'gap')`.as(
          "gaps",
        ),
      )
      .where("c.session_id", "in", ids)
      .orderBy("c.position")
      .execute(),
  );
  const channels = rows.map(({ last_at: at, ...row }) => ({ ...row, lastAt: maybeInstant(at) }));
  return grouped(channels, ({ id, room, name, lastAt, gaps, secondOf }): RunningChannel => ({
    ...{ id, room, name, lastAt, gaps, secondOf },
  }));
}

async function actsOf(db: Database, ids: readonly SessionId[]) {
  const rows = await ask(() =>
    db
      .selectFrom("live_events")
      .select(["session_id", "kind", "at"])
      .where("session_id", "in", ids)
      .where("kind", "in", [...ACTS])
      .orderBy("index")
      .execute(),
  );
  return grouped(rows, ({ kind, at }) => ({ kind, at }));
}

function grouped<Row extends { readonly session_id: SessionId }, Made>(
  rows: readonly Row[],
  made: (row: Row) => Made,
): ReadonlyMap<SessionId, readonly Made[]> {
  const groups = Map.groupBy(rows, ({ session_id: id }) => id);
  return new Map([...groups].map(([id, own]) => [id, own.map(made)]));
}
