/** What every SessionStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CaseStore } from "../../services/cases/case-store.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { linkItem, unlinkItem } from "../../services/cases/link-item.ts";
import { firstBreak } from "../../services/evidence/custody-event.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import {
  type AnnotationId,
  type CaseId,
  type ItemId,
  type OfficerId,
  type SessionId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { annotate, endAnnotation } from "../../services/sessions/annotate-item.ts";
import {
  changeSession,
  openSession,
  placeItem,
  removeItem,
} from "../../services/sessions/keep-session.ts";
import type { SessionStore } from "../../services/sessions/session-store.ts";
import type { OriginalStage } from "../../services/evidence/pipeline.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { NOON, TODAY, tickingClock } from "../fixtures/evidence.ts";

export interface SessionStoreUnderTest {
  readonly store: SessionStore;
  readonly cases: CaseStore;
  readonly items: Pick<EvidenceStore, "custody">;
  /** An item whose device declared this session. */
  addItem(session?: string, stage?: OriginalStage): Promise<ItemId>;
  /** Somebody who sees nothing of that session. */
  without(id: SessionId): Promise<Sight>;
  close(): Promise<void>;
}

const BY = newId<UserId>();
const MARK = { type: "marker", kind: "rights_told", atMs: 1_200, text: "王小明在场" } as const;

