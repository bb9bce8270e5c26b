/** Disposal over the API, as its people use it: seen by whom the table names, decided by four, and refused in words. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import type {
  DisposalBody,
  DisposalDetailBody,
  DuePageBody,
} from "../../../services/review/disposal-schema.ts";
import { disposalRoutes } from "../../../services/review/disposal-routes.ts";
import { MemoryDisposalStore } from "../../fakes/disposal-store.ts";
import { disposalDeps, dueFacts, stampedAt } from "../../fixtures/disposal.ts";
import { type House, PASSWORD, openHouse } from "../../fixtures/review-house.ts";

let house: House;
let disposals: MemoryDisposalStore;
let states: ReturnType<typeof stampedAt>[] | null = null;
beforeAll(async () => {
  house = await openHouse(({ reviews, actions, clock }) => {
    disposals = new MemoryDisposalStore(actions, clock);
    const deps = disposalDeps(clock);
    const tokens = { states: async () => states ?? [stampedAt(clock())] };
    return disposalRoutes({ ...deps, disposals, reviews, tokens });
  });
});
afterAll(() => house.close());

const post = async (path: string, body: unknown, as: Role) => {
  const init = { method: "POST", body: JSON.stringify(body) };
  const answer = await house.fetch(`/api/v1/disposal/batches${path}`, as, init);
  return { status: answer.status, body: (await answer.json()) as DisposalBody & { code: string } };
};
const get = async <T>(path: string, as: Role = "auditor") =>
  (await (await house.fetch(`/api/v1/disposal${path}`, as)).json()) as T;
const WHY = { reason: "past its term" };

test("what may end is listed with what stands against the rest, in both languages", async () => {
  const free = dueFacts({ itemId: house.item.id });
  disposals.set(free);
  const held = dueFacts({ position: 2, holds: 1, findings: ["fixity/object-missing"] });
  disposals.set(held);
  expect((await house.fetch("/api/v1/disposal/due", "officer")).status).toBe(403);
  const page = await get<DuePageBody>("/due?limit=1");
  expect(page).toMatchObject({ blocked: null });
  expect(page.entries).toMatchObject([{ itemId: free.itemId, against: [] }]);
  expect(page.entries[0]?.filename).not.toBe("");
  const rest = await get<DuePageBody>(`/due?cursor=${page.nextCursor}`);
  expect(rest.entries).toMatchObject([
    {
      findings: ["fixity/object-missing"],
      against: [{ code: "held", waits: false, text: { en: "a hold lies on it" } }],
    },
  ]);
  const refused = await post("", { ...WHY, itemIds: [held.itemId] }, "records");
  expect([refused.status, refused.body.code]).toEqual([409, "disposal/not-eligible"]);
  expect(JSON.stringify(refused.body)).toContain("held");
});

test("without a time from outside nothing is proposed, and the list says so", async () => {
  for (const [given, code] of [
    [[], "disposal/no-timestamps"],
    [[stampedAt(null)], "disposal/stamps-behind"],
    [[stampedAt("2026-11-22T00:00:00.000Z" as never)], "disposal/stamps-behind"],
    [[stampedAt("2026-12-22T00:00:00.000Z" as never)], "disposal/clocks-differ"],
  ] as const) {
    states = [...given];
    const answer = await post("", { ...WHY, itemIds: [house.item.id] }, "records");
    expect([answer.status, answer.body.code]).toEqual([503, code]);
    const { blocked } = await get<DuePageBody>("/due");
    expect(blocked).toMatchObject({ code, fix: expect.stringMatching(/\w/) as string });
  }
  states = null;
});

test("a batch goes from notice to grace by four people, and shows each step", async () => {
  const itemIds = [house.item.id];
  expect((await post("", { ...WHY, itemIds }, "legal")).status).toBe(403);
  const proposed = await post("", { ...WHY, itemIds }, "records");
  expect(proposed.status).toBe(201);
  const { id, noticeOn } = proposed.body;
  // Working days from Tuesday 24 November 2026.
  expect([noticeOn, proposed.body.state]).toEqual(["2026-12-03", "notice"]);
  const said = { items: [{ itemId: house.item.id, decision: "destroy", why: "of no use" }] };
  expect((await post(`/${id}/appraisal`, said, "legal")).body.code).toBe("disposal/notice-runs");
  house.moveClock(10 * 86_400_000);
  const { appraisal } = (await post(`/${id}/appraisal`, said, "legal")).body;
  const read = { sha256: appraisal!.sha256 };
  expect((await post(`/${id}/approval`, read, "admin")).body.code).toBe("access/confirm-again");
  for (const role of ["admin", "records", "legal"] as const) {
    const body = JSON.stringify({ password: PASSWORD });
    const confirm = await house.fetch("/api/v1/session/confirm", role, { method: "POST", body });
    expect(confirm.status).toBeLessThan(300);
  }
  expect((await post(`/${id}/approval`, read, "reviewer")).status).toBe(403);
  expect((await post(`/${id}/approval`, read, "legal")).body.code).toBe("access/same-person");
  expect((await post(`/${id}/approval`, read, "records")).body.code).toBe("access/same-person");
  const first = await post(`/${id}/approval`, read, "admin");
  expect(first.body).toMatchObject({ state: "approval", approvals: [{ stands: true }] });
  const detail = await get<DisposalDetailBody>(`/batches/${id}`);
  expect(detail).toMatchObject({
    ...{ reason: WHY.reason, proposed: { byName: "The records" } },
    counts: { items: 1, waiting: 1, destroyed: 0 },
    items: [{ decision: "destroy", why: "of no use", outcome: null, against: [] }],
  });
  expect(detail.appraisalText).toContain(house.item.id);
  disposals.change(house.item.id, { holds: 1, heldAt: house.clock() });
  const held = await get<DisposalDetailBody>(`/batches/${id}`);
  expect(held.items[0]?.against.map(({ code }) => code)).toEqual(["held", "held-since"]);
  const stop = await post(`/${id}/stop`, { reason: "a suit was filed" }, "reviewer");
  expect(stop.body).toMatchObject({ state: "stopped", stopped: { byName: "The reviewer" } });
  const over = await get<{ entries: DisposalBody[] }>(
    `/batches?state=over&itemId=${house.item.id}`,
  );
  expect(over.entries.map((batch) => batch.id)).toEqual([id]);
  expect((await get<{ entries: unknown[] }>("/batches?state=running")).entries).toEqual([]);
});
