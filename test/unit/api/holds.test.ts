/** Holds over the API: placed with their document, seen by whom the table names, released by another person. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import { keepHolds } from "../../../services/holds/keep-holds.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { HoldBody, HoldRequestBody } from "../../../services/review/hold-schema.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const DOCUMENT = Buffer.from("%PDF-1.7 order");
const wanted = (changes: Partial<HoldRequestBody> = {}): HoldRequestBody => ({
  ...{ kind: "litigation", scope: { kind: "items", itemIds: [house.item.id] } },
  ...{ authorityNumber: "(2026)琼01行初17号", reason: "the driver sues", reviewOn: "2027-01-24" },
  document: { mediaType: "application/pdf", base64: DOCUMENT.toString("base64") },
  ...changes,
});
const post = (path: string, body: unknown, as: Role) =>
  house.fetch(`/api/v1${path}`, as, { method: "POST", body: JSON.stringify(body) });
const list = async (query = ""): Promise<readonly HoldBody[]> => {
  const answer = await house.fetch(`/api/v1/holds${query}`, "auditor");
  return ((await answer.json()) as { entries: HoldBody[] }).entries;
};
const round = () =>
  keepHolds({ ...house, log: { error: () => undefined } }, new AbortController().signal);

test("a hold is placed, shown, and released by another person only", async () => {
  expect((await post("/holds", wanted(), "reviewer")).status).toBe(403);
  const placed = await post("/holds", wanted(), "records");
  expect(placed.status).toBe(201);
  const { id, authority } = (await placed.json()) as HoldBody;
  expect(authority.sha256).toBe(sha256(DOCUMENT));
  const document = await house.fetch(`/api/v1/holds/${id}/document`, "legal");
  expect(Buffer.from(await document.arrayBuffer())).toEqual(DOCUMENT);
  expect(document.headers.get("content-disposition")).toContain("attachment");

  const kept = async (): Promise<unknown> =>
    (await house.fetch(`/api/v1/items/${house.item.id}/hold`, "legal")).json();
  expect(await kept()).toEqual({ kept: null });
  await round();
  expect(await kept()).toMatchObject({ kept: { isHeld: true, objects: 2, failure: null } });
  const [shown] = await list(`?itemId=${house.item.id}&state=active`);
  expect(shown).toMatchObject({ id, items: 1, kept: 1, placedByName: "The records" });
  expect(await list(`?caseId=${house.file.id}`)).toEqual([]);

  const over = { reason: "settled in court" };
  const own = await post(`/holds/${id}/release`, over, "records");
  expect([own.status, ((await own.json()) as { code: string }).code]).toEqual([
    403,
    "access/same-person",
  ]);
  expect((await post(`/holds/${id}/release`, over, "legal")).status).toBe(204);
  expect((await post(`/holds/${id}/release`, over, "admin")).status).toBe(409);
  await round();
  expect(await kept()).toMatchObject({ kept: { isHeld: false } });
  const [ended] = await list("?state=released");
  expect(ended?.released).toMatchObject({ byName: "The legal", reason: over.reason });
});

test("a hold that says of nothing what it holds, or rests on nothing, is refused", async () => {
  const codes = [];
  for (const changes of [
    { scope: { kind: "query", query: {} } },
    { scope: { kind: "query", query: { deviceId: "everything" } } },
    { scope: { kind: "items", itemIds: [] } },
    { scope: { kind: "case", caseId: house.item.id } },
    { reviewOn: "2020-01-01" },
    { reviewOn: "2027-02-30" },
    { document: { mediaType: "text/html", base64: "PGI+" } },
    { document: { mediaType: "application/pdf", base64: "no base64" } },
    { document: { mediaType: "application/pdf", base64: "A".repeat((6 << 20) + 4) } },
  ] as Partial<HoldRequestBody>[]) {
    const answer = await post("/holds", wanted(changes), "admin");
    codes.push(((await answer.json()) as { code: string }).code);
  }
  expect(codes).toEqual([
    ...["holds/no-scope", "review/bad-body", "review/bad-body", "holds/no-such-subject"],
    ...["holds/review-in-past", "review/bad-body", "review/bad-body", "review/bad-body"],
    "api/body-too-large",
  ]);
  expect(await list("?state=active")).toEqual([]);
});

test("a document of the largest size is taken", async () => {
  const base64 = Buffer.alloc(4 << 20, 7).toString("base64");
  const document = { mediaType: "image/png", base64 } as const;
  const answer = await post("/holds", wanted({ document }), "admin");
  expect([answer.status, ((await answer.json()) as HoldBody).authority.sizeBytes]).toEqual([
    201,
    4 << 20,
  ]);
});
