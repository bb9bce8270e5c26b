/** The LiveStore on PostgreSQL keeps the port's promises, and the database itself lets nothing of it be changed. */
import { sql } from "kysely";
import { expect, it } from "vitest";
import { createLiveStore } from "../../infra/postgres/live-store.ts";
import { PostgresSessionStore } from "../../infra/postgres/session-store.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import {
  type LiveChannelId,
  type SessionId,
  type UploadId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { chained, firstHead } from "../../services/live/chain.ts";
import { openSession } from "../../services/sessions/keep-session.ts";
import { livePapersContract } from "../contract/live-papers.contract.ts";
import { liveStoreContract } from "../contract/live-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON } from "../fixtures/evidence.ts";
import { addDevice } from "../fixtures/rows.ts";

const make = async () => {
  const { db } = await emptiedDatabase();
  return {
    store: createLiveStore(db),
    recordingSessions: new PostgresSessionStore(db),
    addDevice: () => addDevice(db),
    close: () => Promise.resolve(),
  };
};

liveStoreContract("PostgreSQL", make);
livePapersContract("PostgreSQL", make);

it("lets nobody with the database's password change or drop what was recorded", async () => {
  const { db } = await emptiedDatabase();
  const store = createLiveStore(db);
  const deps = { recordingSessions: new PostgresSessionStore(db), clock: () => NOON };
  const by = newId<UserId>();
  const { id: sessionId } = await openSession(deps, by, { number: "S-1" });
  const channelId = newId<LiveChannelId>();
  const deviceId = await addDevice(db);
  const head = firstHead(channelId, sessionId);
  const action = { kind: "live-marked", at: NOON, actor: `user:${by}`, subject: null } as const;
  const told = { ...action, before: null, after: null, reason: null };
  const place = {
    room: "1",
    name: "a",
    kind: "video",
    secondOf: null,
    createdAt: NOON,
    createdBy: by,
  } as const;
  await store.addChannel({ id: channelId, sessionId, deviceId, ...place }, head, told);
  const event = { index: 0, kind: "start", at: NOON, by, code: null, words: null } as const;
  await store.tell(sessionId, event, null, told);
  await store.keepInit(channelId, "", { sha256: sha256("i"), bytes: Buffer.from("i") }, NOON);
  const takeId = newId<UploadId>();
  await store.move(channelId, head, {
    links: chained(head, [{ kind: "segment", at: NOON, contentSha256: sha256("s") }]),
    opens: {
      ...{ id: takeId, channelId, number: 1, track: "", lane: "main", container: "fmp4" },
      ...{ initSha256: null, initBytes: 0, timeline: "1", openedAt: NOON },
    },
    segments: [
      {
        ...{ linkIndex: 0, takeId, place: 0, offsetBytes: 0, sizeBytes: 1, sha256: sha256("s") },
        ...{ track: "", lane: "main", timeline: "1", path: "s", sequence: 0, mediaFromMs: null },
        ...{ mediaToMs: null, recordedAt: null, source: "a", isComplete: true, isStream: false },
        cause: null,
        after: null,
        clocks: null,
      },
    ],
  });
  await store.keepHead({
    ...{ id: newId<never>(), sessionId, channelId, links: 1, text: "t", sha256: sha256("t") },
    ...{ salt: Buffer.alloc(32), madeAt: NOON },
  });
  const changes = [
    "UPDATE live_events SET words = 'x'",
    "UPDATE live_inits SET bytes = 'x'",
    "UPDATE live_links SET facts = 'x'",
    "UPDATE live_segments SET is_complete = false",
    "UPDATE live_segments SET clocks = '{}'",
    "UPDATE live_channels SET device_id = gen_random_uuid()",
    "UPDATE live_channels SET links = 0",
    "UPDATE live_takes SET timeline = 'x'",
    "UPDATE live_papers SET text = 'x'",
    ...["events", "inits", "links", "segments", "channels", "takes", "papers"].map(
      (name) => `DELETE FROM live_${name}`,
    ),
  ];
  for (const change of changes) {
    await expect(sql.raw(change).execute(db), change).rejects.toThrow(
      /stays as it is|violates foreign key/,
    );
  }
  await sql`INSERT INTO uploads (id, device_id, announced, raw_metadata, length_bytes, offset_bytes, state, created_at, expires_at, fence, incoming)
            VALUES (${takeId}, ${deviceId}, '{}', '', NULL, 1, 'open', now(), now(), 1, 'null')`.execute(
    db,
  );
  for (const state of ["terminated", "expired"]) {
    await expect(
      sql`UPDATE uploads SET state = ${state} WHERE id = ${takeId}`.execute(db),
    ).rejects.toThrow("a live take is kept");
  }
  expect(await store.segmentsPage(channelId, -1, 100_000)).toHaveLength(1);
  expect(await store.channelsOf(newId<SessionId>(), null)).toEqual([]);
});

