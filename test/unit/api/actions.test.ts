/** Every route that changes something leaves exactly one record, whoever calls it; none holds a secret. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { firstBrokenAction } from "../../../services/actions/action.ts";
import { ROLES, type Role, allows } from "../../../services/access/permission.ts";
import { linkItem } from "../../../services/cases/link-item.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type CertificateRequestId, type UserId, newId } from "../../../services/kernel/ids.ts";
import type { Route } from "../../../services/review/route.ts";
import { ANY_ACTION } from "../../fixtures/actions.ts";
import { accessChanges } from "../../fixtures/access-changes.ts";
import { extensionChanges } from "../../fixtures/extension-changes.ts";
import { flagChanges } from "../../fixtures/flag-changes.ts";
import { type Change, REASON, allLabelChanges } from "../../fixtures/label-changes.ts";
import { exportChanges } from "../../fixtures/made-export.ts";
import { cookieOf, logInChanges } from "../../fixtures/log-in-changes.ts";
import { placedHold } from "../../fixtures/placed-hold.ts";
import { releaseChanges } from "../../fixtures/release-changes.ts";
import { type House, PASSWORD, openHouse } from "../../fixtures/review-house.ts";
import { asThePage } from "../../fixtures/session-headers.ts";
import { COUNT_FOR_MS } from "../../../services/kernel/counting.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const SECRET = "a secret that nobody may read";
const DEVICE = "/devices/{id}";

async function addedToken(at: House, role: Role): Promise<Record<string, string>> {
  const body = JSON.stringify({ label: "laptop" });
  await at.fetch("/api/v1/me/tokens", role, { method: "POST", body });
  const list = await at.fetch("/api/v1/me/tokens", role);
  const { entries } = (await list.json()) as { entries: { id: string; label: string }[] };
  return { id: entries.find(({ label }) => label === "laptop")!.id };
}

/** Its certificate is the digest of its name, as good as any in memory. */
async function enrolledDevice({ certificates, device, clock }: House) {
  const [codeSha256, by] = [sha256("code"), newId<UserId>()];
  const times = { createdAt: clock(), expiresAt: plusMs(clock(), 1_000) };
  await certificates.addCode(
    { codeSha256, deviceId: device.id, createdBy: by, ...times },
    ANY_ACTION,
  );
  const id = newId<CertificateRequestId>();
  const authority = { kind: "code", sha256: codeSha256 } as const;
  const key = { publicKeySha256: sha256("key"), csr: Buffer.alloc(0), requestedAt: clock() };
  await certificates.askOnce({ id, deviceId: device.id, authority, ...key }, 1);
  const of = { sha256: sha256("certificate"), der: Buffer.alloc(0), issuedAt: clock() };
  const notAfter = plusMs(clock(), 86_400_000);
  await certificates.issueOnce(id, { ...of, notBefore: clock(), notAfter });
  return { id: device.id, sha256: of.sha256 };
}

const heldItem = async (at: House) => ({ id: (await placedHold(at)).id });
const CREDENTIAL = { credentialNo: "A1", name: "Li", unit: "One", validFrom: "2024-01-01" };
const knownOfficer = async (at: House) => ({
  id: await made(at, "/officers", { ...CREDENTIAL, credentialNo: "A0" }),
});

const SESSION = "/recording-sessions/{id}";
const made = async (at: House, path: string, body: object): Promise<string> => {
  const init = { method: "POST", body: JSON.stringify(body) };
  const answer = await at.fetch(`/api/v1${path}`, "admin", init);
  return ((await answer.json()) as { id: string }).id;
};
const knownSession = async (at: House) => ({
  id: await made(at, "/recording-sessions", { number: "S-1" }),
});
async function sessionWithItem(at: House) {
  const { id } = await knownSession(at);
  const init = { method: "POST", body: JSON.stringify({ itemId: at.item.id }) };
  await at.fetch(`/api/v1/recording-sessions/${id}/items`, "admin", init);
  return { id, itemId: at.item.id };
}
const itself = ({ item }: House) => Promise.resolve({ id: item.id });
const annotatedItem = async (at: House) => ({
  id: at.item.id,
  annotationId: await made(at, `/items/${at.item.id}/annotations`, {
    note: { type: "marker", kind: "custom", atMs: 0 },
  }),
});

