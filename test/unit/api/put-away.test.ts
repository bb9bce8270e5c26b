/** Panels of the page that somebody put away, over the API: their own, and only those that there are. */
import { beforeEach, expect, test } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import { putAwayRoutes } from "../../../services/review/put-away-routes.ts";
import { PutAway } from "../../../services/review/put-away-schema.ts";
import { MemoryPutAwayStore } from "../../fakes/put-away-store.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

const PATH = "/api/v1/me/put-away";
let house: House;
beforeEach(async () => {
  house = await openHouse(() => putAwayRoutes({ putAway: new MemoryPutAwayStore() }));
  return () => house.close();
});
const set = (as: Role, body: object) =>
  house.fetch(PATH, as, { method: "POST", body: JSON.stringify(body) });
const panels = async (as: Role) => PutAway.parse(await (await house.fetch(PATH, as)).json()).panels;

test("what one put away is away for them alone, until they call it back", async () => {
  const before = house.actions.all.length;
  expect((await set("admin", { panel: "first-steps", isAway: true })).status).toBe(204);
  expect([await panels("admin"), await panels("reviewer")]).toEqual([["first-steps"], []]);
  expect((await set("admin", { panel: "first-steps", isAway: false })).status).toBe(204);
  expect(await panels("admin")).toEqual([]);
  expect(house.actions.all).toHaveLength(before);
});

test.each([
  { panel: "frame", isAway: true },
  { panel: "first-steps" },
  { panel: "first-steps", isAway: true, of: "admin" },
])("%j is refused", async (body) => {
  expect((await set("admin", body)).status).toBe(400);
});

test("a guest of another agency has no such address", async () => {
  expect((await house.fetch(PATH, "guest")).status).toBe(404);
});
