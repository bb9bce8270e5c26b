/** What every DisposalStore must do of items that end; a part of its suite. */
import { expect, it } from "vitest";
import type { ActionStore } from "../../services/actions/action-store.ts";
import type { DisposalStore, Verdict } from "../../services/disposal/disposal-store.ts";
import type { DisposalBatch } from "../../services/disposal/batch.ts";
import type { ExportStore } from "../../services/exports/export-store.ts";
import type { ArchiveTerm } from "../../services/policy/retention-class.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { ItemId, UserId } from "../../services/kernel/ids.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";

const TAKE = { kind: "take", happening: { kind: "disposal-begun", data: {} } } as const;
const DISPOSED = { kind: "disposed", data: {} } as const;

/** What may come about of an item. */
export type Turn = "held" | "undecided" | "packaging" | "finding";

export interface DisposalStoreUnderTest {
  readonly store: DisposalStore;
  readonly actions: ActionStore;
  readonly exports: ExportStore;
  addPerson(): Promise<UserId>;
  /** A sealed item as `dueFacts` makes it, with that floor, in a closed case of that term if one is named. */
  addItem(floor: string, term?: ArchiveTerm): Promise<ItemId>;
  turn(itemId: ItemId, turn: Turn): Promise<void>;
  /** Kinds of what custody was told. */
  custody(itemId: ItemId): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface EndRig {
  readonly subject: DisposalStoreUnderTest;
  readonly now: UtcInstant;
  propose(...itemIds: ItemId[]): Promise<DisposalBatch>;
}

export function endTests(rig: () => EndRig): void {
  const store = () => rig().subject.store;
  const item = () => rig().subject.addItem("2026-11-01");
  const stageOf = async (id: ItemId) => (await store().facts([id]))[0]?.stage;
  const later = () => plusMs(rig().now, 1_000);

  it("keeps since when a batch stands still, and why by the newest try, until it goes on", async () => {
    const { id } = await rig().propose(await item());
    const since = rig().now;
    await store().keepStall(id, since, { code: "disposal/waits", against: ["locked"] });
    await store().keepStall(id, later(), { code: "disposal/clocks-differ", against: [] });
    expect(await store().stalls()).toEqual([
      { disposalId: id, since, code: "disposal/clocks-differ", against: [] },
    ]);
    await store().keepStall(id, later(), null);
    expect(await store().stalls()).toEqual([]);
    await store().keepStall(id, later(), { code: "disposal/waits", against: ["locked"] });
    await store().finish(id, later(), [], ANY_ACTION);
    expect(await store().stalls()).toEqual([]);
  });

  it("comes to every batch that stands still, however few it looks at, and first to what goes on", async () => {
    const batches = [await rig().propose(await item()), await rig().propose(await item())];
    const reason = { code: "disposal/waits", against: ["locked"] } as const;
    for (const { id, items } of batches) {
      await store().take(id, items[0]!.itemId, rig().now, () => TAKE);
      await store().keepStall(id, rig().now, reason);
    }
    const next = async () => (await store().running(rig().now, 1)).map(({ id }) => id);
    const seen = new Set<string>();
    for (let round = 0; round < 60 && seen.size < 2; round += 1) seen.add((await next())[0]!);
    expect(seen.size).toBe(2);
    await store().keepStall(batches[1]!.id, later(), null);
    expect(await next()).toEqual([batches[1]!.id]);
  });

  it("takes what is judged so, once, and shows to the judge what is known at that moment", async () => {
    const [one, two] = [await item(), await item()];
    const batch = await rig().propose(one, two);
    await rig().subject.turn(two, "held");
    const seen: (number | boolean)[] = [];
    const verdict = await store().take(batch.id, two, rig().now, (now, facts) => {
      seen.push(now.items.length, facts.holds, facts.isProposed);
      return { kind: "wait", against: ["held"] };
    });
    expect([seen, verdict?.kind]).toEqual([[2, 1, false], "wait"]);
    expect((await store().get(batch.id)).items[1]).toMatchObject({ outcome: null, against: [] });
    const drop = (): Verdict => ({ kind: "drop", against: ["held"] });
    await store().take(batch.id, two, rig().now, drop);
    const [, dropped] = (await store().get(batch.id)).items;
    expect(dropped).toMatchObject({ outcome: "dropped", against: ["held"] });
    expect(await store().take(batch.id, two, rig().now, drop)).toBeNull();

    expect(await store().take(batch.id, one, rig().now, () => TAKE)).toEqual(TAKE);
    expect(await store().take(batch.id, one, rig().now, () => TAKE)).toBeNull();
    expect(await stageOf(one)).toBe("disposing");
    const stone = { disposalId: batch.id, begunAt: rig().now, goneAt: null, transfer: null };
    expect(await store().tombstone(one)).toEqual(stone);
    expect((await store().running(rig().now, 10)).map(({ id }) => id)).toEqual([batch.id]);
    for (const at of [later(), plusMs(later(), 1)]) await store().gone(one, at, DISPOSED);
    expect(await store().tombstone(one)).toEqual({ ...stone, goneAt: later() });
    expect(await stageOf(one)).toBe("disposed");
    const [ended] = (await store().get(batch.id)).items;
    expect(ended).toMatchObject({ outcome: "destroyed", destroyedAt: later() });
    expect(await rig().subject.custody(one)).toEqual(["disposal-begun", "disposed"]);
    expect(await store().tombstone(two)).toBeNull();
  });

  it("is nothing to take where the whole is rolled back: nothing of it is kept", async () => {
    const one = await item();
    const { id } = await rig().propose(one);
    const dies = store().take(id, one, rig().now, () => {
      throw new Error("power");
    });
    await expect(dies).rejects.toThrow("power");
    expect([await stageOf(one), await store().tombstone(one)]).toEqual(["sealed", null]);
    await store().gone(one, later(), DISPOSED);
    expect(await stageOf(one)).toBe("sealed");
  });

  it("keeps the first stamp and the first certificate, and is over with that", async () => {
    const one = await item();
    const { id } = await rig().propose(one);
    const stamp = (text: string) => ({
      ...{ authority: "tsa", text, response: Buffer.from(text), genTime: rig().now },
    });
    expect(await store().stamp(id)).toBeNull();
    for (const text of ["first", "second"]) {
      await store().stampOnce(id, stamp(text));
      expect((await store().stamp(id))?.text).toBe("first");
    }
    expect(Buffer.from((await store().stamp(id))!.response).toString()).toBe("first");
    const file = (name: string, text: string) => ({
      ...{ name, mediaType: "text/plain", bytes: Buffer.from(text) },
    });
    const finish = (text: string) =>
      store().finish(id, later(), [file("b.txt", text), file("a.txt", sha256(text))], ANY_ACTION);
    expect([await finish("first"), await finish("second")]).toEqual([true, false]);
    const named = { mediaType: "text/plain" };
    expect(await store().files(id)).toEqual([
      { ...named, name: "a.txt", sizeBytes: 64 },
      { ...named, name: "b.txt", sizeBytes: 5 },
    ]);
    const text = async (name: string) => {
      const kept = await store().file(id, name);
      return kept && Buffer.from(kept.bytes).toString();
    };
    expect([await text("a.txt"), await text("b.txt")]).toEqual([sha256("first"), "first"]);
    expect(await text("c.txt")).toBeNull();
    expect((await store().get(id)).finishedAt).toBe(later());
    expect(await store().running(plusMs(later(), 1e12), 10)).toEqual([]);
  });
}
