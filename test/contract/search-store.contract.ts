/** What every SearchStore must do: words and filters narrow, order and pages hold, and nothing is found by what its reader may not know of. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { type CaseId, type ItemId, type UserId, newId } from "../../services/kernel/ids.ts";
import { countFound, hintsFor } from "../../services/search/count-found.ts";
import { findPage } from "../../services/search/find-items.ts";
import type { Scope } from "../../services/search/narrowing.ts";
import type { ItemFacts, SourceFacts } from "../../services/search/search-entry.ts";
import type { SearchFilter, SearchStore } from "../../services/search/search-store.ts";
import { askedOf } from "../../services/search/words.ts";
import { OPEN } from "../../services/secrecy/mark.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { TODAY } from "../fixtures/evidence.ts";

export interface SearchStoreUnderTest {
  readonly store: SearchStore;
  /** An item that arrives now; its cases are there from then on. */
  put(facts: Partial<ItemFacts>): Promise<ItemId>;
  /** From nobody who is cleared for it: an item, or a case. */
  hide(on: { readonly item: ItemId } | { readonly case: string }): Promise<void>;
  close(): Promise<void>;
}

export const SEER: Sight = {
  ...{ userId: newId<UserId>(), role: "reviewer", clearance: OPEN, today: TODAY },
};
export const caseOf = (title: string, number = newId<CaseId>() as string): SourceFacts => ({
  ...{
    id: newId<CaseId>(),
    kind: "case",
    caseId: null,
    texts: [number, title],
    places: [],
    people: [],
  },
});
export const partiesOf = ({ id }: SourceFacts, name: string): SourceFacts => ({
  ...{
    id: newId(),
    kind: "parties",
    caseId: id,
    texts: [],
    places: [],
    people: [{ name, numbers: [] }],
  },
});
const ALL = { after: null, limit: 50 };

