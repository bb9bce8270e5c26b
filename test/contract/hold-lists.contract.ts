/** What every HoldStore must tell in its lists: part of the contract of hold-store.contract.ts. */
import { expect, it } from "vitest";
import type { About } from "../../services/actions/about.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { CaseStore } from "../../services/cases/case-store.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { linkItem } from "../../services/cases/link-item.ts";
import type { HoldScope } from "../../services/holds/hold.ts";
import type { HoldStore } from "../../services/holds/hold-store.ts";
import { releaseHold } from "../../services/holds/release-hold.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import {
  type CaseId,
  type HoldId,
  type ItemId,
  type SessionId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { recordsSight } from "../fixtures/hidden-item.ts";
import { refused } from "../fixtures/store-outcomes.ts";

/** The store and the clock of the test that runs now, and what it does with them. */
interface Scene {
  readonly subject: () => {
    readonly store: HoldStore;
    readonly cases: CaseStore;
    addSession(): Promise<SessionId>;
    placeInSession(id: SessionId, item: ItemId): Promise<void>;
  };
  readonly now: () => UtcInstant;
  readonly today: () => CalendarDate;
  /** Who did not place the holds. */
  readonly other: () => UserId;
  readonly deps: () => Parameters<typeof releaseHold>[0];
  readonly round: () => Promise<unknown>;
  readonly sealed: () => Promise<ItemId>;
  readonly place: (scope: HoldScope) => Promise<{ readonly id: HoldId }>;
}

export function holdListsContract({
  subject,
  now,
  today,
  other,
  deps,
  round,
  sealed,
  place,
}: Scene): void {
  it("lists what came into a hold and when it left, newest first, a page at a time", async () => {
    const [first, second] = [await sealed(), await sealed()];
    const session = await subject().addSession();
    await subject().placeInSession(session, first);
    const { id } = await place({ kind: "session", sessionId: session });
    await place({ kind: "items", itemIds: [second] });
    const of = async (before: number | null, limit = 10) =>
      subject().store.members(id, before, limit, null);
    expect(await of(null)).toEqual([]);
    await round();
    const joinedAt = now();
    expect(await of(null)).toMatchObject([{ itemId: first, joinedAt, leftAt: null, isKept: true }]);
    await subject().placeInSession(session, second);
    await round();
    const [newest] = await of(null, 1);
    expect(newest).toMatchObject({ itemId: second, joinedAt: now() });
    expect((await of(newest!.position)).map(({ itemId }) => itemId)).toEqual([first]);
    await releaseHold(deps(), other(), id, "settled");
    await round();
    expect(await of(null)).toMatchObject([
      { itemId: second, leftAt: now(), isKept: false },
      { itemId: first, joinedAt, leftAt: now(), isKept: false },
    ]);
    const ofSession = await subject().store.page({ sessionId: session }, today(), null, 10);
    expect(ofSession.map((hold) => hold.id)).toEqual([id]);
    expect(
      await subject().store.page({ sessionId: newId<SessionId>() }, today(), null, 10),
    ).toEqual([]);
    expect(await subject().store.members(newId<HoldId>(), null, 10, null)).toEqual([]);
  });

  it("names every hold on a case or an item: by itself, by what is in it, and what was released", async () => {
    const [first, second] = [await sealed(), await sealed()];
    const telling = { cases: subject().cases, clock: now, today };
    const { id: caseId } = await createCase(telling, other(), { number: "2026-7", title: "t" });
    const session = await subject().addSession();
    await subject().placeInSession(session, first);
    await linkItem(telling, other(), caseId, first);
    const onItem = (await place({ kind: "items", itemIds: [first] })).id;
    const onCase = (await place({ kind: "case", caseId })).id;
    const onSession = (await place({ kind: "session", sessionId: session })).id;
    const onOther = (await place({ kind: "items", itemIds: [second] })).id;
    await round();
    await releaseHold(deps(), other(), onItem, "settled");
    const about = async (thing: About) =>
      (await subject().store.about(thing, recordsSight())).toSorted();
    const all = [onItem, onCase, onSession].toSorted();
    expect(await about({ caseId })).toEqual(all);
    expect(await about({ itemId: first })).toEqual(all);
    expect(await about({ itemId: second })).toEqual([onOther]);
    expect(await about({ caseId: newId<CaseId>() })).toEqual([]);
  });

  it("pages from the newest, and refuses what is not there", async () => {
    const item = await sealed();
    const ids: HoldId[] = [];
    for (let nth = 0; nth < 3; nth += 1) {
      ids.unshift((await place({ kind: "items", itemIds: [item] })).id);
    }
    const first = await subject().store.page({ state: "active" }, today(), null, 2);
    const rest = await subject().store.page({}, today(), first.at(-1)!.position, 2);
    expect([...first, ...rest].map(({ id }) => id)).toEqual(ids);
    expect(await subject().store.page({ state: "released" }, today(), null, 2)).toEqual([]);
    await refused(
      place({ kind: "items", itemIds: [item, newId<ItemId>()] }),
      "holds/no-such-subject",
    );
    await refused(subject().store.get(newId<HoldId>()), "holds/no-such-hold");
    await refused(releaseHold(deps(), other(), newId<HoldId>(), "x"), "holds/no-such-hold");
  });
}
