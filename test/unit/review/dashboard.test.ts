/** How things stand for one person: days of the agency, counts of what they may know of, and the lists behind each. */
import { beforeEach, expect, it } from "vitest";
import { STAFF } from "../../../services/access/permission.ts";
import { zoneDays } from "../../../services/calendar/zone-days.ts";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { dashboardRoutes } from "../../../services/review/dashboard-routes.ts";
import { Dashboard, type DashboardBody } from "../../../services/review/dashboard-schema.ts";
import type { EvidenceItem } from "../../../services/evidence/evidence-item.ts";
import { receivedItem } from "../../fixtures/evidence.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

/** In Shanghai it is already Tuesday, 24 November 2026. */
const NOW = "2026-11-23T17:00:00.000Z" as UtcInstant;
let house: House;
beforeEach(async () => {
  house = await openHouse((shared) =>
    dashboardRoutes({ ...shared, days: zoneDays("Asia/Shanghai"), clock: () => NOW }),
  );
  return () => house.close();
});

const of = async (role: (typeof STAFF)[number]): Promise<DashboardBody> => {
  const answer = await house.fetch("/api/v1/dashboard", role);
  expect(answer.status).toBe(200);
  return Dashboard.parse(await answer.json());
};
const add = (at: string, changes: Partial<EvidenceItem> = {}): EvidenceItem => {
  const receivedAt = at as UtcInstant;
  const item = receivedItem({ deviceId: house.device.id, receivedAt, ...changes });
  house.reviews.add(item);
  return item;
};
const listed = async (query: string): Promise<number> => {
  const answer = await house.fetch(`/api/v1/items?${query}`, "admin");
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { entries: unknown[] }).entries.length;
};

it("counts from the agency's midnight and from its Monday, and each figure is its list", async () => {
  // What the house in memory holds came a day later, and is counted too.
  const before = await of("admin");
  const oldest = add("2026-11-22T15:59:59.999Z");
  add("2026-11-22T16:00:00.000Z", { stage: "verified" });
  add("2026-11-23T15:59:59.999Z", { stage: "sealed", viewingStage: "probed" });
  add("2026-11-23T16:00:00.000Z", { stage: "quarantined" });
  const { oldestUnsealed, ...figures } = await of("admin");
  const since = { today: "2026-11-23T16:00:00.000Z", week: "2026-11-22T16:00:00.000Z" };
  expect([figures.today.since, figures.week.since]).toEqual([since.today, since.week]);
  expect(oldestUnsealed).toMatchObject({ id: oldest.id, receivedAt: oldest.receivedAt });
  const names = ["today", "week", "sealed", "awaitingSeal", "awaitingCopy", "quarantined"] as const;
  expect(names.map((name) => figures[name].count - before[name].count)).toEqual([1, 3, 1, 2, 1, 1]);
  const lists = [`receivedFrom=${since.today}`, `receivedFrom=${since.week}`, "stage=sealed"];
  const more = ["awaits=seal", "awaits=copy", "stage=quarantined"];
  const counts = [];
  for (const query of [...lists, ...more]) counts.push(await listed(query));
  expect(counts).toEqual(names.map((name) => figures[name].count));
});

it("counts nothing that whoever asks may not know of, and names none of it", async () => {
  const before = (await of("admin")).awaitingSeal.count;
  const item = add("2026-11-22T16:00:00.000Z");
  for (const role of STAFF) expect((await of(role)).awaitingSeal.count).toBe(before + 1);
  house.reviews.sees = (sight, ids) => sight?.role !== "officer" || !ids.includes(item.id);
  const officers = await of("officer");
  expect(officers.awaitingSeal.count).toBe(before);
  expect(officers.oldestUnsealed?.id).not.toBe(item.id);
  expect((await of("admin")).oldestUnsealed).toMatchObject({ id: item.id });
});

it("takes no other question for a list", async () => {
  for (const query of ["awaits=everything", "receivedFrom=yesterday", "receivedFrom=2026-11-23"]) {
    expect((await house.fetch(`/api/v1/items?${query}`, "admin")).status, query).toBe(400);
  }
});
