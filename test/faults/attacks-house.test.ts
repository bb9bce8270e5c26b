/**
 * Attacks on devices, the way here, database, store and ledger, a row of README's table "What is not proven" each:
 * what sees them, and what nothing sees. The rows of the agency's own keys are in attacks-keys.test.ts.
 */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { numberNames, isGap, lastSeenIn, reportSequence } from "../../services/batches/sequence.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type DeviceId, newId } from "../../services/kernel/ids.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { compareCheckpoints } from "../../services/ledger/compare-checkpoints.ts";
import { clockStepMs } from "../../services/ledger/enter-device-events.ts";
import { openNote } from "../../services/ledger/note.ts";
import { Sequencer } from "../../services/ledger/sequencer.ts";
import { Witness } from "../../services/ledger/witness.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import { verifyPackage } from "../../services/packages/verify-package.ts";
import { receiptFile } from "../../services/sealing/receipt-file.ts";
import { expectationMissed } from "../../services/source/expected.ts";
import { checkReceipt } from "../../services/verifier/check-receipt.ts";
import { MemoryLedgerStore } from "../fakes/ledger-store.ts";
import { MemoryPackage } from "../fakes/package-reader.ts";
import { MemoryWitnessMemory } from "../fakes/witness-memory.ts";
import { AuditHouse } from "../fixtures/audit-house.ts";
import { LOG, enterAll, ledgerInMemory, numbered } from "../fixtures/ledger.ts";
import { filesOf, makeWorld } from "../fixtures/small-package.ts";
import { remainingAttacks } from "../fixtures/what-remains.ts";
import { AT, cosignerCalled, logOf } from "../fixtures/witnessed-log.ts";
import { type Authority, makeAuthority } from "../unit/keys/authority.ts";

let authority: Authority;
beforeAll(async () => {
  authority = await makeAuthority();
});
afterAll(() => authority.remove());

const remains = (attacker: string): string => remainingAttacks().get(attacker) ?? "";

it("every row of the table is tried, here or under the agency's keys", () => {
  expect([...remainingAttacks().keys()]).toEqual([
    "a camera's user removes recordings",
    "a sender makes recordings up",
    "the network",
    "who rules the database",
    "who rules the store",
    "who holds the signing key",
    "who holds signing key and ledger key",
    "who shifts the time",
    "who cuts the ledger's end off",
    "two histories for two readers",
    "who strips signatures from recordings",
    "a thief of the signing key",
    "whoever breaks SHA-256",
    "a thief of an old authority's key",
  ]);
});

describe("a camera's user removes recordings", () => {
  const visit = (numbers: readonly number[], before: Parameters<typeof reportSequence>[1] = null) =>
    reportSequence(
      numberNames(numbers.map((n) => `CLIP${String(n).padStart(4, "0")}.MP4`)),
      before,
    );
  const twenty = Array.from({ length: 20 }, (_, at) => at + 1);

  it("from the middle: the gap is named", () => {
    expect(visit(twenty.filter((n) => n !== 7))).toMatchObject({ missing: [{ from: 7, to: 7 }] });
  });

  it("the newest three: nothing sees it at this visit, the next one does", () => {
    const cut = visit(twenty.slice(0, 17));
    expect(isGap(cut)).toBe(false);
    expect(remains("a camera's user removes recordings")).toMatch(/newest.*until/);
    const next = visit([21, 22], lastSeenIn(cut));
    expect(next).toMatchObject({ missing: [{ from: 18, to: 20 }], tail: "continues" });
  });

  it("before a visit that lists names without numbers: nothing sees it", () => {
    expect(isGap(reportSequence(numberNames(["a.mp4", "b.mp4"]), null))).toBe(false);
    expect(remains("a camera's user removes recordings")).toMatch(/without numbers/);
  });
});

it("a sender makes recordings up: nothing sees it, and L6 says that it was not looked at", async () => {
  const world = await makeWorld();
  const { id } = await world.prepare(await world.sealedItem(randomBytes(100)));
  const files = await filesOf(world.deps, await world.deps.packages.contents(id));
  const { levels } = await verifyPackage(world.deps, new MemoryPackage(files), world.pins);
  expect(levels.map(({ verdict }) => verdict[0]).join("")).toBe("PPPIIII");
  expect(remains("a sender makes recordings up")).toMatch(/L6 stays open/);
  await world.close();
});