it("loses no head and no link where links, heads and lists are kept at once", async () => {
  const { db } = await emptiedDatabase();
  const store = createLiveStore(db);
  const deps = { recordingSessions: new PostgresSessionStore(db), clock: () => NOON };
  const by = newId<UserId>();
  const { id: sessionId } = await openSession(deps, by, { number: "S-1" });
  const action = { kind: "live-marked", at: NOON, actor: `user:${by}`, subject: null } as const;
  const ids = [newId<LiveChannelId>(), newId<LiveChannelId>()];
  for (const [at, id] of ids.entries()) {
    const place = { room: "1", name: `${at}`, kind: "video", secondOf: null } as const;
    await store.addChannel(
      { id, sessionId, deviceId: await addDevice(db), ...place, createdAt: NOON, createdBy: by },
      firstHead(id, sessionId),
      { ...action, before: null, after: null, reason: null },
    );
  }
  const paper = (text: string) => ({
    ...{ id: newId<never>(), sessionId, text, sha256: sha256(text), salt: Buffer.alloc(32) },
    madeAt: NOON,
  });
  const stateOf = async (id: LiveChannelId) => {
    const state = await store.channel(id);
    if (state === null) throw new Error("no channel");
    return state;
  };
  /** Each of two may find that the other moved it meanwhile. */
  const grow = async (id: LiveChannelId): Promise<void> => {
    const { head } = await stateOf(id);
    const links = chained(head, [
      { kind: "segment", at: NOON },
      { kind: "close", at: NOON },
    ]);
    await store.move(id, head, { links }).catch(() => undefined);
  };
  const tell = async (id: LiveChannelId): Promise<void> => {
    const { head } = await stateOf(id);
    await store.keepHead({ ...paper(`${id} ${head.links}`), channelId: id, links: head.links });
    const heads = await store.headsOf(id, null, 6);
    for (const one of heads) await store.heads.entered(one.id);
  };
  const list = async (): Promise<void> => {
    const states = await store.channelsOf(sessionId, null);
    const links = states.reduce((sum, { head }) => sum + head.links, 0);
    const number = (await store.lists(sessionId, null)).length + 1;
    const made = { ...paper(`${number} ${links}`), number, links, itemIds: [] };
    await store.keepList(made).catch(() => undefined);
  };
  for (let round = 0; round < 6; round += 1) {
    await Promise.all([...ids, ...ids].flatMap((id) => [grow(id), tell(id), list()]));
    const states = await Promise.all(ids.map(stateOf));
    const untold: LiveChannelId[] = [];
    for (const { channel, head } of states) {
      const [newest] = await store.headsOf(channel.id, null, 1);
      if ((newest?.links ?? 0) < head.links) untold.push(channel.id);
    }
    expect((await store.moved(9)).map(({ channel }) => channel.id)).toEqual(untold);
    const links = states.reduce((sum, { head }) => sum + head.links, 0);
    const told = Math.max(0, ...(await store.lists(sessionId, null)).map((one) => one.links));
    expect(await store.unlisted(9)).toEqual(told < links ? [sessionId] : []);
  }
}, 60_000);
