/** Custody records for people take the room that is left, and no more. */
import { expect, test } from "vitest";
import type { CustodyEvent } from "../../../services/evidence/custody-event.ts";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { newId } from "../../../services/kernel/ids.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { MAX_PRINTED_EVENTS, printRecords } from "../../../services/packages/print-records.ts";
import { NOON, receivedItem } from "../../fixtures/evidence.ts";
import { makeWorld, packageOf } from "../../fixtures/small-package.ts";

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

test("records together are no longer than a package may keep others waiting; the exact ones beside them are", async () => {
  const asked: number[] = [];
  const custodyPrinter = {
    print: async (_: unknown, events: readonly unknown[]) => {
      asked.push(events.length);
      return Buffer.alloc(1);
    },
  };
  const event = {} as CustodyEvent;
  const long = Array.from({ length: MAX_PRINTED_EVENTS / 2 }, () => event);
  const gathered = [long, long, [event], []].map((events) => ({
    ...{ item: receivedItem({ id: newId<ItemId>() }), events },
  }));
  const printed = await printRecords({ custodyPrinter, clock: () => NOON }, gathered, 100);
  expect(printed).toHaveLength(2);
  expect(asked).toEqual([long.length, long.length]);
});

test("a list that the proofs of several items are judged by takes room once", async () => {
  const world = await makeWorld();
  const { vouching, heads, clock } = world.deps;
  const items = [
    await world.sealedItem(Buffer.from("one")),
    await world.sealedItem(Buffer.from("two")),
  ];
  const head = { origin: "haikou/2026", size: (await heads.head("haikou/2026"))!.size };
  await vouching.anchors.choose(head.origin, head.size, null, clock());
  await vouching.tokens.configure([{ name: "court", rootsPem: "" }], clock());
  const token = { response: Buffer.from("token"), genTime: clock(), validUntil: clock() };
  await vouching.tokens.keep(head, "court", token, clock());
  const list = { thisUpdate: clock(), nextUpdate: null, issuerSha256: sha256("root") };
  await vouching.tokens.keepList("court", 0, { ...list, der: Buffer.alloc(17 << 20) });
  const files = await packageOf(world, ...items);
  expect(files.get("proofs/authorities/court.crl")?.byteLength).toBe(17 << 20);
  expect(items.map((id) => files.has(`metadata/${id}/custody.pdf`))).toEqual([true, true]);
  await world.close();
});
