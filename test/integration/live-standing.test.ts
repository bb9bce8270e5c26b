/** How live recordings stand, as doctor, /readyz and /metrics count it on PostgreSQL: what is silent, late, or does not come to its end, and nothing that is well. */
import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { beforeEach, expect, it } from "vitest";
import { createLiveStore } from "../../infra/postgres/live-store.ts";
import { liveStanding } from "../../infra/postgres/live-standing.ts";
import { PostgresSessionStore } from "../../infra/postgres/session-store.ts";
import type { Database } from "../../infra/postgres/connection.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import {
  type CaseDocumentId,
  type LiveChannelId,
  type SessionId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { type NewLink, chained, firstHead } from "../../services/live/chain.ts";
import type { LiveEvent } from "../../services/live/live-session.ts";
import type { LiveStore, Move } from "../../services/live/live-store.ts";
import { openSession } from "../../services/sessions/keep-session.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON } from "../fixtures/evidence.ts";
import { segmentOf, takeOf } from "../fixtures/live-rows.ts";
import { addDevice } from "../fixtures/rows.ts";

const BY = newId<UserId>();
const MINUTE = 60_000;
let db: Database;
let live: LiveStore;
let sessionId: SessionId;
let channelId: LiveChannelId;
let events = 0;
const told = {
  ...({ kind: "live-marked", at: NOON, actor: `user:${BY}`, subject: null } as const),
  ...{ before: null, after: null, reason: null },
};

beforeEach(async () => {
  ({ db } = await emptiedDatabase());
  live = createLiveStore(db);
  events = 0;
  const deps = { recordingSessions: new PostgresSessionStore(db), clock: () => NOON };
  sessionId = (await openSession(deps, BY, { number: "S-1" })).id;
  channelId = newId<LiveChannelId>();
  const deviceId = await addDevice(db);
  await live.addChannel(
    {
      ...{ id: channelId, sessionId, deviceId, room: "1", name: "a", kind: "both", secondOf: null },
      ...{ createdAt: plusMs(NOON, -60 * MINUTE), createdBy: BY },
    },
    firstHead(channelId, sessionId),
    told,
  );
});

const tell = (kind: LiveEvent["kind"], ms: number): Promise<void> => {
  const event = { kind, at: plusMs(NOON, ms), by: BY, code: null, words: null };
  return live.tell(sessionId, { index: events++, ...event }, null, told);
};
async function move(news: readonly NewLink[], more: Omit<Move, "links"> = {}): Promise<void> {
  const state = await live.channel(channelId);
  if (state === null) throw new Error("no channel");
  await live.move(channelId, state.head, { links: chained(state.head, news), ...more });
}
const take = () => takeOf(channelId);
const link = (kind: NewLink["kind"], ms: number): NewLink => ({ kind, at: plusMs(NOON, ms) });
async function segment(ms: number): Promise<void> {
  const opens = take();
  const links = (await live.channel(channelId))?.head.links ?? 0;
  await move([{ ...link("segment", ms), contentSha256: sha256("s") }], {
    ...{ opens, segments: [segmentOf(opens, links, 0)] },
    toldEvents: events,
  });
}
/** Made and, if so, told to the ledger. */
async function head(isEntered: boolean): Promise<void> {
  const links = (await live.channel(channelId))?.head.links ?? 0;
  const id = newId<CaseDocumentId>();
  await live.keepHead({
    ...{ id, sessionId, channelId, links, text: `${links}`, sha256: sha256(`${links}`) },
    ...{ salt: randomBytes(32), madeAt: NOON },
  });
  if (isEntered) await live.heads.entered(id);
}
async function list(): Promise<void> {
  const links = (await live.channel(channelId))?.head.links ?? 0;
  const id = newId<CaseDocumentId>();
  await live.keepList({
    ...{ id, sessionId, number: 1, links, text: "t", sha256: sha256("t"), itemIds: [] },
    ...{ salt: randomBytes(32), madeAt: NOON },
  });
}
const at = async (ms: number): Promise<readonly number[]> => {
  const { silent, lateHeads, closing } = await liveStanding(db, plusMs(NOON, ms));
  return [silent, lateHeads, closing];
};

