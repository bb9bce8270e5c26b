/** Search over the API: pages, facets with names, hints, and questions that are none. */
import { beforeEach, expect, test } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import { savedSearchRoutes } from "../../../services/review/saved-search-routes.ts";
import {
  FoundFacets,
  FoundPage,
  SavedSearchBody,
  SavedSearchList,
  SearchHints,
} from "../../../services/review/search-schema.ts";
import { searchRoutes } from "../../../services/review/search-routes.ts";
import { entryOf } from "../../../services/search/search-entry.ts";
import { caseOf, factsOf } from "../../contract/search-store.contract.ts";
import { MemorySavedSearchStore } from "../../fakes/saved-search-store.ts";
import { MemorySearchStore } from "../../fakes/search-store.ts";
import { TODAY } from "../../fixtures/evidence.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
let search: MemorySearchStore;
beforeEach(async () => {
  search = new MemorySearchStore();
  house = await openHouse((shared) => [
    ...searchRoutes({ ...shared, search }),
    ...savedSearchRoutes({ ...shared, savedSearches: new MemorySavedSearchStore() }),
  ]);
  return () => house.close();
});

test("what is found is listed as everywhere, with where the words stand; facets have names, and nothing found has hints", async () => {
  const { session, itemId } = await seeded();
  const page = FoundPage.parse(
    await (await session(`/search?q=${encodeURIComponent("张伟")}`)).json(),
  );
  expect(page).toMatchObject({ nextCursor: null, entries: [{ id: itemId, standsIn: ["item"] }] });
  const facets = FoundFacets.parse(await (await session("/search/facets?q=zw")).json());
  expect(facets).toMatchObject({ count: 1, isMore: false });
  expect(facets.facets.deviceId).toEqual([
    { value: house.device.id, name: house.device.name, count: 1 },
  ]);
  expect(facets.facets.caseId).toMatchObject([{ name: "琼综执〔2026〕17号" }]);
  const hints = await session("/search/hints?q=zw&verdict=differs");
  expect(SearchHints.parse(await hints.json()).entries).toEqual([
    { left: "verdict", word: null, count: 1, isMore: false },
  ]);
  const narrowed = await session("/search?officer=zhangwei");
  expect(FoundPage.parse(await narrowed.json()).entries.map(({ id }) => id)).toEqual([itemId]);
  const nowhere = await session("/search/hints?officer=zw&place=x&q=zw");
  expect(SearchHints.parse(await nowhere.json()).entries).toEqual([
    { left: "place", word: null, count: 1, isMore: false },
  ]);
});

test.each([
  "cursor=p1",
  "limit=0",
  "limit=1000",
  "stage=x",
  "officer=%E3%80%82",
  "place=",
  "verdict=good",
  "from=yesterday",
  `q=${"x".repeat(201)}`,
  "sort=1",
])("a question with %s is refused", async (query) => {
  const { session } = await seeded();
  expect((await session(`/search?${query}`)).status).toBe(400);
});

test("a saved search is its owner's alone, and is taken as the page's address has it", async () => {
  const send = (method: string, path: string, as: Role, body?: object) =>
    house.fetch(`/api/v1/me/searches${path}`, as, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const where = { officer: "zw", place: "美兰" };
  const question = { q: "张伟", ...where, stage: "sealed", from: "2026-11-01" };
  const kept = await send("POST", "", "officer", { name: " 我的 ", question });
  expect(kept.status).toBe(201);
  const { id, ...rest } = SavedSearchBody.parse(await kept.json());
  expect(rest).toMatchObject({ name: "我的", question });
  const of = async (as: Role) =>
    SavedSearchList.parse(await (await send("GET", "", as)).json()).entries.map((each) => each.id);
  expect([await of("officer"), await of("admin")]).toEqual([[id], []]);
  expect((await send("DELETE", `/${id}`, "admin")).status).toBe(404);
  for (const bad of [{ ...question, sort: "1" }, { from: "2026-13-01" }, { q: "x".repeat(201) }]) {
    expect((await send("POST", "", "officer", { name: "n", question: bad })).status).toBe(400);
  }
  expect((await send("DELETE", `/${id}`, "officer")).status).toBe(204);
  expect(await of("officer")).toEqual([]);
});

async function seeded() {
  const { id: itemId, deviceId } = house.item;
  const place = { itemId, position: 1, deviceId };
  const inCase = caseOf("噪声");
  search.nameCase(inCase.id, "琼综执〔2026〕17号");
  const people = [{ name: "张伟", numbers: ["0417"] }];
  search.put(entryOf(factsOf(place, { people, sources: [inCase] }), TODAY));
  return { itemId, session: (path: string) => house.fetch(`/api/v1${path}`, "reviewer") };
}
