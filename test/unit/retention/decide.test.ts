/** How long recordings are kept: the worked examples of Chinese practice, a state of the US, and silence. */
import { describe, expect, it } from "vitest";
import type { Pack } from "../../../services/policy/pack.ts";
import { type RetentionDecision, decide } from "../../../services/retention/decide.ts";
import type { RetentionFacts } from "../../../services/retention/facts.ts";
import { TRIGGERS } from "../../../services/policy/retention-class.ts";
import { headline, sentence } from "../../../services/retention/words.ts";
import { CHINA, clip, day, iso, openCase, shippedRules } from "../../fixtures/retention.ts";

const HAINAN = shippedRules("cn-hainan-2019");
const decided = (changes: Partial<RetentionFacts> = {}): RetentionDecision =>
  decide(clip(changes), HAINAN, CHINA);
const cctv = {
  sourceKind: "cctv",
  recordedOn: day("2025-05-01"),
  receivedOn: day("2025-05-01"),
} as const;
const told = ({ reasons }: RetentionDecision, language: "zh-CN" | "en" = "en"): string =>
  reasons.map((reason) => sentence(reason)[language]).join("\n");

describe("by the calendar", () => {
  it("keeps a routine clip six months from its recording, with the month-end clamp", () => {
    expect(decided()).toMatchObject({
      ...{
        classes: ["R-ROUTINE"],
        floor: "2025-07-31",
        open: false,
        ceiling: null,
        conflict: false,
      },
    });
    const august = { recordedOn: day("2025-08-31"), receivedOn: day("2025-09-01") };
    expect(decided({ ...august, sealedUntil: day("2025-10-01") }).floor).toBe("2026-02-28");
  });

  it("wants CCTV gone when its purpose is met, and only stores it where the house promised longer", () => {
    const within = decided({ ...cctv, sealedUntil: day("2025-05-31") });
    expect(within).toMatchObject({ floor: "2025-05-31", ceiling: "2025-05-31", conflict: false });
    expect(within.restrictedFrom).toBeNull();
    const longer = decided({ ...cctv, sealedUntil: day("2025-11-01") });
    expect(longer).toMatchObject({ floor: "2025-11-01", ceiling: "2025-05-31", conflict: true });
    expect(longer.restrictedFrom).toBe("2025-06-01");
  });

  it("counts a recording that its device dates into the future, or not at all, from its arrival", () => {
    expect(decided({ recordedOn: day("2031-01-01") }).floor).toBe("2025-08-01");
    expect(decided({ recordedOn: null }).floor).toBe("2025-08-01");
  });

  it("knows another state by its pack alone: a floor, and a ceiling that proceedings lift", () => {
    const oregon = shippedRules("us-oregon-133-741");
    const facts = clip({ sealedUntil: day("2025-02-10") });
    const plain = decide(facts, oregon, CHINA);
    expect(plain).toMatchObject({ floor: "2025-07-30", ceiling: "2027-07-31", conflict: false });
    const sued = decide({ ...facts, cases: [openCase()] }, oregon, CHINA);
    expect(sued).toMatchObject({ ceiling: null, open: true, floor: "2025-07-30" });
  });
});

describe("a floor until proceedings are over (us-oregon-133-741)", () => {
  const oregon = shippedRules("us-oregon-133-741");
  const of = (changes: Partial<RetentionFacts>) =>
    decide(clip({ sealedUntil: day("2025-02-10"), ...changes }), oregon, CHINA);
  const closed = { closedOn: day("2026-03-01"), outcome: "evidence-used" } as const;
  const final = { litigation: "final", litigationFinalOn: day("2027-06-30") } as const;

  it("waits for the last of them, and ends on the day that one does", () => {
    const over = of({ cases: [openCase(closed)] });
    expect(over).toMatchObject({ floor: "2026-03-01", open: false, ceiling: null });
    expect(told(over)).toContain("was closed on 2026-03-01");
    expect(of({ cases: [openCase({ ...closed, ...final })] }).floor).toBe("2027-06-30");
    const sued = openCase({ ...closed, litigation: "open" });
    for (const running of [openCase(), sued]) {
      expect(of({ cases: [openCase(closed), running] }).open).toBe(true);
    }
    // One that was closed before the recording leaves it the general term.
    const before = { ...closed, closedOn: day("2025-01-01") };
    expect(of({ cases: [openCase(before)] })).toMatchObject({ floor: "2025-07-30", open: false });
  });

  it("is an investigation of a complaint until that is taken back, whatever cases are closed", () => {
    const flags = [{ flag: "complaint", on: day("2025-03-01") }];
    for (const cases of [[], [openCase(closed)]]) expect(of({ flags, cases }).open).toBe(true);
    expect(of({ promised: day("2025-07-30") })).toMatchObject({ open: false });
  });
});

