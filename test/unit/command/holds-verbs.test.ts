/** The verbs about holds, as two people at two terminals use them on the whole API in memory. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import { type ApiClient, apiClient } from "../../../services/command/api-client.ts";
import { holds as doctorHolds } from "../../../services/command/doctor-holds.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import {
  type PlaceArguments,
  holdsList,
  holdsPlace,
  holdsRelease,
  holdsReview,
} from "../../../services/command/holds-verbs.ts";
import { holdDependencies } from "../../../services/api/hold-health.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { twoTerminals } from "../../fixtures/two-terminals.ts";

let house: House;
let folder: string;
let document: string;
const { english, chinese, machine, hear } = twoTerminals();
const as = (role: Role): ApiClient => apiClient(house.url, house.tokens[role]);
const given = (changes: Partial<PlaceArguments> = {}): PlaceArguments => ({
  ...{ kind: "review", number: "琼监〔2026〕4号", document, reviewOn: "2027-01-24" },
  ...{ why: "the inspectors asked", ...changes },
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-holds-"));
  document = join(folder, "order");
  await writeFile(document, "%PDF-1.7 order");
  house = await openHouse();
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

it("takes one scope, and a document that is what its bytes say", async () => {
  const place = (changes: Partial<PlaceArguments>) =>
    holdsPlace(as("records"), english, given(changes));
  const item = [house.item.id];
  await writeFile(join(folder, "order.pdf"), "MZ a program");
  for (const bad of [
    {},
    { item, case: house.file.number },
    { item, activity: "HN-01" },
    { case: "no such case" },
    { device: "no such device" },
    { item, document: join(folder, "order.pdf") },
    { item, document: join(folder, "none") },
  ]) {
    await expect(place(bad), JSON.stringify(bad)).rejects.toMatchObject({ exitCode: EXIT.usage });
  }
  await expect(place({ item: ["../devices"] })).rejects.toMatchObject({ code: "review/bad-body" });
  await expect(
    holdsPlace(as("reviewer"), english, given({ case: house.file.number })),
  ).rejects.toMatchObject({ code: "access/not-permitted" });
});

it("is placed by one person, reviewed, and released by another", async () => {
  const [, none] = await hear(() => holdsList(as("auditor"), english, undefined));
  expect(none).toBe("There are no holds\n");
  const [, placed] = await hear(() =>
    holdsPlace(as("records"), machine, given({ case: house.file.number })),
  );
  const { id } = JSON.parse(placed) as { id: string };
  await hear(() =>
    holdsPlace(as("records"), machine, given({ recordedFrom: "2026-01-01T00:00:00Z" })),
  );
  const [code, list] = await hear(() => holdsList(as("auditor"), english, "active"));
  expect(code).toBe(EXIT.ok);
  expect(list).toContain(`${id}  internal review, 琼监〔2026〕4号\n  case ${house.file.id}`);
  expect(list).toContain("all of recordedFrom=2026-01-01T00:00:00.000Z");
  expect(list).toContain("to be reviewed by 2027-01-24");
  const next = { reviewOn: "2027-06-01", why: "it goes on" };
  expect(await holdsReview(as("legal"), english, id, next)).toBe(EXIT.ok);
  const over = { why: "the inspection ended" };
  await expect(holdsRelease(as("records"), english, id, over)).rejects.toMatchObject({
    code: "access/same-person",
  });
  expect(await holdsRelease(as("legal"), english, id, over)).toBe(EXIT.ok);
  const [, ended] = await hear(() => holdsList(as("auditor"), chinese, "released"));
  expect(ended).toMatch(new RegExp(`^${id} .*\\n.*\\n.*\\n  The legal 于 .* 解除`));
});

it.each([
  [{ active: 2, overdue: 0, notKept: 0 }, "ok", []],
  [{ active: 2, overdue: 1, notKept: 0 }, "warning", ["hold-reviews"]],
  [{ active: 2, overdue: 1, notKept: 3 }, "failed", ["holds", "hold-reviews"]],
])("of %o doctor says %s, and readyz names %j", async (counts, state, names) => {
  const look = () => Promise.resolve(counts);
  expect(await doctorHolds(look)).toMatchObject({ state });
  const told = await Promise.all(
    holdDependencies({ holds: look }).map(({ name, check }) =>
      check().then(
        () => [],
        () => [name],
      ),
    ),
  );
  expect(told.flat()).toEqual(names);
});
