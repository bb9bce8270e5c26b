/** The draw that anybody can repeat, what a sheet may say, and what comes of it; sheets that come with the packs. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import {
  type CaseId,
  type DeviceId,
  type ItemId,
  type UserId,
  newId,
} from "../../../services/kernel/ids.ts";
import { checkPack } from "../../../services/policy/check-pack.ts";
import type { Pack } from "../../../services/policy/pack.ts";
import type { SpotSubject } from "../../../services/policy/spot-check.ts";
import { drawOf, sampleSize } from "../../../services/spotcheck/draw.ts";
import { type SpotMark, checkMarks, scoreOf } from "../../../services/spotcheck/score.ts";
import { type UnitEvidence, workersOn } from "../../../services/spotcheck/unit.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { packBytes, shippedPack } from "../../fixtures/packs.ts";
import { checkedItem } from "../../fixtures/spot-check.ts";

const pack = shippedPack("cn-hainan-2019");
const sheet = pack.spotChecks!.sheets[0]!;
const full = (changes: Record<string, Partial<SpotMark>> = {}): SpotMark[] =>
  sheet.criteria.map(({ code }) => ({
    ...{ criterion: code, state: "full", lost: 0, reason: "" },
    ...changes[code],
  }));
const lost = (many: number): Partial<SpotMark> => ({ state: "lost", lost: many, reason: "缺画面" });

describe("a draw", () => {
  it("is what the rule in words says, whatever order the population came in", () => {
    const units = Array.from({ length: 40 }, (_, n) => `unit-${n}`);
    const seed = sha256("a head");
    const ranked = units
      .map((unit) => [createHash("sha256").update(`${seed}:${unit}`).digest("hex"), unit] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const expected = ranked.slice(0, 7).map(([, unit]) => unit);
    expect(drawOf(seed, units, 7)).toEqual(expected);
    expect(drawOf(seed, units.toReversed(), 7)).toEqual(expected);
    expect(drawOf(sha256("another"), units, 7)).not.toEqual(expected);
  });

  it("draws each unit once at most, a larger sample holding the smaller, and never more than there is", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 100 }),
        (units, percent) => {
          const many = sampleSize(units.length, { percent });
          expect(many).toBeGreaterThan(0);
          expect(many).toBeLessThanOrEqual(units.length);
          const drawn = drawOf(sha256("s"), units, many);
          expect(new Set(drawn).size).toBe(many);
          expect(drawOf(sha256("s"), units, many + 1).slice(0, many)).toEqual(drawn);
        },
      ),
    );
    expect(sampleSize(3, { count: 9 })).toBe(3);
    expect(sampleSize(101, { percent: 10 })).toBe(11);
  });
});

it("counts as workers who are set to the case of a recording, also where no session names it, and of a case its own alone", async () => {
  const [own, other] = [newId<CaseId>(), newId<CaseId>()];
  const set = new Map([own, other].map((id) => [id, { userId: newId<UserId>(), until: null }]));
  const deps = {
    officers: { officers: async () => [] },
    assignments: { assignments: async () => [] },
    secrecy: {
      people: async (id: CaseId) => [set.get(id)!],
      hidden: async () => new Set<string>(),
    },
  };
  const items = [checkedItem(newId<ItemId>(), newId<DeviceId>(), [own, other])];
  const known = { pack: null, sealed: null, isWhole: true, sessions: [], annotations: [], items };
  const workers = (subject: SpotSubject, file: UnitEvidence["file"]) =>
    workersOn(deps, { ...known, subject, file }, NOON);
  const all = [...set.values()].map(({ userId }) => userId);
  expect(await workers("item", null)).toEqual(all);
  expect(await workers("case", { id: own } as NonNullable<UnitEvidence["file"]>)).toEqual([all[0]]);
});

describe("a sheet", () => {
  const refusal = (marks: SpotMark[], known = new Map()): string | null => {
    try {
      checkMarks(marks, sheet, known);
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it("marks every criterion once, within its points, and says why", () => {
    expect(refusal(full())).toBeNull();
    expect(refusal(full({ SHOTS: lost(3) }))).toBeNull();
    const [first, ...rest] = full();
    expect(refusal(rest)).toBe("spotcheck/marks-missing");
    expect(refusal([first!, ...full()])).toBe("spotcheck/marks-missing");
    expect(refusal([...rest, { ...first!, criterion: "NONE" }])).toBe("spotcheck/marks-missing");
    for (const mark of [lost(0), lost(16), { lost: 1 }, { state: "not-applicable", lost: 2 }]) {
      expect(refusal(full({ SHOTS: mark as SpotMark }))).toBe("spotcheck/points-wrong");
    }
    expect(refusal(full({ "TWO-OFFICERS": lost(1) }))).toBe("spotcheck/points-wrong");
    expect(refusal(full({ SHOTS: { ...lost(3), reason: " " } }))).toBe(
      "spotcheck/mark-without-reason",
    );
    expect(refusal(full({ SHOTS: { state: "not-applicable" } }))).toBe(
      "spotcheck/mark-without-reason",
    );
  });

  it("says why points are full where the house knows something against them", () => {
    const known = new Map([["continuity", "not-met"]]);
    expect(refusal(full(), known)).toBe("spotcheck/mark-without-reason");
    expect(refusal(full({ CONTINUITY: { reason: "第二台设备覆盖" } }), known)).toBeNull();
    expect(refusal(full(), new Map([["continuity", "cannot-be-told"]]))).toBeNull();
  });

  it("sums what is applicable, grades without rounding up, and fails by a fatal criterion alone", () => {
    expect(scoreOf(full(), sheet)).toEqual({
      ...{ score: 100, of: 100, grade: "EXCELLENT", isFatal: false },
    });
    // 89 of 100 is no 90.
    const marks = full({ SHOTS: lost(11) });
    expect(scoreOf(marks, sheet)).toMatchObject({ score: 89, grade: "PASS" });
    const apart = full({ RECORDED: { state: "not-applicable", reason: "可不录" }, SHOTS: lost(8) });
    expect(scoreOf(apart, sheet)).toMatchObject({ score: 72, of: 80, grade: "EXCELLENT" });
    expect(scoreOf(full({ CREDENTIALS: lost(0) }), sheet)).toMatchObject({
      ...{ score: 100, grade: "FAIL", isFatal: true },
    });
    const none = full().map((mark) => ({ ...mark, state: "not-applicable" as const, reason: "x" }));
    expect(scoreOf(none, sheet)).toEqual({ score: 0, of: 0, grade: null, isFatal: false });
  });
});

describe("sheets of packs", () => {
  it("give no number as the agency's that no rule gives, and are of a hundred", () => {
    const sheets = pack.spotChecks!.sheets;
    const criteria = sheets.flatMap((one) => one.criteria);
    expect(criteria.filter(({ confirmedByAgency }) => confirmedByAgency)).toEqual([]);
    expect(pack.spotChecks).toMatchObject({
      confirmedByAgency: false,
      sheetsDue: { confirmedByAgency: false },
      answer: { confirmedByAgency: false },
    });
    for (const one of sheets) {
      expect(one.criteria.reduce((sum, { points }) => sum + points, 0)).toBe(100);
      expect(one.criteria.every(({ cite }) => cite.length > 0)).toBe(true);
    }
  });

  it("are checked: twice the same, grades that do not fall, a fatal grade that is none", () => {
    const [first] = sheet.criteria;
    const faulty = packBytes(pack, {
      "spotChecks.sheets.0.criteria": [first, first],
      "spotChecks.sheets.0.grades": [{ ...sheet.grades[0], least: 10 }],
      "spotChecks.sheets.1.fatalGrade": "NONE",
    });
    const found = checkPack(JSON.parse(faulty.toString()) as Pack).map(({ path }) => path);
    expect(found.toSorted()).toEqual([
      ...["spotChecks.sheets.0.criteria.1", "spotChecks.sheets.0.fatalGrade"],
      ...["spotChecks.sheets.0.grades", "spotChecks.sheets.1.fatalGrade"],
    ]);
  });
});
