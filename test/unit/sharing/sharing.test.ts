/** What is shared with another agency, over HTTP: opened by a receipt, watched by the same door, and gone like what never was. */
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  ROLES,
  type StaffRole,
  allows,
  permissionsOf,
} from "../../../services/access/permission.ts";
import { addDays } from "../../../services/calendar/calendar-date.ts";
import { tellShut } from "../../../services/sharing/end-guest.ts";
import { everyRoute } from "../../fixtures/every-route.ts";
import { VIEWING } from "../../fixtures/review-house.ts";
import { openSharing } from "../../fixtures/sharing-house.ts";
import { CODE } from "../../fixtures/sharing.ts";

let at: Awaited<ReturnType<typeof openSharing>>;
beforeEach(async () => {
  at = await openSharing();
});
afterEach(() => at.house.close());

const UNKNOWN = "3f2b8c1e-1111-4111-8111-111111111111";
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

test("opens by its receipt alone, is watched where it lies with its record, and revoked is gone like what never was", async () => {
  const { id: guestId, cookie } = await at.guest();
  const get = (path: string, more: RequestInit = {}) => at.asGuest(cookie, "GET", path, more);
  const id = await at.share(guestId);
  expect(await codeOf(get(watched(id)))).toBe("sharing/not-acknowledged");
  expect(await codeOf(get(`/shared/${id}/items`))).toBe("sharing/not-acknowledged");
  const shared = await at.json<{ receipt: { text: string } }>(get(`/shared/${id}`));
  for (const words of ["某县人民检察院", CODE, "李检察官", "调阅函3号", at.house.item.id, id]) {
    expect(shared.receipt.text).toContain(words);
  }
  const wrong = { body: JSON.stringify({ sha256: "0".repeat(64) }) };
  const other = at.asGuest(cookie, "POST", `/shared/${id}/acknowledgement`, wrong);
  expect(await codeOf(other)).toBe("sharing/another-receipt");
  expect((await at.acknowledge(cookie, id)).status).toBe(200);
  const state = async () => (await at.json(at.send("GET", `/shares/${id}`)))["state"];
  expect(await state()).toBe("not-opened");

  const whole = await get(watched(id));
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(VIEWING);
  expect(await state()).toBe("opened");
  const custody = (await at.house.evidence.custody(at.house.item.id)).slice(-3);
  const actor = `user:${guestId}`;
  expect(custody).toMatchObject([
    { kind: "access-given", data: { to: actor, share: id, purposeKind: "supervision" } },
    { kind: "access-opened", actor },
    { kind: "accessed", actor, data: { role: "guest", representation: "viewing", use: "view" } },
  ]);
  const viewings = at.house.viewings.endAll();
  expect(viewings.flatMap(({ ranges }) => ranges)).toEqual([
    { firstByte: 0, lastByte: VIEWING.byteLength - 1 },
  ]);
  const checks = await at.json<{ checks: { name: string }[] }>(
    get(`/shared/${id}/items/${at.house.item.id}/verification`),
  );
  expect(checks.checks.length).toBeGreaterThan(5);
  expect(JSON.stringify(checks)).not.toMatch(/holdfast|openssl|DC-0012/);
  // To be watched alone.
  for (const path of [`${watched(id)}?download=true`, watched(id).replace("viewing", "original")]) {
    expect(await codeOf(get(path))).toBe("sharing/watch-only");
  }

  const part = { headers: { range: "bytes=0-3" } };
  expect((await get(watched(id), part)).status).toBe(206);
  const reason = { reason: "the review is over" };
  expect((await at.send("DELETE", `/shares/${id}`, reason, "records")).status).toBe(204);
  for (const path of [
    watched,
    (of: string) => `/shared/${of}`,
    (of: string) => `/shared/${of}/items`,
  ]) {
    expect(await said(get(path(id), part))).toEqual(await said(get(path(UNKNOWN), part)));
  }
  expect(await at.json(get("/shared"))).toEqual({ entries: [] });
  expect(await state()).toBe("revoked");
  const kinds = at.house.actions.all.map(({ kind }) => kind);
  expect(kinds.filter((kind) => /^(partner|guest|share|access)-/.test(kind))).toEqual([
    ...["partner-proposed", "partner-approved", "guest-invited", "guest-entered", "share-asked"],
    ...["access-given", "share-approved", "share-acknowledged", "access-revoked"],
  ]);
});

