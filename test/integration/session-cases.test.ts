/** What is recorded live stays of its session, and is of the session's case, whenever either is told or corrected; on real PostgreSQL. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseId, ItemId, SessionId } from "../../services/kernel/ids.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { unlinkItem } from "../../services/cases/link-item.ts";
import { changeSession } from "../../services/sessions/keep-session.ts";
import { followCases } from "../../services/sessions/follow-case.ts";
import { fragment, initialisation } from "../fixtures/fragments.ts";
import { ended } from "../fixtures/live-kept.ts";
import { type LiveServer, startLiveServer } from "../fixtures/live-server.ts";

let server: LiveServer;
let first: CaseId;
let second: CaseId;
let take: ItemId;

beforeAll(async () => {
  server = await startLiveServer();
  await server.tell("start");
  await server.push("init.mp4", initialisation());
  await server.push("1.m4s", fragment(0, 1_000));
  const { cases } = server.stores;
  const deps = { cases, clock: server.deps.clock, today: () => "2026-11-27" as CalendarDate };
  first = (await createCase(deps, server.by, { number: "2026-1", title: "one" })).id;
  second = (await createCase(deps, server.by, { number: "2026-2", title: "two" })).id;
});
afterAll(() => server.close());

const tell = async (facts: { readonly caseId?: CaseId | null; readonly number?: string }) => {
  const session = await server.stores.recordingSessions.find(server.session.id);
  const change = { changes: facts, reason: "found out" };
  return changeSession(server.people, server.by, server.session.id, session?.revision ?? 0, change);
};
const follow = () =>
  followCases({ sessionCases: server.stores.sessionCases, clock: server.deps.clock });
const told = async () =>
  (await server.stores.evidence.custody(take))
    .filter(({ kind }) => kind === "linked" || kind === "unlinked")
    .map(({ kind, actor, data }) => [kind, actor.split(":")[0], data["caseNumber"]]);
const walledBy = async (): Promise<readonly CaseId[]> => {
  const { rows } = await server.connection.pool.query<{ case_id: CaseId }>(
    "SELECT DISTINCT case_id FROM standing_links WHERE item_id = $1",
    [take],
  );
  return rows.map(({ case_id: id }) => id);
};

it("the case is told while it is recorded: the take is behind its walls at once, and then linked", async () => {
  await tell({ caseId: first });
  const [only] = await ended(server);
  take = only?.id as string as ItemId;
  expect(await walledBy()).toEqual([first]);
  expect(await told()).toEqual([]);
  expect(await follow()).toBe(1);
  expect(await follow()).toBe(0);
  expect(await told()).toEqual([["linked", "process", "2026-1"]]);
  expect(await walledBy()).toEqual([first]);
});

it("another number of the session changes nothing of what was recorded as part of it", async () => {
  await tell({ number: "S-1 corrected" });
  const recordings = await server.stores.recordingSessions.recordings(server.session.id);
  expect(recordings).toMatchObject([{ itemId: take, by: "service" }]);
  expect(await server.stores.recordingSessions.sessionsOf([take])).toEqual(
    new Map([[take, server.session.id]]),
  );
  // Nobody takes it out, or says that it is of another.
  const event = { at: server.deps.clock(), actor: `user:${server.by}` } as const;
  const happening = { kind: "session-removed", data: {} } as const;
  const { recordingSessions } = server.stores;
  await expect(
    recordingSessions.remove(server.session.id, take, "why", { ...event, happening }),
  ).rejects.toMatchObject({ code: "sessions/not-of-this-session" });
  await expect(
    recordingSessions.place(take as string as SessionId, take, { ...event, happening }),
  ).rejects.toMatchObject({ code: "sessions/item-elsewhere" });
});

it("the case is corrected: it goes over, with both events; walls stand by the new one at once", async () => {
  await tell({ caseId: second });
  expect(new Set(await walledBy())).toEqual(new Set([first, second]));
  expect(await follow()).toBe(2);
  expect(await walledBy()).toEqual([second]);
  expect(await told()).toEqual([
    ["linked", "process", "2026-1"],
    ["unlinked", "process", "2026-1"],
    ["linked", "process", "2026-2"],
  ]);
});

it("what a person took out of the case stays out of it", async () => {
  const deps = { cases: server.stores.cases, clock: server.deps.clock };
  await unlinkItem(deps, server.by, second, take, "recorded by mistake");
  await tell({ caseId: null });
  await tell({ caseId: second });
  expect(await follow()).toBe(0);
  expect((await told()).at(-1)).toEqual(["unlinked", "user", "2026-2"]);
});

it("two that look at once make each change once; one that is cut off leaves it due", async () => {
  await tell({ caseId: first });
  const cut = server.stores.sessionCases.follow(take, server.deps.clock(), () => {
    throw new Error("cut off");
  });
  await expect(cut).rejects.toThrow("cut off");
  expect(await server.stores.sessionCases.due(10)).toEqual([take]);
  const before = (await told()).length;
  const made = await Promise.all([follow(), follow(), follow()]);
  expect(made.reduce((sum, one) => sum + one, 0)).toBe(1);
  expect((await told()).slice(before)).toEqual([["linked", "process", "2026-1"]]);
  expect(await server.stores.sessionCases.due(10)).toEqual([]);
});

it("a change that is not committed while somebody looks stays due", async () => {
  const other = await server.connection.pool.connect();
  try {
    await other.query("BEGIN");
    await other.query("UPDATE recording_sessions SET case_id = $1 WHERE id = $2", [
      second,
      server.session.id,
    ]);
    expect(await follow()).toBe(0);
    await other.query("COMMIT");
  } finally {
    other.release();
  }
  expect(await server.stores.sessionCases.due(10)).toEqual([take]);
});
