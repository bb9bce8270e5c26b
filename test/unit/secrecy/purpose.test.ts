/** What for somebody may look: every role, purpose and case, by the one table; and over HTTP with the record it leaves. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ROLES, type Role } from "../../../services/access/permission.ts";
import type { UserId } from "../../../services/kernel/ids.ts";
import { OPEN } from "../../../services/secrecy/mark.ts";
import { PURPOSES, isExplained, mayName, purposesOf } from "../../../services/secrecy/purpose.ts";
import { type Facts, mayDo } from "../../../services/secrecy/sight.ts";
import { TODAY } from "../../fixtures/evidence.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

const [ME, OTHER] = ["me" as UserId, "other" as UserId];
const factsOf = (...set: readonly UserId[]): Facts => ({
  ...{ labels: [], grants: [], restrictedFrom: null },
  people: set.map((userId) => ({ userId, until: null })),
});
const may = (role: Role, purpose: (typeof PURPOSES)[number], facts: Facts): boolean => {
  const sight = { userId: ME, role, clearance: OPEN, today: TODAY };
  return mayDo(sight, "copies:watch", facts, purpose).allowed;
};

test("evidence is for whoever works on the case, supervision for who answers for all of them", () => {
  const rows = ROLES.map((role) => [role, ...PURPOSES.map((each) => may(role, each, factsOf()))]);
  expect(rows).toEqual([
    ["admin", true, true, true],
    ["officer", true, false, true],
    ["reviewer", true, true, true],
    ["auditor", false, false, false],
    ["records", true, true, false],
    ["legal", true, true, true],
    // By shares alone, never by this permission.
    ["guest", false, false, false],
  ]);
  for (const role of ["admin", "records", "legal"] as const) {
    expect(may(role, "evidence", factsOf(OTHER))).toBe(false);
    expect(may(role, "supervision", factsOf(OTHER))).toBe(true);
    expect(may(role, "evidence", factsOf(OTHER, ME))).toBe(true);
  }
  // Whoever is bound to cases sees nothing of another's, whatever the purpose.
  for (const purpose of PURPOSES) {
    expect(may("officer", purpose, factsOf(OTHER))).toBe(false);
    expect(may("reviewer", purpose, factsOf(OTHER))).toBe(false);
  }
});

test("what is offered is what the rule lets through, and an assignment that is over is none", () => {
  for (const role of ROLES) {
    const offered = purposesOf(role).map(({ purpose }) => purpose);
    expect(PURPOSES.filter((purpose) => mayName(role, purpose, true))).toEqual(offered);
  }
  const over: Facts = {
    ...factsOf(),
    people: [{ userId: ME, until: TODAY }, ...factsOf(OTHER).people],
  };
  expect(may("legal", "evidence", over)).toBe(false);
  expect(isExplained("evidence", "质证用")).toBe(true);
  expect(isExplained("supervision", "监督检查")).toBe(false);
  expect(isExplained("protection", "核查对张三的投诉")).toBe(true);
});

test("what is only stored is opened for a special reason alone, from that day on", () => {
  const stored: Facts = { ...factsOf(), restrictedFrom: TODAY };
  expect(PURPOSES.map((purpose) => may("admin", purpose, stored))).toEqual([false, true, true]);
  const [year = "", ...rest] = TODAY.split("-");
  const later = [Number(year) + 1, ...rest].join("-") as typeof TODAY;
  expect(may("admin", "evidence", { ...stored, restrictedFrom: later })).toBe(true);
  // A grant opens what it names, and is no special reason; that the item is there is known as before.
  const sight = { userId: ME, role: "admin" as const, clearance: OPEN, today: TODAY };
  const [seen, pictured] = [
    mayDo(sight, "items:see", stored),
    mayDo(sight, "copies:watch", stored),
  ];
  expect([seen.allowed, pictured.allowed, pictured.because]).toEqual([
    ...[true, false, ["only-stored"]],
  ]);
});

describe("over HTTP", () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
  });
  afterEach(() => house.close());

  const look = (role: Role, query: string, kind = "viewing") =>
    house.fetch(`/api/v1/items/${house.item.id}/derivatives/${kind}?${query}`, role);
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  const people = (...userIds: readonly UserId[]) =>
    house.fetch(`/api/v1/cases/${house.file.id}/people`, "admin", {
      method: "POST",
      body: JSON.stringify({ people: userIds.map((userId) => ({ userId })) }),
    });

  test("a case of others is looked at to supervise, with a reason, and the record says so", async () => {
    await house.fetch(`/api/v1/cases/${house.file.id}/items`, "admin", {
      ...{ method: "POST", body: JSON.stringify({ itemId: house.item.id }) },
    });
    expect((await people(house.userIds.officer)).status).toBe(200);
    expect((await look("officer", "purpose=review")).status).toBe(200);
    const refused = await look("legal", "purpose=review");
    expect([refused.status, await codeOf(refused)]).toEqual([403, "secrecy/purpose-not-yours"]);
    const mute = await look("legal", "purpose=review&purposeKind=supervision");
    expect([mute.status, await codeOf(mute)]).toEqual([400, "secrecy/purpose-unexplained"]);
    const why = encodeURIComponent("核查2026-17号投诉");
    expect((await look("legal", `purposeKind=supervision&purpose=${why}`)).status).toBe(200);
    expect((await look("legal", "purpose=review&purposeKind=curiosity")).status).toBe(400);
    const events = await house.evidence.custody(house.item.id);
    expect(events.filter(({ kind }) => kind === "accessed").map(({ data }) => data)).toMatchObject([
      { purposeKind: "evidence", role: "officer" },
      { purposeKind: "supervision", purpose: "核查2026-17号投诉", role: "legal" },
    ]);
    const query = new URLSearchParams({ user: house.userIds.legal, item: house.item.id });
    const told = await house.fetch(`/api/v1/access/explain?${query.toString()}`);
    expect(await told.json()).toMatchObject({
      verdicts: [
        { permission: "items:see", purposes: null },
        { permission: "copies:watch", allowed: true, purposes: ["supervision", "protection"] },
        { permission: "originals:read", purposes: ["supervision", "protection"] },
        { permission: "packages:make", allowed: false, purposes: [] },
      ],
    });
  });

  test("an item that only a floor keeps is watched for a special reason, and shows no picture", async () => {
    house.secrecy.restricted.set(house.item.id, "2026-01-01" as typeof TODAY);
    const refused = await look("admin", "purpose=case+review");
    expect([refused.status, await codeOf(refused)]).toEqual([403, "retention/only-stored"]);
    expect((await look("admin", "purpose=list-thumbnail", "poster")).status).toBe(403);
    const why = encodeURIComponent("核查2026-17号投诉");
    expect((await look("admin", `purposeKind=supervision&purpose=${why}`)).status).toBe(200);
    const pack = await house.fetch("/api/v1/packages", "admin", {
      ...{ method: "POST" },
      body: JSON.stringify({ itemIds: [house.item.id], purpose: "for the court" }),
    });
    expect([pack.status, await codeOf(pack)]).toEqual([403, "retention/only-stored"]);
  });

  test("a package leaves for the purpose it was asked for, also when another takes it out", async () => {
    const ask = (role: Role, more: object) =>
      house.fetch("/api/v1/packages", role, {
        method: "POST",
        body: JSON.stringify({ itemIds: [house.item.id], purpose: "for the court", ...more }),
      });
    expect((await ask("reviewer", { purposeKind: "protection" })).status).toBe(202);
    expect(house.actions.all.at(-1)).toMatchObject({ after: { purposeKind: "protection" } });
    await house.fetch(`/api/v1/cases/${house.file.id}/items`, "admin", {
      ...{ method: "POST", body: JSON.stringify({ itemId: house.item.id }) },
    });
    await people(house.userIds.reviewer);
    expect(await codeOf(await ask("admin", {}))).toBe("secrecy/purpose-not-yours");
    const me = await house.fetch("/api/v1/me", "officer");
    expect(await me.json()).toMatchObject({
      purposes: [
        { purpose: "evidence", minCharacters: 3 },
        { purpose: "protection", minCharacters: 8 },
      ],
    });
  });
});
