/** The audit believes no unsigned receipt, reads second signatures, and keeps the ledger's full files locked. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ledgerKey,
  originalKey,
  secondSignatureKey,
} from "../../../services/objects/object-key.ts";
import { sealOriginal } from "../../../services/sealing/seal-original.ts";
import { AuditHouse } from "../../fixtures/audit-house.ts";
import { LOG } from "../../fixtures/ledger.ts";
import { type Authority, makeAuthority } from "../keys/authority.ts";

let authority: Authority;
beforeAll(async () => {
  authority = await makeAuthority();
});
afterAll(() => authority.remove());

const open = (leaves = 0) => AuditHouse.open(authority, Buffer.from("small"), leaves);
const media = ({ itemId }: AuditHouse) => `item/${itemId}/original/media`;
const flip = (at: number) => (bytes: Buffer) => {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
};

describe("a receipt", () => {
  /** Somebody with the database changes what it promises, and puts the lock of the store to that. */
  const reworded = (word: string, other: string) => async (house: AuditHouse) => {
    const receipt = (await house.sealing.seals.receipt(house.itemId))!;
    const statement = receipt.statement.replace(word, other);
    expect(statement).not.toBe(receipt.statement);
    house.sealing.seals.overwriteReceipt(house.itemId, { ...receipt, statement });
  };
  it.each([
    ["promises a lock that nobody signed", reworded('"lockedUntil":"2027', '"lockedUntil":"2026')],
    ["is no receipt at all", reworded("holdfast/receipt/v1", "holdfast/receipt/v9")],
  ])("that %s is told once, and not believed", async (_, harm) => {
    const house = await open();
    await harm(house);
    expect(await house.found()).toEqual({
      [media(house)]: [{ code: "fixity/record-differs", facts: { why: "receipt" } }],
    });
  });

  it("of another item is not believed either", async () => {
    const house = await open();
    const other = await house.sealing.verified(Buffer.from("another"), {});
    await sealOriginal(house.sealing.process(), other.id);
    const receipt = (await house.sealing.seals.receipt(other.id))!;
    house.sealing.seals.overwriteReceipt(house.itemId, receipt);
    expect((await house.found())[media(house)]).toMatchObject([{ facts: { why: "receipt" } }]);
  });
});

describe("a second signature", () => {
  /** Made by the same key as the first: what counts here is what is done with it. */
  const signedTwice = async () => {
    const house = await open();
    const [seal] = await house.sealing.seals.seals(house.itemId);
    const second = Buffer.from(await house.sealing.signer.sign(seal!.manifest));
    const key = secondSignatureKey(house.itemId, "original", seal!.manifestSha256);
    house.sealing.seals.overwrite(house.itemId, "original", { secondSignature: second });
    house.objects.putNow(key, second);
    house.objects.relock(key, { mode: "compliance", until: "2027-05-24T12:00:00.000Z" as never });
    house.secondRootPem = house.sealing.signer.rootCertificatePem;
    return { house, key, name: `item/${house.itemId}/original/second-signature` };
  };

  it("is read again like the first: its bytes, its lock, and whether it still verifies", async () => {
    const { house, key, name } = await signedTwice();
    expect(await house.found()).toEqual({});
    expect((await house.fixity.ofItem(house.itemId)).audited).toBe(7);
    const codes = async () =>
      (await house.found())[name]?.map(({ code, facts }) => [code, facts["why"]]);
    house.objects.tamper(key, flip(3));
    expect(await codes()).toEqual([["fixity/digest-differs", undefined]]);
    house.objects.tamper(key, flip(3));
    house.objects.relock(key, null);
    expect(await codes()).toEqual([["fixity/lock-missing", undefined]]);
    house.objects.vanish(key);
    expect(await codes()).toEqual([["fixity/object-missing", undefined]]);
    const change = (secondSignature: Buffer | null) =>
      house.sealing.seals.overwrite(house.itemId, "original", { secondSignature });
    change(Buffer.from("of nobody"));
    expect(await codes()).toEqual([["fixity/record-differs", "second-signature"]]);
    change(null);
    expect(await codes()).toEqual([["fixity/record-differs", "no-second-signature"]]);
  });
});

