/** What every GrantStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import {
  type CaseId,
  type GrantId,
  type ItemId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import type { Grant } from "../../services/secrecy/grant.ts";
import { openingOf } from "../../services/secrecy/grant-telling.ts";
import type { GrantOn, GrantStore } from "../../services/secrecy/grant-store.ts";
import type { SecrecyStore } from "../../services/secrecy/secrecy-store.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";
import { hideItem } from "../fixtures/hidden-item.ts";

export interface GrantStoreUnderTest {
  readonly store: GrantStore;
  readonly items: EvidenceStore;
  readonly secrecy: Pick<SecrecyStore, "put" | "sight" | "hidden">;
  readonly user: UserId;
  readonly giver: UserId;
  /** An account that was disabled. */
  readonly disabled: () => Promise<UserId>;
  readonly item: ItemId;
  /** A case 2026-17 with one item in it, and one that can be linked to it. */
  readonly filed: () => Promise<{
    readonly caseId: CaseId;
    readonly inside: ItemId;
    readonly later: { readonly item: ItemId; readonly link: () => Promise<void> };
  }>;
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
      ...{ reason: "因 “17号” 案", givenAt: NOON, givenBy: subject.giver },
      ...{ revokedAt: null, endToldAt: null },
      ...changes,
    });

    const by = (): UserId => subject.giver;
    const telling = (kind: "access-given" | "access-revoked" | "access-ended", at = NOON) => ({
      ...{ at, actor: `user:${by()}` as const, action: ANY_ACTION },
      happening: { kind, data: {} },
    });
    const give = (each: Grant) => store.give(each, telling("access-given"));
    const kindsOf = async (item: ItemId) =>
      (await subject.items.custody(item))
        .map(({ kind }) => kind)
        .filter((kind) => kind !== "linked");
    const read = (item: ItemId, ms: number, ...opens: readonly Grant[]) =>
      subject.items.record(
        item,
        {
          ...{ at: plusMs(NOON, ms), actor: `user:${subject.user}` },
          happening: { kind: "accessed", data: {} },
        },
        opens.map((opened) => ({ grant: opened.id, happening: openingOf(opened) })),
      );

    it("keeps what was given, newest first, tells each item, and keeps when it was first opened and by no other reading", async () => {
      const [first, second] = [grant(), grant({ download: true, purpose: "protection" })];
      for (const each of [first, second]) await give(each);
      const [newest, oldest] = await store.page(null, 10, null);
      const shown = { caseNumber: null, openedAt: null };
      expect(newest).toEqual({ ...second, ...shown, position: newest?.position });
      expect(oldest).toEqual({ ...first, ...shown, position: oldest?.position });
      expect(await store.page(newest?.position ?? 0, 10, null)).toEqual([oldest]);
      await read(subject.item, 1);
      expect((await store.page(null, 1, null))[0]?.openedAt).toBeNull();
      await read(subject.item, 2, second);
      await read(subject.item, 3, second);
      const opened = (await store.page(null, 10, null)).map(({ openedAt }) => openedAt);
      expect(opened).toEqual([plusMs(NOON, 2), null]);
      expect(await kindsOf(subject.item)).toEqual([
        ...["access-given", "access-given", "accessed", "access-opened", "accessed", "accessed"],
      ]);
    });

    it("on a case tells what is in it, and at its end also what came later and was read by it", async () => {
      const { caseId, inside, later } = await subject.filed();
      const given = grant({ scope: { type: "case", caseId } });
      await give(given);
      await later.link();
      await read(later.item, 1, given);
      const at = plusMs(NOON, 2);
      await store.change(given.id, (before) => ({
        ...{ after: { ...before, endToldAt: at }, revokedBy: null },
        telling: telling("access-ended", at),
      }));
      expect(await kindsOf(inside)).toEqual(["access-given", "access-ended"]);
      expect(await kindsOf(later.item)).toEqual(["access-opened", "accessed", "access-ended"]);
      const [shown] = await store.page(null, 1, null);
      expect([shown?.caseNumber, shown?.openedAt]).toEqual(["2026-17", plusMs(NOON, 1)]);
      const other = grant();
      await give(other);
      const on = async (what: GrantOn) => (await store.page(null, 9, null, what)).map((g) => g.id);
      expect(await on({ caseId })).toEqual([given.id]);
      expect(await on({ itemId: inside })).toEqual([given.id]);
      expect(await on({ itemId: later.item })).toEqual([given.id]);
      expect(await on({ itemId: subject.item })).toEqual([other.id]);
      expect(await on({ caseId, itemId: subject.item })).toEqual([]);
    });

    it("is changed by one at a time, whoever decides for nothing changes and tells nothing, and its end is due once", async () => {
      const given = grant({ until: "2026-06-05" as CalendarDate });
      await give(given);
      const day = (text: string) => text as CalendarDate;
      expect(await store.over(day("2026-06-04"), 10)).toEqual([]);
      expect(await store.over(day("2026-06-05"), 10)).toEqual([given.id]);
      const before = await subject.told();
      const at = plusMs(NOON, 5);
      const revoke = () =>
        store.change(given.id, (found) =>
          found.revokedAt === null
            ? {
                after: { ...found, revokedAt: at, endToldAt: at },
                ...{ revokedBy: by(), telling: telling("access-revoked", at) },
              }
            : null,
        );
      await Promise.all([revoke(), revoke()]);
      expect((await subject.told()) - before).toBe(1);
      expect(await kindsOf(subject.item)).toEqual(["access-given", "access-revoked"]);
      expect((await store.page(null, 1, null))[0]?.revokedAt).toBe(at);
      expect(await store.over(day("2026-07-01"), 10)).toEqual([]);
      await expect(store.change(newId<GrantId>(), () => null)).rejects.toMatchObject({
        code: "access/no-such-grant",
      });
    });

    it("on what somebody may not know of is not there for them, whichever page is asked for", async () => {
      const given = grant();
      await give(given);
      const sight = await subject.secrecy.sight({ id: subject.giver, role: "records" }, TODAY);
      const shown = async () => (await store.page(null, 1, sight)).map(({ id }) => id);
      expect(await shown()).toEqual([given.id]);
      expect(await subject.secrecy.hidden(sight, [given.id])).toEqual(new Set());
      await hideItem(subject.secrecy, subject.item, subject.giver);
      expect(await shown()).toEqual([]);
      expect(await subject.secrecy.hidden(sight, [given.id])).toEqual(new Set([given.id]));
    });

    it("stands for its person until it was revoked or told to be over, for whoever may know of it", async () => {
      const [first, second, other] = [grant(), grant(), grant({ userId: subject.giver })];
      for (const each of [first, second, other]) await give(each);
      const sight = await subject.secrecy.sight({ id: subject.giver, role: "records" }, TODAY);
      const standing = (limit = 10) => store.standing(subject.user, limit, sight);
      expect([await standing(), await standing(1)]).toEqual([[first.id, second.id], [first.id]]);
      const end = (changes: Partial<Grant>) => (before: Grant) => ({
        ...{ after: { ...before, ...changes }, telling: telling("access-ended") },
        revokedBy: changes.revokedAt === undefined ? null : by(),
      });
      await store.change(first.id, end({ endToldAt: NOON }));
      expect(await standing()).toEqual([second.id]);
      await hideItem(subject.secrecy, subject.item, subject.giver);
      expect(await standing()).toEqual([]);
      expect(await store.standing(subject.user, 10, null)).toEqual([second.id]);
      await store.change(second.id, end({ revokedAt: NOON, endToldAt: NOON }));
      expect(await store.standing(subject.user, 10, null)).toEqual([]);
    });

    it("is given to somebody who has an account, of something that is there, or not at all", async () => {
      const gone = await subject.disabled();
      const before = await subject.told();
      for (const [code, wrong] of [
        ["access/no-such-user", { userId: newId<UserId>() }],
        ["access/no-such-user", { userId: gone }],
        ["cases/no-such-case", { scope: { type: "case", caseId: newId<CaseId>() } }],
        [
          "evidence/no-such-item",
          { scope: { type: "items", itemIds: [subject.item, newId<ItemId>()] } },
        ],
      ] as const) {
        await expect(give(grant(wrong))).rejects.toMatchObject({ code });
      }
      expect(await store.page(null, 10, null)).toEqual([]);
      expect(await subject.told()).toBe(before);
    });
  });
}
