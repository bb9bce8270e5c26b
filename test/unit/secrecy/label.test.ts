/** Labels by the worked examples: terms, reviews, extension in time, who may set what, and what a proposal does. */
import { expect, it, vi } from "vitest";
import type { CalendarDate } from "../../../services/calendar/calendar-date.ts";
import { type ItemId, type LabelId, type UserId, newId } from "../../../services/kernel/ids.ts";
import { reviewPeriods } from "../../../services/secrecy/family.ts";
import {
  type Label,
  type LabelKind,
  isInForce,
  nextReview,
  protectionOf,
} from "../../../services/secrecy/label.ts";
import type { SecrecyStore } from "../../../services/secrecy/secrecy-store.ts";
import {
  confirmLabel,
  endLabel,
  extendLabel,
  setLabel,
} from "../../../services/secrecy/set-label.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { STRANGERS } from "../../fakes/people-store.ts";
import { houseOf } from "../../fixtures/secrecy.ts";

const LAWFUL = reviewPeriods({});
const day = (text: string) => text as CalendarDate;
const THING = { type: "item", id: newId<ItemId>() } as const;
const BY = { id: newId<UserId>(), isAdmin: false };
const OTHER = { id: newId<UserId>(), isAdmin: false };
const ADMIN = { id: newId<UserId>(), isAdmin: true };
const WISH = { issuedOn: null, until: null, condition: null, scope: null, basis: "定密责任人决定" };

function house(...of: Parameters<typeof houseOf>) {
  let kept: Label[] = [];
  const put = vi.fn(async (...[, , after]: Parameters<SecrecyStore["put"]>) => {
    kept = [...kept.filter(({ id }) => id !== after.id), after];
  });
  const secrecy = { put, labels: async () => kept } as unknown as SecrecyStore;
  const at = (today: string) => ({
    ...{ secrecy, clock: () => NOON, people: STRANGERS },
    classification: houseOf(of[0], today, of[2]),
  });
  const set = (kind: LabelKind, changes: object = {}, by = BY) =>
    setLabel(at("2025-06-01"), THING, { ...WISH, kind, ...changes }, by);
  return { at, set, put };
}
const refused = (code: string) => ({ rejects: true, code });
const codeOf = (done: Promise<unknown>) =>
  done.then(
    () => null,
    (error: unknown) => refused((error as { code: string }).code),
  );

it("秘密 of 2025-06-01 ends by itself on 2035-06-01, and is reviewed each year before", async () => {
  const label = await house("province").set("secret");
  expect([label.status, label.until]).toEqual(["confirmed", "2035-06-01"]);
  expect(isInForce(label, day("2035-05-31"))).toBe(true);
  expect(isInForce(label, day("2035-06-01"))).toBe(false);
  expect(nextReview(label, day("2025-06-01"), LAWFUL)).toBe("2026-06-01");
  expect(nextReview(label, day("2026-06-01"), LAWFUL)).toBe("2026-06-01");
  // What nobody did is overdue, however many years went by.
  expect(nextReview(label, day("2028-06-02"), LAWFUL)).toBe("2026-06-01");
  const reviewed = (on: string, nextOn: string) => ({
    ...label,
    reviewed: { on: day(on), by: label.setBy, nextOn: day(nextOn) },
  });
  expect(nextReview(reviewed("2026-05-30", "2027-05-30"), day("2026-06-02"), LAWFUL)).toBe(
    "2027-05-30",
  );
  expect(nextReview(reviewed("2034-06-02", "2035-06-01"), day("2034-06-02"), LAWFUL)).toBeNull();
  const trade = await house("province").set("trade");
  expect([trade.until, nextReview(trade, day("2025-06-01"), LAWFUL)]).toEqual([null, null]);
});

it("takes no longer term than the law's, and no label from the future", async () => {
  const longest = {
    secret: "2035-06-01",
    "highly-secret": "2045-06-01",
    "top-secret": "2055-06-01",
  };
  for (const [kind, until] of Object.entries(longest) as [keyof typeof longest, string][]) {
    expect((await house("province").set(kind)).until).toBe(until);
    expect((await house("province").set(kind, { until })).until).toBe(until);
    const beyond = { until: until.replace("-01", "-02") };
    expect(await codeOf(house("province").set(kind, beyond))).toEqual(
      refused("secrecy/term-too-long"),
    );
  }
  const bad = [{ until: "2025-06-01" }, { issuedOn: "2025-06-02" }];
  for (const wish of bad) {
    expect(await codeOf(house("province").set("work", wish))).toEqual(refused("secrecy/bad-term"));
  }
});

