/** Files of renewals stay locked for as long as the house runs: each audit prolongs their locks. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { renewalFiles } from "../../../services/anchors/proof-paths.ts";
import { renewalText } from "../../../services/anchors/renewal.ts";
import { putLocked } from "../../../services/anchors/renew-logs.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { ObjectRef } from "../../../services/objects/object-store.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { AuditHouse } from "../../fixtures/audit-house.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { LOG } from "../../fixtures/ledger.ts";
import { type Authority, makeAuthority } from "../keys/authority.ts";

const KEY = { origin: LOG, number: 1 };
const SHORT = "2026-12-01T00:00:00.000Z" as typeof NOON;
let authority: Authority;
beforeAll(async () => {
  authority = await makeAuthority();
});
afterAll(() => authority.remove());

/** A house with one renewal and a stamp over it, both locked for a few days. */
async function renewed() {
  const house = await AuditHouse.open(authority, Buffer.from("clip"));
  const { tokens, renewals } = house.stamps;
  const text = renewalText({ ...KEY, size: 1, madeAt: NOON, files: [] });
  const store = {
    objects: house.objects,
    lock: () => ({ mode: "governance" as const, until: SHORT }),
  };
  const paths = renewalFiles(KEY);
  const list = await putLocked(store, LOG, paths.list, Buffer.from(text));
  const file = { path: paths.list, sizeBytes: text.length, sha256: sha256(text), object: list };
  await renewals.save({ ...KEY, size: 1, madeAt: NOON, text, files: [{ ...file, covers: null }] });
  await tokens.configure([{ name: "court", rootsPem: "" }], NOON);
  const response = Buffer.from("stamp");
  const stamp = await putLocked(store, LOG, paths.token("court"), response);
  await renewals.keep(KEY, "court", { response, genTime: NOON, validUntil: NOON }, NOON);
  const lockOf = async (ref: ObjectRef) => (await house.objects.head(ref)).lock;
  return { house, list, stamp, lockOf };
}

it("by the floor from the day of the audit on, in the mode of the day, and further each time", async () => {
  const { house, list, stamp, lockOf } = await renewed();
  expect(await house.found()).toEqual({});
  for (const ref of [list, stamp]) {
    const lock = await lockOf(ref);
    expect(lock?.mode).toBe("compliance");
    expect(lock?.until.slice(0, 7)).toBe("2027-05");
  }
  house.passHours(24 * 200);
  expect(await house.found()).toEqual({});
  expect((await lockOf(stamp))?.until.slice(0, 7)).toBe("2027-12");
});

it("also where somebody took a lock away, which is told; and what is gone is told and not locked", async () => {
  const { house, list, stamp, lockOf } = await renewed();
  await house.found();
  house.objects.relock(list.key, null);
  house.objects.vanish(stamp.key);
  const found = Object.entries(await house.found()).map(([target, all]) => [
    target,
    all.map(({ code }) => code),
  ]);
  expect(found.toSorted()).toEqual([
    [
      `renewal/${LOG}/1/${stamp.key
        .split("/")
        .at(-1)!
        .replace(/^[0-9a-f]+-/, "")}`,
      ["fixity/object-missing"],
    ],
    [`renewal/${LOG}/1/2026-1.txt`, ["fixity/lock-missing"]],
  ]);
  expect((await lockOf(list))?.mode).toBe("compliance");
});

it("and a store that keeps no lock is tried again: the file does not count as audited", async () => {
  const { house, list, lockOf } = await renewed();
  house.passHours(2);
  const deps = house.deps();
  const objects = new Proxy(deps.objects, {
    get: (target, name: keyof typeof deps.objects) =>
      name === "lock"
        ? () => Promise.reject(new Refusal("unavailable", "objects/lock-not-kept", "no"))
        : target[name],
  });
  const told = await house.round({ ...deps, objects });
  const failed = told.filter(({ error }) => error !== undefined);
  expect(failed.length).toBeGreaterThan(0);
  expect((await lockOf(list))?.until).toBe(SHORT);
  expect(await house.found()).toEqual({});
  house.passHours(9);
  await house.found();
  expect((await lockOf(list))?.until.slice(0, 4)).toBe("2027");
});
