/** The audit finds whatever was done to what is stored, says what and where, says it once, and takes an outage for none. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { leafText, parseLeaf } from "../../../services/ledger/leaf.ts";
import { type ObjectKey, ledgerKey, originalKey } from "../../../services/objects/object-key.ts";
import { FailingCalls } from "../../fakes/failing-calls.ts";
import { AuditHouse } from "../../fixtures/audit-house.ts";
import { LOG } from "../../fixtures/ledger.ts";
import { type Authority, makeAuthority } from "../keys/authority.ts";

let authority: Authority;
beforeAll(async () => {
  authority = await makeAuthority();
});
afterAll(() => authority.remove());

const MIB = 1 << 20;
/** Three blocks, the last of them short. */
const BYTES = randomBytes(17 * MIB);
const SMALL = randomBytes(1000);
const open = (leaves = 0) => AuditHouse.open(authority, Buffer.from(SMALL), leaves);
const media = ({ itemId }: AuditHouse) => `item/${itemId}/original/media`;
const flip = (at: number) => (bytes: Buffer) => {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
};
const keyWith = (house: AuditHouse, part: string): ObjectKey =>
  house.objects.keys().find((key) => key.includes(part))!;

it("reads every object that the service vouches for, and finds a sound house sound", async () => {
  const house = await open(300);
  expect(await house.found()).toEqual({});
  const { objects, audited, open: findings } = await house.fixity.ofItem(house.itemId);
  expect({ objects, audited, findings }).toEqual({ objects: 6, audited: 6, findings: [] });
  expect(await house.kinds()).toEqual([]);
  expect(await house.round()).toEqual([]); // nothing is due so soon
});

describe("what was done to the original", () => {
  it("is located by its block, recorded on the item once, and over when the bytes are right again", async () => {
    const house = await AuditHouse.open(authority, Buffer.from(BYTES));
    const key = originalKey(house.itemId);
    house.objects.tamper(key, flip(9 * MIB));
    const expected = { code: "fixity/digest-differs", facts: { differingBlocks: "1" } };
    expect(await house.found()).toMatchObject({ [media(house)]: [expected] });
    await house.found();
    await house.found();
    expect(await house.kinds()).toEqual(["fixity-failed"]);
    const event = (await house.sealing.items.custody(house.itemId)).at(-1)!;
    expect(event.data).toMatchObject({
      ...{ reason: "fixity/digest-differs", subject: "original", part: "media" },
      ...{ recordedSha256: sha256(BYTES), differingBlocks: "1" },
    });
    house.objects.tamper(key, flip(9 * MIB));
    expect(await house.found()).toEqual({});
    expect(await house.kinds()).toEqual(["fixity-failed", "fixity-restored"]);
  });

  it.each<[string, (house: AuditHouse, key: ObjectKey) => void, string]>([
    ["truncated", (h, key) => h.objects.tamper(key, (b) => b.subarray(0, 8)), "size-differs"],
    ["lengthened", (h, key) => h.objects.tamper(key, (b) => Buffer.concat([b, b])), "size-differs"],
    ["deleted", (h, key) => h.objects.vanish(key), "object-missing"],
    ["replaced", (h, key) => h.objects.vanish(key, Buffer.from("x")), "object-replaced"],
    ["put back alike", (h, key) => h.objects.vanish(key, SMALL), "object-replaced"],
    ["covered", (h, key) => h.objects.covered.set(key, "other-version"), "version-on-top"],
    ["hidden", (h, key) => h.objects.covered.set(key, "deletion-mark"), "hidden-by-deletion"],
    ["unlocked", (h, key) => h.objects.relock(key, null), "lock-missing"],
    [
      "locked for a shorter time",
      (h, key) =>
        h.objects.relock(key, { mode: "compliance", until: "2026-12-24T12:00:00.000Z" as never }),
      "lock-shortened",
    ],
  ])("%s: it is found", async (_, harm, code) => {
    const house = await open();
    harm(house, originalKey(house.itemId));
    const found = await house.found();
    expect(found[media(house)]?.map((each) => each.code)).toEqual([`fixity/${code}`]);
    expect(await house.kinds()).toEqual(["fixity-failed"]);
    expect((await house.fixity.summary()).failing).toBe(1);
  });

  it("ended by disposal is no loss; what is there of it all the same is found", async () => {
    const house = await open();
    const item = await house.sealing.items.get(house.itemId);
    expect(await house.found()).toEqual({});
    for (const key of house.objects.keys()) if (key.includes(item.id)) house.objects.vanish(key);
    house.sealing.items.add({ ...item, stage: "disposed" });
    expect(await house.found()).toEqual({});
    house.objects.vanish(originalKey(item.id), SMALL);
    const found = await house.found();
    expect(found[media(house)]?.map(({ code }) => code)).toEqual(["fixity/object-there"]);
  });

  it("weakens a lock that was seen to be stricter, or shortens one that was prolonged", async () => {
    const house = await open();
    const key = originalKey(house.itemId);
    const until = "2028-05-24T12:00:00.000Z" as never;
    house.objects.relock(key, { mode: "compliance", until });
    expect(await house.found()).toEqual({});
    house.objects.relock(key, { mode: "governance", until });
    expect(await house.found()).toMatchObject({
      [media(house)]: [{ code: "fixity/lock-shortened" }],
    });
    house.objects.relock(key, { mode: "compliance", until: "2027-06-24T12:00:00.000Z" as never });
    expect(await house.found()).toMatchObject({
      [media(house)]: [{ code: "fixity/lock-shortened", facts: { wanted: until } }],
    });
  });
});

