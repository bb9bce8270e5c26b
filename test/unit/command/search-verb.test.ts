/** The verb that finds items, and what `doctor` and /readyz say of search. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { searchDependency } from "../../../services/api/search-health.ts";
import { apiClient } from "../../../services/command/api-client.ts";
import { searching } from "../../../services/command/doctor-search.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import { search as verb } from "../../../services/command/search-verb.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { searchRoutes } from "../../../services/review/search-routes.ts";
import { entryOf } from "../../../services/search/search-entry.ts";
import { factsOf } from "../../contract/search-store.contract.ts";
import { MemorySearchStore } from "../../fakes/search-store.ts";
import { NOON, TODAY } from "../../fixtures/evidence.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { twoTerminals } from "../../fixtures/two-terminals.ts";

let house: House;
const search = new MemorySearchStore();
const { english, chinese, hear } = twoTerminals();
beforeAll(async () => {
  house = await openHouse((shared) => searchRoutes({ ...shared, search }));
  const { id: itemId, deviceId } = house.item;
  const people = [{ name: "张伟", numbers: [] }];
  search.put(entryOf(factsOf({ itemId, deviceId, position: 1 }, { people }), TODAY));
});
afterAll(() => house.close());

it("lists what is found, and says what stood in the way where nothing is", async () => {
  const api = apiClient(house.url, house.tokens.reviewer);
  const limit = "50";
  expect(await hear(() => verb(api, english, ["zhang", "wei"], { limit }))).toEqual([
    EXIT.ok,
    expect.stringContaining(house.item.id),
  ]);
  expect(await hear(() => verb(api, chinese, ["张伟"], { limit, verdict: "differs" }))).toEqual([
    EXIT.negative,
    expect.stringContaining("去掉“完整性结论”后：1 件"),
  ]);
  const nobody = { limit, officer: "李四" };
  expect(await hear(() => verb(api, english, [], { limit, officer: "zw" }))).toEqual([
    EXIT.ok,
    expect.stringContaining(house.item.id),
  ]);
  expect(await hear(() => verb(api, english, [], nobody))).toEqual([
    EXIT.negative,
    expect.stringContaining("without “officer”: 1"),
  ]);
  expect(await hear(() => verb(api, english, ["zw", "nobody"], { limit }))).toEqual([
    EXIT.negative,
    expect.stringContaining("without “nobody”: 1"),
  ]);
});

it("is behind once a change waits for an hour", async () => {
  const at = (ms: number) => ({ waiting: 3, since: plusMs(NOON, -ms) });
  const doctor = (ms: number) =>
    searching({ searchBacklog: async () => at(ms) }, new Date(NOON)).then(({ state }) => state);
  expect([await doctor(3_600_000), await doctor(3_602_000)]).toEqual(["ok", "warning"]);
  const ready = (ms: number) =>
    searchDependency({ searchBacklog: async () => at(ms), clock: () => NOON }).check();
  await ready(3_600_000);
  await expect(ready(3_602_000)).rejects.toThrow("wait long");
});
