/** What people do with an item stands in its custody at once: who, what for, why, and the values of that moment. */
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import type { CustodyBody } from "../../../services/review/api-schema.ts";
import { keepViewings, tellViewings } from "../../../services/review/tell-viewings.ts";
import { MemoryViewingStore } from "../../fakes/viewing-store.ts";
import { type House, ORIGINAL, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const idOf = (role: Role): string =>
  [...house.access.accounts.values()].find((account) => account.role === role)!.id;
const path = (rest: string): string => `/api/v1/items/${house.item.id}/${rest}`;
async function ask(address: string, role: Role, init: RequestInit = {}): Promise<number> {
  const answer = await house.fetch(address, role, init);
  await answer.arrayBuffer();
  return answer.status;
}
/** The newest event, as whoever looks at the item reads it. */
async function newest(): Promise<CustodyBody["events"][number]> {
  const read = await house.fetch(path("custody"), "auditor");
  const { events, chainSound } = (await read.json()) as CustodyBody;
  expect(chainSound).toBe(true);
  return events.at(-1)!;
}
const by = (role: Role) => ({
  ...{ actor: `user:${idOf(role)}`, actorName: `The ${role}`, at: house.clock() },
});

it("upload: the device that sent it", async () => {
  expect(await newest()).toMatchObject({
    ...{ kind: "received", actor: `device:${house.device.id}`, actorName: "DC-0012" },
    data: { sizeBytes: ORIGINAL.byteLength },
  });
});

it.each([
  ["view", "derivatives/viewing?purpose=case%20review", "viewing", "officer"],
  ["download", "derivatives/viewing?purpose=case%20review&download=true", "viewing", "officer"],
  ["download", "original?purpose=case%20review", "original", "reviewer"],
] as const)(
  "%s: who, as what, which file and what for",
  async (use, file, representation, role) => {
    expect(await ask(path(file), role)).toBe(200);
    expect(await newest()).toMatchObject({
      ...{ kind: "accessed", ...by(role) },
      data: { use, representation, purpose: "case review", role },
    });
  },
);

it("viewed: which bytes of how many", async () => {
  await ask(path("original?purpose=court"), "reviewer", { headers: { range: "bytes=2-5" } });
  const deps = { ...house, store: new MemoryViewingStore(house.evidence) };
  await keepViewings(deps);
  await tellViewings(deps, true);
  expect(await newest()).toMatchObject({
    ...{ kind: "viewed", ...by("reviewer") },
    data: { purpose: "court", role: "reviewer", ranges: ["2-5"], bytes: 4, ofBytes: 20 },
  });
});

it("refusal: what was asked for, what for, and why not", async () => {
  expect(await ask(path("original?purpose=curious"), "auditor")).toBe(403);
  expect(await newest()).toMatchObject({
    ...{ kind: "access-refused", ...by("auditor") },
    data: {
      ...{ representation: "original", purpose: "curious", role: "auditor", times: 1 },
      reason: "access/not-permitted",
    },
  });
});

it("link: which case, called as it was; its end: why", async () => {
  const items = `/api/v1/cases/${house.file.id}/items`;
  const body = JSON.stringify({ itemId: house.item.id });
  expect(await ask(items, "reviewer", { method: "POST", body })).toBeLessThan(300);
  const named = { caseId: house.file.id, caseNumber: "2026-17" };
  expect(await newest()).toMatchObject({ kind: "linked", ...by("reviewer"), data: named });
  const end = { method: "DELETE", body: JSON.stringify({ reason: "the wrong case" }) };
  expect(await ask(`${items}/${house.item.id}`, "reviewer", end)).toBeLessThan(300);
  expect(await newest()).toMatchObject({
    ...{ kind: "unlinked", ...by("reviewer") },
    data: { ...named, reason: "the wrong case" },
  });
});

it.each(["csv", "jsonl", "txt", "pdf"])("export: as %s", async (format) => {
  expect(await ask(path(`custody.${format}`), "auditor")).toBe(200);
  expect(await newest()).toMatchObject({
    ...{ kind: "custody-exported", ...by("auditor"), data: { format } },
  });
});