describe("cases", () => {
  const closed = { closedOn: day("2026-03-01"), outcome: "evidence-used" } as const;

  it("follows the file of its case: open while it runs, then for the file's term", () => {
    const running = decided({ cases: [openCase()] });
    expect(running).toMatchObject({ classes: ["R-ROUTINE", "R-CASEFILE"], open: true });
    expect(running.floor).toBe("2030-01-31");
    const over = decided({ cases: [openCase({ ...closed, archiveTerm: "P10Y" })] });
    expect(over).toMatchObject({ floor: "2036-03-01", open: false });
    expect(over.classes).toEqual(["R-ROUTINE", "R-CASEFILE", "R-EVIDENCE"]);
    expect(decided({ cases: [openCase({ ...closed, archiveTerm: "permanent" })] }).floor).toBe(
      "permanent",
    );
  });

  it("keeps and says so where a case system is silent: no end, no archive term, a suit that runs", () => {
    const silent = decided({ cases: [openCase()] });
    expect(told(silent)).toContain("one of which nobody tells is open");
    const untold = decided({ cases: [openCase(closed)] });
    expect(untold).toMatchObject({ open: true, floor: "2031-03-01" });
    const sued = { ...closed, litigation: "open", archiveTerm: "P10Y" } as const;
    expect(decided({ cases: [openCase(sued)] }).open).toBe(true);
    const final = { litigation: "final", litigationFinalOn: day("2027-06-30") } as const;
    const over = decided({ cases: [openCase({ ...sued, ...final })] });
    expect(over).toMatchObject({ open: false, floor: "2037-06-30" });
  });

  it("is kept as long as the longest of several cases, and real estate longer", () => {
    const ten = openCase({ ...closed, archiveTerm: "P10Y" });
    const thirty = openCase({ ...closed, closedOn: day("2025-12-31"), archiveTerm: "P30Y" });
    expect(decided({ cases: [ten, thirty] })).toMatchObject({ floor: "2055-12-31", open: false });
    expect(decided({ cases: [ten, openCase()] })).toMatchObject({
      floor: "2036-03-01",
      open: true,
    });
    const land = openCase({ ...closed, archiveTerm: "P10Y", flags: ["real-estate"] });
    expect(decided({ cases: [land] }).floor).toBe("2046-03-01");
  });

  it("does not fall back below what was promised when a case closes without its evidence", () => {
    const dropped = openCase({ closedOn: day("2026-03-01"), outcome: "not-evidence" });
    const after = decided({ cases: [dropped], promised: day("2030-01-31") });
    expect(after).toMatchObject({ classes: ["R-ROUTINE"], floor: "2030-01-31", open: false });
    expect(told(after)).toContain("A promise never gets shorter");
    expect(decided({ promised: "permanent" }).floor).toBe("permanent");
    // A decision that repeats itself has no promise to tell of.
    expect(told(decided({ promised: day("2025-07-31") }))).not.toContain("promised");
  });

  it("keeps for ever what is marked, and what a major decision rests on", () => {
    for (const flag of ["obstruction", "major-incident", "complex"]) {
      const marked = decided({ ...cctv, flags: [{ flag, on: day("2025-02-03") }] });
      expect(marked).toMatchObject({ floor: "permanent", ceiling: null, conflict: false });
    }
    expect(decided({ cases: [openCase({ majorDecision: true })] }).floor).toBe("permanent");
    expect(decided({ flags: [{ flag: "unheard-of", on: day("2025-02-03") }] }).floor).toBe(
      "2025-07-31",
    );
  });
});

