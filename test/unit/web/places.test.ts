/** The bar: which places in which groups each role has, each place once. */
import { expect, test } from "vitest";
import { ROLES, permissionsOf } from "../../../services/access/permission.ts";
import { type Group, groupsFor, isAt } from "../../../services/web/src/frame/places.ts";
import { TEXTS } from "../../fixtures/page-texts.ts";

const told = (groups: readonly Group[]) =>
  groups.map(({ text, places }) => `${TEXTS[text][1]}: ${places.map(({ to }) => to).join(" ")}`);
const of = (role: (typeof ROLES)[number]) =>
  groupsFor({ role, permissions: [...permissionsOf(role)] });

test("an administrator has all of them, in seven groups", () => {
  expect(told(of("admin"))).toEqual([
    "Today: / /waiting /search",
    "Evidence: /items /rooms /visits /devices",
    "Case work: /cases /recording-sessions /officers",
    "Hand over: /packages /exports /sharing /grants",
    "Keeping: /holds /disposal /policy",
    "Oversight: /reports /spot-checks /actions",
    "Administration: /users /webhooks /health",
  ]);
});

test("others have what their permissions show, and no group without a place", () => {
  expect(told(of("officer"))).toEqual([
    "Today: / /waiting /search",
    "Evidence: /items /rooms /visits",
    "Case work: /cases /recording-sessions /officers",
    "Keeping: /policy",
    "Oversight: /spot-checks",
  ]);
  expect(told(of("guest"))).toEqual(["Shared with me: /shared"]);
  for (const role of ROLES) {
    const places = of(role).flatMap((group) => group.places);
    expect(new Set(places.map(({ to }) => to)).size).toBe(places.length);
    if (role !== "guest")
      expect(of("admin").flatMap((group) => group.places)).toEqual(expect.arrayContaining(places));
  }
});

test("a place is where one is also on what belongs to it, and the first screen only on itself", () => {
  const cases = { to: "/cases", text: "frame.cases" } as const;
  expect(["/cases", "/cases/1/file", "/cases-of-others"].map((at) => isAt(at, cases))).toEqual([
    true,
    true,
    false,
  ]);
  const start = { to: "/", text: "dashboard.title" } as const;
  expect(["/", "/items"].map((at) => isAt(at, start))).toEqual([true, false]);
});