it("counts a channel that is silent while its session runs, not before, in a pause, or after", async () => {
  expect(await at(0)).toEqual([0, 0, 0]);
  await tell("start", 0);
  expect(await at(10_000)).toEqual([0, 0, 0]);
  expect(await at(10_001)).toEqual([1, 0, 0]);
  await segment(20_000);
  await head(true);
  expect(await at(30_000)).toEqual([0, 0, 0]);
  expect(await at(30_001)).toEqual([1, 0, 0]);
  await tell("marker", 31_000);
  expect(await at(60_000)).toEqual([1, 0, 0]);
  await tell("pause", 61_000);
  expect(await at(90_000)).toEqual([0, 0, 0]);
  await tell("resume", 100_000);
  expect(await at(110_000)).toEqual([0, 0, 0]);
  expect(await at(110_001)).toEqual([1, 0, 0]);
  await tell("stop", 120_000);
  expect(await at(180_000)).toEqual([0, 0, 0]);
});

it("counts a chain whose news the ledger was not told of for half a minute, by when they came", async () => {
  await tell("start", 0);
  // The beginning of the chain bears times of before.
  await move([link("open", -60 * MINUTE), link("start", 0)]);
  await segment(1_000);
  expect((await at(31_000))[1]).toBe(0);
  expect((await at(31_001))[1]).toBe(1);
  await head(false);
  expect((await at(31_001))[1]).toBe(1);
  await tell("stop", 40_000);
  await move([link("close", 40_000)]);
  // Closed, and its head waits to be told.
  expect((await at(80_000))[1]).toBe(1);
});

it("does not count what an entered head tells of", async () => {
  await segment(1_000);
  await head(true);
  expect((await at(60 * MINUTE))[1]).toBe(0);
  await move([link("end", 5_000)]);
  expect((await at(36_000))[1]).toBe(1);
});

it("counts a session that ended and is not sealed, once nothing of it came for twenty minutes", async () => {
  await tell("start", 0);
  await segment(1_000);
  await tell("stop", 2_000);
  const late = 22 * MINUTE;
  expect((await at(19 * MINUTE))[2]).toBe(0);
  expect((await at(late))[2]).toBe(1);
  await move([link("close", 5 * MINUTE)]);
  await head(true);
  expect((await at(late))[2]).toBe(0); // its last link is of 17 minutes ago
  expect((await at(late + 5 * MINUTE))[2]).toBe(1);
  await list();
  expect((await at(late + 5 * MINUTE))[2]).toBe(1);
  const [made] = await live.lists(sessionId, null);
  if (made === undefined) throw new Error("no list");
  await live.signedLists.entered(made.id);
  expect(await at(late + 5 * MINUTE)).toEqual([0, 0, 0]);
});

/** How many rows of a table one question read, by PostgreSQL's own count. */
async function rowsRead(table: string, ask: (db: Database) => Promise<unknown>): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const read = async (): Promise<number> => {
      const { rows } = await sql<{ count: number }>`
        SELECT (seq_tup_read + coalesce(idx_tup_fetch, 0))::int AS count
          FROM pg_stat_xact_user_tables WHERE relname = ${table}`.execute(transaction);
      return rows[0]?.count ?? 0;
    };
    const before = await read();
    await ask(transaction);
    return (await read()) - before;
  });
}

it("reads no channel of those that are sealed, however many there are", async () => {
  await tell("start", 0);
  await segment(1_000);
  await tell("stop", 2_000);
  await move([link("close", 5_000)]);
  await head(true);
  await list();
  const [made] = await live.lists(sessionId, null);
  if (made === undefined) throw new Error("no list");
  await live.signedLists.entered(made.id);
  await sql`
    INSERT INTO live_channels (id, session_id, room, name, kind, device_id, created_at, created_by, links, head, told_events, is_closed, is_told, is_listed)
    SELECT gen_random_uuid(), session_id, room, 'n' || n, kind, device_id, created_at, created_by, links, head, told_events, is_closed, is_told, is_listed
      FROM live_channels, generate_series(1, 3000) AS n`.execute(db);
  await sql`ANALYZE live_channels`.execute(db);
  const open = newId<LiveChannelId>();
  const asked = { openedBefore: NOON, heardBefore: NOON };
  await live.addChannel(
    {
      ...{ id: open, sessionId, room: "1", name: "b", kind: "both", secondOf: null },
      ...{ deviceId: await addDevice(db), createdAt: NOON, createdBy: BY },
    },
    firstHead(open, sessionId),
    told,
  );
  const now = plusMs(NOON, 60 * MINUTE);
  const read = (ask: (db: Database) => Promise<unknown>) => rowsRead("live_channels", ask);
  expect(await read((own) => liveStanding(own, now))).toBeLessThan(100);
  expect(await read((own) => createLiveStore(own).unlisted(100))).toBeLessThan(100);
  expect(await read((own) => createLiveStore(own).moved(100))).toBeLessThan(100);
  expect(await read((own) => createLiveStore(own).due(100, asked))).toBeLessThan(100);
});
