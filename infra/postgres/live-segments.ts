/** Segments, takes and links of live channels, read from PostgreSQL. */
import { sql } from "kysely";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { LiveChannelId } from "../../services/kernel/ids.ts";
import type { LiveLink } from "../../services/live/chain.ts";
import type { ChainedSegment, KeptTake, LiveStore } from "../../services/live/live-store.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import { type Row, type Sizes, linkedSegments, sizesOf, takeOf } from "./live-rows.ts";

type Reads = Pick<
  LiveStore,
  | "segmentsAt"
  | "lastSegment"
  | "segmentsPage"
  | "recordedIn"
  | "timing"
  | "gapsOf"
  | "asideOf"
  | "takesOf"
  | "linksPage"
>;

type OfTakes = "takesOf" | "linksPage" | "gapsOf" | "asideOf";

export const segmentReads = (db: Database): Reads => ({ ...placeReads(db), ...takeReads(db) });

const placeReads = (db: Database): Omit<Reads, OfTakes> => ({
  async segmentsAt(channelId, path) {
    const rows = await ask(() =>
      chainedSegments(db)
        .where("g.channel_id", "=", channelId)
        .where("g.path", "=", path)
        .where("g.is_stream", "=", false)
        .orderBy("g.link_index")
        .execute(),
    );
    return rows.map(segmentOf);
  },

  async lastSegment(channelId, track) {
    const row = await ask(() =>
      chainedSegments(db)
        .where("g.channel_id", "=", channelId)
        .where("g.track", "=", track)
        .where("g.lane", "=", "main")
        .orderBy("g.link_index", "desc")
        .limit(1)
        .executeTakeFirst(),
    );
    return row === undefined ? null : segmentOf(row);
  },

  async segmentsPage(channelId, afterLink, limit) {
    const query = chainedSegments(db).where("g.channel_id", "=", channelId);
    const page = query.where("g.link_index", ">", afterLink).orderBy("g.link_index").limit(limit);
    return (await ask(() => page.execute())).map(segmentOf);
  },

  async recordedIn(channelId, stretches) {
    const froms = stretches.map(({ fromMs }) => Math.floor(fromMs));
    const tos = stretches.map(({ toMs }) => Math.ceil(toMs));
    const within = sql<number>`(SELECT s.link_index FROM unnest(${froms}::bigint[], ${tos}::bigint[]) AS o (from_ms, to_ms)
       JOIN live_segments s ON s.channel_id = ${channelId} AND s.house_from_ms BETWEEN o.from_ms - ${LONGEST_MS}::bigint AND o.to_ms
      WHERE s.house_to_ms >= o.from_ms)`;
    const query = chainedSegments(db).where("g.channel_id", "=", channelId);
    const found = query.where("g.link_index", "in", within).orderBy("g.link_index");
    return (await ask(() => found.execute())).map(segmentOf);
  },

  async timing(channelId) {
    const { rows } = await ask(() =>
      sql<{ reaches: number | null; untimed: boolean }>`
        SELECT (SELECT max(house_from_ms) FROM live_segments WHERE channel_id = ${channelId} AND house_from_ms IS NOT NULL) AS reaches,
               EXISTS (SELECT FROM live_segments WHERE channel_id = ${channelId} AND house_from_ms IS NULL) AS untimed`.execute(
        db,
      ),
    );
    return { reachesMs: rows[0]?.reaches ?? null, isAllTimed: rows[0]?.untimed === false };
  },
});

/** No segment lasts longer; one that did would not be found, and so cover nothing. */
const LONGEST_MS = 3_600_000;