export function searchStoreContract(name: string, make: () => Promise<SearchStoreUnderTest>): void {
  describe(`SearchStore: ${name}`, () => {
    let subject: SearchStoreUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.close());

    const question = (q: string, filter: SearchFilter = {}) => ({ words: askedOf(q), filter });
    const find = async (q: string, filter: SearchFilter = {}, sight = SEER) => {
      const { found } = await findPage({ search: subject.store }, question(q, filter), sight, ALL);
      return found.map(({ itemId }) => itemId);
    };

    it("finds by two characters, a name's pinyin and initials, numbers, and words in several places at once", async () => {
      const people = [{ name: "张伟", numbers: ["HK-0417"] }];
      const one = await subject.put({ texts: ["现场 01.mp4", "海口市美兰区"], people });
      const two = await subject.put({ sources: [caseOf("占道经营", "琼综执〔2026〕17号")] });
      for (const q of ["张伟", "zw", "zhangwei", "0417", "hk-0417", "海口 张伟", "美兰 zw 01"]) {
        expect(await find(q), q).toEqual([one]);
      }
      expect(await find("2026")).toEqual([two]);
      expect(await find("2025 占道")).toEqual([]);
      for (const q of ["占道经营", "2026 占道", "经营 17", "琼综执2026", one.slice(0, 0)]) {
        expect((await find(q)).includes(two), q).toBe(true);
      }
      expect(await find(two.slice(0, 13))).toEqual([two]);
      expect(await find("张伟大")).toEqual([]);
      expect(await find("张伟 占道")).toEqual([]);
      expect(await find("' | !& :* <-> \\ =s")).toEqual([]);
    });

    it("gives pages newest first, without gap or repetition, and all of them where no word narrows", async () => {
      const ids: ItemId[] = [];
      for (let at = 0; at < 7; at += 1) ids.unshift(await subject.put({ texts: ["巡查"] }));
      for (const q of ["巡查", ""]) {
        const read: ItemId[] = [];
        let after: number | null = null;
        do {
          const page: Awaited<ReturnType<typeof findPage>> = await findPage(
            { search: subject.store },
            question(q),
            SEER,
            { after, limit: 3 },
          );
          read.push(...page.found.map(({ itemId }) => itemId));
          after = page.next;
        } while (after !== null);
        expect(read).toEqual(ids);
      }
    });

    it("narrows by stage, device, case, activity, verdict, keeping and time", async () => {
      const inCase = caseOf("甲");
      const happenedAt = "2026-11-24T11:00:00.000Z" as UtcInstant;
      const odd = await subject.put({ texts: ["x"] });
      const one = await subject.put({
        ...{ texts: ["x"], stage: "sealed", activity: "inspection", source: "invalid", happenedAt },
        ...{ sources: [inCase], retention: { isOpen: true, until: TODAY } },
      });
      const [{ deviceId } = { deviceId: undefined }] = await subject.store.candidates(
        question(""),
        SEER,
        null,
        1,
      );
      const filters: SearchFilter[] = [
        { stage: "sealed" },
        { activity: "inspection" },
        { verdict: "source-invalid" },
        { keeping: "open" },
        { caseId: inCase.id as CaseId },
        ...(deviceId === undefined ? [] : [{ deviceId }]),
        {
          from: "2026-11-24T11:00:00.000Z" as UtcInstant,
          to: "2026-11-24T11:00:01.000Z" as UtcInstant,
        },
        { from: "2026-11-24T11:00:00.000Z" as UtcInstant },
      ];
      for (const filter of filters) {
        expect(await find("x", filter), JSON.stringify(filter)).toEqual([one]);
        expect(await find("", filter), JSON.stringify(filter)).toEqual([one]);
      }
      expect(await find("x", { to: "2026-11-24T11:00:00.000Z" as UtcInstant })).toEqual([odd]);
      expect(await find("x", { keeping: "held" })).toEqual([]);
      expect(await find("y", { stage: "sealed" })).toEqual([]);
    });

    it("finds nothing by the words of a case that the reader may not know of: no item, no count, no hint", async () => {
      const [open, shut] = [caseOf("公开案件"), caseOf("卧底行动")];
      const one = await subject.put({ texts: ["现场"], sources: [open, shut] });
      await subject.put({ texts: ["现场"] });
      const facets = async (q: string) => countFound({ search: subject.store }, question(q), SEER);
      expect(await find("卧底")).toEqual([one]);
      expect((await facets("现场")).facets.caseId).toHaveLength(2);
      await subject.hide({ case: shut.id });
      // What is in a case may be hidden with it: the item is there for whoever was cleared for this one alone.
      const isSeen = (await find("公开")).includes(one);
      expect(await find("卧底")).toEqual([]);
      expect(await find("现场 卧底")).toEqual([]);
      expect(await find("", { caseId: shut.id as CaseId })).toEqual([]);
      expect(await facets("卧底")).toMatchObject({ count: 0, isMore: false });
      const values = (await facets("现场")).facets.caseId.map(({ value }) => value);
      expect(values).toEqual(isSeen ? [open.id] : []);
      const hints = await hintsFor({ search: subject.store }, question("卧底 没有"), SEER);
      expect(hints).toEqual([]);
      expect(await subject.store.visible([open.id, shut.id], SEER)).toEqual(new Set([open.id]));
      expect([...(await subject.store.caseNumbers([open.id, shut.id], SEER)).keys()]).toEqual([
        open.id,
      ]);
    });

    it("finds by a party's name for those who are shown it and for nobody else: no item, no count, no hint, no place", async () => {
      const shown = caseOf("噪声扰民");
      const one = await subject.put({
        texts: ["现场"],
        sources: [shown, partiesOf(shown, "欧阳小明")],
      });
      const deps = { search: subject.store };
      const all = ["欧阳小明", "欧阳", "ouyangxiaoming", "oyxm", "现场 小明", "噪声 欧阳"];
      for (const role of ["admin", "reviewer", "records", "legal"] as const) {
        for (const q of all) expect(await find(q, {}, { ...SEER, role }), q).toEqual([one]);
      }
      for (const role of ["officer", "auditor"] as const) {
        const sight = { ...SEER, role };
        for (const q of all) {
          expect(await find(q, {}, sight), q).toEqual([]);
          expect(await countFound(deps, question(q), sight)).toMatchObject({ count: 0 });
        }
        expect(await hintsFor(deps, question("欧阳小明 没有"), sight)).toEqual([]);
        const { found } = await findPage(deps, question("现场"), sight, ALL);
        expect(found).toMatchObject([{ itemId: one, standsIn: ["item"] }]);
      }
      const { found } = await findPage(deps, question("小明"), SEER, ALL);
      expect(found).toMatchObject([{ standsIn: ["parties"], caseIds: [shown.id] }]);
      await subject.hide({ case: shown.id });
      for (const q of all) expect(await find(q), q).toEqual([]);
      expect(await hintsFor(deps, question("欧阳小明 没有"), SEER)).toEqual([]);
    });

    it("neither lists nor counts what the reader may not know of", async () => {
      const one = await subject.put({ texts: ["现场"], activity: "a" });
      const two = await subject.put({ texts: ["现场"], activity: "secret" });
      await subject.hide({ item: two });
      expect(await find("现场")).toEqual([one]);
      const spread = await countFound({ search: subject.store }, question("现场"), SEER);
      expect(spread).toMatchObject({ count: 1, facets: { activity: [{ value: "a", count: 1 }] } });
      const hints = await hintsFor({ search: subject.store }, question("现场 没有"), SEER);
      expect(hints).toEqual([{ left: "word", word: 1, count: 1, isMore: false }]);
    });

    it("narrows by an officer and by a place alone, whatever else is called so", async () => {
      const zhang = { name: "张伟", numbers: ["HK-0417"] };
      const one = await subject.put({ texts: ["美兰区"], places: ["美兰区"], people: [zhang] });
      const session = (place: string): SourceFacts => ({
        ...{ id: newId(), kind: "session", caseId: null, texts: [place], places: [place] },
        people: [{ name: "单雄信", numbers: ["S7"] }],
      });
      const two = await subject.put({ sources: [session("天涯区一号")] });
      await subject.put({ texts: ["张伟 美兰区 天涯区 单雄信"] });
      const inCase = caseOf("张伟案");
      await subject.put({ sources: [inCase, partiesOf(inCase, "张伟")] });
      const by = async (scope: Scope, words: string, q = "") => {
        const asked = { words: [...askedOf(q), ...askedOf(words, scope)], filter: {} };
        const { found } = await findPage({ search: subject.store }, asked, SEER, ALL);
        return found.map(({ itemId }) => itemId);
      };
      for (const words of ["张伟", "张", "zw", "zhangwei", "hk-0417", "0417 张伟"])
        expect(await by("officer", words), words).toEqual([one]);
      for (const words of ["单雄信", "sxx", "shan", "s7"])
        expect(await by("officer", words), words).toEqual([two]);
      for (const words of ["美兰", "美兰区", "美"])
        expect(await by("place", words), words).toEqual([one]);
      expect(await by("place", "天涯区 一号")).toEqual([two]);
      expect(await by("place", "张伟")).toEqual([]);
      expect(await by("officer", "美兰")).toEqual([]);
      expect(await by("officer", "张伟", "天涯")).toEqual([]);
      expect(await by("officer", "单雄信", "天涯")).toEqual([two]);
      // No question holds the sign under which these words are kept.
      expect(await find("=o张伟")).toEqual([]);
    });

    it("finds nobody by an officer or a place of what its reader may not know of, and counts none", async () => {
      const hidden = caseOf("密件");
      const told = { ...hidden, places: ["秀英港"], people: [{ name: "符海", numbers: [] }] };
      await subject.put({ sources: [told] });
      const asked = (scope: Scope, words: string) => ({ words: askedOf(words, scope), filter: {} });
      const both = [asked("officer", "符海"), asked("place", "秀英")];
      const counts = () =>
        Promise.all(
          both.map(async (each) => (await countFound({ search: subject.store }, each, SEER)).count),
        );
      expect(await counts()).toEqual([1, 1]);
      await subject.hide({ case: hidden.id });
      expect(await counts()).toEqual([0, 0]);
    });

    it("says that an officer or a place was in the way", async () => {
      await subject.put({
        texts: ["现场"],
        places: ["美兰"],
        people: [{ name: "张伟", numbers: [] }],
      });
      const asked = {
        words: [...askedOf("现场"), ...askedOf("李四", "officer"), ...askedOf("美兰", "place")],
        filter: {},
      };
      expect(await hintsFor({ search: subject.store }, asked, SEER)).toEqual([
        { left: "officer", word: null, count: 1, isMore: false },
      ]);
    });

    it("says what was left out, the most first", async () => {
      for (let at = 0; at < 3; at += 1) await subject.put({ texts: ["现场"], activity: "a" });
      await subject.put({ texts: ["审讯"], activity: "b" });
      const asked = question("审讯", { activity: "a", verdict: "differs" });
      expect(await hintsFor({ search: subject.store }, asked, SEER)).toEqual([]);
      const two = question("审讯", { activity: "a" });
      expect(await hintsFor({ search: subject.store }, two, SEER)).toEqual([
        { left: "words", word: null, count: 3, isMore: false },
        { left: "activity", word: null, count: 1, isMore: false },
      ]);
    });
  });
}

/** Of an item of which nothing is known but what is given. */
export const factsOf = (
  place: Pick<ItemFacts, "itemId" | "position" | "deviceId">,
  facts: Partial<ItemFacts>,
): ItemFacts => ({
  ...{ stage: "received", sha256: null, texts: [], places: [], people: [], activity: null },
  happenedAt: "2026-01-02T03:04:05.000Z" as UtcInstant,
  ...{ isDiffering: false, source: null, decoded: null, isHeld: false, retention: null },
  sources: [],
  ...facts,
  ...place,
});