it.each(["viewing-", "/original-"])(
  "finds a flipped bit in every file beside it: %s",
  async (which) => {
    const house = await open();
    const keys = house.objects.keys().filter((key) => key.includes(which));
    expect(keys.length).toBeGreaterThan(1);
    for (const key of keys) {
      house.objects.tamper(key, flip(3));
      const found = Object.values(await house.found()).flat();
      expect(
        found.map(({ code }) => code),
        key,
      ).toEqual(["fixity/digest-differs"]);
      house.objects.tamper(key, flip(3));
    }
  },
);

describe("what was done to the record", () => {
  it("is no reason to call the object sound: only what was signed counts", async () => {
    const house = await open();
    const item = await house.sealing.items.get(house.itemId);
    house.objects.tamper(originalKey(item.id), flip(0));
    const bytes = house.objects.bytes(originalKey(item.id))!;
    house.sealing.items.add({ ...item, original: { ...item.original!, sha256: sha256(bytes) } });
    expect((await house.found())[media(house)]).toEqual([
      { code: "fixity/record-differs", facts: { why: "row" } },
    ]);
  });

  it.each([
    ["manifest-digest", { manifest: Buffer.from("{}") }],
    ["signature", { manifest: Buffer.from("{}"), manifestSha256: sha256("{}") }],
    ["no-signature", { signature: null }],
  ])("%s", async (why, changes) => {
    const house = await open();
    house.sealing.seals.overwrite(house.itemId, "original", changes);
    const found = await house.found();
    expect(found[media(house)]).toEqual([{ code: "fixity/record-differs", facts: { why } }]);
  });
});

