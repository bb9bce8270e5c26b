/** What every AnchorStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnchorStore } from "../../services/anchors/anchor-store.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { LedgerStore } from "../../services/ledger/ledger-store.ts";

export interface AnchorStoreUnderTest {
  readonly store: AnchorStore;
  readonly ledger: LedgerStore;
  close(): Promise<void>;
}

const LOG = "haikou/2026";
const NEXT = "haikou/2027";
const AT = "2026-11-25T12:00:00.000Z" as UtcInstant;
const LATER = "2026-11-25T12:01:00.000Z" as UtcInstant;
const noteOver = (size: number): string => `a note\nover ${size}\n`;

export function anchorStoreContract(name: string, make: () => Promise<AnchorStoreUnderTest>): void {
  describe(`AnchorStore: ${name}`, () => {
    let subject: AnchorStoreUnderTest;
    let store: AnchorStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
    });
    afterEach(() => subject.close());

    async function publish(origin: string, ...sizes: number[]): Promise<void> {
      const writer = await subject.ledger.acquire(origin);
      for (const size of sizes) {
        const head = { size, rootSha256: sha256(`root ${size}`), note: noteOver(size) };
        await subject.ledger.publish(writer, { ...head, signedAt: AT });
      }
    }
    const anchor = (size: number, chosenAt = AT) => ({
      ...{ origin: LOG, size, rootSha256: sha256(`root ${size}`) },
      ...{ note: noteOver(size), chosenAt },
    });

    it("tells of each log how long it is and what was chosen of it last", async () => {
      expect(await store.logs()).toEqual([]);
      await publish(NEXT, 1);
      await publish(LOG, 2, 5);
      await subject.ledger.acquire("haikou/2028");
      await store.choose(LOG, 2, null, AT);
      await store.choose(LOG, 5, 2, LATER);
      expect(await store.logs()).toEqual([
        { origin: LOG, headSize: 5, anchor: { size: 5, chosenAt: LATER } },
        { origin: NEXT, headSize: 1, anchor: null },
      ]);
    });

    it("chooses published heads only, each larger than the one before", async () => {
      await publish(LOG, 2, 5, 9);
      expect(await store.choose(LOG, 3, null, AT)).toBe(false);
      expect(await store.choose(NEXT, 2, null, AT)).toBe(false);
      expect(await store.choose(LOG, 5, null, AT)).toBe(true);
      expect(await store.choose(LOG, 5, 5, LATER)).toBe(false);
      expect(await store.choose(LOG, 2, 5, LATER)).toBe(false);
      expect(await store.newest(LOG)).toEqual(anchor(5));
      expect(await store.anchor(LOG, 2)).toBeNull();
    });

    it("lets one of many choose, and who looked before another chose chooses nothing", async () => {
      await publish(LOG, 2, 3, 4, 5);
      const all = await Promise.all(
        [2, 3, 4, 5, 2, 3, 4, 5].map((size) => store.choose(LOG, size, null, AT)),
      );
      expect(all.filter(Boolean)).toHaveLength(1);
      expect(await store.covering(LOG, 0, 9)).toHaveLength(1);
      expect(await store.choose(LOG, 5, 1, LATER)).toBe(false);
    });

    it("finds chosen heads over an entry, the smallest first", async () => {
      await publish(LOG, 2, 5, 9);
      await store.choose(LOG, 2, null, AT);
      await store.choose(LOG, 5, 2, AT);
      await store.choose(LOG, 9, 5, LATER);
      expect(await store.covering(LOG, 1, 2)).toEqual([anchor(2), anchor(5)]);
      expect(await store.covering(LOG, 2, 9)).toEqual([anchor(5), anchor(9, LATER)]);
      expect(await store.covering(LOG, 9, 9)).toEqual([]);
      expect(await store.anchor(LOG, 9)).toEqual(anchor(9, LATER));
      expect(await store.newest(NEXT)).toBeNull();
    });
  });
}
