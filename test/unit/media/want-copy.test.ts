/** A viewing copy that somebody waits for: what is woken before others, and what is not. */
import { beforeEach, expect, test } from "vitest";
import type { EvidenceItem } from "../../../services/evidence/evidence-item.ts";
import { runStep } from "../../../services/evidence/run-step.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import { wantCopy } from "../../../services/media/want-copy.ts";
import { sweep } from "../../../workers/custody/sweep.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { NOON, receivedItem } from "../../fixtures/evidence.ts";
import { MemoryJobQueue } from "../../fixtures/ingest-server.ts";

let items: MemoryEvidenceStore;
let queue: MemoryJobQueue;
let deps: { items: MemoryEvidenceStore; queue: MemoryJobQueue; clock: () => typeof NOON };
beforeEach(() => {
  items = new MemoryEvidenceStore();
  queue = new MemoryJobQueue();
  deps = { items, queue, clock: () => NOON };
});

function add(changes: Partial<EvidenceItem>): ItemId {
  const item = receivedItem(changes);
  items.add(item);
  return item.id;
}
const firsts = () => queue.first.map(({ itemId, step }) => [itemId, step]);

test("what is still to do for it goes first, on both tracks", async () => {
  const itemId = add({ stage: "verified" });
  expect(await wantCopy(deps, itemId)).toMatchObject({ copyWanted: true });
  expect(firsts()).toEqual([
    [itemId, "seal"],
    [itemId, "probe"],
  ]);
});

test("the steps that follow go first too, of this item alone", async () => {
  const [wanted, other] = [add({ stage: "sealed" }), add({ stage: "sealed" })];
  await wantCopy(deps, wanted);
  const run = { ...deps, actor: "process:media" } as const;
  for (const id of [wanted, other]) {
    await runStep(run, "probe", id, async () => ({ happening: { kind: "probed", data: {} } }));
  }
  expect(firsts()).toEqual([
    [wanted, "probe"],
    [wanted, "viewing-copy"],
  ]);
  expect(queue.woken).toContainEqual({ itemId: other, step: "viewing-copy" });
});

test("a queue that was lost hears it again, the oldest wish in front", async () => {
  const [first, second, other] = [0, 1, 2].map(() => add({ stage: "sealed" }));
  await items.wantCopy(first!, NOON);
  await items.wantCopy(second!, NOON);
  await sweep(deps);
  expect(firsts()).toEqual([
    [second, "probe"],
    [first, "probe"],
  ]);
  expect(queue.woken.slice(0, 3).map(({ itemId }) => itemId)).toEqual([first, second, other]);
});

test.each([
  { stage: "sealed", viewingStage: "ready" },
  { stage: "sealed", viewingStage: "none" },
  { stage: "quarantined" },
] as const)("nothing is woken or kept where nothing is to come: %o", async (stands) => {
  const itemId = add(stands);
  expect((await wantCopy(deps, itemId)).copyWanted).toBeUndefined();
  expect(queue.woken).toEqual([]);
});

test("what was destroyed, and what is not there, is refused", async () => {
  const gone = wantCopy(deps, add({ stage: "disposed" }));
  await expect(gone).rejects.toMatchObject({ code: "review/disposed" });
  const nobody = wantCopy(deps, newId<ItemId>());
  await expect(nobody).rejects.toMatchObject({ code: "evidence/no-such-item" });
});
