/** How an item lies in the store, as its page and its verification tell it: in clear, encrypted under which key, or with a key that was destroyed. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { Item, type ItemBody, Verification } from "../../../services/review/api-schema.ts";
import { verifyItem } from "../../../services/review/verify-item.ts";
import { receivedItem } from "../../fixtures/evidence.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const stored = { scheme: "holdfast-frames/v1", sizeBytes: 99, sha256: sha256("as it lies") };

function encryptedItem() {
  const bare = receivedItem({ deviceId: house.device.id, stage: "sealed" });
  const original = { ...house.item.original, encrypted: stored };
  house.reviews.add({ ...bare, original });
  return bare.id;
}
const page = async (id: string): Promise<ItemBody> =>
  Item.parse(await (await house.fetch(`/api/v1/items/${id}`, "officer")).json());

it("says of one in clear that it is, and of an encrypted one what lies there and under which key", async () => {
  expect((await page(house.item.id)).encryption).toBeNull();
  const id = encryptedItem();
  await house.itemKeys.keepOnce(id, { kek: "state-2", bytes: Buffer.alloc(60) }, house.clock());
  expect((await page(id)).encryption).toEqual({ ...stored, family: "state", key: "state-2" });
  const text = JSON.stringify(await page(id));
  expect(text).not.toContain(Buffer.alloc(60).toString("hex"));
});

it("says that a key was destroyed, and that one is not there, alike: nobody reads it again", async () => {
  const id = encryptedItem();
  expect((await page(id)).encryption).toEqual({ ...stored, family: null, key: null });
  await house.itemKeys.keepOnce(id, { kek: "open-1", bytes: Buffer.alloc(60) }, house.clock());
  await house.itemKeys.forget(id, house.clock());
  expect((await page(id)).encryption).toEqual({ ...stored, family: null, key: null });
});

it("tells the digest of what lies there beside that of the plaintext when the bytes are checked", async () => {
  const bytesOf = async (id: typeof house.item.id) => {
    const { checks } = Verification.parse(await verifyItem(house, id, false));
    return checks.find(({ name }) => name === "bytes")?.facts;
  };
  expect(await bytesOf(house.item.id)).not.toHaveProperty("storedSha256");
  const original = { ...house.item.original, encrypted: stored };
  house.reviews.add({ ...house.item, original });
  expect(await bytesOf(house.item.id)).toMatchObject({
    ...{ storedSha256: stored.sha256, storedBytes: stored.sizeBytes },
  });
});
