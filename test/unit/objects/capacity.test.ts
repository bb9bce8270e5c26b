/** A configured capacity, where the store itself has no word for its room. */
import { expect, it } from "vitest";
import { capacityLeft } from "../../../infra/s3/capacity.ts";
import { StoreRoom } from "../../../services/ingest/store-room.ts";

const GIB = 2 ** 30;

it("says nothing where none is configured, or nobody counts", async () => {
  expect(await capacityLeft(undefined, () => Promise.resolve(5))()).toBeNull();
  expect(await capacityLeft(1, undefined)()).toBeNull();
});

it("is what is left of it, counted anew after a while, and never less than nothing", async () => {
  let [nowMs, stored, counts] = [0, GIB / 2, 0];
  const count = async () => ((counts += 1), stored);
  const left = capacityLeft(1, count, () => nowMs);
  expect(await Promise.all([left(), left()])).toEqual([GIB / 2, GIB / 2]);
  stored = 2 * GIB;
  nowMs = 9_000;
  expect([await left(), counts]).toEqual([GIB / 2, 1]);
  nowMs = 10_001;
  expect([await left(), counts]).toEqual([0, 2]);
});

it("is counted again at once after a count that failed", async () => {
  const answers = [Promise.reject(new Error("away")), Promise.resolve(GIB)];
  const left = capacityLeft(
    2,
    () => answers.shift()!,
    () => 0,
  );
  await expect(left()).rejects.toThrow("away");
  expect(await left()).toBe(GIB);
});

it("refuses what would not fit before a byte of it is taken, what is under way included", async () => {
  const room = new StoreRoom({ freeBytes: capacityLeft(1, () => Promise.resolve(GIB - 100)) });
  const first = await room.reserve(60);
  await expect(room.check(41)).rejects.toMatchObject({ code: "ingest/storage-full" });
  await room.check(40);
  first.end();
  await room.check(100);
});

it("counts what came since the last count as taken", async () => {
  let [nowMs, stored] = [0, 0];
  const left = capacityLeft(
    1,
    () => Promise.resolve(stored),
    () => nowMs,
  );
  const room = new StoreRoom({ freeBytes: left });
  const whole = async (bytes: number): Promise<void> => {
    const taken = await room.reserve(bytes);
    stored += bytes;
    taken.settle(bytes);
    taken.end();
  };
  for (let at = 0; at < 4; at += 1) await whole(GIB / 4);
  await expect(whole(1)).rejects.toMatchObject({ code: "ingest/storage-full" });
  [nowMs, stored] = [11_000, GIB / 2];
  await whole(GIB / 2);
  await expect(whole(1)).rejects.toMatchObject({ code: "ingest/storage-full" });
});
