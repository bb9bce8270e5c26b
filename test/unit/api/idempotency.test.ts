/** A request with an Idempotency-Key over HTTP: done once, answered alike, and no secret kept. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { fingerprintOf } from "../../../services/actions/idempotency.ts";
import { newId } from "../../../services/kernel/ids.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const KEY = '"8e03978e-40d5-43dd-bc93-6894a57f9324"';
const CASE = { number: "2026-99", title: "Told twice" };

async function post(path: string, body: object, key = KEY) {
  const headers = { "Idempotency-Key": key };
  const init = { method: "POST", body: JSON.stringify(body), headers };
  const answer = await house.fetch(`/api/v1${path}`, "admin", init);
  const json = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, headers: answer.headers, json };
}

test("the same request again gets the first answer, and nothing is done twice", async () => {
  const first = await post("/cases", CASE);
  const again = await post("/cases", CASE);
  expect([first.status, first.headers.get("idempotency-replayed")]).toEqual([201, null]);
  expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
  expect(again.json).toEqual(first.json);
  expect(house.cases.files.filter(({ number }) => number === CASE.number)).toHaveLength(1);
  // Without the header it is another request, and the number is taken.
  const init = { method: "POST", body: JSON.stringify(CASE) };
  expect((await house.fetch("/api/v1/cases", "admin", init)).status).toBe(409);
});

test("the key alone, unquoted, is the same key; a strange one is refused", async () => {
  await post("/cases", CASE);
  const bare = await post("/cases", CASE, KEY.replaceAll('"', ""));
  expect(bare.headers.get("idempotency-replayed")).toBe("true");
  for (const key of ['""', "two words", `"${"x".repeat(256)}"`, '"a", "b"']) {
    const { status, json } = await post("/cases", CASE, key);
    expect([key, status, json["code"]]).toEqual([key, 400, "api/bad-idempotency-key"]);
  }
});

test("another request with the key is refused", async () => {
  await post("/cases", CASE);
  for (const [path, body] of [
    ["/cases", { ...CASE, title: "Another" }],
    ["/devices", { name: "DC-9", kind: "dock" }],
  ] as const) {
    const { status, json } = await post(path, body);
    expect([status, json["code"]]).toEqual([422, "api/key-of-another-request"]);
  }
});

test("while the first still runs, it says when to ask again", async () => {
  const fingerprint = fingerprintOf("post", "/cases", CASE);
  const attempt = { accountId: house.userIds.admin, key: KEY.replaceAll('"', ""), fingerprint };
  await house.requestKeys.begin({ ...attempt, id: newId() }, house.clock());
  const { status, headers, json } = await post("/cases", CASE);
  expect([status, json["code"]]).toEqual([409, "api/still-running"]);
  expect(headers.get("retry-after")).toBe("2");
});

test("a refusal is no answer that is kept: what was wrong can be put right", async () => {
  const refused = await post("/cases", { ...CASE, number: house.file.number });
  expect(refused.status).toBe(409);
  expect((await post("/cases", CASE)).status).toBe(201);
});

test("a secret that is shown once is kept nowhere", async () => {
  const first = await post("/me/tokens", { label: "script" });
  expect(first.status).toBe(201);
  const again = await post("/me/tokens", { label: "script" });
  expect([again.status, again.json["code"]]).toEqual([409, "api/done-without-answer"]);
  const kept = JSON.stringify([...house.requestKeys.kept.values()]);
  expect(kept).not.toContain(String(first.json["token"]));
});

test("it is of one person: another with the same key does their own", async () => {
  await post("/cases", CASE);
  const init = {
    ...{ method: "POST", headers: { "Idempotency-Key": KEY } },
    body: JSON.stringify({ ...CASE, number: "2026-100" }),
  };
  expect((await house.fetch("/api/v1/cases", "reviewer", init)).status).toBe(201);
});
