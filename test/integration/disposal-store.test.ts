/** The DisposalStore on PostgreSQL keeps the port's promises, and two people even where the code does not ask. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { createDisposalStore } from "../../infra/postgres/disposal-store.ts";
import { createExportStore } from "../../infra/postgres/export-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import type { DisposalStore } from "../../services/disposal/disposal-store.ts";
import { endingRule } from "../../services/disposal/ending-rule.ts";
import { proposeDisposal } from "../../services/disposal/propose.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { ArchiveTerm } from "../../services/policy/retention-class.ts";
import type { ItemId, UserId } from "../../services/kernel/ids.ts";
import { disposalStoreContract } from "../contract/disposal-store.contract.ts";
import { addDue, addPerson, addToFile, placeHold, turn } from "../fixtures/disposal-rows.ts";
import { TERMS, disposalDeps } from "../fixtures/disposal.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { addDevice } from "../fixtures/rows.ts";

async function open() {
  const { db } = await emptiedDatabase();
  const device = await addDevice(db);
  const placer = await addPerson(db);
  return {
    db,
    ...{ store: createDisposalStore(db), actions: createActionStore(db) },
    addPerson: () => addPerson(db),
    exports: createExportStore(db),
    addItem: async (floor: string, term?: ArchiveTerm) => {
      const item = await addDue(db, device, floor);
      if (term !== undefined) await addToFile(db, item, placer, term);
      return item;
    },
    turn: (itemId: Parameters<typeof turn>[1], what: Parameters<typeof turn>[3]) =>
      turn(db, itemId, placer, what),
    custody: async (itemId: ItemId) =>
      (await new PostgresEvidenceStore(db).custody(itemId)).map(({ kind }) => kind as string),
    close: () => Promise.resolve(),
  };
}

disposalStoreContract("PostgreSQL", open);

describe("whoever asks the database", () => {
  const world = async () => {
    const house = await open();
    const item = await house.addItem("2026-11-01");
    const end = (stage: "disposing" | "disposed" | "sealed") =>
      house.db.updateTable("items").set({ stage }).where("id", "=", item).execute();
    return { ...house, item, end };
  };

  it("ends nothing that is held, open, before its floor, kept for ever, or not sealed; and brings nothing back", async () => {
    const { db, end } = await world();
    await expect(end("disposed")).rejects.toThrow("nothing ends at once");
    await db.updateTable("retention").set({ is_open: true }).execute();
    await expect(end("disposing")).rejects.toThrow("promised");
    await db.updateTable("retention").set({ is_open: false }).execute();
    await end("disposing");
    await expect(end("sealed")).rejects.toThrow("does not come back");
    await end("disposed");
    await expect(end("disposing")).rejects.toThrow("does not come back");
    const other = await world();
    for (const until of ["9999-01-01", "infinity"]) {
      await other.db.updateTable("retention").set({ floor_until: until }).execute();
      await expect(other.end("disposing")).rejects.toThrow("promised");
    }
    const held = await world();
    await held.turn(held.item, "held");
    await expect(held.end("disposing")).rejects.toThrow("held");
  });

  it("begins no grace before the approvals that the rule names, nor a shorter one, and changes no rule", async () => {
    const { store, item, addPerson: person, db } = await world();
    const [by, appraiser, ...others] = [
      await person(),
      await person(),
      await person(),
      await person(),
    ];
    const house = endingRule(TERMS, null);
    const rule = { ...house, approvals: ["records", "legal"], graceHours: 96 } as const;
    const { id, listSha256: sha256 } = await propose(store, by, item, rule);
    const set = (what: ReturnType<typeof sql>) =>
      sql`UPDATE disposals SET ${what} WHERE id = ${id}`.execute(db);
    await set(
      sql`appraised_by = ${appraiser}, appraised_at = now(), appraisal = '{}', appraisal_sha256 = ${sha256}`,
    );
    await expect(set(sql`rule = rule || '{"approvals":[]}'`)).rejects.toThrow("never changes");
    const approve = (who: UserId, role: string | null) =>
      sql`INSERT INTO disposal_approvals (disposal_id, approved_by, approved_at, sha256, role)
          VALUES (${id}, ${who}, now(), ${sha256}, ${role})`.execute(db);
    const begin = (hours: number) => set(sql`grace_until = now() + ${hours} * interval '1 hour'`);
    for (const role of ["legal", null, "admin"]) await approve(others[0], role);
    await approve(others[1], "legal");
    await expect(begin(97)).rejects.toThrow("that its rule names");
    await approve(others[1], "records");
    await expect(begin(95)).rejects.toThrow("as long as its rule says");
    await begin(97);
    await expect(begin(96)).rejects.toThrow("never changes");
  });

  it("has a hold and an end one after the other: a hold that was placed first wins, whichever waits", async () => {
    const { store, item, addPerson: person, db } = await world();
    const by = await person();
    const batch = await propose(store, by, item);
    const order: string[] = [];
    let holding: Promise<unknown> = Promise.resolve();
    const verdict = await store.take(batch.id, item, batch.proposedAt, (_, { holds }) => {
      // The hold waits at the table until this is over.
      holding = placeHold(db, item, by, batch.proposedAt).then(() => order.push("placed"));
      order.push(`judged ${holds}`);
      return { kind: "wait", against: [] };
    });
    await holding;
    expect([order, verdict?.kind]).toEqual([["judged 0", "placed"], "wait"]);
    await store.take(batch.id, item, batch.proposedAt, (_, { holds }) => {
      order.push(`judged ${holds}`);
      return { kind: "wait", against: [] };
    });
    expect(order.at(-1)).toBe("judged 1");
  });
});

const propose = (
  store: DisposalStore,
  by: UserId,
  item: ItemId,
  rule = endingRule(TERMS, null),
) => {
  const now = new Date().toISOString() as UtcInstant;
  const deps = { ...disposalDeps(() => now), disposals: store, endingRule: async () => rule };
  return proposeDisposal(deps, by, { itemIds: [item], reason: "past its term" });
};
