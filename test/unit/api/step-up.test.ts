/** Dangerous acts over HTTP: who did not show lately who they are is asked, and nothing else opens the way. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Confirmation } from "../../../services/review/step-up-schema.ts";
import { everyRoute, nameOf } from "../../fixtures/every-route.ts";
import { type House, PASSWORD, openHouse } from "../../fixtures/review-house.ts";
import { asThePage } from "../../fixtures/session-headers.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

type Init = Parameters<House["fetch"]>[2];
const post = (path: string, body: object, init: Init = {}, role: "admin" | null = null) =>
  house.fetch(`/api/v1${path}`, role, { method: "POST", body: JSON.stringify(body), ...init });
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const account = (name: string) => ({
  ...{ name, displayName: name, role: "officer", password: "a sentence to remember" },
});

async function logIn(name = "admin"): Promise<{ readonly headers: Record<string, string> }> {
  const answer = await post("/session", { name, password: PASSWORD });
  return { headers: asThePage((answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "") };
}

describe("a dangerous act", () => {
  test("is let through just after the log-in, asks ten minutes later, and goes on after the password", async () => {
    const session = await logIn();
    expect((await post("/users", account("one"), session)).status).toBe(201);
    house.moveClock(10 * 60_000);
    expect((await house.fetch("/api/v1/items", null, session)).status).toBe(200);
    const refused = await post("/users", account("two"), session);
    expect([refused.status, await codeOf(refused)]).toEqual([403, "access/confirm-again"]);
    const wrong = await post("/session/confirm", { password: "not the right one" }, session);
    expect(await codeOf(wrong)).toBe("access/wrong-password");
    expect(await codeOf(await post("/users", account("two"), session))).toBe(
      "access/confirm-again",
    );
    const right = await post("/session/confirm", { password: PASSWORD }, session);
    const { by, confirmedUntil } = Confirmation.parse(await right.json());
    expect([right.status, by]).toEqual([200, "password"]);
    expect((await post("/users", account("two"), session)).status).toBe(201);
    const asked = await house.fetch("/api/v1/session/confirmation", null, session);
    expect(Confirmation.parse(await asked.json())).toEqual({ by, confirmedUntil });
    expect(house.actions.all.map(({ kind }) => kind)).toContain("identity-confirmed");
  });

  test("is confirmed for that one session, and a token is as fresh as the session it comes from", async () => {
    const [stolen, own] = [await logIn(), await logIn()];
    house.moveClock(9 * 60_000);
    const made = await post("/me/tokens", { label: "laptop" }, stolen);
    const { token } = (await made.json()) as { token: string };
    const bearer = { headers: { authorization: `Bearer ${token}` } };
    expect((await post("/users", account("one"), bearer)).status).toBe(201);
    house.moveClock(60_000);
    await post("/session/confirm", { password: PASSWORD }, own);
    for (const other of [stolen, bearer]) {
      expect(await codeOf(await post("/users", account("two"), other))).toBe(
        "access/confirm-again",
      );
      expect(await codeOf(await post("/me/tokens", { label: "more" }, other))).toBe(
        "access/confirm-again",
      );
    }
    expect((await post("/users", account("two"), own)).status).toBe(201);
    expect((await post("/session/confirm", { password: PASSWORD }, bearer)).status).toBe(200);
    expect((await post("/users", account("three"), bearer)).status).toBe(201);
  });

  test("tells a role that may not do it only that; the password of another is none", async () => {
    const officer = await logIn("officer");
    house.moveClock(11 * 60_000);
    expect(await codeOf(await post("/users", account("one"), officer))).toBe(
      "access/not-permitted",
    );
    expect((await post("/session/confirm", { password: PASSWORD })).status).toBe(401);
  });

  test("cannot be confirmed by a password where the provider opens the account", async () => {
    const door = { signOnName: "wang.li" };
    expect((await post(`/users/${house.userIds.reviewer}/door`, door, {}, "admin")).status).toBe(
      204,
    );
    const bearer = { headers: { authorization: `Bearer ${house.tokens.reviewer}` } };
    const answer = await post("/session/confirm", { password: PASSWORD }, bearer);
    expect(await codeOf(answer)).toBe("access/confirm-at-provider");
    const how = await house.fetch("/api/v1/session/confirmation", "reviewer");
    expect(await how.json()).toMatchObject({ by: "identity-provider" });
  });
});

test("every act of which somebody else may suffer is marked as dangerous", () => {
  const dangerous = everyRoute().filter((route) => route.dangerous === true);
  expect(dangerous.map(nameOf).sort()).toEqual([
    "delete /cases/{id}/labels/{labelId}",
    "delete /items/{id}/labels/{labelId}",
    "delete /recording-sessions/{id}/labels/{labelId}",
    "delete /tokens/{id}",
    "delete /users/{id}",
    "delete /users/{id}/sessions",
    "delete /users/{id}/sessions/{session}",
    "post /access/grants",
    "post /access/requests/{id}/approval",
    "post /calendar/tables/{id}/approval",
    "post /cases/{id}/conditions",
    "post /cases/{id}/file/seal",
    "post /cases/{id}/labels/{labelId}/confirmation",
    "post /cases/{id}/people",
    "post /disposal/batches/{id}/approval",
    "post /exports",
    "post /guests",
    "post /guests/{id}/invitation",
    "post /holds/{id}/release",
    "post /items/{id}/conditions",
    "post /items/{id}/labels/{labelId}/confirmation",
    "post /items/{id}/releases/{releaseId}/approval",
    "post /keys/{spkiSha256}/revocation",
    "post /me/tokens",
    "post /partners",
    "post /partners/{id}/approval",
    "post /policy/packs/{id}/approval",
    "post /recording-sessions/{id}/labels/{labelId}/confirmation",
    "post /shared/{id}/acknowledgement",
    "post /shares",
    "post /shares/{id}/approval",
    "post /users",
    "post /users/{id}/clearance",
    "post /users/{id}/clearance/end",
    "post /users/{id}/door",
    "post /users/{id}/staff-number",
    "post /webhooks",
    "post /webhooks/{id}/rotation",
  ]);
});
