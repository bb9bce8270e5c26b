/** What every PublicityStore must do, seen through the use case. */
import { expect, it } from "vitest";
import type { ActionStore } from "../../services/actions/action-store.ts";
import type { CaseStore } from "../../services/cases/case-store.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { zoneDays } from "../../services/calendar/zone-days.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import type { PublicityStore } from "../../services/reports/publicity-store.ts";
import { tellPublicity } from "../../services/reports/tell-publicity.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";
import { CHINA, day } from "../fixtures/retention.ts";

export interface PublicityStoreUnderTest {
  readonly store: PublicityStore;
  readonly cases: CaseStore;
  readonly actions: ActionStore;
}

export function publicityStoreContract(
  name: string,
  make: () => Promise<PublicityStoreUnderTest>,
): void {
  it(`PublicityStore, ${name}: keeps every entry in order; of two who tell at once one does, with its action`, async () => {
    const { store, cases, actions } = await make();
    const [clock, by] = [() => NOON, newId<UserId>()];
    const told = { number: "1", title: "t", decidedOn: day("2026-11-02") };
    const file = await createCase({ cases, clock, today: () => TODAY }, by, told);
    const deps = {
      ...{ cases, publicity: store, clock, days: zoneDays("Asia/Shanghai") },
      policies: { inForce: () => Promise.resolve(null) },
      calendar: () => Promise.resolve(CHINA),
    };
    const entry = (known: number, place: string) =>
      tellPublicity(deps, by, file.id, {
        ...{ known, act: "published", on: day("2026-11-10"), place, reason: null, mistake: null },
      });
    await entry(0, "网站");
    const outcomes = await Promise.allSettled([entry(1, "a"), entry(1, "b"), entry(0, "c")]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual([
      ...["fulfilled", "rejected", "rejected"],
    ]);
    const entries = await store.entries(file.id);
    expect(entries.map(({ index, act, on }) => [index, act, on])).toEqual([
      ...[
        [0, "published", "2026-11-10"],
        [1, "published", "2026-11-10"],
      ],
    ]);
    expect(entries[0]).toMatchObject({ place: "网站", enteredAt: NOON, enteredBy: `user:${by}` });
    const kinds = (await actions.from(0, 10)).map(({ kind, subject }) => [kind, subject]);
    expect(kinds).toEqual([
      ["case-created", `case:${file.id}`],
      ...[0, 1].map(() => ["publicity-told", `case:${file.id}`]),
    ]);
  });
}
