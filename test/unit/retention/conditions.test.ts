/** Until a condition has come about: who may say so, what of cases counts by itself, and that a doubt keeps the recording. */
import { describe, expect, it } from "vitest";
import { type RetentionDecision, decide } from "../../../services/retention/decide.ts";
import type { RetentionFacts, ToldFact } from "../../../services/retention/facts.ts";
import { sentence } from "../../../services/retention/words.ts";
import { CHINA, clip, day, openCase, shippedRules } from "../../fixtures/retention.ts";

const OREGON = shippedRules("us-oregon-133-741");
const decided = (changes: Partial<RetentionFacts>): RetentionDecision =>
  decide(clip(changes), OREGON, CHINA);
const told = ({ reasons }: RetentionDecision, language: "zh-CN" | "en" = "en"): string =>
  reasons.map((reason) => sentence(reason)[language]).join("\n");
const over = (on: string | null, flaggedSince: string[] = []): ToldFact => ({
  ...{ condition: "proceedings-over", on: on === null ? null : day(on), flaggedSince },
});
const closed = { closedOn: day("2026-03-01"), outcome: "evidence-used" } as const;
const complaint = { flag: "complaint", on: day("2025-02-03") };

describe("proceedings of its cases", () => {
  it("ends with the last of them, and waits for each that runs", () => {
    const one = openCase(closed);
    expect(decided({ cases: [one] })).toMatchObject({ open: false, floor: "2026-03-01" });
    const later = openCase({ ...closed, closedOn: day("2027-01-05") });
    expect(decided({ cases: [one, later] })).toMatchObject({ open: false, floor: "2027-01-05" });
    expect(decided({ cases: [one, openCase()] })).toMatchObject({ open: true });
    const sued = openCase({ ...closed, litigation: "open" });
    expect(decided({ cases: [one, sued] })).toMatchObject({ open: true });
    const final = { litigation: "final", litigationFinalOn: day("2028-02-29") } as const;
    const judged = decided({ cases: [openCase({ ...closed, ...final })] });
    expect(judged).toMatchObject({ open: false, floor: "2028-02-29" });
    expect(told(judged)).toContain("litigation over case 琼综执罚〔2025〕12号 ended on 2028-02-29");
  });

  it("takes a person's word where the case system is silent, and never against a suit that runs", () => {
    const proceedingsOver = { on: day("2026-05-01") };
    const silent = decided({ cases: [openCase({ proceedingsOver })] });
    expect(silent).toMatchObject({ open: false, floor: "2026-05-01" });
    expect(told(silent)).toContain(
      "it was told that proceedings were over in case 琼综执罚〔2025〕12号 on 2026-05-01",
    );
    for (const file of [{}, closed]) {
      const sued = openCase({ ...file, proceedingsOver, litigation: "open" });
      expect(decided({ cases: [sued] }).open).toBe(true);
    }
    const late = openCase({ ...closed, closedOn: day("2026-06-01"), proceedingsOver });
    expect(decided({ cases: [late] }).floor).toBe("2026-06-01");
    const unclosed = { litigation: "final", litigationFinalOn: day("2026-07-01") } as const;
    expect(decided({ cases: [openCase({ ...unclosed, proceedingsOver })] }).floor).toBe(
      "2026-07-01",
    );
  });

  it("is kept where a person says that they are not over, whatever the case system told", () => {
    const denied = decided({ cases: [openCase({ ...closed, proceedingsOver: { on: null } })] });
    expect(denied.open).toBe(true);
    expect(told(denied, "zh-CN")).toContain("并非“程序已终结”");
    const doubted = decided({ cases: [openCase(closed)], conditions: [over(null)] });
    expect(doubted).toMatchObject({ open: true, floor: "2026-03-01" });
  });
});

describe("proceedings outside of cases", () => {
  it("waits for a person's word, which no closed case stands in for", () => {
    const complained = decided({ flags: [complaint] });
    expect(complained).toMatchObject({ open: true, floor: "2025-07-30", ceiling: null });
    expect(told(complained)).toContain("kept until somebody tells that the proceedings are over");
    expect(decided({ flags: [complaint], cases: [openCase(closed)] }).open).toBe(true);
    const answered = { flags: [complaint], conditions: [over("2025-09-01")] };
    expect(decided(answered)).toMatchObject({ open: false, floor: "2025-09-01" });
    expect(decided({ ...answered, cases: [openCase()] }).open).toBe(true);
  });

  it("does not hold what was flagged after it was said for answered, and keeps the day that it gave", () => {
    const since = { flags: [complaint], conditions: [over("2025-09-01", ["complaint"])] };
    const again = decided(since);
    expect(again).toMatchObject({ open: true, floor: "2025-09-01" });
    expect(again.reasons.some(({ awaits }) => awaits === "proceedings-over")).toBe(true);
  });

  it("never gets shorter by a correction", () => {
    const flags = [complaint];
    const said = decided({ flags, conditions: [over("2026-01-01")] });
    const promised = said.floor;
    const doubted = decided({ flags, conditions: [over(null)], promised });
    expect(doubted).toMatchObject({ open: true, floor: "2026-01-01" });
    const sooner = decided({ flags, conditions: [over("2025-09-01")], promised });
    expect(sooner).toMatchObject({ open: false, floor: "2026-01-01" });
  });
});

describe("its purpose", () => {
  const CCTV = { sourceKind: "cctv", sealedUntil: day("2025-05-31") } as const;
  const at = { recordedOn: day("2025-05-01"), receivedOn: day("2025-05-01") };
  const purpose = (on: string | null): ToldFact => ({ ...over(on), condition: "purpose-met" });
  const HAINAN = shippedRules("cn-hainan-2019");
  const seen = (conditions: ToldFact[]) =>
    decide(clip({ ...CCTV, ...at, conditions }), HAINAN, CHINA);

  it("may be met before the floor, and later than it: then it is only stored, or may stay", () => {
    expect(seen([])).toMatchObject({ ceiling: "2025-05-31", conflict: false });
    const early = seen([purpose("2025-05-10")]);
    expect(early).toMatchObject({ floor: "2025-05-31", conflict: true });
    expect(early.restrictedFrom).toBe("2025-05-11");
    expect(seen([purpose("2025-06-20")])).toMatchObject({
      ...{ floor: "2025-05-31", ceiling: "2025-06-20", conflict: false },
    });
    expect(seen([purpose(null)])).toMatchObject({ ceiling: null, open: false });
  });

  it("keeps what a class holds until it is met", () => {
    const rules = shippedRules("cn-hainan-2019", ({ classes }) => {
      const cctv = classes.find(({ code }) => code === "R-CCTV");
      if (cctv !== undefined) cctv.floor = { kind: "until-condition", condition: "purpose-met" };
    });
    const facts = clip({ ...CCTV, ...at });
    expect(decide(facts, rules, CHINA).open).toBe(true);
    const met = decide({ ...facts, conditions: [purpose("2025-08-01")] }, rules, CHINA);
    expect(met).toMatchObject({ open: false, floor: "2025-08-01", ceiling: "2025-08-01" });
  });
});
