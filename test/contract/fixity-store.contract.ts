/** What every FixityStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildList } from "../../services/fixity/day-list.ts";
import { type Audit, finding } from "../../services/fixity/finding.ts";
import type { FixityStore, Taken } from "../../services/fixity/fixity-store.ts";
import { targetName } from "../../services/fixity/target.ts";
import type { EvidenceItem, VerifiedOriginal } from "../../services/evidence/evidence-item.ts";
import type { CustodyEvent } from "../../services/evidence/custody-event.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { RenewalStore } from "../../services/anchors/renewal-store.ts";
import type { ObjectKey } from "../../services/objects/object-key.ts";
import type { BatchId, ItemId } from "../../services/kernel/ids.ts";

export interface FixityStoreUnderTest {
  readonly store: FixityStore;
  /** An item received at that time, as far as that stage, with a manifest of its original; `changes` to that. */
  addItem(
    receivedAt: UtcInstant,
    stage: EvidenceItem["stage"],
    changes?: Pick<VerifiedOriginal, "provenBy">,
  ): Promise<ItemId>;
  /** Its manifest gets a second signature. */
  signTwice(itemId: ItemId): Promise<unknown>;
  /** A published head of the log "haikou/2026" over so many entries. */
  addHead(size: number, signedAt: UtcInstant): Promise<void>;
  readonly renewals: RenewalStore;
  /** A docking visit, with a receipt or without. */
  addVisit(receiptedAt: UtcInstant, hasReceipt: boolean): Promise<BatchId>;
  custody(itemId: ItemId): Promise<readonly CustodyEvent[]>;
  close(): Promise<void>;
}

const NOON = "2026-11-24T12:00:00.000Z" as UtcInstant;
const at = (minutes: number): UtcInstant => plusMs(NOON, minutes * 60_000);
const lock = { mode: "compliance", until: "2027-05-24T12:00:00.000Z" as UtcInstant } as const;
const sound: Audit = { sizeBytes: 5, sha256: sha256("12345"), lock, findings: [] };
const broken: Audit = { ...sound, findings: [finding("fixity/digest-differs", { blocks: "0" })] };