describe("the locks of full tiles and bundles", () => {
  const FILES = ["tile/entries/000", "tile/0/000"].map((path) => ledgerKey(LOG, path));
  const locks = async (house: AuditHouse) =>
    Promise.all(
      FILES.map(async (key) => (await house.objects.head((await house.objects.find(key))!)).lock),
    );

  it("are set where an earlier version set none, prolonged as time goes by, and never alarmed for that", async () => {
    const house = await open(300);
    for (const key of FILES) house.objects.relock(key, null);
    expect(await house.found()).toEqual({});
    const first = await locks(house);
    for (const lock of first) {
      expect(lock?.mode).toBe("compliance");
      expect(lock!.until > "2027-05-24T14").toBe(true);
    }
    house.passHours(24 * 40);
    expect(await house.found()).toEqual({});
    for (const lock of await locks(house)) expect(lock!.until > "2027-07-03").toBe(true);
    const partial = await house.objects.find(ledgerKey(LOG, "tile/0/001.p/46"));
    expect((await house.objects.head(partial!)).lock).toBeNull();
  });

  it("last as long as anything that an entry under them tells of", async () => {
    const house = await open(300);
    const until = "2031-01-01T00:00:00.000Z" as never;
    house.objects.relock(originalKey(house.itemId), { mode: "compliance", until });
    await house.found();
    await house.found();
    for (const lock of await locks(house)) expect(lock).toEqual({ mode: "compliance", until });
  });

  it.each<[string, (house: AuditHouse) => void, string]>([
    ["taken away", (h) => h.objects.relock(FILES[0]!, null), "lock-missing"],
    [
      "shortened",
      (h) =>
        h.objects.relock(FILES[1]!, {
          mode: "compliance",
          until: "2026-12-01T00:00:00.000Z" as never,
        }),
      "lock-shortened",
    ],
    [
      "made weaker",
      (h) =>
        h.objects.relock(FILES[1]!, {
          mode: "governance",
          until: "2099-12-01T00:00:00.000Z" as never,
        }),
      "lock-shortened",
    ],
    ["covered", (h) => h.objects.covered.set(FILES[0]!, "other-version"), "version-on-top"],
  ])("%s: it is told, and the lock is set again", async (_, harm, code) => {
    const house = await open(300);
    await house.found();
    harm(house);
    const found = await house.found();
    expect(found[`ledger/${LOG}/0`]?.map((each) => each.code)).toEqual([`fixity/${code}`]);
    house.objects.covered.clear();
    for (const lock of await locks(house)) expect(lock).toMatchObject({ mode: "compliance" });
    expect(await house.found()).toEqual({});
  });

  it("that cannot be set any more do not hide what was found", async () => {
    const house = await open(300);
    await house.found();
    house.objects.relock(FILES[0]!, null);
    house.objects.forgetsLocks = true;
    house.passHours(2);
    const told = (await house.round()).find(({ target }) => target === `ledger/${LOG}/0`);
    expect(told?.audit?.findings.map(({ code }) => code)).toEqual(["fixity/lock-missing"]);
    expect(told?.error).toMatchObject({ code: "objects/lock-not-kept" });
    expect(await house.fixity.summary()).toMatchObject({ failing: 1 });
  });

  it("that the store takes and does not keep are an outage, tried again, and no damage", async () => {
    const house = await open(300);
    for (const key of FILES) house.objects.relock(key, null);
    house.objects.forgetsLocks = true;
    expect(await house.found()).toEqual({});
    expect(await house.fixity.summary()).toMatchObject({ failing: 0, unreadable: 1 });
    house.objects.forgetsLocks = false;
    expect(await house.found()).toEqual({});
    expect(await house.fixity.summary()).toMatchObject({ failing: 0, unreadable: 0 });
  });
});
