/** What every PackageStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type ItemId, type PackageId, newId } from "../../services/kernel/ids.ts";
import type { PackageContents } from "../../services/packages/contents.ts";
import type { PackageRequest, PackageStore } from "../../services/packages/package-store.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";

export interface PackageStoreUnderTest {
  readonly store: PackageStore;
  close(): Promise<void>;
}

const request = (minute: number): PackageRequest => ({
  id: newId<PackageId>(),
  itemIds: [newId<ItemId>(), newId<ItemId>()],
  purposeKind: "supervision",
  purpose: "移送 检察院 “17号”",
  requestedBy: "user:0b8f7a9e-7c1e-4f5e-9a0b-0123456789ab",
  requestedAt: `2026-11-24T12:0${minute}:00.000Z` as UtcInstant,
});
const contents = (text: string): PackageContents => ({
  type: "holdfast/package-contents/v1",
  folder: "holdfast-x",
  files: [
    {
      path: "data/现场.mp4",
      sizeBytes: 2 ** 40,
      sha256: sha256(text),
      source: { kind: "bytes", base64: Buffer.from(text).toString("base64") },
    },
  ],
});

export function packageStoreContract(
  name: string,
  make: () => Promise<PackageStoreUnderTest>,
): void {
  describe(`PackageStore: ${name}`, () => {
    let subject: PackageStoreUnderTest;
    let store: PackageStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
    });
    afterEach(() => subject.close());

    it("gives a request back as it was made, in its order of items", async () => {
      const asked = request(1);
      const made = await store.request(asked, ANY_ACTION);
      expect(made).toMatchObject({ ...asked, state: "waiting", failure: null, sizeBytes: null });
      expect(await store.get(asked.id)).toEqual(made);
    });

    it("takes the same request once", async () => {
      const asked = request(1);
      const made = await store.request(asked, ANY_ACTION);
      expect(await store.request({ ...asked, purpose: "another" }, ANY_ACTION)).toEqual(made);
      expect(await store.page(null, 10)).toEqual([made]);
    });

    it("shows what waits, oldest first, and lists, newest first, from a position on", async () => {
      const made = [];
      for (const minute of [3, 1, 2]) made.push(await store.request(request(minute), ANY_ACTION));
      const [a, b, c] = made as [(typeof made)[0], (typeof made)[0], (typeof made)[0]];
      expect(await store.waiting(2)).toEqual([b, c]);
      expect(await store.page(null, 2)).toEqual([c, b]);
      expect(await store.page(b.position, 2)).toEqual([a]);
      const holding = [c.itemIds[1]!, a.itemIds[0]!, newId<ItemId>()];
      expect(await store.page(null, 9, null, holding)).toEqual([c, a]);
      expect(await store.page(c.position, 9, null, holding)).toEqual([a]);
      expect(await store.page(null, 9, null, [])).toEqual([]);
    });

    it("keeps the first outcome, whatever comes after", async () => {
      const { id } = await store.request(request(1), ANY_ACTION);
      const ready = await store.finish(
        id,
        { contents: contents("a"), sizeBytes: 2 ** 41 },
        ANY_ACTION,
      );
      expect(ready).toMatchObject({ state: "ready", failure: null, sizeBytes: 2 ** 41 });
      expect(await store.finish(id, { contents: contents("b"), sizeBytes: 1 }, ANY_ACTION)).toEqual(
        ready,
      );
      expect(await store.finish(id, { failure: "packages/too-large" }, ANY_ACTION)).toEqual(ready);
      expect(await store.contents(id)).toEqual(contents("a"));
      expect(await store.waiting(9)).toEqual([]);
    });

    it("says why a package failed, and gives no contents of it", async () => {
      const { id } = await store.request(request(1), ANY_ACTION);
      const notReady = { kind: "conflict", code: "packages/not-ready" };
      await expect(store.contents(id)).rejects.toMatchObject(notReady);
      const failed = await store.finish(id, { failure: "packages/item-not-sealed" }, ANY_ACTION);
      expect(failed).toMatchObject({ state: "failed", failure: "packages/item-not-sealed" });
      await expect(store.contents(id)).rejects.toMatchObject(notReady);
    });

    it("refuses an id it does not know", async () => {
      const missing = { kind: "missing", code: "packages/no-such-package" };
      const id = newId<PackageId>();
      await expect(store.get(id)).rejects.toMatchObject(missing);
      await expect(store.contents(id)).rejects.toMatchObject(missing);
      await expect(store.finish(id, { failure: "x/y" }, ANY_ACTION)).rejects.toMatchObject(missing);
    });
  });
}
