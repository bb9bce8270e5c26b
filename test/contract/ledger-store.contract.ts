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

    const enqueue = async (...leaves: string[]) => {
      for (const leaf of leaves) await store.enqueue(leaf);
    };

    it("gives leaves their places in the order they came, from 0", async () => {
      await enqueue("c\n", "a\n", "b\n");
      const writer = await store.acquire(LOG);
      expect(await store.place(writer, 10)).toEqual([
        { index: 0, leaf: "c\n" },
        { index: 1, leaf: "a\n" },
        { index: 2, leaf: "b\n" },
      ]);
      expect(await store.locate("a\n")).toEqual({ origin: LOG, index: 1 });
      expect(await store.locate("d\n")).toBeNull();
    });

    it("enters a leaf once, however often and whenever it is enqueued", async () => {
      await enqueue("a\n", "a\n");
      const writer = await store.acquire(LOG);
      await store.place(writer, 10);
      await enqueue("a\n", "b\n", "a\n");
      expect(await store.place(writer, 10)).toEqual([
        { index: 0, leaf: "a\n" },
        { index: 1, leaf: "b\n" },
      ]);
      await store.publish(writer, head(2));
      await enqueue("a\n", "b\n");
      expect(await store.place(writer, 10)).toEqual([]);
    });

    it("never holds more than the limit unpublished, and places nothing for limit 0", async () => {
      await enqueue("a\n", "b\n", "c\n", "d\n");
      const writer = await store.acquire(LOG);
      expect(await store.place(writer, 0)).toEqual([]);
      expect(await store.place(writer, 3)).toHaveLength(3);
      expect(await store.place(writer, 3)).toHaveLength(3);
      await store.publish(writer, head(3));
      expect(await store.place(writer, 3)).toEqual([{ index: 3, leaf: "d\n" }]);
    });

    it("shows a new writer what the one before placed and did not publish", async () => {
      await enqueue("a\n", "b\n", "c\n");
      const first = await store.acquire(LOG);
      await store.place(first, 1);
      await store.publish(first, head(1));
      await store.place(first, 1);
      const second = await store.acquire(LOG);
      expect(await store.place(second, 0)).toEqual([{ index: 1, leaf: "b\n" }]);
    });

    it("fences a writer once a newer one exists", async () => {
      await enqueue("a\n");
      const first = await store.acquire(LOG);
      const second = await store.acquire(LOG);
      expect(second.fence).toBeGreaterThan(first.fence);
      await expect(store.place(first, 1)).rejects.toMatchObject(FENCED);
      await expect(store.publish(first, head(1))).rejects.toMatchObject(FENCED);
      expect(await store.place(second, 1)).toHaveLength(1);
    });

    it("refuses a writer that never acquired the log", async () => {
      await expect(store.place({ origin: LOG, fence: 0 }, 1)).rejects.toMatchObject(FENCED);
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
      await enqueue("a\n");
      const last = await store.acquire(LOG);
      const next = await store.acquire("haikou/2027");
      await store.place(last, 5);
      await enqueue("a\n", "b\n");
      expect(await store.place(next, 5)).toEqual([{ index: 0, leaf: "b\n" }]);
      expect(await store.locate("a\n")).toEqual({ origin: LOG, index: 0 });
      expect(await store.entries(LOG, 0, 9)).toHaveLength(1);
    });

    it("reads entries back by place, both ends included", async () => {
      await enqueue("a\n", "b\n", "c\n", "d\n");
      await store.place(await store.acquire(LOG), 9);
      const indices = (await store.entries(LOG, 1, 2)).map(({ index }) => index);
      expect(indices).toEqual([1, 2]);
    });

    it("places every leaf once when many are enqueued while a writer works", async () => {
      const writer = await store.acquire(LOG);
      const leaves = Array.from({ length: 60 }, (_, at) => `leaf ${at % 40}\n`);
      await Promise.all([
        ...leaves.map((leaf) => store.enqueue(leaf)),
        ...Array.from({ length: 12 }, () => store.place(writer, 256)),
      ]);
      const entries = await store.place(writer, 256);
      expect(new Set(entries.map(({ leaf }) => leaf)).size).toBe(40);
      expect(entries.map(({ index }) => index)).toEqual(Array.from({ length: 40 }, (_, at) => at));
    });
  });
}
