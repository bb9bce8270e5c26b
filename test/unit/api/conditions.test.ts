/** Conditions over the API: told by whom the table names, of items and cases, corrected by telling anew. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCase } from "../../../services/cases/create-case.ts";
import type { ConditionListBody } from "../../../services/review/condition-schema.ts";
import { NOON, TODAY, receivedItem } from "../../fixtures/evidence.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
let paths: readonly [item: string, file: string];
beforeAll(async () => {
  house = await openHouse();
  const item = receivedItem({ stage: "sealed" });
  house.evidence.add(item);
  const deps = { cases: house.cases, clock: () => NOON, today: () => TODAY };
  const file = await createCase(deps, house.userIds.records, { number: "9", title: "t" });
  paths = [`/api/v1/items/${item.id}/conditions`, `/api/v1/cases/${file.id}/conditions`];
});
afterAll(() => house.close());

const over = { condition: "proceedings-over", on: "2026-03-01", authority: "裁定 12" } as const;
const tell = (path: string, body: object, as: "legal" | "reviewer" = "legal") =>
  house.fetch(path, as, { method: "POST", body: JSON.stringify(body) });
const shown = async (answer: Response) =>
  ((await answer.json()) as ConditionListBody).entries.map(({ condition, on, counts }) => [
    ...[condition, on, counts],
  ]);

test("both are told, corrected and read, and nothing that was told is lost", async () => {
  for (const path of paths) {
    expect((await tell(path, over, "reviewer")).status).toBe(403);
    expect(await shown(await tell(path, over))).toEqual([["proceedings-over", over.on, true]]);
    expect(await shown(await tell(path, over))).toHaveLength(1);
    await tell(path, { ...over, on: null });
    expect(await shown(await house.fetch(path, "officer"))).toEqual([
      ["proceedings-over", over.on, false],
      ["proceedings-over", null, true],
    ]);
    for (const wrong of [
      { ...over, on: "2026-02-30" },
      { ...over, authority: " " },
      { ...over, on: "2999-01-01" },
      { condition: "proceedings-over", authority: "裁定 12" },
    ]) {
      expect((await tell(path, wrong)).status, JSON.stringify(wrong)).toBe(400);
    }
  }
  const purpose = { ...over, condition: "purpose-met" };
  expect((await tell(paths[0], purpose)).status).toBe(200);
  expect((await tell(paths[1], purpose)).status).toBe(400);
  const unknown = paths.map((path) => path.replace(/[0-9a-f]{12}/, "000000000000"));
  for (const path of unknown) {
    expect((await tell(path, over)).status).toBe(404);
    expect((await house.fetch(path, "officer")).status).toBe(404);
  }
});
