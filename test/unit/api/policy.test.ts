/** The routes about policy packs: who may do what, two people by session and by token, and what is told of a faulty pack. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { Role } from "../../../services/access/permission.ts";
import {
  PackCheck,
  PolicyDetail,
  PolicyEntry,
  PolicyList,
  ShippedPacks,
} from "../../../services/review/policy-schema.ts";
import { policyRoutes } from "../../../services/review/policy-routes.ts";
import { memoryPolicy, packBytes, shippedBytes, shippedPack } from "../../fixtures/packs.ts";
import { type House, ORIGIN, PASSWORD, openHouse } from "../../fixtures/review-house.ts";
import { asThePage } from "../../fixtures/session-headers.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse((shared) => policyRoutes({ ...shared, ...memoryPolicy(shared.actions) }));
});
afterAll(() => house.close());

const API = "/api/v1/policy";
const text = shippedBytes("cn-hainan-2019").toString();
const why = "the plan of 2026";

async function post(path: string, body: object, as: Role | null, init: RequestInit = {}) {
  const json = JSON.stringify(body);
  const answer = await house.fetch(`${API}${path}`, as, { method: "POST", body: json, ...init });
  return { status: answer.status, body: (await answer.json()) as { code?: string; id: string } };
}
const get = async (path: string, as: Role) => (await house.fetch(`${API}${path}`, as)).json();

/** The cookie of a session of the account that holds `role`'s token. */
async function sessionOf(role: Role): Promise<string> {
  const answer = await house.fetch("/api/v1/session", null, {
    method: "POST",
    headers: { origin: ORIGIN },
    body: JSON.stringify({ name: role, password: PASSWORD }),
  });
  expect(answer.status).toBeLessThan(300);
  return (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

it("a pack goes from what is shipped to law by two people, and everybody may read it", async () => {
  const shipped = ShippedPacks.parse(await get("/shipped", "officer")).entries;
  expect(shipped.map(({ pack }) => pack.code)).toEqual(["cn-hainan-2019", "us-oregon-133-741"]);
  expect(shipped[0]?.text).toBe(text);
  for (const role of ["officer", "reviewer", "auditor"] as const) {
    expect(await post("/packs", { text, why }, role)).toMatchObject({ status: 403 });
  }
  const { status, body } = await post("/packs", { text, why }, "records");
  expect([status, PolicyEntry.parse(body).decision]).toEqual([201, null]);
  expect(PolicyList.parse(await get("/packs", "auditor")).inForce).toBeNull();

  const approval = { sha256: sha256(text), why: "compared with the document" };
  const path = `/packs/${body.id}/approval`;
  const self = { status: 403, body: { code: "access/same-person" } };
  expect(await post(path, approval, "records")).toMatchObject(self);
  const headers = { origin: ORIGIN, ...asThePage(await sessionOf("records")) };
  expect(await post(path, approval, null, { headers })).toMatchObject(self);
  expect(await post(path, { ...approval, sha256: sha256("x") }, "legal")).toMatchObject({
    ...{ status: 409, body: { code: "policy/other-text" } },
  });
  const applied = PolicyEntry.parse((await post(path, approval, "legal")).body);
  expect(applied.decision).toMatchObject({ act: "applied", why: approval.why });
  expect(applied.decision?.byName).not.toBe(applied.proposedByName);
  expect(await post(path, approval, "admin")).toMatchObject({ body: { code: "policy/decided" } });

  const told = house.actions.all.filter(({ kind }) => kind.startsWith("policy-"));
  expect(told.map(({ kind, reason }) => [kind, reason])).toEqual([
    ["policy-proposed", why],
    ["policy-applied", approval.why],
  ]);

  expect(PolicyList.parse(await get("/packs", "officer"))).toEqual({
    ...{ entries: [applied], inForce: applied.id },
  });
  const detail = PolicyDetail.parse(await get(`/packs/${applied.id}`, "officer"));
  expect([detail.text, detail.pack?.activities.length]).toEqual([text, 12]);
});

it("a faulty pack is told of whole by the check, refused as a proposal, and withdrawn packs do nothing", async () => {
  const faulty = packBytes(shippedPack("us-oregon-133-741"), {
    version: 0,
    "defaults.bySource": { body_camera: 7 },
  }).toString();
  const check = PackCheck.parse((await post("/checks", { text: faulty }, "officer")).body);
  expect(check.problems.map(({ path }) => path)).toEqual([
    "version",
    "defaults.bySource.body_camera",
  ]);
  expect(await post("/packs", { text: faulty, why }, "admin")).toMatchObject({
    ...{ status: 400, body: { code: "policy/pack-unsound" } },
  });
  const sound = packBytes(shippedPack("us-oregon-133-741")).toString();
  const { body } = await post("/packs", { text: sound, why }, "admin");
  const withdrawn = await post(`/packs/${body.id}/withdrawal`, { why: "not ours" }, "legal");
  expect(PolicyEntry.parse(withdrawn.body).decision?.act).toBe("withdrawn");
  const missing = "/packs/3b8f7a9e-7c1e-4f5e-9a0b-0123456789ab/withdrawal";
  expect(await post(missing, { why }, "legal")).toMatchObject({
    ...{ status: 404, body: { code: "policy/no-such-pack" } },
  });
});
