/** Disposals in real processes that custody is killed over, and what must be true once one is over. */
import { join } from "node:path";
import { expect } from "vitest";
import { createItemKeyStore } from "../../infra/postgres/item-key-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { DisposalId, ItemId } from "../../services/kernel/ids.ts";
import { derivativeKey, itemFolder } from "../../services/objects/object-key.ts";
import { placeHold } from "../fixtures/disposal-rows.ts";
import type { KillWorld, KilledWork } from "./kill-run.ts";
import { PastTermWorld, daysAgo, pastTerm, storedNow } from "./past-term-world.ts";

export interface DueBatch extends KilledWork {
  readonly id: DisposalId;
  /** Ends with it. */
  readonly ends: ItemId;
  /** Came into a hold after it was approved. */
  readonly held: ItemId;
}

export class DisposalWorld extends PastTermWorld implements KillWorld<DueBatch> {
  static async build(items: number): Promise<DisposalWorld> {
    const house = await pastTerm(items);
    return new DisposalWorld(house, await storedNow(house));
  }

  /** Due; the first of its items has a copy and a data key, the other is held since. */
  readonly next = async (): Promise<DueBatch> => {
    const { db } = this.world.database.connection;
    const items = this.take();
    const [ends, held] = items;
    this.mayEnd(ends);
    const { objects } = this.world.openStores();
    await objects.put(derivativeKey(ends, "viewing", sha256(ends)), Buffer.from("a copy"));
    const wrapped = { kek: "kek", bytes: Buffer.from(ends) };
    await createItemKeyStore(db).keepOnce(ends, wrapped, daysAgo(30));
    const id = await this.approved(items, daysAgo(30));
    await placeHold(db, held, this.people[1], utcInstant(new Date()));
    const folder = join(this.world.objectsFolder, "objects", itemFolder(ends));
    return { ...{ id, ends, held, folder }, work: { ids: [id, ends], from: /disposal_stamps/ } };
  };

  /** Approved as well, and the time in which it can be stopped is not over: nothing of it ends. */
  waiting(): Promise<DisposalId> {
    return this.approved(this.take(), daysAgo(17));
  }

  /** However often custody died. */
  readonly check = async ({ id, ends, held }: DueBatch): Promise<void> => {
    const { items } = await this.disposals.get(id);
    // Whether the store shows the hold by then as well, rests with another round.
    expect(items.map(({ outcome, against }) => [outcome, against.slice(0, 2)])).toEqual([
      ["destroyed", []],
      ["dropped", ["held", "held-since"]],
    ]);
    const { db } = this.world.database.connection;
    expect((await createItemKeyStore(db).get(ends))?.wrapped).toBeNull();
    await this.checkEnded(id, ends, [
      ...["disposal-begun", "disposal-finished", "disposal/v1", "disposed", "tombstone/v1"],
    ]);
    await this.checkStays(held);
    await this.checkCertificate(id);
  };
}