export function sessionStoreContract(
  name: string,
  make: () => Promise<SessionStoreUnderTest>,
): void {
  describe(`SessionStore: ${name}`, () => {
    const clock = tickingClock();
    let subject: SessionStoreUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.close());
    const deps = () => ({ recordingSessions: subject.store, clock });
    const open = (number: string, caseId: CaseId | null = null) =>
      openSession(deps(), BY, { number, caseId, activities: ["HN-01"] });
    const openCase = (number: string) =>
      createCase({ cases: subject.cases, clock, today: () => TODAY }, BY, { number, title: "t" });
    const kinds = async (item: ItemId) =>
      (await subject.items.custody(item)).map(({ kind }) => kind);

    it("keeps every fact, one session a number, and of two who change one revision the first", async () => {
      const file = await openCase("1");
      const session = await open("S-1", file.id);
      const changes = {
        ...{
          officerIds: [newId<OfficerId>()],
          flags: ["complaint"],
          place: "海口",
          announced: true,
        },
        ...{ pauses: [{ from: NOON, to: clock(), reason: null }], partyCodes: ["P1"] },
      };
      const tries = await Promise.allSettled(
        [1, 2, 3].map(() => changeSession(deps(), BY, session.id, 0, { changes, reason: null })),
      );
      const lost = tries.flatMap((one) =>
        one.status === "rejected" ? [one.reason as object] : [],
      );
      expect(lost).toMatchObject(Array(2).fill({ code: "sessions/session-changed" }));
      expect(await subject.store.find(session.id)).toEqual({ ...session, ...changes, revision: 1 });
      await expect(open("S-1")).rejects.toMatchObject({ code: "sessions/number-taken" });
      await expect(open("S-9", newId<CaseId>())).rejects.toMatchObject({
        code: "cases/no-such-case",
      });
      expect(await subject.store.find(newId<SessionId>())).toBeNull();
      const other = await open("S-2");
      const page = await subject.store.page(null, 10);
      expect(page.map((one) => one.session.id)).toEqual([other.id, session.id]);
      expect(await subject.store.page(page[0]!.position, 10)).toHaveLength(1);
      expect(await subject.store.page(null, 10, file.id)).toHaveLength(1);
    });

    it("has an item in one session, once, whoever asks at once; what a person said beats the device", async () => {
      const [one, two] = [await open("S-1"), await open("S-2")];
      const item = await subject.addItem("S-1");
      const other = await subject.addItem("S-3");
      const of = async (id: SessionId) =>
        (await subject.store.recordings(id)).map(({ itemId, by }) => [itemId, by]);
      expect(await of(one.id)).toEqual([[item, "device"]]);
      const sessionsOf = async () => [...(await subject.store.sessionsOf([item, other]))];
      expect(await sessionsOf()).toEqual([[item, one.id]]);
      await Promise.all([1, 2, 3].map(() => placeItem(deps(), BY, two.id, item)));
      expect([await of(one.id), await of(two.id)]).toEqual([[], [[item, "person"]]]);
      expect(await sessionsOf()).toEqual([[item, two.id]]);
      await expect(placeItem(deps(), BY, one.id, item)).rejects.toMatchObject({
        code: "sessions/item-elsewhere",
      });
      await removeItem(deps(), BY, two.id, item, "wrong one");
      await expect(removeItem(deps(), BY, two.id, item, "again")).rejects.toMatchObject({
        code: "sessions/not-of-this-session",
      });
      expect([await of(one.id), await of(two.id), await sessionsOf()]).toEqual([[], [], []]);
      await placeItem(deps(), BY, one.id, item);
      await placeItem(deps(), BY, one.id, other);
      expect(await of(one.id)).toHaveLength(2);
      expect(await kinds(item)).toEqual(["session-placed", "session-removed", "session-placed"]);
      expect(firstBreak(await subject.items.custody(item))).toBeNull();
      await expect(placeItem(deps(), BY, one.id, newId<ItemId>())).rejects.toMatchObject({
        code: "evidence/no-such-item",
      });
    });

    it("knows sessions that are over and of which nothing came in, the first that ended first", async () => {
      const officerId = newId<OfficerId>();
      const over = async (number: string, minutes: number, facts: object = {}) => {
        const times = {
          startedAt: plusMs(NOON, -600 * 60_000),
          stoppedAt: plusMs(NOON, minutes * 60_000),
        };
        const told = { number, activities: ["HN-01"], ...times, ...facts };
        return (await openSession(deps(), BY, told)).id;
      };
      await open("S-0");
      const late = await over("S-1", -60, { officerIds: [officerId, newId<OfficerId>()] });
      const early = await over("S-2", -90.5);
      await over("S-3", -90, { notRecorded: "the camera was broken" });
      await over("S-4", 10);
      const placed = await over("S-5", -80);
      await over("S-6", -80);
      await subject.addItem("S-6");
      const item = await subject.addItem();
      await placeItem(deps(), BY, placed, item);
      const left = async (officer: OfficerId | null = null, limit = 9) =>
        (await subject.store.notHandedIn({ now: NOON, officerId: officer }, limit)).map(
          ({ id }) => id,
        );
      expect(await left()).toEqual([early, late]);
      expect(await left(null, 1)).toEqual([early]);
      expect(await left(officerId)).toEqual([late]);
      expect(await left(newId<OfficerId>())).toEqual([]);
      await removeItem(deps(), BY, placed, item, "wrong one");
      expect(await left()).toEqual([early, placed, late]);
      const only = await subject.store.page(null, 9, undefined, null, [late, early]);
      expect(only.map(({ session }) => session.id).toSorted()).toEqual([late, early].toSorted());
      expect(await subject.store.page(null, 9, undefined, null, [])).toEqual([]);
      const [found] = await subject.store.notHandedIn({ now: NOON, officerId: null }, 1);
      expect(found).toEqual(await subject.store.find(early));
      await subject.addItem("S-2", "quarantined");
      expect(await left()).toContain(early);
      const sight = await subject.without(early);
      const seen = await subject.store.notHandedIn({ now: NOON, officerId: null }, 9, sight);
      expect(seen.map(({ id }) => id)).toEqual([placed, late]);
    });

    it("knows the items of a case that are of no session", async () => {
      const file = await openCase("1");
      const items = [
        await subject.addItem(),
        await subject.addItem("S-1"),
        await subject.addItem("S-7"),
      ];
      for (const item of items) await linkItem({ cases: subject.cases, clock }, BY, file.id, item);
      const { id } = await open("S-1", file.id);
      expect(await subject.store.unplaced(file.id)).toEqual([items[0], items[2]]);
      await placeItem(deps(), BY, id, items[0]!);
      expect(await subject.store.unplaced(file.id)).toEqual([items[2]]);
    });

    it("gives all recordings of a case, linked or of its sessions, each once and with the session that may be known", async () => {
      const [file, other] = [await openCase("2026-20"), await openCase("2026-21")];
      const [own, foreign] = [await open("S-1", file.id), await open("S-2", other.id)];
      const [both, session, linked] = [
        await subject.addItem("S-1"),
        await subject.addItem("S-1"),
        await subject.addItem("S-2"),
      ];
      await subject.addItem();
      for (const item of [both, linked]) {
        await linkItem({ cases: subject.cases, clock }, BY, file.id, item);
      }
      const found = async (id: CaseId, sight: Sight | null = null) =>
        (await subject.store.caseRecordings(id, sight)).map((one) => [one.itemId, one.sessionId]);
      expect(await found(file.id)).toEqual([
        [both, own.id],
        [session, own.id],
        [linked, foreign.id],
      ]);
      expect(await found(other.id)).toEqual([[linked, foreign.id]]);
      await unlinkItem({ cases: subject.cases, clock }, BY, file.id, linked, "the wrong case");
      await placeItem(deps(), BY, foreign.id, both);
      expect(await found(file.id)).toEqual([
        [both, foreign.id],
        [session, own.id],
      ]);
      const sight = await subject.without(foreign.id);
      expect(await found(other.id, sight)).toEqual([]);
      expect(await found(file.id, sight)).not.toContainEqual([both, foreign.id]);
    });

    it("keeps what is noted and what is taken back, and tells custody of both without its words", async () => {
      const item = await subject.addItem();
      const mark = await annotate(deps(), BY, item, MARK);
      await endAnnotation(deps(), BY, item, mark.id, "misheard");
      const again = endAnnotation(deps(), BY, item, mark.id, "misheard");
      await expect(again).rejects.toMatchObject({ code: "sessions/no-such-annotation" });
      await expect(annotate(deps(), BY, newId<ItemId>(), MARK)).rejects.toMatchObject({
        code: "evidence/no-such-item",
      });
      const elsewhere = await subject.addItem();
      const second = await annotate(deps(), BY, item, MARK);
      await expect(
        endAnnotation(deps(), BY, elsewhere, second.id, "other item"),
      ).rejects.toMatchObject({ code: "sessions/no-such-annotation" });
      await expect(
        endAnnotation(deps(), BY, item, newId<AnnotationId>(), "none"),
      ).rejects.toMatchObject({ code: "sessions/no-such-annotation" });
      const kept = await subject.store.annotations([item, elsewhere]);
      expect(kept).toMatchObject([{ ...mark, ended: { reason: "misheard" } }, second]);
      expect(await kinds(item)).toEqual(["annotated", "annotation-ended", "annotated"]);
      expect(JSON.stringify(await subject.items.custody(item))).not.toContain("王小明");
    });
  });
}