describe("what it starts in", () => {
  it("goes by the activity, and by the source where the pack knows none such, and says so", () => {
    const known = shippedRules("cn-hainan-2019", ({ activities }) => {
      const [first] = activities;
      if (first !== undefined) first.retention = "R-WINDOW";
    });
    const facts = clip({ activity: "HN-01" });
    const window = decide(facts, known, CHINA);
    expect(window).toMatchObject({
      classes: ["R-WINDOW"],
      floor: "2025-04-30",
      unknownActivity: false,
    });
    const unknown = decided({ activity: "beach patrol" });
    expect(unknown).toMatchObject({ classes: ["R-ROUTINE"], unknownActivity: true });
    expect(told(unknown)).toContain("knows no such activity");
  });

  it("has the house's own floor where no pack is in force, and nothing else", () => {
    const none = decide(clip(), null, CHINA);
    expect(none).toMatchObject({ classes: [], floor: "2025-03-03", open: false, ceiling: null });
    expect(none.reasons.map(({ rule }) => rule)).toEqual(["house-floor"]);
  });

  it("counts working days where its class does, and is provisional beyond the tables", () => {
    const rules = shippedRules("cn-hainan-2019", ({ classes }) => {
      const routine = classes.find(({ code }) => code === "R-ROUTINE");
      if (routine === undefined) return;
      routine.basis = "working";
      routine.floor = { kind: "duration", iso: iso("P20D") };
    });
    const dates = { recordedOn: day("2025-09-24"), receivedOn: day("2025-09-24") };
    const sealedUntil = day("2025-09-25");
    const counted = decide(clip({ ...dates, sealedUntil }), rules, CHINA);
    expect(counted).toMatchObject({ floor: "2025-10-28", provisional: false });
    const later = { recordedOn: day("2026-12-20"), receivedOn: day("2026-12-20") };
    expect(decide(clip({ ...later, sealedUntil }), rules, CHINA).provisional).toBe(true);
  });
});

describe("what a term runs from", () => {
  type Changed = Partial<Pack["classes"][number]>;
  const by = (changes: Changed, facts: Partial<RetentionFacts>) => {
    const rules = shippedRules("cn-hainan-2019", (pack) => {
      const routine = pack.classes.find(({ code }) => code === "R-ROUTINE")!;
      Object.assign(routine, { floor: { kind: "duration", iso: "P1M" }, ...changes });
      pack.promotions = [];
    });
    return decide(clip(facts), rules, CHINA);
  };

  it("is a complaint alone, where a complaint is what the class names", () => {
    const flags = [
      { flag: "complaint", on: day("2025-03-10") },
      { flag: "use-of-force", on: day("2025-05-01") },
    ];
    expect(by({ trigger: "complaint-received" }, { flags }).floor).toBe("2025-04-10");
    expect(by({ trigger: "flagged" }, { flags }).floor).toBe("2025-06-01");
  });

  it("waits for each fact that is missing and says which, and never counts from the recording instead", () => {
    const ceiling = { kind: "duration", iso: "P2M" } as const;
    const lacking = TRIGGERS.filter((trigger) => trigger !== "recorded-end").filter(
      (trigger) => trigger !== "received",
    );
    const said = lacking.map((trigger) => {
      const kept = by({ trigger, ceiling }, {});
      expect(kept, trigger).toMatchObject({ open: true, floor: "2025-03-03", ceiling: null });
      return kept.reasons.map((reason) => sentence(reason).en).join("\n");
    });
    expect(new Set(said).size).toBe(lacking.length);
  });

  it("is the end of its session, which goes on until somebody tells its end", () => {
    const trigger = "session-end";
    const of = (endedOn: string | null) =>
      by({ trigger }, { session: { endedOn: endedOn === null ? null : day(endedOn) } });
    expect(of("2025-02-10")).toMatchObject({ open: false, floor: "2025-03-10" });
    expect(told(of("2025-02-10"))).toContain("its recording session ended on 2025-02-10");
    expect(of(null)).toMatchObject({ open: true });
    expect(told(of(null), "zh-CN")).toContain("所属录制活动未告知结束");
    // It cannot have ended before what is of it was recorded; years ahead is a slip.
    const early = by({ trigger }, { session: { endedOn: day("2024-12-01") } });
    expect(early).toMatchObject({ open: false, floor: "2025-03-03" });
    expect(of("2062-02-10")).toMatchObject({ open: true, floor: "2025-03-03" });
  });

  it("is each day on which it was classified, the last of them", () => {
    const classifiedOn = [day("2025-06-01"), day("2025-03-15")];
    const kept = by({ trigger: "classification-issued" }, { classifiedOn });
    expect(kept).toMatchObject({ open: false, floor: "2025-07-01" });
    expect(told(kept)).toContain("it was classified on 2025-06-01");
  });

  it("leaves the ceiling open as long as one of several cases has not come so far", () => {
    const ceiling = { kind: "duration", iso: "P2M" } as const;
    const closed = openCase({ closedOn: day("2026-03-01"), outcome: "not-evidence" });
    const of = (...cases: RetentionFacts["cases"]) =>
      by({ trigger: "case-closed", ceiling }, { cases }).ceiling;
    expect([of(closed), of(closed, openCase())]).toEqual(["2026-05-01", null]);
  });
});

