/** Disposal in memory, by two custodies that die at any call, while holds come and clocks jump: what was held before it was taken stays whole, the rest ends once. */
import { expect } from "vitest";
import { disposalRound } from "../../services/disposal/destroy.ts";
import type { DisposalBatch } from "../../services/disposal/batch.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { BLIND_SIGNER, DisposalHouse } from "../fixtures/disposal-house.ts";
import type { Draw } from "../fixtures/seeded.ts";
import { Fates } from "./fates.ts";
import { Life, Scheduler } from "./scheduler.ts";
import type { Simulated } from "./sim-house.ts";

const MOST_CALLS = 20_000;
const HOUR_MS = 3_600_000;
/** Of an item in this house. */
const OBJECTS = 2;

export class SimDisposal {
  readonly #draw: Draw;
  readonly #scheduler: Scheduler;
  readonly #house: DisposalHouse;
  readonly #fates: Fates;
  /** Before anything of them was taken. */
  readonly #held = new Set<ItemId>();
  #batch: DisposalBatch | null = null;

  /** `rootPem`: a certificate that can be read; nothing is verified under it. */
  constructor(draw: Draw, nextTimer: () => void, rootPem: string) {
    this.#draw = draw;
    this.#house = new DisposalHouse({ ...BLIND_SIGNER, rootCertificatePem: rootPem });
    const [share, faultyCalls] = [draw.of([0.02, 0.05, 0.12]), draw.between(50, 400)];
    this.#scheduler = new Scheduler(draw, nextTimer, () => this.#house.pass(draw.below(1_000)));
    this.#fates = new Fates(draw, this.#scheduler, share, faultyCalls);
  }

  async run(): Promise<Simulated> {
    const items: ItemId[] = [];
    for (let left = this.#draw.between(1, 4); left > 0; left -= 1) {
      items.push(await this.#house.addItem());
    }
    this.#batch = await this.#house.approved(...items);
    this.#house.graceOver();
    const work = Promise.all([this.#custody(), this.#custody(), this.#people(items)]);
    await this.#scheduler.until(work, MOST_CALLS);
    await this.#check(items);
    return this.#fates.counted();
  }

  async #custody(): Promise<void> {
    const { signal } = new AbortController();
    while (!(await this.#isOver())) {
      const life = new Life(this.#scheduler, this.#fates.next);
      const deps = this.#house.custody(life);
      await life.run(async () => {
        while (!(await this.#isOver())) {
          await disposalRound(deps, signal).catch(unlessInjected);
          await this.#scheduler.turn();
        }
      });
    }
  }

  /** Some are held at some moment, and our clock is sometimes wrong by hours. */
  async #people(items: readonly ItemId[]): Promise<void> {
    const { store } = this.#house;
    for (const id of items) {
      if (!this.#draw.chance(0.4)) continue;
      for (let left = this.#draw.below(60); left > 0; left -= 1) await this.#scheduler.turn();
      const [facts] = await store.facts([id]);
      if (facts?.stage === "sealed") this.#held.add(id);
      store.change(id, { holds: 1, heldAt: this.#house.clock() });
      if (this.#draw.chance(0.3)) this.#house.aheadMs = this.#draw.between(-HOUR_MS, HOUR_MS);
    }
    this.#house.aheadMs = 0;
  }

  async #isOver(): Promise<boolean> {
    return (await this.#house.store.get(this.#batch!.id)).finishedAt !== null;
  }

  async #check(items: readonly ItemId[]): Promise<void> {
    const { store, entered } = this.#house;
    const batch = await store.get(this.#batch!.id);
    for (const [at, id] of items.entries()) {
      const told = store.told.filter(([of]) => of === id).map(([, { kind }]) => kind);
      const stones = entered.filter((leaf) => leaf.startsWith("tombstone/v1") && leaf.includes(id));
      const isDropped = batch.items[at]!.outcome === "dropped";
      if (this.#held.has(id)) expect(isDropped, "held and ended").toBe(true);
      expect([this.#house.left(id), told, stones.length]).toEqual(
        isDropped ? [OBJECTS, [], 0] : [0, ["disposal-begun", "disposed"], 1],
      );
      expect((await store.tombstone(id)) === null).toBe(isDropped);
      expect(this.#house.forgotten.includes(id)).toBe(!isDropped);
    }
    const said = entered.filter((leaf) => leaf.startsWith("disposal/v1"));
    expect(said).toHaveLength(1);
  }
}

function unlessInjected(error: unknown): void {
  if (!(error instanceof Error && error.message.startsWith("injected"))) throw error;
}
