/** The alarm that a hold was taken away: raised by whatever was seen to be held, and by nothing that was made since. */
import { beforeEach, describe, expect, it } from "vitest";
import type { DueItem, KeptHold } from "../../../services/holds/hold-store.ts";
import { keepHolds } from "../../../services/holds/keep-holds.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import { derivativeKey, originalKey } from "../../../services/objects/object-key.ts";
import type { ObjectRef } from "../../../services/objects/object-store.ts";
import { MemoryObjectStore } from "../../fakes/object-store.ts";
import { NOON } from "../../fixtures/evidence.ts";

describe("the alarm", () => {
  const item = newId<ItemId>();
  const alarms: object[] = [];
  let objects: MemoryObjectStore;
  let before: KeptHold | null;
  let [original, first, last] = [] as unknown as [ObjectRef, ObjectRef, ObjectRef];
  beforeEach(async () => {
    [objects, before] = [new MemoryObjectStore(() => NOON), null];
    alarms.length = 0;
    const put = (key: ObjectRef["key"]) => objects.put(key, Buffer.from(key));
    original = await put(originalKey(item));
    first = await put(derivativeKey(item, "proxy", sha256("1")));
    last = await put(derivativeKey(item, "thumbnail", sha256("2")));
  });

  const round = async (...refs: readonly ObjectRef[]) => {
    const due: DueItem[] = [
      { itemId: item, mustBeHeld: true, isComplete: false, before, objects: refs },
    ];
    await keepHolds(
      {
        ...{ objects, clock: () => NOON, log: { error: (line) => void alarms.push(line) } },
        holds: {
          join: () => Promise.resolve(0),
          leave: () => Promise.resolve(0),
          keepNext: async (_, work) => {
            const next = due.pop();
            if (next === undefined) return false;
            const { again: _again, ...kept } = await work(next);
            before = kept;
            return true;
          },
        },
      },
      new AbortController().signal,
    );
    for (const ref of refs) expect((await objects.head(ref)).isHeld).toBe(true);
  };

  it("is not raised where more is made of the item, wherever that stands among the rest", async () => {
    await round(original, last);
    await round(original, first, last);
    expect(before).toMatchObject({ isHeld: true, objects: 3 });
    expect(alarms).toEqual([]);
  });

  it("is raised where a hold was taken away, also while more is made", async () => {
    await round(original, last);
    objects.rehold(last.key, false);
    await round(original, first, last);
    expect(alarms).toEqual([{ item, objects: 1 }]);
    objects.rehold(original.key, false);
    objects.rehold(first.key, false);
    await round(original, first, last);
    expect(alarms.at(-1)).toEqual({ item, objects: 2 });
  });
});
