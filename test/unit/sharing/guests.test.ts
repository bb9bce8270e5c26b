/** A guest's account, over HTTP: by an invitation that is used once, ended by its day, with its partner, and set by nobody else. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CalendarDate, addDays } from "../../../services/calendar/calendar-date.ts";
import { endGuests } from "../../../services/sharing/end-guest.ts";
import { openSharing } from "../../fixtures/sharing-house.ts";

let at: Awaited<ReturnType<typeof openSharing>>;
beforeEach(async () => {
  at = await openSharing();
});
afterEach(() => at.house.close());

const codeOf = async (answer: Response | Promise<Response>) =>
  ((await (await answer).json()) as { code: string }).code;
/** What an answer says, without what names the request. */
async function said(answer: Promise<Response>): Promise<unknown> {
  const given = await answer;
  const { requestId, ...body } = (await given.json()) as Record<string, unknown>;
  expect(requestId).toBeTruthy();
  return [given.status, body];
}
const watched = (id: string, more = "") => `/shared/${id}/items/${at.house.item.id}/viewing${more}`;

test("nobody sets a guest's password but the guest", async () => {
  const { id } = await at.guest();
  const door = { signOnName: null, password: "known to the administrator" };
  expect(await codeOf(at.send("POST", `/users/${id}/door`, door))).toBe("access/guest-sets-own");
  expect((await at.logIn("li", door.password)).status).toBe(401);
  expect((await at.logIn("li")).status).toBe(201);
});

test("an invitation is used once, by one of many, within a day, and is told nowhere", async () => {
  const account = { name: "g", displayName: "G", role: "guest", password: "long enough password" };
  expect((await at.send("POST", "/users", account)).status).toBe(400);
  const partnerId = await at.partner();
  const { guest, invitation } = await at.invite(partnerId);
  const three = await Promise.all(Array.from({ length: 3 }, () => at.enter(invitation)));
  expect(three.map(({ status }) => status).toSorted()).toEqual([200, 404, 404]);
  const unknown = () => said(at.enter(`hfg_${"A".repeat(43)}`));
  expect(await said(at.enter(invitation))).toEqual(await unknown());
  const again = async () =>
    (await at.json(at.send("POST", `/guests/${guest.id}/invitation`)))["invitation"]!;
  const [first, second] = [await again(), await again()];
  expect(await said(at.enter(first))).toEqual(await unknown());
  expect(await codeOf(at.enter(second, "too short"))).toBe("review/bad-body");
  at.house.moveClock(24 * 3_600_000);
  expect(await said(at.enter(second))).toEqual(await unknown());
  const told = [...at.house.logged, ...at.house.actions.all.map((one) => JSON.stringify(one))];
  expect(told.join("\n")).not.toMatch(/hfg_/);
});

test("a partner that ends in the middle of what plays ends it there, with its guests and what waits", async () => {
  const { partnerId, id: guestId, cookie } = await at.guest();
  const id = await at.share(guestId);
  const waiting = (await at.json(at.send("POST", "/shares", at.shareWish(guestId))))["id"]!;
  await at.acknowledge(cookie, id);
  const range = (from: number) =>
    at.asGuest(cookie, "GET", watched(id), { headers: { range: `bytes=${from}-${from + 1}` } });
  expect((await range(0)).status).toBe(206);
  const reason = { reason: "the agreement ended" };
  expect((await at.send("DELETE", `/partners/${partnerId}`, reason)).status).toBe(204);
  expect((await range(2)).status).toBe(401);
  expect((await at.logIn("li")).status).toBe(401);
  for (const [of, state] of [
    [id, "revoked"],
    [waiting, "refused"],
  ] as const) {
    expect((await at.json(at.send("GET", `/shares/${of}`)))["state"]).toBe(state);
  }
  expect(await codeOf(at.send("POST", `/guests/${guestId}/invitation`))).toBe(
    "sharing/no-such-guest",
  );
  expect(await codeOf(at.send("POST", "/shares", at.shareWish(guestId)))).toBe(
    "sharing/no-such-guest",
  );
  const revoked = at.house.actions.all.filter(({ kind }) => kind === "access-revoked");
  expect(revoked).toMatchObject([{ subject: `user:${guestId}`, reason: reason.reason }]);
});

test("an account ends by its day: no log-in, no session longer than it, custody disables it, and nothing is left", async () => {
  const partnerId = await at.partner();
  const tomorrow = addDays(at.house.classification.today(), 1);
  const { guest, invitation } = await at.invite(partnerId, "li", tomorrow);
  await at.enter(invitation);
  const { cookie } = await at.logIn("li");
  const hour = 3_600_000;
  // It is eight in the evening in Haikou: four hours are left, and sessions last twelve.
  for (let used = 0; used < 8; used += 1) {
    expect((await at.asGuest(cookie, "GET", "/me")).status).toBe(200);
    at.house.moveClock(0.49 * hour);
  }
  at.house.moveClock(0.1 * hour);
  expect((await at.asGuest(cookie, "GET", "/me")).status).toBe(401);
  expect((await at.logIn("li")).status).toBe(401);
  const round = (today: CalendarDate) =>
    endGuests({ ...at.house, sharing: at.sharing, today: () => today });
  expect(await round(at.house.classification.today())).toBe(0);
  expect([await round(tomorrow), await round(tomorrow)]).toEqual([1, 0]);
  const { entries } = await at.json<{ entries: object[] }>(at.send("GET", "/guests"));
  expect(entries).toMatchObject([{ id: guest.id, state: "over" }]);
});
