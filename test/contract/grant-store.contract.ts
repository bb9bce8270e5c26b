/** What every GrantStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import {
  type CaseId,
  type GrantId,
  type LabelId,
  type ItemId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import type { Grant } from "../../services/secrecy/grant.ts";
import type { GrantStore } from "../../services/secrecy/grant-store.ts";
import type { Label } from "../../services/secrecy/label.ts";
import type { SecrecyStore } from "../../services/secrecy/secrecy-store.ts";
import { ANY_ACTION, anyAction } from "../fixtures/actions.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";

export interface GrantStoreUnderTest {
  readonly store: GrantStore;
  readonly items: EvidenceStore;
  readonly secrecy: Pick<SecrecyStore, "put" | "sight" | "hidden">;
  readonly user: UserId;
  readonly giver: UserId;
  readonly item: ItemId;
  /** Actions that were kept so far. */
  readonly told: () => Promise<number>;
  close(): Promise<void>;
}

export function grantStoreContract(name: string, make: () => Promise<GrantStoreUnderTest>): void {
  describe(`GrantStore: ${name}`, () => {
    let subject: GrantStoreUnderTest;
    let store: GrantStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
    });
    afterEach(() => subject.close());

    const grant = (changes: Partial<Grant> = {}): Grant => ({
      ...{ id: newId<GrantId>(), userId: subject.user, purpose: "evidence", download: false },
      scope: { type: "items", itemIds: [subject.item] },
      from: "2026-06-01" as CalendarDate,
      until: "2026-07-01" as CalendarDate,
      ...{ reason: "因 “17号” 案", givenAt: NOON, givenBy: subject.giver, revokedAt: null },
      ...changes,
    });

    it("keeps what was given, newest first, and knows once it was opened by that person", async () => {
      const [first, second] = [grant(), grant({ download: true, purpose: "protection" })];
      for (const each of [first, second]) await store.give(each, ANY_ACTION);
      const [newest, oldest] = await store.page(null, 10, null);
      expect(newest).toEqual({ ...second, position: newest?.position, isOpened: false });
      expect(oldest).toEqual({ ...first, position: oldest?.position, isOpened: false });
      expect(await store.page(newest?.position ?? 0, 10, null)).toEqual([oldest]);
      const read = (actor: UserId, ms: number) =>
        subject.items.record(subject.item, {
          ...{ at: plusMs(NOON, ms), actor: `user:${actor}` },
          happening: { kind: "accessed", data: {} },
        });
      await read(subject.giver, 1);
      expect((await store.page(null, 1, null))[0]?.isOpened).toBe(false);
      await read(subject.user, 1);
      expect((await store.page(null, 1, null))[0]?.isOpened).toBe(true);
    });

    it("is revoked once, by whoever is first, and is never forgotten", async () => {
      const given = grant();
      await store.give(given, ANY_ACTION);
      const before = await subject.told();
      const at = plusMs(NOON, 5);
      await store.revoke(given.id, at, subject.giver, anyAction);
      await store.revoke(given.id, plusMs(NOON, 9), subject.giver, ({ revokedAt }) => {
        expect(revokedAt).toBe(at);
        return null;
      });
      expect((await subject.told()) - before).toBe(1);
      expect((await store.page(null, 1, null))[0]?.revokedAt).toBe(at);
      await expect(
        store.revoke(newId<GrantId>(), at, subject.giver, anyAction),
      ).rejects.toMatchObject({ code: "access/no-such-grant" });
    });

    it("on what somebody may not know of is not there for them, whichever page is asked for", async () => {
      const given = grant();
      await store.give(given, ANY_ACTION);
      const sight = await subject.secrecy.sight({ id: subject.giver, role: "records" }, TODAY);
      const shown = async () => (await store.page(null, 1, sight)).map(({ id }) => id);
      expect(await shown()).toEqual([given.id]);
      expect(await subject.secrecy.hidden(sight, [given.id])).toEqual(new Set());
      const actor = `user:${subject.giver}` as const;
      const label: Label = {
        ...{ id: newId<LabelId>(), kind: "informant", status: "confirmed", issuedOn: TODAY },
        ...{ until: null, condition: null, scope: null, basis: "a document", reportBy: null },
        ...{ setAt: NOON, setBy: actor, ended: null, version: 0 },
      };
      const happening = { kind: "label-changed", data: {} } as const;
      await subject.secrecy.put({ type: "item", id: subject.item }, null, label, {
        ...{ at: NOON, actor, happening, action: ANY_ACTION },
      });
      expect(await shown()).toEqual([]);
      expect(await subject.secrecy.hidden(sight, [given.id])).toEqual(new Set([given.id]));
    });

    it("is given to somebody, of something that is there, or not at all", async () => {
      const before = await subject.told();
      for (const [code, wrong] of [
        ["access/no-such-user", { userId: newId<UserId>() }],
        ["cases/no-such-case", { scope: { type: "case", caseId: newId<CaseId>() } }],
        [
          "evidence/no-such-item",
          { scope: { type: "items", itemIds: [subject.item, newId<ItemId>()] } },
        ],
      ] as const) {
        await expect(store.give(grant(wrong), ANY_ACTION)).rejects.toMatchObject({ code });
      }
      expect(await store.page(null, 10, null)).toEqual([]);
      expect(await subject.told()).toBe(before);
    });
  });
}