/** What makes each of them change something. A route that is not here fails the test. */
const CHANGES: Readonly<Record<string, Change>> = {
  ...exportChanges,
  "post /session": { body: { name: "officer", password: PASSWORD } },
  "post /session/confirm": { body: { password: PASSWORD } },
  "delete /session": {},
  "post /me/tokens": { body: { label: "laptop" } },
  "delete /me/tokens/{id}": { before: addedToken },
  "delete /tokens/{id}": {
    before: (at) => addedToken(at, "reviewer"),
    body: { reason: REASON },
  },
  ...logInChanges,
  "post /cases": { body: { number: "2026-18", title: "Noise" } },
  "post /cases/imports": {
    body: { table: "cases", csv: "number,title\nN7,Noise\n", source: "cms", reason: REASON },
  },
  "post /cases/messages": { body: { number: "N8", facts: { title: "Noise" }, source: "cms" } },
  "post /cases/{id}/changes": {
    body: { revision: 0, facts: { title: "Noise at night" }, reason: REASON },
  },
  "post /cases/{id}/items": { in: "custody" },
  "delete /cases/{id}/items/{itemId}": { in: "custody", body: { reason: REASON } },
  "post /holds": {
    body: {
      ...{ kind: "review", scope: { kind: "query", query: { activity: "HN-01" } } },
      ...{ authorityNumber: "17", reason: REASON, reviewOn: "2027-01-24" },
      document: { mediaType: "application/pdf", base64: "JVBERi0=" },
    },
  },
  "post /holds/{id}/review": {
    before: heldItem,
    body: { reviewOn: "2027-02-24", reason: REASON },
  },
  "post /holds/{id}/release": { before: heldItem, body: { reason: REASON } },
  "post /officers": { body: CREDENTIAL },
  "post /officers/{id}/credentials": { before: knownOfficer, body: CREDENTIAL },
  "post /officers/{id}/account": { before: knownOfficer, body: { account: "officer" } },
  "post /officers/imports": {
    body: {
      csv: "credential_no,name,unit,valid_from\nB2,Wang,One,2024-01-01\n",
      ...{ source: "hr", reason: REASON },
    },
  },
  "post /recording-sessions": { body: { number: "S-2" } },
  [`post ${SESSION}/changes`]: {
    before: knownSession,
    body: { revision: 0, facts: { place: "x" }, reason: REASON },
  },
  [`post ${SESSION}/items`]: { in: "custody", before: knownSession },
  [`delete ${SESSION}/items/{itemId}`]: {
    in: "custody",
    before: sessionWithItem,
    body: { reason: REASON },
  },
  "post /items/{id}/annotations": {
    in: "custody",
    before: itself,
    body: { note: { type: "marker", kind: "custom", atMs: 0 } },
  },
  "delete /items/{id}/annotations/{annotationId}": {
    in: "custody",
    before: annotatedItem,
    body: { reason: REASON },
  },
  "post /cases/{id}/people": { body: { people: [] } },
  "post /users/{id}/clearance": { body: { state: null, duties: ["work"] } },
  ...{ ...allLabelChanges, ...flagChanges, ...accessChanges, ...extensionChanges },
  ...releaseChanges,
  "post /packages": { body: { purpose: "court" } },
  "post /devices": { body: { name: "DC-9", kind: "cctv" } },
  [`delete ${DEVICE}`]: { body: { reason: REASON } },
  [`post ${DEVICE}/quota`]: { body: { bytesPerDay: null, filesPerDay: 9, openBytes: null } },
  [`post ${DEVICE}/signing`]: { body: { kind: "c2pa" } },
  [`post ${DEVICE}/enrolment-codes`]: {},
  [`post ${DEVICE}/proof`]: { before: enrolledDevice, body: { certificateOnly: true } },
  [`delete ${DEVICE}/certificates`]: { before: enrolledDevice, body: { reason: REASON } },
  [`delete ${DEVICE}/certificates/{sha256}`]: { before: enrolledDevice, body: { reason: REASON } },
  [`post ${DEVICE}/assignments`]: {
    body: { officer: "officer", from: "2026-11-24T00:00:00Z", to: null },
  },
  "post /users": {
    body: { name: "new", displayName: "New", role: "officer", password: SECRET },
  },
  "delete /users/{id}": { body: { reason: REASON } },
  "post /users/{id}/door": { body: { signOnName: "li.hua", reason: REASON } },
  "post /users/{id}/staff-number": { body: { staffNumber: "460012", reason: REASON } },
};

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
const changing = (at: House): Route[] => at.routes.filter(({ method }) => method !== "get");

/** What the address and the body name, of what is there. */
function idsOf(at: House, { path }: Route): Record<string, string> {
  if (path.startsWith("/cases")) return { id: at.file.id, itemId: at.item.id };
  if (path.startsWith("/items")) return { id: at.item.id };
  const officer = [...at.access.accounts.values()].find(({ role }) => role === "officer")!;
  return { id: path.startsWith("/users") ? officer.id : at.device.id };
}

async function recordsOf(at: House): Promise<{ actions: number; custody: number }> {
  const custody = await at.evidence.custody(at.item.id);
  return { actions: at.actions.all.length, custody: custody.length };
}

