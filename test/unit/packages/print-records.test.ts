/** Custody records for people take the room that is left, and no more. */
import { expect, test } from "vitest";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { newId } from "../../../services/kernel/ids.ts";
import { printRecords } from "../../../services/packages/print-records.ts";
import { NOON, receivedItem } from "../../fixtures/evidence.ts";

test("records end with the first that has no room, and one that cannot be printed takes none", async () => {
  const sizes = [40, null, 40, 30, 10, 10];
  let asked = 0;
  const custodyPrinter = {
    print: async () => {
      const size = sizes[asked] ?? null;
      asked += 1;
      return size === null ? null : Buffer.alloc(size);
    },
  };
  const gathered = sizes.map(() => ({ item: receivedItem({ id: newId<ItemId>() }), events: [] }));
  const deps = { custodyPrinter, clock: () => NOON };
  const printed = await printRecords(deps, gathered, 100);
  expect(printed.map(({ path, sizeBytes }) => [path, sizeBytes])).toEqual(
    [0, 2].map((at) => [`metadata/${gathered[at]?.item.id}/custody.pdf`, 40]),
  );
  expect(asked).toBe(4);
  expect(await printRecords(deps, gathered, 0)).toEqual([]);
  expect(asked).toBe(4);
});
