/** The SessionStore on PostgreSQL keeps the port's promises. */
import { sql } from "kysely";
import { expect, it } from "vitest";
import { PostgresClockStore } from "../../infra/postgres/clock-store.ts";
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { PostgresSessionStore } from "../../infra/postgres/session-store.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { type ClockCheckId, type UserId, newId } from "../../services/kernel/ids.ts";
import type { ClockCheck } from "../../services/ingest/clock-check.ts";
import { openSession } from "../../services/sessions/keep-session.ts";
import { MOST_RECORDINGS } from "../../services/sessions/session.ts";
import { sessionStoreContract } from "../contract/session-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, itemOfSession } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";
import { outOfSight } from "../fixtures/hidden-item.ts";

sessionStoreContract("PostgreSQL", async () => {
  const { db, pool } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  return {
    store: new PostgresSessionStore(db),
    cases: new PostgresCaseStore(db),
    items: new PostgresEvidenceStore(db),
    addItem: async (session, stage = "received") => {
      const item = { ...itemOfSession(session), deviceId, stage };
      await addItem(db, item);
      return item.id;
    },
    without: (id) => outOfSight(pool, "session_id", id),
    close: () => Promise.resolve(),
  };
});

const MINUTE = 60_000;
const at = (minutes: number): UtcInstant => plusMs(NOON, minutes * MINUTE);

type Measured = Pick<ClockCheck, "camera" | "uncertaintyMs" | "refines">;

/** A device, a session that it declares, and what is measured of clocks: minutes are of our clock. */
async function measured() {
  const { db } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  const [store, clocks] = [new PostgresSessionStore(db), new PostgresClockStore(db)];
  const deps = { recordingSessions: store, clock: () => NOON };
  const { id } = await openSession(deps, newId<UserId>(), { number: "S-1" });
  const check = async (
    minute: number,
    offsetMs: number,
    { camera = null, uncertaintyMs = 100, refines = null }: Partial<Measured> = {},
  ) => {
    const checkedAt = at(minute);
    const one = { deviceTime: plusMs(checkedAt, offsetMs), checkedAt, offsetMs, uncertaintyMs };
    const checkId = newId<ClockCheckId>();
    await clocks.add({ ...one, id: checkId, deviceId, camera, refines });
    return { ...one, id: checkId };
  };
  const record = async (
    recordedAt: UtcInstant,
    clock: { checkedAt: UtcInstant } | null,
    camera: string | null = null,
  ) => {
    const item = { ...itemOfSession("S-1"), deviceId };
    const other = { ...item.announced.other, ...(camera === null ? {} : { device: camera }) };
    const known = clock as never;
    const own = camera === null ? { clock: known } : { cameraClock: known };
    await addItem(db, { ...item, announced: { ...item.announced, recordedAt, other, ...own } });
    return item.id;
  };
  const clockOf = async () => (await store.recordings(id)).at(-1)?.clock;
  return { db, store, id, deviceId, check, record, clockOf };
}

it("knows a clock by the checks around the recording, and never by those of another clock", async () => {
  const { check, record, clockOf } = await measured();
  await check(-600, -3_600_000);
  await check(-10, 90_000);
  await check(-5, -30_000, { camera: "C-1" });
  const after = await check(30, 90_100);
  await check(40, 500_000);
  await record(plusMs(at(0), 90_000), after);
  expect(await clockOf()).toEqual({
    ...{ offsetMs: 90_050, errorMs: 150, spreadMs: 300, isJump: false },
  });
  await record(plusMs(at(0), 90_000), null);
  expect(await clockOf()).toBeNull();
});

it("of a camera behind a dock takes the camera's clock; the dock's says nothing of it", async () => {
  const { check, record, clockOf } = await measured();
  await check(-10, 0);
  await check(-10, -45_000, { camera: "C-1", uncertaintyMs: null });
  await check(-10, 77_000, { camera: "C-2" });
  const after = await check(30, -45_000, { camera: "C-1", uncertaintyMs: null });
  await record(plusMs(at(0), -45_000), after, "C-1");
  expect(await clockOf()).toMatchObject({ offsetMs: -45_000, errorMs: 60_000 });
  await record(at(0), null, "C-9");
  expect(await clockOf()).toBeNull();
});

it("finds a clock that was set between two checks, and takes a more exact check in the place of its first", async () => {
  const { check, record, clockOf } = await measured();
  await check(-10, 3_600_000);
  const first = await check(30, 50, { uncertaintyMs: null });
  const after = await check(30, 0, { refines: first.id });
  await record(plusMs(at(10), 3_600_000), after);
  expect(await clockOf()).toMatchObject({ isJump: true, offsetMs: 0, spreadMs: 3_600_200 });
  await record(at(95), await check(100, 0));
  expect(await clockOf()).toMatchObject({ isJump: false, offsetMs: 0, errorMs: 100 });
});

it("does not take a clock that was set back for the one of after that, where its claim fits both", async () => {
  const { check, record, clockOf } = await measured();
  await check(-10, 20 * MINUTE);
  await check(25, 0);
  const after = await check(40, 0);
  // By the first it ran at minute 10, by the others at minute 30.
  await record(at(30), after);
  expect(await clockOf()).toMatchObject({ isJump: true });
  await record(at(50), await check(60, 0));
  expect(await clockOf()).toMatchObject({ isJump: false, offsetMs: 0 });
});

it("gives all recordings of a session, in the order of arrival, and one more than is judged", async () => {
  const { db, store, id, deviceId } = await measured();
  const many = MOST_RECORDINGS + 2;
  const item = { ...itemOfSession("S-1"), deviceId };
  await addItem(db, item);
  const columns = Object.keys(await db.selectFrom("items").selectAll().executeTakeFirstOrThrow())
    .filter((name) => name !== "position" && name !== "id")
    .map((name) => sql.ref(name));
  await sql`INSERT INTO items (id, ${sql.join(columns)})
    SELECT gen_random_uuid(), ${sql.join(columns)} FROM items, generate_series(2, ${many})`.execute(
    db,
  );
  const found = await store.recordings(id);
  expect([found.length, found[0]?.itemId]).toEqual([MOST_RECORDINGS + 1, item.id]);
}, 60_000);