it("the network brings other bytes: their receipt is not one for what the device holds", async () => {
  const house = await AuditHouse.open(authority, Buffer.from("what arrived"));
  const { seals, signer, ledgerKey } = house.sealing;
  const receipt = (await seals.receipt(house.itemId))!;
  const held = async (bytes: string) => {
    const pins = { rootCertificatePem: signer.rootCertificatePem, ledgerKeys: ledgerKey };
    const file = { sha256: sha256(bytes), sizeBytes: bytes.length };
    const text = Buffer.from(JSON.stringify(receiptFile(receipt)));
    return (await checkReceipt(house.deps(), text, pins, file)).verdict;
  };
  expect(await held("what arrived")).toBe("PASSED");
  expect(await held("what was sent")).toBe("FAILED");
  expect(remains("the network")).toBe("delay");
});

describe("who rules the database", () => {
  it.each<[string, (house: AuditHouse) => void, string]>([
    [
      "changes an entry",
      (h) => h.sealing.log.ledger.overwriteEntry(LOG, 0, "another\n"),
      "fixity/entries-differ",
    ],
    [
      "changes a head",
      (h) => h.sealing.log.ledger.overwriteHead(LOG, { rootSha256: sha256("x") }),
      "fixity/root-differs",
    ],
    [
      "changes a manifest",
      (h) => h.sealing.seals.overwrite(h.itemId, "original", { manifest: Buffer.from("{}") }),
      "fixity/record-differs",
    ],
  ])("%s: the audit names it", async (_, harm, code) => {
    const house = await AuditHouse.open(authority, Buffer.from("clip"));
    harm(house);
    const found = Object.values(await house.found()).flat();
    expect(found.map((each) => each.code)).toContain(code);
  });

  it("deletes an item: its number is missing among those of its device", async () => {
    const world = await makeWorld();
    const deviceId = newId<DeviceId>();
    const seal = (name: string) => world.sealedItem(Buffer.from(name), { deviceId });
    const [one, , three] = [await seal("one"), await seal("two"), await seal("three")];
    const { id } = await world.prepare(one, three);
    const files = await filesOf(world.deps, await world.deps.packages.contents(id));
    const { findings } = await verifyPackage(world.deps, new MemoryPackage(files), world.pins);
    expect(findings.find(({ check }) => check === "device-chain")).toMatchObject({
      ...{ verdict: "INDETERMINATE", facts: { first: "1", last: "3", missing: "1" } },
    });
    await world.close();
  });

  it("deletes entries of the ledger, or brings an older copy back: the signer signs no more", async () => {
    const log = ledgerInMemory();
    await enterAll(new Sequencer(log.deps), numbered(3));
    const emptied = new Sequencer({ ...log.deps, ledger: new MemoryLedgerStore() });
    await expect(emptied.enter("else\n")).rejects.toMatchObject({ code: "ledger/head-behind" });
    expect(remains("who rules the database")).toMatch(/no entry of the ledger is over yet/);
  });
});

describe("who rules the store", () => {
  it("flips a bit of a large original: the block is named", async () => {
    const house = await AuditHouse.open(authority, randomBytes(9 << 20));
    house.objects.tamper(originalKey(house.itemId), (bytes) => {
      bytes[(8 << 20) + 1]! ^= 1;
      return bytes;
    });
    expect(Object.values(await house.found()).flat()).toMatchObject([
      { code: "fixity/digest-differs", facts: { differingBlocks: "1" } },
    ]);
  });

  it.each<[string, (house: AuditHouse) => void, string]>([
    [
      "cuts it",
      (h) => h.objects.tamper(originalKey(h.itemId), (b) => b.subarray(1)),
      "size-differs",
    ],
    ["deletes it", (h) => h.objects.vanish(originalKey(h.itemId)), "object-missing"],
    [
      "puts another version on top",
      (h) => h.objects.covered.set(originalKey(h.itemId), "other-version"),
      "version-on-top",
    ],
  ])("%s: it is seen, and not healed", async (_, harm, code) => {
    const house = await AuditHouse.open(authority, Buffer.from("clip"));
    harm(house);
    for (let round = 0; round < 2; round += 1) {
      const found = Object.values(await house.found()).flat();
      expect(found.map((each) => each.code)).toEqual([`fixity/${code}`]);
    }
    expect(remains("who rules the store")).toMatch(/seen, and not healed/);
  });
});

