/** Whatever packs, links, flags, holds, extensions, clocks and people do: nothing ends before any day that it was ever promised, and a hold always wins. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { utcInstant } from "../../../services/kernel/clock.ts";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { MemoryActionStore } from "../../fakes/action-store.ts";
import { MemoryDisposalStore } from "../../fakes/disposal-store.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { MemoryExtensionStore } from "../../fakes/extension-store.ts";
import { MemoryRetentionStore } from "../../fakes/retention-store.ts";
import { MemoryReviewLog } from "../../fakes/review-log.ts";
import { BLIND_SIGNER } from "../../fixtures/disposal-house.ts";
import { dueFacts } from "../../fixtures/disposal.ts";
import { receivedItem } from "../../fixtures/evidence.ts";
import { type Change, keptSteps } from "../../fixtures/kept-steps.ts";
import { KeptHouse, KeptItem } from "../../fixtures/kept-world.ts";
import { day, openCase } from "../../fixtures/retention.ts";

/** What disposal knows of items is what is decided and said of them, at every look. */
class LiveDisposals extends MemoryDisposalStore {
  readonly #live: (itemId: ItemId) => void;

  constructor(actions: MemoryActionStore, live: (itemId: ItemId) => void) {
    super(actions, () => utcInstant(new Date()));
    this.#live = live;
  }

  override facts(...[ids]: Parameters<MemoryDisposalStore["facts"]>) {
    for (const id of ids) this.#live(id);
    return super.facts(ids);
  }

  override take(...asked: Parameters<MemoryDisposalStore["take"]>) {
    this.#live(asked[1]);
    return super.take(...asked);
  }
}

const RECEIVED = utcInstant(new Date("2026-05-01T02:00:00Z"));
const FILE = openCase({ archiveTerm: "P10Y" });

async function open(): Promise<KeptItem> {
  const items = new MemoryEvidenceStore();
  const retention = new MemoryRetentionStore(items);
  const announced = { ...receivedItem().announced, recordedAt: RECEIVED };
  const item = receivedItem({ stage: "sealed", receivedAt: RECEIVED, announced });
  items.add(item);
  let [holds, heldAt] = [0, dueFacts().heldAt];
  const disposals = new LiveDisposals(new MemoryActionStore(), (id) => {
    const saved = retention.saved(id);
    if (saved === null || disposals.of(id).stage !== "sealed") return;
    const { decision, seen, sha256, pack } = saved;
    const { floor, open: isOpen, classes } = decision;
    disposals.change(id, {
      decided: { number: seen + 1, sha256, floor, open: isOpen, classes, pack },
      ...{ isUndecided: retention.isMarked(id), holds, heldAt },
      neededAt: retention.reviews.get(id)?.at(-1)?.at ?? null,
    });
  });
  const marked: Readonly<Record<Exclude<Change, "hold" | "release">, (on: string) => void>> = {
    link: () => retention.cases.set(item.id, [FILE]),
    unlink: () => retention.cases.delete(item.id),
    close: (on) => retention.cases.set(item.id, [{ ...FILE, closedOn: day(on) }]),
    flag: () => retention.flags.set(item.id, [{ flag: "complaint", at: RECEIVED }]),
    unflag: () => retention.flags.delete(item.id),
    tell: (on) =>
      retention.conditions.set(item.id, [
        { condition: "proceedings-over", on: day(on), at: house.real },
      ]),
  };
  const house: KeptHouse = new KeptHouse(BLIND_SIGNER, {
    ...{ retention, disposals, extensions: new MemoryExtensionStore(items, retention) },
    log: new MemoryReviewLog(items, retention),
    change: async (what, on) => {
      if (what === "hold") [holds, heldAt] = [1, house.clock()];
      else if (what === "release") holds = 0;
      else {
        marked[what](on);
        await retention.mark([item.id]);
      }
      return true;
    },
  });
  disposals.databaseClock = () => house.databaseTime();
  await house.addItem({ itemId: item.id, receivedAt: RECEIVED });
  disposals.set(house.store.of(item.id));
  return new KeptItem(house, item.id);
}

it("holds for every sequence of what they do, and many of them end in an end", async () => {
  let ended = 0;
  await fc.assert(
    fc.asyncProperty(keptSteps, async (steps) => {
      if (await (await open()).ends(steps)) ended += 1;
    }),
    { numRuns: 400, seed: 5 },
  );
  expect(ended).toBeGreaterThan(40);
}, 60_000);
