/** The verification panel: each check passes on a sound item, and each kind of tampering fails the check that is about it. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FixityCode, finding } from "../../../services/fixity/finding.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { Verification } from "../../../services/review/api-schema.ts";
import { ReadTurns } from "../../../services/review/read-turns.ts";
import { verifyItem } from "../../../services/review/verify-item.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

async function verdicts(read = true, id = house.item.id): Promise<Record<string, string>> {
  const body = Verification.parse(await verifyItem(house, id, read));
  return Object.fromEntries(
    body.checks.map(({ name, verdict, reason }) => [name, `${verdict} ${reason.split("/")[1]!}`]),
  );
}

const flipFirst = (bytes: Buffer): Buffer => {
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes;
};

describe("verification", () => {
  test("passes every check of a sealed item whose bytes were read", async () => {
    expect(await verdicts()).toEqual({
      bytes: "PASSED digest-equal",
      fixity: "INDETERMINATE fixity-not-yet",
      declared: "PASSED declared-equal",
      signature: "PASSED signature-valid",
      ledger: "PASSED in-ledger",
      stamp: "INDETERMINATE not-stamped-yet",
      lock: "PASSED locked",
      custody: "PASSED chain-sound",
      source: "INDETERMINATE source-not-looked-at",
      copies: "PASSED copies-equal",
    });
  });

  test("tells what the continuous audit saw, and that its period is over", async () => {
    const { store } = house.fixity;
    await store.enrol();
    const audit = async (code: FixityCode | null) => {
      house.moveClock(1_000);
      const now = house.clock();
      const findings = code === null ? [] : [finding(code, { differingBlocks: "0" })];
      const take = () => store.take(now, plusMs(now, -1), plusMs(now, 1));
      for (let taken = await take(); taken !== null; taken = await take()) {
        await store.save(taken, { sizeBytes: 1, sha256: null, lock: null, findings }, now);
      }
    };
    await audit(null);
    expect((await verdicts(false))["fixity"]).toBe("PASSED fixity-sound");
    house.moveClock(91 * 86_400_000);
    expect((await verdicts(false))["fixity"]).toBe("INDETERMINATE fixity-late");
    await audit("fixity/digest-differs");
    expect((await verdicts(false))["fixity"]).toBe("FAILED fixity-failed");
    const { checks } = await verifyItem(house, house.item.id, false);
    expect(checks.find(({ name }) => name === "fixity")?.facts).toMatchObject({
      ...{ code: "fixity/digest-differs", differingBlocks: "0", findings: 6 },
    });
  });

  test("does not call right what it did not read", async () => {
    expect(await verdicts(false)).toMatchObject({
      bytes: "INDETERMINATE bytes-not-read",
      copies: "INDETERMINATE copies-not-read",
    });
  });

  test("leaves open what an item has not come to yet", async () => {
    expect(Object.values(await verdicts(true, house.received.id)).join()).not.toContain("PASSED");
    expect(await verdicts(true, house.quarantined.id)).toMatchObject({
      bytes: "INDETERMINATE not-yet-verified",
      signature: "INDETERMINATE not-signed-yet",
    });
  });

  test("finds one changed bit of the original and says in which block", async () => {
    house.objects.tamper(house.item.original.object.key, flipFirst);
    const { checks } = await verifyItem(house, house.item.id, true);
    expect(checks[0]).toMatchObject({
      verdict: "FAILED",
      reason: "verification/digest-differs",
      facts: { firstBadBlock: 0 },
    });
  });

  test("finds a cut original without reading it, and a missing one", async () => {
    const { key } = house.item.original.object;
    house.objects.tamper(key, (bytes) => bytes.subarray(1));
    expect((await verdicts(false))["bytes"]).toBe("FAILED size-differs");
    house.objects.vanish(key);
    const [copy] = await house.derivatives.derivatives(house.item.id);
    house.objects.vanish(copy!.object.key);
    for (const read of [false, true]) {
      expect((await verdicts(read))["bytes"]).toBe("FAILED object-missing");
    }
    expect(await verdicts()).toMatchObject({
      ...{ lock: "FAILED object-missing", copies: "FAILED copy-missing" },
    });
  });

  test("tells a file that was changed from one that is gone, and what lies there now", async () => {
    const { key, versionId } = house.item.original.object;
    const bytes = house.objects.bytes(key)!;
    house.objects.vanish(key, flipFirst(Buffer.from(bytes)));
    const [copy] = await house.derivatives.derivatives(house.item.id);
    house.objects.vanish(copy!.object.key, Buffer.from("another"));
    expect(await verdicts(false)).toMatchObject({
      ...{ bytes: "FAILED object-changed", lock: "FAILED object-changed" },
    });
    expect((await verdicts())["copies"]).toBe("FAILED copy-changed");
    const { checks } = await verifyItem(house, house.item.id, true);
    expect(checks[0]).toMatchObject({
      reason: "verification/object-changed",
      facts: { recordedVersion: versionId, sizeBytes: bytes.byteLength, firstBadBlock: 0 },
    });
    expect(checks[0]!.facts["foundVersion"]).not.toBe(versionId);
    house.objects.vanish(key, bytes);
    expect((await verdicts(false))["bytes"]).toBe("FAILED object-changed");
    expect((await verdicts())["bytes"]).toBe("FAILED put-anew");
    house.objects.faults.around = () =>
      Promise.reject(new Refusal("unavailable", "objects/store-unavailable", "down"));
    expect((await verdicts())["bytes"]).toBe("INDETERMINATE store-unavailable");
  });

  test("finds a digest on record that is not the one that was signed", async () => {
    const forged = Buffer.from("forged bytes of any kind");
    house.evidence.get = async () => ({
      ...house.item,
      original: { ...house.item.original, sha256: sha256(forged) },
    });
    const found = await verdicts();
    expect(found["signature"]).toBe("FAILED manifest-of-other-bytes");
    expect(found["declared"]).toBe("FAILED declared-differs");
  });

  test("finds a changed manifest, a changed signature, and a manifest that is not in the ledger", async () => {
    const seals = await house.seals.seals(house.item.id);
    const alter = (change: (seal: (typeof seals)[number]) => Partial<(typeof seals)[number]>) => {
      house.seals.seals = async () =>
        seals.map((seal) => (seal.subject === "original" ? { ...seal, ...change(seal) } : seal));
    };
    alter(({ manifest }) => ({ manifest: flipFirst(Buffer.from(manifest)) }));
    expect(await verdicts(false)).toMatchObject({
      signature: "FAILED manifest-differs",
      ledger: "FAILED not-in-ledger",
    });
    alter(({ signature }) => ({ signature: flipFirst(Buffer.from(signature!)) }));
    expect((await verdicts(false))["signature"]).toBe("FAILED signature-invalid");
  });

  test("finds a proof that does not lead to the ledger's root", async () => {
    const receipt = (await house.seals.receipt(house.item.id))!;
    const spoil = (proof: string) => {
      house.seals.receipt = async () => ({ ...receipt, proof });
    };
    spoil(receipt.proof.replace("index 0", "index 1"));
    expect((await verdicts(false))["ledger"]).toBe("FAILED proof-invalid");
    spoil("nonsense");
    expect((await verdicts(false))["ledger"]).toBe("FAILED proof-invalid");
  });

  test("finds a lock that is not there, and one that is over", async () => {
    house.moveClock(2 * 86_400_000);
    expect((await verdicts(false))["lock"]).toBe("INDETERMINATE lock-over");
    house.objects.head = async () => ({
      sizeBytes: house.item.sizeBytes,
      lock: null,
      isHeld: false,
    });
    expect((await verdicts(false))["lock"]).toBe("FAILED not-locked");
  });

  test("finds a custody event that was changed, dropped, or shown other than it was hashed", async () => {
    await house.evidence.record(house.item.id, {
      at: house.clock(),
      actor: "process:custody",
      happening: { kind: "sealed", data: { index: 1 } },
    });
    const chain = await house.evidence.custody(house.item.id);
    const show = (altered: typeof chain) => {
      house.evidence.custody = async () => altered;
    };
    const verdict = async () => (await verdicts(false))["custody"];
    expect(await verdict()).toBe("PASSED chain-sound");
    show([chain[0]!, { ...chain[1]!, body: chain[1]!.body.replace("sealed", "probed") }]);
    expect(await verdict()).toBe("FAILED chain-broken");
    show([chain[1]!]);
    expect(await verdict()).toBe("FAILED chain-broken");
    show([chain[0]!, { ...chain[1]!, actor: "user:someone-else" }]);
    expect(await verdict()).toBe("FAILED chain-broken");
    show([]);
    expect(await verdict()).toBe("FAILED no-custody");
  });

  test("finds a changed copy and one that nobody signed", async () => {
    house.objects.tamper(house.copy.object.key, flipFirst);
    expect((await verdicts())["copies"]).toBe("FAILED copy-digest-differs");
    const seals = await house.seals.seals(house.item.id);
    house.seals.seals = async () => seals.filter(({ subject }) => subject === "original");
    expect((await verdicts(false))["copies"]).toBe("FAILED copy-not-signed");
  });

  test("leaves open what a store that does not answer would tell", async () => {
    const down = () =>
      Promise.reject(new Refusal("unavailable", "objects/store-unavailable", "down"));
    house.objects.head = down;
    house.objects.read = down;
    expect(await verdicts()).toMatchObject({
      bytes: "INDETERMINATE store-unavailable",
      lock: "INDETERMINATE store-unavailable",
      copies: "INDETERMINATE store-unavailable",
      signature: "PASSED signature-valid",
    });
  });

  test("gives commands that hold ids and digests, and no word of the sender", async () => {
    const { checks } = await verifyItem(house, house.item.id, false);
    const text = checks.map(({ checkYourself }) => checkYourself).join("\n");
    expect(text).toContain(`echo "${house.item.original.sha256}  original" | sha256sum -c`);
    expect(text).toContain("openssl cms -verify");
    for (const word of ["现场", "琼综执", "A-17"]) expect(text).not.toContain(word);
  });

  test("reads no more originals at once than it has turns for", async () => {
    const turns = new ReadTurns(1);
    const gate = Promise.withResolvers<undefined>();
    const first = turns.take(() => gate.promise);
    await expect(turns.take(() => Promise.resolve())).rejects.toMatchObject({
      code: "review/too-many-readings",
    });
    gate.resolve(undefined);
    await first;
    expect(await turns.take(() => Promise.resolve(1))).toBe(1);
    await expect(turns.take(() => Promise.reject(new Error("x")))).rejects.toThrow("x");
    expect(await turns.take(() => Promise.resolve(2))).toBe(2);
  });
});