test("a guest holds what the table names and nothing else: every other route is no address, whatever is asked of it", async () => {
  expect(permissionsOf("guest")).toEqual(["account:own", "shares:open"]);
  expect(ROLES.filter((role) => allows(role, "shares:open"))).toEqual(["guest"]);
  const { id: guestId, cookie } = await at.guest();
  const id = await at.share(guestId);
  await at.acknowledge(cookie, id);
  const nothing = await said(at.asGuest(cookie, "GET", "/no-such-address"));
  for (const route of at.house.routes) {
    if (route.permission === "anyone" || allows("guest", route.permission)) continue;
    const path = route.path
      .replaceAll(/\{(id|itemId)\}/g, at.house.item.id)
      .replaceAll(/\{\w+\}/g, "viewing");
    const body = route.body === undefined ? {} : { body: "{}" };
    const method = route.method.toUpperCase();
    for (const query of ["", "?limit=0&search=x"]) {
      const answer = await said(at.asGuest(cookie, method, `${path}${query}`, body));
      expect([route.path, answer]).toEqual([route.path, nothing]);
    }
  }
  // Whatever has no line here is closed: a new route opens to guests by the table alone.
  const open = everyRoute().filter(
    ({ permission }) => permission !== "anyone" && allows("guest", permission),
  );
  expect(open.map(({ method, path }) => `${method} ${path}`)).toEqual([
    ...["delete /session", "get /me", "get /session/confirmation", "post /session/confirm"],
    // Of their own account alone.
    ...["get /me/sessions", "delete /me/sessions/{session}", "delete /me/sessions"],
    ...["get /shared", "get /shared/{id}", "post /shared/{id}/acknowledgement"],
    ...["get /shared/{id}/items", "get /shared/{id}/items/{itemId}/verification"],
    "get /shared/{id}/items/{itemId}/{kind}",
  ]);
});

test("a guest reaches nothing of another share, by no id and no copy that is not for guests", async () => {
  const one = await at.guest();
  const { guest, invitation } = await at.invite(one.partnerId, "wang");
  await at.enter(invitation);
  const { cookie: other } = await at.logIn("wang");
  const id = await at.share(one.id);
  const open = await at.share(guest.id, {
    scope: { type: "items", itemIds: [at.house.received.id] },
  });
  for (const [cookie, of] of [
    [one.cookie, id],
    [other, open],
  ] as const) {
    expect((await at.acknowledge(cookie, of)).status).toBe(200);
  }
  const asOther = (path: string) => said(at.asGuest(other, "GET", path));
  expect(await asOther(`/shared/${id}`)).toEqual(await asOther(`/shared/${UNKNOWN}`));
  expect(await asOther(watched(id))).toEqual(await asOther(watched(UNKNOWN)));
  const inOpen = (item: string) => asOther(`/shared/${open}/items/${item}/viewing`);
  expect(await inOpen(at.house.item.id)).toEqual(await inOpen(UNKNOWN));
  const mine = (kind: string) =>
    at.asGuest(one.cookie, "GET", watched(id).replace("viewing", kind));
  for (const kind of ["storyboard", "proxy", "audio", "..%2foriginal"]) {
    expect((await mine(kind)).status).toBe(404);
  }
  expect((await at.send("GET", "/shared")).status).toBe(403);
});

test("an item leaves the case, a label rises, the house destroys: what was shared shuts, and is told of once", async () => {
  const { id: guestId, cookie } = await at.guest();
  const { house } = at;
  const items = { itemId: house.item.id };
  await at.send("POST", `/cases/${house.file.id}/items`, items);
  const id = await at.share(guestId, {
    scope: { type: "case", caseId: house.file.id },
    download: true,
  });
  await at.acknowledge(cookie, id);
  const status = async (path: string) => (await at.asGuest(cookie, "GET", path)).status;
  expect([await status(watched(id)), await status(`${watched(id)}?download=true`)]).toEqual([
    200, 200,
  ]);
  await at.send("DELETE", `/cases/${house.file.id}/items/${house.item.id}`, {
    reason: "of another case",
  });
  expect(await status(watched(id))).toBe(404);
  await at.send("POST", `/cases/${house.file.id}/items`, items);
  expect(await status(watched(id))).toBe(200);
  // On the item alone: the case stays open, and the item is not in it.
  const label = { kind: "informant", basis: "保密承诺" };
  await at.send("POST", `/items/${house.item.id}/labels`, label);
  expect([await status(watched(id)), await status(`/shared/${id}`)]).toEqual([404, 200]);
  const listed = await at.json<{ entries: unknown[] }>(
    at.asGuest(cookie, "GET", `/shared/${id}/items`),
  );
  expect(listed.entries).toEqual([]);
  // What the partner may know of shuts nothing; what stands above it shuts all.
  const onCase = (kind: string) =>
    at.json(at.send("POST", `/cases/${house.file.id}/labels`, { kind, basis: "第9条" }));
  await onCase("privacy");
  expect(await status(`/shared/${id}`)).toBe(200);
  await onCase("trade");
  expect(await said(at.asGuest(cookie, "GET", `/shared/${id}`))).toEqual(
    await said(at.asGuest(cookie, "GET", `/shared/${UNKNOWN}`)),
  );
  const round = () =>
    tellShut({ ...house, sharing: at.sharing, today: house.classification.today });
  expect([await round(), await round()]).toEqual([1, 0]);
  expect((await at.json(at.send("GET", `/shares/${id}`)))["state"]).toBe("shut");
  expect(house.actions.all.at(-1)).toMatchObject({ kind: "share-shut", subject: `share:${id}` });
});

