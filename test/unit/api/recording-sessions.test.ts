/** Recording sessions over HTTP: opened, given items, judged with reasons; markers and written records on items. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import type { ItemId } from "../../../services/kernel/ids.ts";
import type { Role } from "../../../services/access/permission.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { receivedItem } from "../../fixtures/evidence.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const call = async (path: string, method: string, body?: object, role: Role = "reviewer") => {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const answer = await house.fetch(`/api/v1${path}`, role, init);
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? null : (JSON.parse(text) as never) };
};
const idOf = ({ body }: { body: unknown }): string => (body as { id: string }).id;

test("a session is told in steps and judged with reasons in both languages", async () => {
  const facts = {
    caseId: house.file.id,
    activities: ["HN-01"],
    startedAt: "2026-11-24T19:00:00+08:00",
  };
  const opened = await call("/recording-sessions", "POST", { number: "S-1", ...facts });
  expect(opened).toMatchObject({ status: 201, body: { startedAt: "2026-11-24T11:00:00.000Z" } });
  const path = `/recording-sessions/${idOf(opened)}`;
  expect((await call(`${path}/items`, "POST", { itemId: house.item.id })).status).toBe(204);
  const backwards = { revision: 0, facts: { stoppedAt: "2026-11-24T10:00:00Z" } };
  expect(await call(`${path}/changes`, "POST", backwards)).toMatchObject({
    body: { code: "sessions/times-out-of-order" },
  });
  const shown = await call(path, "GET", undefined, "auditor");
  expect(shown).toMatchObject({
    body: {
      recordings: [{ itemId: house.item.id, by: "person" }],
      completeness: {
        verdict: "open",
        findings: [
          { code: "activity-unknown" },
          { code: "untimed-recording" },
          { code: "no-written-record" },
        ],
      },
    },
  });
  expect(JSON.stringify(shown)).toContain("没有关联文字记录");
  expect(await call(`/cases/${house.file.id}/completeness`, "GET")).toMatchObject({
    body: { verdict: "open", sessions: [{ number: "S-1" }], unplaced: [], isWhole: true },
  });
  expect(await call(`/cases/${house.file.id}/line`, "GET", undefined, "auditor")).toMatchObject({
    status: 200,
    body: {
      recordings: [{ itemId: house.item.id, sessionId: idOf(opened), clock: null }],
      sessions: [{ number: "S-1", activities: ["HN-01"], pauses: [] }],
      ...{ markers: [], records: [], isWhole: true },
    },
  });
  expect(await call(`/recording-sessions?caseId=${house.file.id}`, "GET")).toMatchObject({
    body: { entries: [{ number: "S-1" }], nextCursor: null },
  });
  const gone = await call(`${path}/items/${house.item.id}`, "DELETE", { reason: "wrong session" });
  expect(gone.status).toBe(204);
});

test("a recording says what its recorder recorded before and after, by the session's pauses; a hidden one is not there", async () => {
  const number = "S-5";
  const pauses = [{ from: "2026-11-24T11:01:00Z", to: "2026-11-24T11:01:30Z", reason: "battery" }];
  const opened = await call("/recording-sessions", "POST", { number, pauses });
  expect(opened.status).toBe(201);
  const put = (recordedAt: string): ItemId => {
    const item = receivedItem({ deviceId: house.device.id });
    const announced = { ...item.announced, recordedAt: recordedAt as UtcInstant };
    const other = { session: number };
    house.items.add({
      ...item,
      announced: { ...announced, other },
      mediaInfo: { durationMs: 60_000 },
    });
    return item.id;
  };
  const [first, second] = [put("2026-11-24T11:00:00.000Z"), put("2026-11-24T11:02:00.000Z")];
  const beside = (id: string) => call(`/items/${id}/neighbours`, "GET", undefined, "officer");
  const gap = { gapMs: 60_000, pausedMs: 30_000, clock: "claimed", errorMs: 0 };
  expect((await beside(first)).body).toEqual({ before: null, after: { itemId: second, ...gap } });
  expect((await beside(second)).body).toEqual({ before: { itemId: first, ...gap }, after: null });
  expect((await beside(house.item.id)).body).toEqual({ before: null, after: null });
  house.recordingSessions.sees = (_, ids) => !ids.includes(first);
  expect((await beside(second)).body).toEqual({ before: null, after: null });
});

test("a recording replaces a record only with its key content in words", async () => {
  const path = `/items/${house.item.id}/annotations`;
  const record = {
    ...{ type: "record", kind: "transcript", documentNo: "2026-17-3", sha256: sha256("x") },
    relation: "replaces",
  };
  const add = (note: object, role: Role = "officer") => call(path, "POST", { note }, role);
  expect(await add(record)).toMatchObject({ body: { code: "sessions/no-segments" } });
  const turned = { ...record, segments: [{ fromMs: 2, toMs: 2, text: "x" }] };
  expect(await add(turned)).toMatchObject({ body: { code: "sessions/segments-out-of-order" } });
  const whole = { ...record, segments: [{ fromMs: 0, toMs: 9_000, text: "rights are told" }] };
  expect((await add(whole)).status).toBe(201);
  const marked = await add({ type: "marker", kind: "rights_told", atMs: 1_500 });
  expect((await add({ type: "marker", kind: "x y", atMs: 0 })).status).toBe(400);
  expect((await add({ type: "marker", kind: "custom", atMs: 0 }, "auditor")).status).toBe(403);
  await call(`/cases/${house.file.id}/items`, "POST", { itemId: house.item.id });
  const { body: line } = await call(`/cases/${house.file.id}/line`, "GET");
  expect(line).toMatchObject({
    markers: [{ itemId: house.item.id, kind: "rights_told", atMs: 1_500 }],
    records: [{ kind: "transcript", documentNo: "2026-17-3" }],
  });
  expect(JSON.stringify(line)).not.toContain("rights are told");
  const taken = await call(`${path}/${idOf(marked)}`, "DELETE", { reason: "wrong moment" });
  expect(taken.status).toBe(204);
  expect(await call(path, "GET", undefined, "auditor")).toMatchObject({
    body: { entries: [{ ended: null }, { ended: { reason: "wrong moment" } }] },
  });
  expect(await call(`/cases/${house.file.id}/line`, "GET")).toMatchObject({
    body: { markers: [] },
  });
});