it("who shifts the time of a device by two hours: the jump is told; a clock always wrong is not", () => {
  const at = "2026-11-24T12:00:00.000Z" as UtcInstant;
  const clock = (offsetMs: number) => ({ offsetMs, uncertaintyMs: null, at });
  expect(clockStepMs(clock(0), clock(7_200_000))).toBe(7_200_000);
  expect(clockStepMs(clock(7_200_000), clock(7_200_000))).toBeNull();
  expect(remains("who shifts the time")).toMatch(/between recording and token/);
});

describe("a log of 40 entries", () => {
  const log = logOf(40);
  const witnessOf = (name: string) => {
    const { cosign } = cosignerCalled(name);
    const memory = new MemoryWitnessMemory();
    return new Witness({ logs: [log.verifier], memory, cosign, clock: () => AT });
  };
  const at = (size: number, of = log) => ({ origin: of.origin, size, rootSha256: of.root(size) });

  it("who cuts its end off is told by a witness and by a newer checkpoint; alone it is an earlier day", async () => {
    const court = witnessOf("court.a");
    await court.addCheckpoint(await log.request(0, 40));
    expect(await court.addCheckpoint(await log.request(0, 30))).toEqual({
      ...{ is: "other-size", size: 40 },
    });
    const proof = await log.proof(30, 40);
    const evidence = { proof, nodes: null };
    expect(await compareCheckpoints(at(40), at(30), evidence)).toMatchObject({ longer: "a" });
    expect(openNote(log.note(30), log.verifier)).not.toBeNull();
    expect(remains("who cuts the ledger's end off")).toMatch(/earlier day/);
  });

  it("in two histories for two readers: one witness for both refuses, compared they are a fork, alone each is sound", async () => {
    const forked = log.forkedAt(5);
    const court = witnessOf("court.a");
    await court.addCheckpoint(await log.request(0, 40));
    const second = await court.addCheckpoint(await forked.request(40, 40));
    expect(second.is).toBe("not-consistent");
    const none = { proof: null, nodes: null };
    expect(await compareCheckpoints(at(40), at(40, forked), none)).toMatchObject({ is: "fork" });
    // Each reader alone, or with a witness that saw one story only.
    expect(openNote(forked.note(40), log.verifier)).not.toBeNull();
    const other = await witnessOf("auditor.b").addCheckpoint(await forked.request(0, 40));
    expect(other.is).toBe("cosigned");
    expect(remains("two histories for two readers")).toMatch(/never compare/);
  });
});

it("who strips signatures from recordings is told where the sender always signed, and nowhere else", () => {
  const nothing = { signatures: [], open: [] };
  const missed = (...lately: boolean[]) => expectationMissed({ always: null, lately }, nothing);
  expect(missed(true, true, true, true, true)).toBe("signed-before");
  expect(missed(true, true, true, true)).toBeNull();
  expect(missed(false, true, true, true, true)).toBeNull();
  // In the register it holds from the first recording on, and another kind of signature is none of it.
  const always = { always: "c2pa" as const, lately: [] };
  const signed = (kind: "c2pa" | "gb35114") => ({
    ...{ signatures: [{ kind, reasons: ["holds" as const] }], open: [] },
  });
  expect(expectationMissed(always, nothing)).toBe("always-signs");
  expect(expectationMissed(always, signed("gb35114"))).toBe("always-signs");
  expect(expectationMissed(always, signed("c2pa"))).toBeNull();
  expect(remains("who strips signatures from recordings")).toMatch(/no such habit/);
});

it("whoever breaks SHA-256 still has the second digest of the original against him, and nothing else", async () => {
  const world = await makeWorld(undefined, true);
  const id = await world.sealedItem(Buffer.from("what was recorded"));
  const files = await filesOf(
    world.deps,
    await world.deps.packages.contents((await world.prepare(id)).id),
  );
  // As for other bytes of the same SHA-256: the manifest's second digest is not that of the original.
  const path = `metadata/${id}/manifest.json`;
  const manifest = files.get(path)!.toString();
  const signed = "0".repeat(128);
  const other = Buffer.from(manifest.replace(/"sha512":"\w+"/, `"sha512":"${signed}"`));
  files.set(path, other).set(`${path}.p7s`, Buffer.from(await world.deps.signer.sign(other)));
  const { findings } = await verifyPackage(world.deps, new MemoryPackage(files), world.pins);
  const media = findings.filter(({ check, verdict }) => check === "media" && verdict === "FAILED");
  expect(media).toMatchObject([{ reason: "packages/digest-differs", facts: { signed } }]);
  expect(remains("whoever breaks SHA-256")).toMatch(/all signatures rest on SHA-256/);
  await world.close();
});