test("a share clears nobody: what the partner may not know of is not asked for, approved, or named in a receipt", async () => {
  const { id: guestId } = await at.guest();
  const wish = at.shareWish(guestId);
  const asked = (await at.json(at.send("POST", "/shares", wish)))["id"]!;
  const label = { kind: "trade", basis: "商业秘密" };
  await at.send("POST", `/items/${at.house.item.id}/labels`, label);
  expect(await codeOf(at.send("POST", "/shares", wish))).toBe("sharing/not-shareable");
  expect(await codeOf(at.send("POST", `/shares/${asked}/approval`, {}, "legal"))).toBe(
    "sharing/not-shareable",
  );
  const clear = { state: "top-secret", duties: ["trade"] };
  await at.send("POST", `/users/${guestId}/clearance`, clear);
  expect(await codeOf(at.send("POST", "/shares", wish))).toBe("sharing/not-shareable");
  const grant = {
    ...{ user: guestId, scope: wish.scope, purpose: "supervision" },
    ...{ until: "2027-01-01", reason: "by the other door" },
  };
  expect(await codeOf(at.send("POST", "/access/grants", grant, "records"))).toBe(
    "access/guest-takes-share",
  );
});

test("takes two people, a sound code, a bounded term and a day that is to come", async () => {
  const bad = async (changes: object) =>
    codeOf(at.send("POST", "/partners", at.partnerWish(changes)));
  expect(await bad({ code: "91350100M000100Y44" })).toBe("sharing/bad-code");
  expect(await bad({ nameZh: null })).toBe("sharing/no-name");
  expect(await bad({ until: "2020-01-01" })).toBe("sharing/bad-term");
  const waiting = await at.json(at.send("POST", "/partners", at.partnerWish()));
  expect(waiting).toMatchObject({ state: "waiting", highest: { state: null } });
  expect(await codeOf(at.send("POST", `/partners/${waiting["id"]}/approval`))).toBe(
    "access/same-person",
  );
  const early = { partnerId: waiting["id"], name: "li", displayName: "李", until: "2027-01-01" };
  expect(await codeOf(at.send("POST", "/guests", early))).toBe("sharing/no-such-partner");
  await at.send("POST", `/partners/${waiting["id"]}/approval`, undefined, "legal");
  expect(await bad({})).toBe("sharing/partner-known");
  expect(await codeOf(at.send("POST", "/guests", { ...early, until: "2027-11-02" }))).toBe(
    "sharing/bad-term",
  );
  const { guest } = await at.invite(waiting["id"]!);
  const share = (changes: object) => at.send("POST", "/shares", at.shareWish(guest.id, changes));
  const longest = addDays(at.house.classification.today(), 90);
  expect(await codeOf(share({ until: addDays(longest, 1) }))).toBe("sharing/bad-term");
  expect(await codeOf(share({ until: at.house.classification.today() }))).toBe("sharing/bad-term");
  expect(await codeOf(share({ reason: "三号" }))).toBe("review/bad-body");
  expect(await codeOf(share({ reason: "三号案" }))).toBe("secrecy/purpose-unexplained");
  expect(await codeOf(share({ purpose: "protection" }))).toBe("review/bad-body");
  const asked = await at.json(share({}));
  expect(asked["until"]).toBe(addDays(at.house.classification.today(), 14));
  const approve = (role: StaffRole) => at.send("POST", `/shares/${asked["id"]}/approval`, {}, role);
  expect(await codeOf(approve("admin"))).toBe("access/same-person");
  expect((await approve("reviewer")).status).toBe(403);
  const both = await Promise.all([approve("legal"), approve("records")]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  at.house.moveClock(10 * 60_000);
  expect(await codeOf(share({}))).toBe("access/confirm-again");
});
