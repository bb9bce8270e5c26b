/** What every AwaitedWords must do, over decisions that the rule made and the RetentionStore keeps. */
import { beforeEach, describe, expect, it } from "vitest";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { OriginalStage } from "../../services/evidence/pipeline.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { CaseId, ItemId } from "../../services/kernel/ids.ts";
import type { AwaitedWords } from "../../services/retention/awaited-words.ts";
import { type Basis, evaluateRound } from "../../services/retention/evaluate.ts";
import type { CaseFacts } from "../../services/retention/facts.ts";
import type { RetentionStore } from "../../services/retention/retention-store.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { ZONE } from "../fixtures/disposal.ts";
import { NOON } from "../fixtures/evidence.ts";
import { KEPT_RULES, WAITING } from "../fixtures/kept-rules.ts";
import { CHINA, day, openCase } from "../fixtures/retention.ts";

export interface AwaitedWordsUnderTest {
  readonly words: AwaitedWords;
  readonly retention: RetentionStore;
  addItem(receivedAt: UtcInstant, stage?: OriginalStage): Promise<ItemId>;
  link(itemId: ItemId, file: CaseFacts): Promise<void>;
  /** Of the item, or of the case: that its proceedings were over on that day, or (null) are not. */
  tell(of: { itemId: ItemId } | { caseId: CaseId }, on: string | null): Promise<void>;
  /** Somebody who sees nothing of it. */
  without(id: ItemId): Promise<Sight>;
}

const at = (text: string) => `${text}T02:00:00.000Z` as UtcInstant;
const AFTER = day("2026-11-24");

export function awaitedWordsContract(
  name: string,
  make: () => Promise<AwaitedWordsUnderTest>,
): void {
  describe(`AwaitedWords: ${name}`, () => {
    let subject: AwaitedWordsUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    const decideBy = async (rules: Basis["rules"]) => {
      const basis = { rules, calendar: CHINA, zone: ZONE, houseFloor: "P6M" };
      const deps = { retention: subject.retention, clock: () => NOON, basis: async () => basis };
      const { undecided } = await evaluateRound(deps, new AbortController().signal);
      expect(undecided).toEqual([]);
    };
    const awaited = async (today: CalendarDate = AFTER, limit = 9) =>
      (await subject.words.awaited(today, limit, null)).map(({ itemId }) => itemId);

    it("lists what is past its last day and waits for a word, the longest first, until that is told", async () => {
      const late = await subject.addItem(at("2026-04-01"));
      const early = await subject.addItem(at("2026-03-01"));
      await subject.addItem(at("2026-02-01"), "received");
      await decideBy(WAITING);
      expect(await awaited()).toEqual([early, late]);
      expect(await awaited(AFTER, 1)).toEqual([early]);
      // Their last days are 2026-09-01 and 2026-10-01: on such a day it is kept anyway.
      expect(await awaited(day("2026-09-01"))).toEqual([]);
      expect(await awaited(day("2026-09-02"))).toEqual([early]);
      expect(await awaited(day("2026-10-01"))).toEqual([early]);
      const [first] = await subject.words.awaited(AFTER, 9, null);
      expect(first).toMatchObject({ isOwn: true, cases: [] });
      expect(first?.name).toMatch(/./);
      await subject.tell({ itemId: early }, "2026-05-01");
      await decideBy(WAITING);
      expect(await awaited()).toEqual([late]);
      await subject.tell({ itemId: early }, null);
      await decideBy(WAITING);
      expect(await awaited()).toEqual([early, late]);
    });

    it("lists nothing of a term that waits for no word, and of a case only what a person denied", async () => {
      const alone = await subject.addItem(at("2026-03-01"));
      await decideBy(KEPT_RULES[0] ?? null);
      expect(await awaited()).toEqual([]);
      const file = openCase({ filedOn: day("2026-03-02") });
      await subject.link(alone, file);
      await decideBy(WAITING);
      // The case runs: that it is closed is told of the case, by whoever keeps it.
      expect(await awaited()).toEqual([]);
      await subject.tell({ caseId: file.caseId }, null);
      await decideBy(WAITING);
      const [found, ...others] = await subject.words.awaited(AFTER, 9, null);
      expect(others).toEqual([]);
      expect(found).toMatchObject({
        ...{ itemId: alone, isOwn: false },
        cases: [{ id: file.caseId, number: file.number }],
      });
    });

    it("tells nothing of an item that somebody may not know of", async () => {
      const hidden = await subject.addItem(at("2026-03-01"));
      const other = await subject.addItem(at("2026-04-01"));
      await decideBy(WAITING);
      const sight = await subject.without(hidden);
      const found = await subject.words.awaited(AFTER, 9, sight);
      expect(found.map(({ itemId }) => itemId)).toEqual([other]);
      expect(await awaited()).toEqual([hidden, other]);
    });
  });
}
