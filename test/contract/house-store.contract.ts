/** What every HouseStore must do: all that is on record, page by page, and nothing of it left out. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type HouseStore, TEXT_KINDS, type TextKind } from "../../services/fixity/house-store.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { parseLeaf } from "../../services/ledger/leaf.ts";
import type { LedgerHead, LedgerStore } from "../../services/ledger/ledger-store.ts";

export interface HouseStoreUnderTest {
  readonly house: HouseStore;
  readonly ledger: LedgerStore;
  /** An item with a manifest of its original; answers the manifest's digest, too. */
  addItem(): Promise<{ readonly id: ItemId; readonly manifestSha256: Sha256 }>;
  /** A text of this kind, kept with its digest; `entered`: marked to be in the ledger. */
  addText(kind: TextKind, text: string, entered: boolean): Promise<unknown>;
  /** Three actions, of which the second is not as the ledger's record of it says, told together by `leaf`. */
  addRecords(digests: readonly [Sha256, Sha256, Sha256], leaf: string): Promise<unknown>;
  close(): Promise<void>;
}

const AT = "2026-11-25T12:00:00.000Z" as UtcInstant;

export function houseStoreContract(name: string, make: () => Promise<HouseStoreUnderTest>): void {
  describe(`HouseStore: ${name}`, () => {
    let subject: HouseStoreUnderTest;
    let house: HouseStore;
    beforeEach(async () => {
      subject = await make();
      house = subject.house;
    });
    afterEach(() => subject.close());

    async function publish(origin: string, ...sizes: readonly number[]): Promise<void> {
      const writer = await subject.ledger.acquire(origin);
      for (const size of sizes) {
        const head: LedgerHead = { size, rootSha256: sha256(`${size}`), note: "", signedAt: AT };
        await subject.ledger.publish(writer, head);
      }
    }

    it("lists every item once, in the order they came, and their manifests by digest", async () => {
      expect(await house.itemCount()).toBe(0);
      const added = [await subject.addItem(), await subject.addItem(), await subject.addItem()];
      expect(await house.itemCount()).toBe(3);
      const seen: ItemId[] = [];
      for (let after = 0; ;) {
        const page = await house.items(after, 2);
        seen.push(...page.map(({ id }) => id));
        if (page.length < 2) break;
        after = page.at(-1)!.position;
      }
      expect(seen).toEqual(added.map(({ id }) => id));
      const [first, , third] = added;
      const digests = [third!.manifestSha256, sha256("none"), first!.manifestSha256];
      const seals = await house.sealsWith(digests);
      expect(seals.map(({ itemId }) => itemId).sort()).toEqual([first!.id, third!.id].sort());
      expect(await house.sealsWith([])).toEqual([]);
      expect(await house.unevenUploads(10)).toEqual([]);
    });

    it("lists logs that have a head, and every head from a size on", async () => {
      await publish("haikou/2027", 1);
      await publish("haikou/2026", 2, 3, 7);
      await subject.ledger.acquire("haikou/2028");
      expect(await house.logs()).toEqual(["haikou/2026", "haikou/2027"]);
      const sizes = async (after: number, limit: number) =>
        (await house.heads("haikou/2026", after, limit)).map(({ size }) => size);
      expect([await sizes(0, 2), await sizes(3, 2), await sizes(7, 2)]).toEqual([[2, 3], [7], []]);
      expect((await house.heads("haikou/2026", 1, 1))[0]).toMatchObject({
        rootSha256: sha256("2"),
      });
    });

    it("tells which places were taken up, as far as they reach into those that are asked for", async () => {
      const writer = await subject.ledger.acquire("haikou/2026");
      await subject.ledger.place(writer, ["placed\n"]);
      expect(await house.takenUp("haikou/2026", 0, 9)).toEqual([]);
      await subject.ledger.takeUp(writer, 1, ["a\n", "b\n"]);
      await subject.ledger.takeUp(writer, 3, ["c\n", "d\n"]);
      // Anew from there on, after a cut.
      await subject.ledger.takeUp(writer, 3, ["c\n"]);
      await subject.ledger.takeUp(writer, 4, []);
      const all = [
        { first: 1, last: 2 },
        { first: 3, last: 3 },
      ];
      expect(await house.takenUp("haikou/2026", 0, 9)).toEqual(all);
      expect(await house.takenUp("haikou/2026", 2, 2)).toEqual(all.slice(0, 1));
      expect(await house.takenUp("haikou/2026", 4, 9)).toEqual([]);
      expect(await house.takenUp("haikou/2027", 0, 9)).toEqual([]);
    });

    it("lists what the ledger tells of an hour, with the digests that the chains hold", async () => {
      const digests = [sha256("a"), sha256("b"), sha256("c")] as const;
      await subject.addRecords(digests, "the leaf");
      const [batch, ...more] = await house.recordBatches(0, 2);
      expect(batch).toMatchObject({ kind: "admin", leaf: "the leaf", isEntered: false });
      expect(batch!.digests).toEqual([digests[0], "", digests[2]]);
      expect(more).toEqual([]);
      expect(await house.recordBatches(batch!.position, 2)).toEqual([]);
    });

    it.each(TEXT_KINDS)(
      "lists every text that is kept, with the leaf it must have: %s",
      async (kind) => {
        const texts = ["the first\n", "the second\n", "the third\n"];
        for (const [at, text] of texts.entries()) await subject.addText(kind, text, at !== 2);
        const first = await house.texts(kind, 0, 2);
        const rest = await house.texts(kind, first.at(-1)!.position, 2);
        const all = [...first, ...rest];
        expect(all.map(({ text }) => text)).toEqual(texts);
        expect(all.map(({ sha256: digest }) => digest)).toEqual(texts.map((text) => sha256(text)));
        expect(all.map(({ leaf }) => leaf !== null)).toEqual([true, true, false]);
        expect(parseLeaf(all[0]!.leaf!)?.type).toBe(kind);
        expect(all[0]!.leaf).toContain(sha256(texts[0]!));
        const asked = [sha256(texts[2]!), sha256("none")];
        expect(await house.textsWith(kind, asked)).toEqual([sha256(texts[2]!)]);
        expect(await house.textsWith(kind, [])).toEqual([]);
      },
    );
  });
}