export function fixityStoreContract(name: string, make: () => Promise<FixityStoreUnderTest>): void {
  describe(`FixityStore: ${name}`, () => {
    let subject: FixityStoreUnderTest;
    let store: FixityStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
    });
    afterEach(() => subject.close());

    const take = (now = at(0)) => store.take(now, now, plusMs(now, 60_000));
    const taken = async (now = at(0)): Promise<Taken> => {
      const found = await take(now);
      if (found === null) throw new Error("nothing is due");
      return found;
    };
    const nameOf = (found: Taken | null) => (found === null ? null : targetName(found.target));

    it("takes up what was sealed, once, and logs as they grow; oldest first, each by one alone", async () => {
      const [older, newer] = [
        await subject.addItem(at(-20), "sealed"),
        await subject.addItem(at(-10), "sealed"),
      ];
      await subject.addItem(at(-30), "verified");
      await subject.addHead(257, at(-5));
      expect(await store.enrol(100)).toBeGreaterThan(0);
      expect(await store.enrol(100)).toBe(0);
      const first = [nameOf(await take()), nameOf(await take()), nameOf(await take())];
      expect(first.filter((each) => each?.includes(older))).toHaveLength(3);
      const rest = await Promise.all(Array.from({ length: 6 }, () => take()));
      const names = [...first, ...rest.map(nameOf)];
      expect(new Set(names).size).toBe(9);
      expect(names).toContain(null);
      for (const part of ["media", "manifest", "signature"]) {
        expect(names).toContain(`item/${newer}/original/${part}`);
      }
      expect(names).toContain("ledger/haikou/2026/1");
      await subject.addHead(513, at(-4));
      await store.enrol(100);
      expect(nameOf(await take())).toBe("ledger/haikou/2026/2");
    });

    it("takes up what a renewal keeps, and the stamps over it, once", async () => {
      const key = { origin: "haikou/2026", number: 1 };
      const object = { key: "ledger/x" as ObjectKey, versionId: "1" };
      const file = { sizeBytes: 1, sha256: sha256("x"), object, covers: null };
      const paths = ["2026-1.0.part", "2026-1.txt"].map((each) => `proofs/renewals/${each}`);
      const files = paths.map((path) => ({ ...file, path }));
      await subject.renewals.save({ ...key, size: 1, madeAt: at(-20), text: "list", files });
      await store.enrol(100);
      const token = { response: Buffer.from("x"), genTime: at(-19), validUntil: at(99) };
      await subject.renewals.keep(key, "court", token, at(-19));
      expect(await store.enrol(100)).toBeGreaterThan(0);
      expect(await store.enrol(100)).toBe(0);
      const names = [await take(), await take(), await take(), await take()].map(nameOf);
      expect(names.toSorted()).toEqual([
        null,
        ...["0.part", "court.tsr", "txt"].map((each) => `renewal/haikou/2026/1/2026-1.${each}`),
      ]);
    });

    it("takes up docking visits once they have their receipt, once", async () => {
      await subject.addVisit(at(-20), false);
      const [older, newer] = [
        await subject.addVisit(at(-19), true),
        await subject.addVisit(at(-18), true),
      ];
      expect(await store.enrol(100)).toBe(2);
      expect(await store.enrol(100)).toBe(0);
      const first = await taken();
      expect(first.target).toEqual({ kind: "visit", batchId: older });
      expect([nameOf(await take()), await take()]).toEqual([`visit/${newer}`, null]);
      const why = "batches/bad-statement";
      const differs = {
        ...sound,
        lock: null,
        findings: [finding("fixity/record-differs", { why })],
      };
      expect(await store.save(first, differs, at(0))).toBe(true);
      expect(await store.openFindings(9)).toMatchObject([
        { target: `visit/${older}`, itemId: null, facts: { why } },
      ]);
    });

    it("remembers the longest lock of an object, and of all that belongs to items", async () => {
      const items = [
        await subject.addItem(at(-20), "sealed"),
        await subject.addItem(at(-9), "sealed"),
      ];
      await store.enrol(100);
      const first = await taken();
      expect(await store.seenLock(first.target)).toBeNull();
      expect(await store.lockedUntil(items)).toBeNull();
      await store.save(first, sound, at(0));
      const until = "2026-12-01T00:00:00.000Z" as UtcInstant;
      await store.save(await taken(), { ...sound, lock: { mode: "governance", until } }, at(0));
      expect(await store.seenLock(first.target)).toEqual(lock);
      expect(await store.lockedUntil(items)).toBe(lock.until);
      expect(await store.lockedUntil(items.slice(1))).toBeNull();
      expect(await store.lockedUntil([])).toBeNull();
    });

    it("takes up a second signature where a seal has one", async () => {
      const id = await subject.addItem(at(-20), "sealed");
      await subject.signTwice(id);
      await store.enrol(100);
      const names = [await take(), await take(), await take(), await take()].map(nameOf);
      expect(names).toContain(`item/${id}/original/second-signature`);
    });

    it("takes nothing that was read lately, and again what nobody saved in time", async () => {
      await subject.addItem(at(-20), "sealed");
      await store.enrol(100);
      expect(await store.take(at(0), at(-21), at(1))).toBeNull();
      const first = await taken();
      await taken();
      await taken();
      expect(await take()).toBeNull();
      const second = await taken(at(2));
      expect(nameOf(second)).toBe(nameOf(first));
      expect(await store.save(first, broken, at(2))).toBe(false);
      expect(await store.renew(first, at(9))).toBe(false);
      expect(await store.putOff(first, () => at(9))).toBe(0);
      expect(await store.openFindings(10)).toEqual([]);
      expect(await store.renew(second, at(9))).toBe(true);
      expect(await store.save(second, sound, at(3))).toBe(true);
      expect(await store.save(second, sound, at(4))).toBe(false);
      expect((await store.summary()).failing).toBe(0);
    });

    it("records a difference once, however often it is seen, and that it is gone", async () => {
      const itemId = await subject.addItem(at(-20), "sealed");
      await store.enrol(100);
      const audits = async (audit: Audit, minute: number): Promise<void> => {
        for (let found = await take(at(minute)); found !== null; found = await take(at(minute))) {
          const media = found.target.kind === "sealed" && found.target.part === "media";
          expect(await store.save(found, media ? audit : sound, at(minute + 1))).toBe(true);
        }
      };
      await audits(broken, 0);
      await audits(broken, 10);
      const kinds = async () => (await subject.custody(itemId)).map(({ kind }) => kind);
      expect(await kinds()).toEqual(["fixity-failed"]);
      const [event] = await subject.custody(itemId);
      const object = { subject: "original", part: "media" };
      expect(event?.data).toEqual({ reason: "fixity/digest-differs", ...object, blocks: "0" });
      const name = `item/${itemId}/original/media`;
      const open = { target: name, itemId, code: "fixity/digest-differs", facts: { blocks: "0" } };
      expect(await store.openFindings(10)).toEqual([{ ...open, foundAt: at(1) }]);
      expect(await store.ofItem(itemId)).toMatchObject({
        ...{ objects: 3, audited: 3, auditedAt: at(11), open: [open] },
      });
      const two = [...broken.findings, finding("fixity/version-on-top")];
      await audits({ ...sound, findings: two }, 20);
      await audits(sound, 30);
      expect(await kinds()).toEqual([
        ...["fixity-failed", "fixity-failed", "fixity-restored", "fixity-restored"],
      ]);
      expect(await store.openFindings(10)).toEqual([]);
      expect((await store.ofItem(itemId)).open).toEqual([]);
      await audits(broken, 40);
      expect((await kinds()).at(-1)).toBe("fixity-failed");
    });

    it("takes up what ended before it was ever listed: nothing of it may lie there", async () => {
      const ended = [
        await subject.addItem(at(-20), "disposing"),
        await subject.addItem(at(-10), "disposed"),
      ];
      await subject.addItem(at(-30), "quarantined");
      await store.enrol(100);
      const taken = await Promise.all(Array.from({ length: 7 }, () => take()));
      const names = taken.map(nameOf).filter((name) => name !== null);
      expect(names).toHaveLength(6);
      for (const id of ended) {
        expect(names.filter((name) => name.includes(id))).toHaveLength(3);
      }
    });

    it("reads first what was sealed unread, and counts its waiting from when it was received", async () => {
      await subject.addItem(at(-20), "sealed");
      const unread = await subject.addItem(at(-10), "sealed", { provenBy: "store-checksum" });
      await store.enrol(100);
      expect((await store.summary()).oldestReadAt).toEqual(at(-20));
      const first = await taken(at(-15));
      expect(targetName(first.target)).toBe(`item/${unread}/original/media`);
      await store.save(first, sound, at(-14));
      const others = [nameOf(await take(at(-14))), nameOf(await take(at(-14)))];
      expect(others.filter((each) => each?.includes(unread))).toEqual([]);
      expect((await store.ofItem(unread)).audited).toBe(1);
      const again = await subject.addItem(at(-50), "sealed", { provenBy: "store-checksum" });
      await store.enrol(100);
      expect((await store.summary()).oldestReadAt).toEqual(at(-50));
      expect(nameOf(await take())).toBe(`item/${again}/original/media`);
    });

    it("remembers the longest lock, and puts off what cannot be read ever longer", async () => {
      await subject.addHead(1, at(-20));
      await store.enrol(100);
      expect((await taken()).seenLock).toBeNull();
      const shorter = { ...lock, until: "2026-12-01T00:00:00.000Z" as UtcInstant };
      await store.save(await taken(at(5)), sound, at(5));
      await store.save(await taken(at(10)), { ...sound, lock: shorter }, at(10));
      await store.save(await taken(at(15)), { ...sound, lock: null }, at(15));
      expect((await taken(at(20))).seenLock).toEqual(lock);
      const seen: number[] = [];
      for (const minute of [30, 40]) {
        const wait = (failures: number) => (seen.push(failures), at(minute + 5));
        await store.putOff(await taken(at(minute)), wait);
        expect(await take(at(minute + 4))).toBeNull();
      }
      expect(seen).toEqual([1, 2]);
      expect(await store.summary()).toEqual({ failing: 0, unreadable: 1, oldestReadAt: at(15) });
      await store.save(await taken(at(50)), sound, at(50));
      expect(await store.summary()).toEqual({ failing: 0, unreadable: 0, oldestReadAt: at(50) });
    });

    it("lists the results of days that are over, each once, in parts that are not too long", async () => {
      await subject.addHead(256 * 5, at(-60));
      await store.enrol(100);
      for (const minute of [1, 2, 3, 4]) await store.save(await taken(), sound, at(minute));
      const close = (today: string, most: number) => store.closeList(today, most, buildList);
      expect(await close("2026-11-24", 10)).toBe(false);
      expect(await close("2026-11-24", 3)).toBe(true);
      expect(await close("2026-11-24", 3)).toBe(false);
      await store.save(await taken(), broken, at(24 * 60));
      expect(await Promise.all([close("2026-11-26", 3), close("2026-11-26", 3)])).toEqual([
        ...[true, true],
      ]);
      expect(await close("2026-11-26", 3)).toBe(false);
      const lists = await store.listsToEnter(10);
      expect(
        lists.map(({ day, part, objects, failures }) => [day, part, objects, failures]),
      ).toEqual([
        ["2026-11-24", 0, 3, 0],
        ["2026-11-24", 1, 1, 0],
        ["2026-11-25", 0, 1, 1],
      ]);
      for (const list of lists) expect(sha256(list.text)).toBe(list.sha256);
      await store.entered(lists[0]!, at(1));
      expect(await store.listsToEnter(10)).toEqual(lists.slice(1));
    });
  });
}