const takeReads = (db: Database): Pick<Reads, OfTakes> => ({
  async gapsOf(channelId) {
    const gaps = await ask(() =>
      db
        .selectFrom("live_links")
        .select(["index", "facts"])
        .where("channel_id", "=", channelId)
        .where("kind", "=", "gap")
        .orderBy("index")
        .execute(),
    );
    if (gaps.length === 0) return [];
    const [behind, before] = await Promise.all([
      segmentsBehind(db, channelId),
      segmentsBefore(db, channelId),
    ]);
    return gaps.map(({ index, facts }) => {
      return { facts, before: before.get(index) ?? null, behind: behind.get(index) ?? null };
    });
  },

  async asideOf(channelId) {
    const query = chainedSegments(db).where("g.channel_id", "=", channelId);
    const aside = query.where("g.lane", "=", "aside").orderBy("g.link_index");
    return (await ask(() => aside.execute())).map(segmentOf);
  },

  async takesOf(channelId) {
    const rows = await ask(() =>
      db
        .selectFrom("live_takes as t")
        .selectAll("t")
        .select(sizesOf("t.id"))
        .where("t.channel_id", "=", channelId)
        .orderBy("t.number")
        .execute(),
    );
    return rows.map(keptTake);
  },

  async linksPage(channelId, from, limit) {
    const query = db.selectFrom("live_links").selectAll().where("channel_id", "=", channelId);
    const page = query.where("index", ">=", from).orderBy("index").limit(limit);
    return (await ask(() => page.execute())).map(linkOf);
  },
});

/** By the link of the gap, which goes right before the segment that it was found by. */
async function segmentsBehind(
  db: Database,
  channelId: LiveChannelId,
): Promise<ReadonlyMap<number, ChainedSegment>> {
  const rows = await ask(() =>
    chainedSegments(db)
      .innerJoin("live_links as gap", (join) =>
        join
          .onRef("gap.channel_id", "=", "g.channel_id")
          .on("gap.index", "=", sql<number>`g.link_index - 1`),
      )
      .where("gap.kind", "=", "gap")
      .where("gap.channel_id", "=", channelId)
      .execute(),
  );
  return new Map(rows.map((row) => [row.link_index - 1, segmentOf(row)]));
}

/** By the link of the gap: the last of the same track before the segment behind it. */
async function segmentsBefore(
  db: Database,
  channelId: LiveChannelId,
): Promise<ReadonlyMap<number, ChainedSegment>> {
  const last = chainedSegments(db)
    .where("g.channel_id", "=", channelId)
    .where("g.track", "=", sql.ref<string>("behind.track"))
    .where("g.lane", "=", "main")
    .where("g.link_index", "<", sql.ref<number>("behind.link_index"))
    .orderBy("g.link_index", "desc")
    .limit(1);
  const rows = await ask(() =>
    db
      .selectFrom("live_links as gap")
      .innerJoin("live_segments as behind", (join) =>
        join
          .onRef("behind.channel_id", "=", "gap.channel_id")
          .on("behind.link_index", "=", sql<number>`gap.index + 1`),
      )
      .innerJoinLateral(last.as("s"), (join) => join.onTrue())
      .selectAll("s")
      .select("gap.index as gap")
      .where("gap.channel_id", "=", channelId)
      .where("gap.kind", "=", "gap")
      .execute(),
  );
  return new Map(rows.map(({ gap, ...row }) => [gap, segmentOf(row)]));
}

const chainedSegments = (db: Database) =>
  linkedSegments(db).selectAll("g").select(["l.at", "l.value"]);

function keptTake(row: Row<"live_takes"> & Sizes): KeptTake {
  const { ended_at: at, end_reason: reason, init_bytes: initBytes } = row;
  const ended = at === null || reason === null ? null : { at: utcInstant(at), reason };
  return { ...takeOf(row), initBytes, ended };
}

const linkOf = (row: Row<"live_links">): LiveLink => ({
  ...{ index: row.index, kind: row.kind, at: utcInstant(row.at) },
  ...{ contentSha256: row.content_sha256, facts: row.facts, value: row.value },
});

const segmentOf = (
  row: Row<"live_segments"> & { readonly at: Date; readonly value: ChainedSegment["value"] },
): ChainedSegment => ({
  ...{ linkIndex: row.link_index, takeId: row.take_id, place: row.place, sha256: row.sha256 },
  ...{ offsetBytes: row.offset_bytes, sizeBytes: row.size_bytes, track: row.track, lane: row.lane },
  ...{ timeline: row.timeline, path: row.path, sequence: row.sequence, source: row.source },
  ...{ mediaFromMs: row.media_from_ms, mediaToMs: row.media_to_ms },
  ...{ recordedAt: maybeInstant(row.recorded_at), isComplete: row.is_complete },
  ...{
    isStream: row.is_stream,
    cause: row.cause,
    after: row.after,
    clocks: row.clocks,
    at: utcInstant(row.at),
    value: row.value,
  },
});
