/** How live recordings of the whole house stand, by those that are open or wait for something: years of others are not read. */
import { sql } from "kysely";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { SILENT_MS } from "../../services/live/live-session.ts";
import { CLOSING_MS, LATE_MS, type LiveStanding } from "../../services/live/standing.ts";
import { type Database, ask } from "./connection.ts";

export async function liveStanding(db: Database, now: UtcInstant): Promise<LiveStanding> {
  const before = (ms: number): UtcInstant => plusMs(now, -ms);
  const { rows } = await ask(() =>
    sql<LiveStanding>`
      SELECT (${lateHeads(before(LATE_MS))}) AS "lateHeads",
             (${silent(before(SILENT_MS))}) AS silent,
             (${closing(before(CLOSING_MS))}) AS closing`.execute(db),
  );
  return rows[0] ?? { lateHeads: 0, silent: 0, closing: 0 };
}

/** Links that are told of acts bear the time of the act: how old a chain's news is, is told by what came. */
const lateHeads = (since: UtcInstant) => sql`
  SELECT count(*)::int FROM (
      SELECT id FROM live_channels WHERE NOT is_told
      UNION SELECT channel_id FROM live_papers WHERE kind = 'head' AND NOT is_entered) AS c
   WHERE EXISTS (SELECT FROM live_links l
          WHERE l.channel_id = c.id AND l.kind IN ('take', 'segment', 'gap', 'end', 'close') AND l.at < ${since}
            AND l.index >= coalesce((SELECT max(p.number) FROM live_papers p
                  WHERE p.channel_id = c.id AND p.kind = 'head' AND p.is_entered), 0))`;

/** As live-session.ts (`silentSince`) judges one. */
const silent = (since: UtcInstant) => sql`
  SELECT count(*)::int FROM live_channels c
    JOIN LATERAL (SELECT e.kind, e.at FROM live_events e
          WHERE e.session_id = c.session_id AND e.kind IN ('start', 'pause', 'resume', 'stop')
          ORDER BY e.index DESC LIMIT 1) a ON a.kind IN ('start', 'resume')
   WHERE NOT c.is_closed AND a.at < ${since}
     AND coalesce((SELECT l.at FROM live_segments g JOIN live_links l
             ON l.channel_id = g.channel_id AND l.index = g.link_index
           WHERE g.channel_id = c.id ORDER BY g.link_index DESC LIMIT 1), a.at) < ${since}`;

/** What came of them lately may still have to be read back. */
const closing = (since: UtcInstant) => sql`
  SELECT count(*)::int FROM (
      SELECT session_id FROM live_channels WHERE NOT is_listed
      UNION SELECT session_id FROM live_papers WHERE kind = 'list' AND NOT is_entered) AS s
   WHERE EXISTS (SELECT FROM live_events e
          WHERE e.session_id = s.session_id AND e.kind = 'stop' AND e.at < ${since})
     AND NOT EXISTS (SELECT FROM live_channels c
           JOIN live_links l ON l.channel_id = c.id AND l.index = c.links - 1
          WHERE c.session_id = s.session_id AND l.at >= ${since})`;
