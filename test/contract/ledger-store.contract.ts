/** What every LedgerStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { LedgerHead, LedgerStore } from "../../services/ledger/ledger-store.ts";

export interface LedgerStoreUnderTest {
  readonly store: LedgerStore;
  close(): Promise<void>;
}

const LOG = "haikou/2026";
const head = (size: number, root = `root of ${size}`): LedgerHead => ({
  size,
  rootSha256: sha256(root),
  note: `a note\nover ${size}\n`,
  signedAt: "2026-11-24T12:00:00.000Z" as UtcInstant,
});
const FENCED = { kind: "conflict", code: "ledger/fenced" };

export function ledgerStoreContract(name: string, make: () => Promise<LedgerStoreUnderTest>): void {
  describe(`LedgerStore: ${name}`, () => {
    let subject: LedgerStoreUnderTest;
    let store: LedgerStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
    });
    afterEach(() => subject.close());

    it("gives leaves their places in the order they are given, from 0", async () => {
      const writer = await store.acquire(LOG);
      expect(await store.place(writer, ["c\n", "a\n", "b\n"])).toEqual([
        { index: 0, leaf: "c\n" },
        { index: 1, leaf: "a\n" },
        { index: 2, leaf: "b\n" },
      ]);
      expect(await store.locate("a\n")).toEqual({ origin: LOG, index: 1 });
      expect(await store.locate("d\n")).toBeNull();
    });

    it("enters a leaf once, however often and whenever it is given", async () => {
      const writer = await store.acquire(LOG);
      await store.place(writer, ["a\n", "a\n"]);
      expect(await store.place(writer, ["a\n", "b\n", "a\n"])).toEqual([
        { index: 0, leaf: "a\n" },
        { index: 1, leaf: "b\n" },
      ]);
      await store.publish(writer, head(2));
      expect(await store.place(writer, ["a\n", "b\n"])).toEqual([]);
    });

    it("finds what it says of a digest, and of nothing but the first one that an entry names", async () => {
      const writer = await store.acquire(LOG);
      const [one, other] = [sha256("one"), sha256("other")];
      const leaves = [
        `clip/v1\nitem 1\nmanifest sha256 ${one}\n`,
        `key-rotate/v1\nfrom spki sha256 ${other}\nspki sha256 ${one}\n`,
        `batch/v1\nbatch 2\nstatement sha256 ${one}\n`,
      ];
      await store.place(writer, leaves);
      const found = await store.about(one, 9);
      expect(found).toEqual([0, 2].map((index) => ({ origin: LOG, index, leaf: leaves[index] })));
      expect(await store.about(one, 1)).toEqual(found.slice(0, 1));
      expect(await store.about(sha256("none"), 9)).toEqual([]);
    });

    it("places nothing where nothing is given", async () => {
      const writer = await store.acquire(LOG);
      expect(await store.place(writer, [])).toEqual([]);
    });

    it("shows a new writer what the one before placed and did not publish, before what it places itself", async () => {
      const first = await store.acquire(LOG);
      await store.place(first, ["a\n"]);
      await store.publish(first, head(1));
      await store.place(first, ["b\n"]);
      const second = await store.acquire(LOG);
      expect(await store.place(second, [])).toEqual([{ index: 1, leaf: "b\n" }]);
      expect(await store.place(second, ["c\n", "b\n", "a\n"])).toEqual([
        { index: 1, leaf: "b\n" },
        { index: 2, leaf: "c\n" },
      ]);
    });

    it("fences a writer once a newer one exists", async () => {
      const first = await store.acquire(LOG);
      const second = await store.acquire(LOG);
      expect(second.fence).toBeGreaterThan(first.fence);
      await expect(store.place(first, ["a\n"])).rejects.toMatchObject(FENCED);
      await expect(store.publish(first, head(1))).rejects.toMatchObject(FENCED);
      expect(await store.place(second, ["a\n"])).toHaveLength(1);
    });

    it("refuses a writer that never acquired the log", async () => {
      await expect(store.place({ origin: LOG, fence: 0 }, ["a\n"])).rejects.toMatchObject(FENCED);
    });

    it("publishes a head once, and the same again without change", async () => {
      const writer = await store.acquire(LOG);
      expect(await store.head(LOG)).toBeNull();
      await store.publish(writer, head(2));
      await store.publish(writer, head(2));
      expect(await store.head(LOG)).toEqual(head(2));
    });

    it("refuses a second root for a size and a head that goes back", async () => {
      const writer = await store.acquire(LOG);
      await store.publish(writer, head(2));
      await expect(store.publish(writer, head(2, "another"))).rejects.toMatchObject({
        kind: "conflict",
        code: "ledger/two-roots",
      });
      await expect(store.publish(writer, head(1))).rejects.toMatchObject({
        kind: "conflict",
        code: "ledger/head-behind",
      });
      expect(await store.head(LOG)).toEqual(head(2));
    });

    it("finds the smallest head over an index", async () => {
      const writer = await store.acquire(LOG);
      for (const size of [2, 5, 9]) await store.publish(writer, head(size));
      expect(await store.headCovering(LOG, 1)).toEqual(head(2));
      expect(await store.headCovering(LOG, 2)).toEqual(head(5));
      expect(await store.headCovering(LOG, 8)).toEqual(head(9));
      expect(await store.headCovering(LOG, 9)).toBeNull();
    });

    it("keeps two logs apart, but a leaf stands in one of them only", async () => {
      const last = await store.acquire(LOG);
      const next = await store.acquire("haikou/2027");
      await store.place(last, ["a\n"]);
      expect(await store.place(next, ["a\n", "b\n"])).toEqual([{ index: 0, leaf: "b\n" }]);
      expect(await store.locate("a\n")).toEqual({ origin: LOG, index: 0 });
      expect(await store.entries(LOG, 0, 9)).toHaveLength(1);
    });

    it("places nothing in a log once one of a later year of the same agency has an entry", async () => {
      const [early, late, other] = [
        await store.acquire(LOG),
        await store.acquire("haikou/2029"),
        await store.acquire("haikou.2/2031"),
      ];
      expect(await store.newestLog("haikou")).toBeNull();
      await store.place(other, ["other\n"]);
      await store.place(early, ["a\n"]);
      expect(await store.newestLog("haikou")).toBe(LOG);
      await store.place(late, ["b\n"]);
      expect(await store.newestLog("haikou")).toBe("haikou/2029");
      const refused = { kind: "conflict", code: "ledger/later-log" };
      await expect(store.place(early, ["c\n"])).rejects.toMatchObject(refused);
      expect(await store.locate("c\n")).toBeNull();
      // What was placed before is still to be published.
      expect(await store.place(early, [])).toEqual([{ index: 0, leaf: "a\n" }]);
      expect(await store.place(late, ["c\n"])).toHaveLength(2);
    });

    it("places nothing in two logs of one agency in another order than that of their years", async () => {
      const [early, late] = [await store.acquire(LOG), await store.acquire("haikou/2027")];
      const order: string[] = [];
      const enter = async (writer: typeof early, leaf: string) => {
        const placed = await store.place(writer, [leaf]).catch(() => []);
        if (placed.some((each) => each.leaf === leaf)) order.push(writer.origin);
      };
      await Promise.all(
        Array.from({ length: 12 }, (_, at) => enter(at % 2 === 0 ? early : late, `${at}\n`)),
      );
      expect(order).toContain("haikou/2027");
      await enter(early, "late\n");
      expect(order.lastIndexOf(LOG)).toBeLessThan(order.lastIndexOf("haikou/2027"));
      expect(await store.locate("late\n")).toBeNull();
    });

    it("takes up other entries in place of those that were never published, and again", async () => {
      const writer = await store.acquire(LOG);
      await store.place(writer, ["a\n", "b\n"]);
      await store.publish(writer, head(2));
      await store.place(writer, ["mine\n", "c\n"]);
      const stand = ["a", "b", "c", "d"].map((name, index) => ({ index, leaf: `${name}\n` }));
      for (const leaves of [["c\n", "d\n", "e\n"], ["c\n"], ["c\n", "d\n"]]) {
        await store.takeUp(writer, 2, leaves);
        expect(await store.entries(LOG, 2, 9)).toHaveLength(leaves.length);
      }
      expect(await store.entries(LOG, 0, 9)).toEqual(stand);
      expect(await store.locate("mine\n")).toBeNull();
      await store.takeUp(writer, 4, ["e\n"]);
      // Whoever places next goes on behind them.
      expect(await store.place(writer, ["f\n"])).toEqual([
        ...stand.slice(2),
        { index: 4, leaf: "e\n" },
        { index: 5, leaf: "f\n" },
      ]);
    });

    it("takes up nothing under a head, for a writer that was fenced off, or what stands elsewhere", async () => {
      const early = await store.acquire("haikou/2025");
      await store.place(early, ["elsewhere\n"]);
      const first = await store.acquire(LOG);
      await store.place(first, ["a\n", "b\n"]);
      await store.publish(first, head(1));
      const second = await store.acquire(LOG);
      const refused = (code: string) => ({ kind: "conflict", code });
      await expect(store.takeUp(first, 1, ["c\n"])).rejects.toMatchObject(FENCED);
      await expect(store.takeUp(second, 0, ["c\n"])).rejects.toMatchObject(
        refused("ledger/head-behind"),
      );
      for (const leaf of ["elsewhere\n", "a\n"]) {
        await expect(store.takeUp(second, 1, ["c\n", leaf])).rejects.toMatchObject(
          refused("ledger/two-places"),
        );
      }
      expect(await store.entries(LOG, 0, 9)).toEqual(
        ["a", "b"].map((name, index) => ({ index, leaf: `${name}\n` })),
      );
    });

    it("reads entries back by place, both ends included", async () => {
      await store.place(await store.acquire(LOG), ["a\n", "b\n", "c\n", "d\n"]);
      const indices = (await store.entries(LOG, 1, 2)).map(({ index }) => index);
      expect(indices).toEqual([1, 2]);
    });

    it("places every leaf once when many are given at once", async () => {
      const writer = await store.acquire(LOG);
      const leaves = Array.from({ length: 60 }, (_, at) => `leaf ${at % 40}\n`);
      await Promise.all(leaves.map((_, at) => store.place(writer, leaves.slice(at, at + 5))));
      const entries = await store.place(writer, []);
      expect(new Set(entries.map(({ leaf }) => leaf)).size).toBe(40);
      expect(entries.map(({ index }) => index)).toEqual(Array.from({ length: 40 }, (_, at) => at));
    });
  });
}