describe("records of what is changed", () => {
  test("know every route that changes something", () => {
    expect(changing(house).map(nameOf).sort()).toEqual(Object.keys(CHANGES).sort());
  });

  for (const role of ROLES) {
    test(`are kept of each route as ${role}: one of what it does, or of its refusal`, async () => {
      for (const route of changing(house)) {
        // Some changes end others: each in a house of its own.
        const own = await openHouse();
        await changeOnce(own, route, role);
        await own.close();
      }
    });
  }

  test("are not kept of what changes nothing", async () => {
    const before = house.actions.all.length;
    const path = `/api/v1/devices/${house.device.id}`;
    for (let time = 0; time < 3; time += 1) await house.fetch(path, "admin", { method: "DELETE" });
    expect(house.actions.all.slice(before).map(({ kind }) => kind)).toEqual(["device-retired"]);
    const again = JSON.stringify({ name: "DC-0012", kind: "cctv" });
    await house.fetch("/api/v1/devices", "admin", { method: "POST", body: again });
    expect(house.actions.all).toHaveLength(before + 1);
  });

  test("sum failed logins, under a name that is there and under any other, and keep no name", async () => {
    const before = house.actions.all.length;
    const attempt = async (name: string) => {
      const body = JSON.stringify({ name, password: SECRET });
      const answer = await house.fetch("/api/v1/session", null, { method: "POST", body });
      expect(answer.status).toBe(401);
    };
    for (const name of ["officer", "officer", "hunter2", "officer", "swordfish"]) {
      await attempt(name);
    }
    house.moveClock(COUNT_FOR_MS);
    await attempt("officer");
    await attempt(SECRET);
    const told = house.actions.all.slice(before);
    expect(told.map(({ subject, after }) => [subject === null, after])).toEqual([
      [false, { times: 1 }],
      [true, { times: 1 }],
      [false, { times: 3 }],
      [true, { times: 2 }],
    ]);
    expect(JSON.stringify(told)).not.toMatch(/hunter2|swordfish|secret/);
  });
});

async function changeOnce(at: House, route: Route, role: Role): Promise<void> {
  const { path, permission } = route;
  const { in: place = "actions" } = CHANGES[nameOf(route)]!;
  const filled = await filledPath(at, route, role);
  const ofSession = path === "/session" && route.method === "delete";
  const headers: Record<string, string> = ofSession ? asThePage(await cookieOf(at, role)) : {};
  if (path.startsWith("/cases") && path.endsWith("{itemId}"))
    await linkItem(at, newId<UserId>(), at.file.id, at.item.id);
  const body = bodyOf(at, route, role);
  const were = await recordsOf(at);
  const answer = await at.fetch(`/api/v1${filled}`, ofSession ? null : role, {
    ...{ method: route.method.toUpperCase(), headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const may = isAllowed(role, permission);
  expect([nameOf(route), answer.ok]).toEqual([nameOf(route), may]);
  const now = await recordsOf(at);
  const kept = may ? place : "actions";
  expect([nameOf(route), now]).toEqual([nameOf(route), oneMore(were, kept)]);
  if (!may) expect(at.actions.all.at(-1)).toMatchObject({ kind: "refused", after: { role } });
  if (may && place !== "custody") checkAction(at, body);
}

/** What a guest tries to change, somebody else readied: a guest may ready nothing but a log-in. */
async function filledPath(at: House, route: Route, role: Role): Promise<string> {
  const { before } = CHANGES[nameOf(route)]!;
  const isOwn = route.path.startsWith("/me/sessions");
  const ids = (await before?.(at, role === "guest" && !isOwn ? "admin" : role)) ?? idsOf(at, route);
  return route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "");
}

type Records = Awaited<ReturnType<typeof recordsOf>>;
const oneMore = ({ actions, custody }: Records, kept: "actions" | "custody" | "both"): Records => ({
  actions: actions + (kept === "custody" ? 0 : 1),
  custody: custody + (kept === "actions" ? 0 : 1),
});

const isAllowed = (role: Role, permission: Route["permission"]): boolean =>
  permission === "anyone" || allows(role, permission);

function bodyOf(at: House, route: Route, role: Role): unknown {
  const { body } = CHANGES[nameOf(route)]!;
  if (typeof body === "function") return (body as (at: House, role: Role) => unknown)(at, role);
  if (route.path.endsWith("/items")) return { itemId: at.item.id };
  return /^\/(packages|item-flags|exports$)/.test(route.path) && body !== undefined
    ? { ...(body as object), itemIds: [at.item.id] }
    : body;
}

/** The newest action: whole, by the caller, with the reason that was given, and without a secret. */
function checkAction(at: House, body: unknown): void {
  const { all } = at.actions;
  const last = all.at(-1)!;
  expect(firstBrokenAction(all)).toBeNull();
  expect(last.actor).toMatch(/^user:[0-9a-f-]{36}$/);
  if (JSON.stringify([body]).includes(REASON)) expect(last.reason).toBe(REASON);
  expect(last.body).not.toMatch(/hf[a-z]_|scrypt|secret that|battery/);
  expect(JSON.parse(last.body)).toMatchObject({ kind: last.kind, actor: last.actor });
}
