/** What every DisposalStore must do of transfers; a part of its suite. */
import { expect, it } from "vitest";
import type { DisposalBatch } from "../../services/disposal/batch.ts";
import type { HandOver } from "../../services/disposal/disposal-store.ts";
import { proposeDisposal } from "../../services/disposal/propose.ts";
import type { ExportOrder } from "../../services/exports/export.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import {
  type DisposalId,
  type ItemId,
  type PackageId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { newWatermark } from "../../services/packages/issued.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { endingRule } from "../../services/disposal/ending-rule.ts";
import { TERMS, ARCHIVE, TO_ARCHIVE, disposalDeps } from "../fixtures/disposal.ts";
import { day, iso } from "../fixtures/retention.ts";
import type { EndRig } from "./disposal-end.contract.ts";

const SCAN = Buffer.from("%PDF-the archive has it");
/** Rows are of items that came in lately. */
const RULE = { ...TO_ARCHIVE, after: iso("P1D") };
const EVENT = { kind: "transferred", data: {} } as const;

export function handOverTests(rig: () => EndRig): void {
  const { store, exports } = {
    store: () => rig().subject.store,
    exports: () => rig().subject.exports,
  };

  async function approved(...itemIds: ItemId[]): Promise<DisposalBatch & { by: UserId }> {
    const { now, subject } = rig();
    const people: UserId[] = [];
    while (people.length < 4) people.push(await subject.addPerson());
    const [by, appraiser, ...approvers] = people as [UserId, UserId, UserId, UserId];
    const atOnce = { ...endingRule(TERMS, null), graceHours: 0 };
    const rules = { transferRule: async () => RULE, endingRule: async () => atOnce };
    const deps = { ...disposalDeps(() => now), ...rules };
    const { id } = await proposeDisposal({ ...deps, disposals: store() }, by, {
      ...{ itemIds, reason: "old enough", archive: ARCHIVE },
    });
    const text = { by: appraiser, at: now, text: "{}", sha256: sha256("{}") };
    const items = itemIds.map((itemId) => ({ itemId, decision: "transfer", why: "old" }) as const);
    await store().act(id, () => ({
      ...{ act: { kind: "appraised", appraisal: text, items }, action: ANY_ACTION },
    }));
    for (const [at, approver] of approvers.entries()) {
      const approval = { by: approver, at: now, sha256: text.sha256, role: null };
      const act = { kind: "approved", approval, graceUntil: at === 1 ? now : null } as const;
      await store().act(id, () => ({ act, action: ANY_ACTION }));
    }
    return { ...(await store().get(id)), by };
  }

  const ordered = (by: UserId, itemIds: readonly ItemId[]): ExportOrder => ({
    ...{ id: newId<PackageId>(), itemIds, purposeKind: "evidence", purpose: "old enough" },
    ...{ requestedBy: `user:${by}`, requestedAt: rig().now, dueOn: null },
    issued: {
      ...{ watermark: newWatermark(), recipient: "archive", organisation: ARCHIVE.organisation },
      ...{ person: ARCHIVE.person, basis: ARCHIVE.basis, basisSha256: null },
    },
  });

  async function acknowledge(id: PackageId, by: UserId): Promise<void> {
    const at = rig().now;
    await exports().takeOut(id, at, ANY_ACTION);
    await exports().acknowledge(
      id,
      {
        ...{ kind: "paper", mediaType: "application/pdf", sizeBytes: SCAN.byteLength, at, by },
        ...{ sha256: sha256(SCAN), signature: null, confirmed: null },
      },
      SCAN,
      ANY_ACTION,
    );
    const other = await rig().subject.addPerson();
    await exports().confirm(
      id,
      () => ({ at, by: other }),
      () => ANY_ACTION,
    );
  }

  const received = (packageId: PackageId, kept: readonly ItemId[]): HandOver => ({
    kind: "received",
    receipt: {
      ...{ at: rig().now, packageId, kind: "paper", sha256: sha256(SCAN), signer: null },
      ...{ textSha256: sha256("text"), listSha256: sha256("list") },
    },
    ...{ graceUntil: plusMs(rig().now, 1_000), kept, happening: EVENT, action: ANY_ACTION },
  });

  it("hands a transfer over: ordered with its package, dropped with it, received once, and over with its last end", async () => {
    const add = () => rig().subject.addItem("2026-11-01", "P10Y");
    const [one, two, three] = [await add(), await add(), await add()] as const;
    const due = async () =>
      (await store().dueForArchive(["P10Y"], day("2999-01-01"), 0, 9)).map((each) => each.itemId);
    expect(await due()).toEqual([one, two, three]);
    expect(await store().dueForArchive(["P30Y", "permanent"], day("2999-01-01"), 0, 9)).toEqual([]);
    expect(await store().dueForArchive(["P10Y"], day("2020-01-01"), 0, 9)).toEqual([]);
    const { id, by, transfer } = await approved(one, two, three);
    expect(transfer).toEqual({ archive: ARCHIVE, rule: RULE });
    const running = async () =>
      (await store().running(plusMs(rig().now, 1e9), 9)).map((batch) => batch.id);
    const open = async () => (await store().handovers(9)).map((batch) => batch.id);
    expect([await open(), await running()]).toEqual([[id], []]);

    const first = ordered(by, [one, two, three]);
    await store().handOver(id, (batch, facts, made) => {
      expect([batch.packageId, made, facts.map((each) => each.itemId)]).toEqual([
        ...[null, null, [one, two, three]],
      ]);
      return { kind: "orders", order: first, action: ANY_ACTION };
    });
    expect((await exports().get(first.id)).issued).toEqual(first.issued);
    const withdrawn = { at: rig().now, by: null, reason: "one is held" };
    await store().handOver(id, (batch, facts, made) => {
      expect([batch.packageId, made?.id]).toEqual([first.id, first.id]);
      // Its own package keeps nothing waiting.
      expect(facts.map(({ isPackaging }) => isPackaging)).toEqual([false, false, false]);
      const items = [{ itemId: one, against: ["held"] }] as const;
      return { kind: "drops", items, withdrawn, action: ANY_ACTION };
    });
    expect((await exports().get(first.id)).withdrawn).toEqual(withdrawn);
    expect((await store().get(id)).packageId).toBeNull();

    const second = ordered(by, [two, three]);
    await store().handOver(id, () => ({ kind: "orders", order: second, action: ANY_ACTION }));
    await acknowledge(second.id, by);
    await store().handOver(id, (_, facts) => {
      expect(facts.map((each) => each.itemId)).toEqual([two, three]);
      return received(second.id, [two]);
    });
    expect(await store().handOver(id, () => received(second.id, [two]))).toBeNull();
    const batch = await store().get(id);
    expect(batch.receipt).toMatchObject({ packageId: second.id, at: rig().now });
    expect(batch.items.map(({ outcome }) => outcome)).toEqual(["dropped", "transferred", null]);
    expect(await rig().subject.custody(two)).toEqual(["transferred"]);
    const [kept, dropped] = await store().facts([two, one]);
    expect([kept?.transferredAt, dropped?.transferredAt]).toEqual([rig().now, null]);
    expect([await open(), await due()]).toEqual([[id], [one]]);
    await store().keepStall(id, rig().now, { code: "disposal/waits", against: [] });
    await store().transferEntered(id);
    expect([await open(), await store().stalls()]).toEqual([[], []]);
    expect(await running()).toEqual([id]);

    const take = { kind: "take", happening: { kind: "disposal-begun", data: {} } } as const;
    await store().take(id, three, rig().now, () => take);
    await store().gone(three, plusMs(rig().now, 1), { kind: "disposed", data: {} });
    expect((await store().tombstone(three))?.transfer).toMatchObject({
      ...{ archive: ARCHIVE.organisation, receipt: { packageId: second.id } },
    });
    // What was kept here ends by another batch: it went to the archive all the same.
    const other = { ...batch, id: newId<DisposalId>(), transfer: null, items: [batch.items[1]!] };
    await store().propose(other, ANY_ACTION);
    await store().take(other.id, two, rig().now, () => take);
    expect(await store().tombstone(two)).toMatchObject({
      ...{ disposalId: other.id, transfer: { receipt: { packageId: second.id } } },
    });
    const [summary] = await store().page({ itemId: three }, null, 9);
    expect(summary).toMatchObject({
      ...{ transfer, packageId: second.id, counts: { transferred: 1, dropped: 1, destroyed: 1 } },
    });
  });

  it("stops a transfer with its package, and keeps here what an archive has", async () => {
    const item = await rig().subject.addItem("2026-11-01", "P10Y");
    const { id, by } = await approved(item);
    const order = ordered(by, [item]);
    await store().handOver(id, () => ({ kind: "orders", order, action: ANY_ACTION }));
    const stopped = { at: rig().now, by, reason: "not these" };
    await store().act(id, () => ({ act: { kind: "stopped", stopped }, action: ANY_ACTION }));
    expect((await exports().get(order.id)).withdrawn).toEqual(stopped);
    expect(await store().handOver(id, () => received(order.id, []))).toBeNull();
    expect((await store().get(id)).finishedAt).not.toBeNull();

    const again = await approved(item);
    const anew = ordered(again.by, [item]);
    await store().handOver(again.id, () => ({ kind: "orders", order: anew, action: ANY_ACTION }));
    await acknowledge(anew.id, by);
    await store().handOver(again.id, () => received(anew.id, []));
    await store().act(again.id, () => ({ act: { kind: "stopped", stopped }, action: ANY_ACTION }));
    expect((await exports().get(anew.id)).withdrawn).toBeNull();
    const [left] = (await store().get(again.id)).items;
    expect(left).toMatchObject({ outcome: "transferred", against: ["stopped"] });
  });
}
