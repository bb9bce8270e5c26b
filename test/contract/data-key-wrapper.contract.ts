/** What every DataKeyWrapper must hold to: the fake, files, and a token. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DataKeyWrapper } from "../../services/encryption/data-key-wrapper.ts";
import { KEY_FAMILIES } from "../../services/encryption/key-family.ts";
import { type ItemId, newId } from "../../services/kernel/ids.ts";

export interface WrapperUnderTest {
  readonly wrapper: DataKeyWrapper;
  /** Puts a newer key into use, e.g. "state-2". */
  readonly add: (kek: string) => Promise<void>;
  /** Takes a key away; `back` puts the same one there again. */
  readonly takeAway: (kek: string) => Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const differs = { kind: "tampered", code: "encryption/wrapped-key-differs" };

export function dataKeyWrapperContract(name: string, make: () => Promise<WrapperUnderTest>): void {
  describe(`DataKeyWrapper: ${name}`, () => {
    let subject: WrapperUnderTest;
    beforeAll(async () => {
      subject = await make();
    });
    afterAll(() => subject.close());

    it("gives back what it wrapped, for each family under a key of its own, never twice the same bytes", async () => {
      const { wrapper } = subject;
      const [itemId, dataKey] = [newId<ItemId>(), randomBytes(32)];
      for (const family of KEY_FAMILIES) {
        const [one, other] = await Promise.all(
          [1, 2].map(() => wrapper.wrap(family, itemId, dataKey)),
        );
        expect(one?.kek).toBe(`${family}-1`);
        expect(await wrapper.current(family)).toBe(`${family}-1`);
        expect(Buffer.from(one!.bytes).equals(other!.bytes)).toBe(false);
        expect(Buffer.from(one!.bytes).includes(dataKey)).toBe(false);
        expect(Buffer.from(await wrapper.unwrap(itemId, one!)).equals(dataKey)).toBe(true);
      }
    });

    it("opens nothing for another item, under another name, cut, or with one bit changed", async () => {
      const { wrapper } = subject;
      const itemId = newId<ItemId>();
      const wrapped = await wrapper.wrap("state", itemId, randomBytes(32));
      await expect(wrapper.unwrap(newId<ItemId>(), wrapped)).rejects.toMatchObject(differs);
      const renamed = { ...wrapped, kek: "duty-1" };
      await expect(wrapper.unwrap(itemId, renamed)).rejects.toMatchObject(differs);
      for (let at = 0; at < wrapped.bytes.byteLength; at += 7) {
        const bytes = Buffer.from(wrapped.bytes);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        await expect(wrapper.unwrap(itemId, { ...wrapped, bytes })).rejects.toMatchObject(differs);
      }
      for (const length of [0, 12, 27, wrapped.bytes.byteLength - 1]) {
        const bytes = wrapped.bytes.subarray(0, length);
        await expect(wrapper.unwrap(itemId, { ...wrapped, bytes })).rejects.toMatchObject(differs);
      }
    });

    it("wraps with the newest key of a family and opens what older ones wrapped", async () => {
      const { wrapper, add } = subject;
      const [itemId, dataKey] = [newId<ItemId>(), randomBytes(32)];
      const old = await wrapper.wrap("duty", itemId, dataKey);
      await add("duty-2");
      await add("duty-10");
      const fresh = await wrapper.wrap("duty", itemId, dataKey);
      expect(fresh.kek).toBe("duty-10");
      for (const wrapped of [old, fresh]) {
        expect(Buffer.from(await wrapper.unwrap(itemId, wrapped)).equals(dataKey)).toBe(true);
      }
    });

    it("says that a key is out of reach, and goes on when it is there again", async () => {
      const { wrapper, takeAway } = subject;
      const [itemId, dataKey] = [newId<ItemId>(), randomBytes(32)];
      const wrapped = await wrapper.wrap("open", itemId, dataKey);
      const back = await takeAway("open-1");
      const out = { kind: "unavailable", code: "encryption/no-wrapping-key" };
      await expect(wrapper.unwrap(itemId, wrapped)).rejects.toMatchObject(out);
      await expect(wrapper.wrap("open", itemId, dataKey)).rejects.toMatchObject(out);
      await back();
      expect(Buffer.from(await wrapper.unwrap(itemId, wrapped)).equals(dataKey)).toBe(true);
    });
  });
}