describe("what was done to the ledger", () => {
  it.each<[string, (house: AuditHouse) => void, string]>([
    ["an entry", (h) => h.sealing.log.ledger.overwriteEntry(LOG, 7, "another\n"), "entries-differ"],
    ["a bundle", (h) => h.objects.tamper(keyWith(h, "entries/000"), flip(9)), "entries-differ"],
    [
      "a bundle's form",
      (h) => h.objects.tamper(keyWith(h, "entries/000"), flip(0)),
      "tile-differs",
    ],
    ["a tile", (h) => h.objects.tamper(keyWith(h, "tile/0/000"), flip(40)), "tile-differs"],
    [
      "a tile's length",
      (h) => h.objects.tamper(keyWith(h, "tile/0/000"), (b) => b.subarray(1)),
      "tile-differs",
    ],
    [
      "a tile that is gone",
      (h) => h.objects.vanish(ledgerKey(LOG, "tile/0/000")),
      "object-missing",
    ],
    [
      "the head",
      (h) => h.sealing.log.ledger.overwriteHead(LOG, { rootSha256: sha256("x") }),
      "root-differs",
    ],
  ])("%s: it is found", async (_, harm, code) => {
    const house = await open(300);
    // Partial files of shorter heads are nobody's: only what the newest head stands on counts.
    for (const key of house.objects.keys()) if (/000\.p\//.test(key)) house.objects.vanish(key);
    harm(house);
    const codes = Object.values(await house.found())
      .flat()
      .map((each) => each.code);
    expect(codes).toContain(`fixity/${code}`);
    expect(await house.kinds()).toEqual([]);
  });
});

describe("what is no difference", () => {
  it("a store that is out: nothing is found, it is tried again later, and then it is sound", async () => {
    const house = await open();
    house.passHours(2);
    house.objects.faults.at("read", 1, "fail");
    const told = await house.round();
    expect(told).toHaveLength(1);
    expect(told[0]?.error).toBeInstanceOf(Refusal);
    expect(await house.fixity.summary()).toMatchObject({ failing: 0, unreadable: 1 });
    expect(await house.found()).toEqual({});
    expect(await house.fixity.summary()).toMatchObject({ failing: 0, unreadable: 0 });
  });

  it("a disk that gives an error in the middle", async () => {
    const house = await open();
    house.passHours(2);
    house.objects.faults.at("read", 1, "fail", new Error("EIO: i/o error, read"));
    const told = await house.round();
    expect(told.filter(({ error }) => error !== undefined)).toHaveLength(1);
    expect(told.length).toBeGreaterThan(3);
    expect(await house.fixity.openFindings(10)).toEqual([]);
  });

  it("a store that answers and is another one", async () => {
    const house = await open();
    for (const key of house.objects.keys()) house.objects.vanish(key);
    house.storeIsOurs = false;
    expect(await house.found()).toEqual({});
    expect(await house.kinds()).toEqual([]);
    expect((await house.fixity.summary()).unreadable).toBe(1);
  });

  it("but what was done to the recorded version itself is told whatever becomes of the store's id", async () => {
    const house = await open();
    const key = originalKey(house.itemId);
    house.objects.tamper(key, flip(3));
    house.objects.covered.set(key, "other-version");
    house.storeIsOurs = false;
    const codes = (await house.found())[media(house)]?.map(({ code }) => code);
    expect(codes).toEqual(["fixity/digest-differs", "fixity/version-on-top"]);
    expect(await house.kinds()).toEqual(["fixity-failed", "fixity-failed"]);
  });

  it("bytes that were wrong on their way here, and right when they were read again", async () => {
    const house = await open();
    house.passHours(2);
    const deps = house.deps();
    let looks = 0;
    const scan: typeof deps.objects.scan = async (ref) => {
      const source = await house.objects.read(ref);
      looks += 1;
      return looks === 1 ? source.map((chunk: Buffer) => flip(0)(Buffer.from(chunk))) : source;
    };
    const objects = Object.create(deps.objects, { scan: { value: scan } }) as typeof deps.objects;
    const told = await house.round({ ...deps, objects });
    expect(told.flatMap(({ audit }) => audit?.findings ?? [])).toEqual([]);
    expect(looks).toBeGreaterThan(2);
  });
});

/** Places of the first and the last call of each name. */
const firstAndLast = (names: readonly string[]): readonly number[] =>
  [...new Set(names)].flatMap((name) => [names.indexOf(name), names.lastIndexOf(name)]);

it.each(["fail", "fail-but-persist"] as const)(
  "may be cut off at any call (%s): nothing is recorded twice, nothing is lost",
  async (kind) => {
    const whole = new FailingCalls(new Map());
    const first = await open();
    first.objects.tamper(originalKey(first.itemId), flip(0));
    first.passHours(2);
    await first.round(first.deps(whole));
    for (const call of firstAndLast(whole.calls)) {
      const house = await AuditHouse.open(authority, Buffer.from("small"));
      house.objects.tamper(originalKey(house.itemId), flip(0));
      house.passHours(2);
      await house.round(house.deps(new FailingCalls(new Map([[call, kind]])))).catch(() => []);
      await house.found();
      await house.found();
      expect(await house.kinds(), `${whole.calls[call]}`).toEqual(["fixity-failed"]);
      expect((await house.fixity.ofItem(house.itemId)).audited).toBe(6);
    }
  },
);

it("puts each day's results under one entry of the ledger, whatever fails on the way", async () => {
  for (const call of [0, 1, 2, 3, 4, 5]) {
    for (const kind of ["fail", "fail-but-persist"] as const) {
      const house = await AuditHouse.open(authority, Buffer.from("small"));
      house.objects.tamper(originalKey(house.itemId), flip(0));
      await house.found();
      expect(await house.enterLists()).toBe(0); // the day is not over
      house.passHours(24);
      await house.enterLists(new FailingCalls(new Map([[call, kind]]))).catch(() => 0);
      await house.enterLists();
      const entries = await house.sealing.log.ledger.entries(LOG, 0, Infinity);
      const leaves = entries
        .map(({ leaf }) => parseLeaf(leaf))
        .filter((leaf) => leaf?.type === "fixity");
      expect(leaves).toEqual([
        expect.objectContaining({ day: "2026-11-24", part: "0", objects: "7", failures: "1" }),
      ]);
      expect(parseLeaf(leafText(leaves[0]!))).toEqual(leaves[0]);
      expect(await house.fixity.listsToEnter(10)).toEqual([]);
    }
  }
});
