/** What every RequestStore must do. */
import { beforeEach, describe, expect, it } from "vitest";
import { addDays } from "../../services/calendar/calendar-date.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import {
  type AccessRequestId,
  type CaseId,
  type GrantId,
  type ItemId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type {
  AccessRequest,
  AskedBefore,
  RequestState,
} from "../../services/secrecy/access-request.ts";
import type { Grant } from "../../services/secrecy/grant.ts";
import type { GrantStore } from "../../services/secrecy/grant-store.ts";
import type { RequestStore } from "../../services/secrecy/request-store.ts";
import type { SecrecyStore } from "../../services/secrecy/secrecy-store.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";
import { hideItem } from "../fixtures/hidden-item.ts";

export interface RequestStoreUnderTest {
  readonly store: RequestStore;
  readonly grants: GrantStore;
  readonly secrecy: Pick<SecrecyStore, "put" | "sight" | "hidden">;
  readonly asker: UserId;
  readonly decider: UserId;
  readonly item: ItemId;
  /** Of the number 2026-17. */
  readonly caseId: CaseId;
  /** Actions that were kept so far. */
  readonly told: () => Promise<number>;
}

const since = plusMs(NOON, -86_400_000);
const anything = (): void => undefined;

export function requestStoreContract(
  name: string,
  make: () => Promise<RequestStoreUnderTest>,
): void {
  describe(`RequestStore: ${name}`, () => {
    let subject: RequestStoreUnderTest;
    let store: RequestStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
    });

    const request = (changes: Partial<AccessRequest> = {}): AccessRequest => ({
      ...{ id: newId<AccessRequestId>(), askedBy: subject.asker, askedAt: NOON, download: false },
      ...{ about: "“17号” 案", purpose: "evidence", authority: "行政处罚法", reason: null },
      ...{ until: addDays(TODAY, 30), lapsesOn: addDays(TODAY, 15), state: "open" },
      ...{ decidedAt: null, decidedBy: null, grantId: null },
      ...changes,
    });
    const ask = (each: AccessRequest, check: (before: AskedBefore) => void = anything) =>
      store.ask(each, since, check, ANY_ACTION);
    const page = async (
      state: RequestState | null = null,
      sight: Awaited<ReturnType<SecrecyStore["sight"]>> | null = null,
    ) => store.page({ askedBy: null, state }, TODAY, null, 10, sight);
    const grant = (changes: Partial<Grant> = {}): Grant => ({
      ...{ id: newId<GrantId>(), userId: subject.asker, purpose: "evidence", download: false },
      scope: { type: "items", itemIds: [subject.item] },
      ...{ from: TODAY, until: addDays(TODAY, 30), reason: "17", givenAt: NOON },
      ...{ givenBy: subject.decider, revokedAt: null, endToldAt: null, ...changes },
    });
    const approve = (asked: AccessRequest, given: Grant) =>
      store.change(asked.id, (before) => {
        if (before.state !== "open") throw new Refusal("conflict", "access/request-over", "over");
        return {
          after: {
            ...{ ...before, state: "approved", decidedAt: NOON, grantId: given.id },
            ...{ decidedBy: subject.decider, reason: "fits" },
          },
          given: {
            grant: given,
            telling: {
              ...{ at: NOON, actor: `user:${subject.decider}`, action: ANY_ACTION },
              happening: { kind: "access-given", data: {} },
            },
          },
          action: null,
        };
      });

    it("keeps what was typed, newest first, each person's apart, and counts what came before", async () => {
      const [first, second] = [request(), request({ askedAt: plusMs(since, -1), download: true })];
      const counts: AskedBefore[] = [];
      await ask(second, (before) => counts.push(before));
      await ask(first, (before) => counts.push(before));
      await ask(request({ askedBy: subject.decider }), (before) => counts.push(before));
      expect(counts).toEqual([
        { open: 0, lately: 0 },
        { open: 1, lately: 0 },
        { open: 0, lately: 0 },
      ]);
      const own = await store.page({ askedBy: subject.asker, state: null }, TODAY, null, 10, null);
      expect(own).toEqual(
        [first, second].map((each, at) => ({ ...each, position: own[at]?.position })),
      );
      const [newest] = own;
      expect(
        await store.page(
          { askedBy: subject.asker, state: null },
          TODAY,
          newest?.position ?? 0,
          10,
          null,
        ),
      ).toEqual([own[1]]);
      expect([await store.get(second.id), await store.get(newId<AccessRequestId>())]).toEqual([
        second,
        null,
      ]);
    });

    it("of two asked at once the later is checked with the first, and what is refused leaves nothing", async () => {
      const one = (before: AskedBefore): void => {
        if (before.open > 0) throw new Refusal("unavailable", "access/too-many-requests", "many");
      };
      const outcomes = await Promise.allSettled([ask(request(), one), ask(request(), one)]);
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      expect([(await page()).length, await subject.told()]).toEqual([1, 1]);
    });

    it("is decided once, with the grant and its action or with nothing", async () => {
      const asked = request();
      await ask(asked);
      const before = await subject.told();
      const lost = grant({ scope: { type: "items", itemIds: [newId<ItemId>()] } });
      await expect(approve(asked, lost)).rejects.toMatchObject({ code: "evidence/no-such-item" });
      expect([(await page("open")).length, await subject.told()]).toEqual([1, before]);
      expect(await subject.grants.page(null, 10, null)).toEqual([]);
      const both = [grant(), grant()];
      const outcomes = await Promise.allSettled(both.map((given) => approve(asked, given)));
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      const [given, ...more] = await subject.grants.page(null, 10, null);
      expect([more, await subject.told()]).toEqual([[], before + 1]);
      expect(await page("approved")).toMatchObject([{ id: asked.id, grantId: given?.id }]);
      expect(await subject.grants.some([given!.id, newId<GrantId>()])).toEqual([given]);
      expect(await page("open")).toEqual([]);
      await expect(store.change(newId<AccessRequestId>(), () => null)).rejects.toMatchObject({
        code: "access/no-such-request",
      });
    });

    it("is open until its day, lapsed from then on, told or not, and due to be told once", async () => {
      const [asked, later] = [request({ lapsesOn: TODAY }), request()];
      for (const each of [asked, later]) await ask(each);
      const idsOf = async (state: RequestState) => (await page(state)).map(({ id }) => id);
      expect([await idsOf("open"), await idsOf("lapsed")]).toEqual([[later.id], [asked.id]]);
      expect(await store.over(addDays(TODAY, -1), 10)).toEqual([]);
      expect(await store.over(TODAY, 10)).toEqual([asked.id]);
      await store.change(asked.id, (before) => ({
        ...{ after: { ...before, state: "lapsed", decidedAt: NOON }, given: null },
        action: ANY_ACTION,
      }));
      expect([await store.over(TODAY, 10), await idsOf("lapsed")]).toEqual([[], [asked.id]]);
    });

    it("finds what words name, and lists what was approved, for whoever may know of it alone", async () => {
      const sight = await subject.secrecy.sight({ id: subject.decider, role: "records" }, TODAY);
      const found = () =>
        store.named([subject.item, subject.caseId, newId<ItemId>()], ["2026-17", "2026-18"], sight);
      const [item, file] = [
        { type: "item", id: subject.item },
        { type: "case", id: subject.caseId, number: "2026-17" },
      ] as const;
      expect(new Set(await found())).toEqual(new Set([file, item]));
      const asked = request();
      await ask(asked);
      await approve(asked, grant());
      const listed = async () => (await page(null, sight)).length;
      expect([await listed(), await subject.secrecy.hidden(sight, [asked.id])]).toEqual([
        1,
        new Set(),
      ]);
      await hideItem(subject.secrecy, subject.item, subject.decider);
      expect(await found()).toEqual([file]);
      expect([await listed(), await subject.secrecy.hidden(sight, [asked.id])]).toEqual([
        0,
        new Set([asked.id]),
      ]);
    });
  });
}