it("is extended before it ends, by whoever set it or an administrator, and never after", async () => {
  const { at, set } = house("city");
  const { id } = await set("secret");
  const extend = (today: string, until: string, by = BY) =>
    codeOf(extendLabel(at(today), THING, id, day(until), by));
  expect(await extend("2035-05-31", "2036-01-01", OTHER)).toEqual(
    refused("secrecy/not-the-classifier"),
  );
  expect(await extend("2035-05-31", "2035-01-01")).toEqual(refused("secrecy/bad-term"));
  expect(await extend("2035-05-31", "2045-06-01")).toEqual(refused("secrecy/term-too-long"));
  expect(await extend("2035-06-01", "2040-06-01")).toEqual(refused("secrecy/ended"));
  expect(await extend("2035-05-31", "2040-06-01")).toBeNull();
  expect(await extend("2040-05-31", "2041-06-01", ADMIN)).toBeNull();
  expect(await extend("2041-06-01", "2042-06-01", ADMIN)).toEqual(refused("secrecy/ended"));
});

it("a city never sets 绝密; a county proposes, protects as the highest and reports in ten working days", async () => {
  expect(await codeOf(house("city").set("top-secret"))).toEqual(refused("secrecy/no-authority"));
  const { at, set } = house("county");
  const label = await set("secret");
  // 2025-06-02 is a holiday (端午节).
  expect(label).toMatchObject({ status: "proposed", until: null, reportBy: "2025-06-16" });
  expect(protectionOf(label)).toEqual({ state: "top-secret", duties: [] });
  const decided = { basis: "省保密局 12 号", until: null };
  const after = await confirmLabel(at("2025-06-20"), THING, label.id, decided, OTHER);
  expect([after.status, after.until, after.version]).toEqual(["confirmed", "2035-06-01", 1]);
  expect(protectionOf(after)).toEqual({ state: "secret", duties: [] });
  expect(await codeOf(confirmLabel(at("2025-06-20"), THING, label.id, decided, OTHER))).toEqual(
    refused("secrecy/confirmed"),
  );
});

it("nobody lowers alone what is protected without an end: neither by an extension nor by confirming what he proposed", async () => {
  const { at, set } = house("county");
  for (const kind of ["set-apart", "secret"] as const) {
    const { id } = await set(kind);
    const extend = extendLabel(at("2025-06-02"), THING, id, day("2025-06-03"), BY);
    expect(await codeOf(extend)).toEqual(refused("secrecy/bad-term"));
  }
  const { id } = await set("highly-secret");
  const decided = { basis: "省保密局 12 号", until: day("2025-06-03") };
  const confirm = (by = BY) => codeOf(confirmLabel(at("2025-06-02"), THING, id, decided, by));
  expect(await confirm()).toEqual(refused("access/same-person"));
  expect(await confirm(OTHER)).toBeNull();
});

it("refuses what is above the ceiling and writes nothing; setting apart needs no level", async () => {
  const { set, put } = house("province", "2025-06-01", null);
  for (const kind of ["secret", "highly-secret", "top-secret"] as const) {
    expect(await codeOf(set(kind))).toEqual(refused("secrecy/above-ceiling"));
  }
  expect(put).not.toHaveBeenCalled();
  expect((await set("set-apart")).status).toBe("confirmed");
});

it("a level and what was set apart are lifted by another person; a duty by anyone who may; nothing twice", async () => {
  const { at, set } = house("province");
  const end = (id: Label["id"], by = BY) =>
    codeOf(endLabel(at("2026-01-01"), THING, id, "no more", by));
  for (const kind of ["highly-secret", "set-apart"] as const) {
    const { id } = await set(kind);
    expect(await end(id)).toEqual(refused("access/same-person"));
    expect(await end(id, OTHER)).toBeNull();
    expect(await end(id, OTHER)).toEqual(refused("secrecy/ended"));
  }
  const { id } = await set("minor");
  expect(await end(id)).toBeNull();
  expect(await end(newId<LabelId>())).toEqual(refused("secrecy/no-such-label"));
});

it("whoever labels is in the scope, each person once; the action tells no kind", async () => {
  const { set, put } = house("province");
  const label = await set("informant", { scope: [OTHER.id, OTHER.id] });
  expect(label.scope).toEqual([OTHER.id, BY.id]);
  const [, , , telling] = put.mock.calls[0] ?? [];
  expect(JSON.stringify(telling?.action)).not.toContain("informant");
});
