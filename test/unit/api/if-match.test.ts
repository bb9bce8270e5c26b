/** What is changed by its revision, over HTTP: the ETag of an answer, and changes that name one that is past. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { etagOf, withIfMatch } from "../../../services/api/if-match.ts";
import { CaseDetail, CaseRequest } from "../../../services/review/case-schema.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

describe("over HTTP", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  const made = async (number: string) => {
    const answer = await house.fetch("/api/v1/cases", "reviewer", {
      ...{ method: "POST", body: JSON.stringify({ number, title: "Noise" }) },
    });
    const { id } = CaseDetail.parse(await answer.json());
    return { id, etag: answer.headers.get("etag") };
  };
  const changed = (id: string, body: object, ifMatch?: string) =>
    house.fetch(`/api/v1/cases/${id}/changes`, "reviewer", {
      ...{ method: "POST", body: JSON.stringify({ ...body, reason: "Told wrongly" }) },
      headers: ifMatch === undefined ? {} : { "if-match": ifMatch },
    });
  const codeOf = async (answer: Response) => [
    answer.status,
    ((await answer.json()) as { code: string }).code,
  ];

  test("an answer that tells its revision has it as an ETag, and a list has none", async () => {
    const { id, etag } = await made("1");
    expect(etag).toBe('"0"');
    expect((await house.fetch(`/api/v1/cases/${id}`)).headers.get("etag")).toBe('"0"');
    expect((await house.fetch("/api/v1/cases")).headers.get("etag")).toBeNull();
  });

  test("a change with the ETag that was looked at is made, also without the member", async () => {
    const { id } = await made("2");
    const answer = await changed(id, { facts: { title: "Dust" } }, '"0"');
    expect([answer.status, answer.headers.get("etag")]).toEqual([200, '"1"']);
    const same = await changed(id, { facts: { title: "Smoke" }, revision: 1 }, '"1"');
    expect(same.status).toBe(200);
  });

  test("a change with one that is past is 412, changes nothing, and says what to do; by the member it is 409 as ever", async () => {
    const { id } = await made("3");
    await changed(id, { facts: { title: "Dust" } }, '"0"');
    const late = await changed(id, { facts: { title: "Smoke" } }, '"0"');
    const body = (await late.clone().json()) as { fix?: string; facts?: object };
    expect(await codeOf(late)).toEqual([412, "api/precondition-failed"]);
    expect([body.fix, body.facts]).toEqual([
      expect.stringContaining("Read it again"),
      { code: "cases/case-changed" },
    ]);
    const byMember = await changed(id, { facts: { title: "Smoke" }, revision: 0 });
    expect(await codeOf(byMember)).toEqual([409, "cases/case-changed"]);
    const now = await house.fetch(`/api/v1/cases/${id}`);
    expect(CaseDetail.parse(await now.json())).toMatchObject({ title: "Dust", revision: 1 });
  });

  test.each(['W/"0"', '"0", "1"', "0", '"00"', '"x"', ""])(
    "%j is understood as no revision, and refused",
    async (header) => {
      const { id } = await made(`of ${header}`);
      const answer = await changed(id, { facts: { title: "Dust" }, revision: 0 }, header);
      expect(await codeOf(answer)).toEqual([400, "api/bad-if-match"]);
    },
  );

  test("where nothing has a revision it is refused, and nothing is done", async () => {
    const answer = await house.fetch("/api/v1/cases", "reviewer", {
      ...{ method: "POST", body: JSON.stringify({ number: "4", title: "Noise" }) },
      headers: { "if-match": '"0"' },
    });
    expect(await codeOf(answer)).toEqual([400, "api/no-if-match"]);
    const found = await house.fetch("/api/v1/cases?search=4");
    expect(((await found.json()) as { entries: unknown[] }).entries).toEqual([]);
  });
});

test("another revision in the body than in the header is refused; any that is there asks for nothing more", () => {
  const route = { body: CaseRequest.extend({ revision: CaseDetail.shape.revision }) };
  expect(() => withIfMatch('"1"', route, { revision: 2 })).toThrow("If-Match is not understood");
  expect(withIfMatch("*", route, { revision: 2 })).toEqual({ revision: 2 });
  expect(withIfMatch(undefined, route, {})).toEqual({});
  expect(withIfMatch('"7"', route, [])).toEqual({ revision: 7 });
});

test.each([
  [{ revision: 3 }, '"3"'],
  [{ revision: "3" }, null],
  [[], null],
  [null, null],
  [{}, null],
])("the ETag of %j is %j", (json, etag) => {
  expect(etagOf(json)).toBe(etag);
});