describe("words", () => {
  it("says what it rests on in both languages, with the places in the law", () => {
    const file = openCase({
      closedOn: day("2026-03-01"),
      outcome: "evidence-used",
      archiveTerm: "P10Y",
    });
    const decision = decided({ cases: [file] });
    expect(headline(decision)).toEqual({
      "zh-CN": "保存至 2036-03-01",
      en: "Kept until 2036-03-01",
    });
    expect(told(decision, "zh-CN")).toContain("案件 琼综执罚〔2025〕12号 办结于 2026-03-01");
    expect(told(decision, "zh-CN")).toContain("10 年：保存至 2036-03-01。（");
    expect(told(decision)).toContain(
      "case 琼综执罚〔2025〕12号 was closed on 2026-03-01; at least 10 years: until 2036-03-01",
    );
    expect(headline(decided({ cases: [openCase()] })).en).toContain("its end is not known yet");
    expect(headline({ floor: "permanent", open: false })["zh-CN"]).toBe("永久保存");
  });
});

it("goes by all activities, those of its session too: the one that is kept longest", () => {
  const rules = shippedRules("cn-hainan-2019");
  const activities = ["HN-01", "HN-06"];
  const floors = activities.map((activity) => decide(clip({ activity }), rules, CHINA).floor);
  const both = decide(clip({ activity: "HN-01", sessionActivities: ["HN-06"] }), rules, CHINA);
  const ofSession = decide(clip({ sessionActivities: activities }), rules, CHINA);
  expect([both.floor, ofSession.floor]).toEqual([floors.toSorted().at(-1), both.floor]);
  expect(ofSession.reasons.every(({ rule }) => rule !== "raised-to")).toBe(true);
  const told = decide(
    clip({ activity: "beach patrol", sessionActivities: ["HN-06"] }),
    rules,
    CHINA,
  );
  expect([told.unknownActivity, told.floor]).toEqual([true, floors[1]]);
});

it("counts from reception where the device's clock fell far behind", () => {
  const rules = shippedRules("cn-hainan-2019");
  const fallen = decide(clip({ recordedOn: day("2015-01-01") }), rules, CHINA);
  expect(fallen.floor).toBe(decide(clip({ recordedOn: null }), rules, CHINA).floor);
  expect(fallen.reasons.some(({ fact }) => fact.name === "recorded")).toBe(false);
});
