/** The rules of legal review: what asks for it, how it stands, what an opinion may say, what changed between two rounds. */
import { describe, expect, it } from "vitest";
import { NO_FACTS } from "../../../services/cases/case-facts.ts";
import { changesBetween, isUnchanged } from "../../../services/legalreview/changes.ts";
import { type RoundDays, groundsOf, standingOf } from "../../../services/legalreview/need.ts";
import { type SaidOpinion, checkOpinion } from "../../../services/legalreview/opinion.ts";
import { pointOf, reason } from "../../../services/legalreview/point.ts";
import type { Submission } from "../../../services/legalreview/submission-text.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import {
  type CaseId,
  type ItemId,
  type SessionId,
  type UserId,
  newId,
} from "../../../services/kernel/ids.ts";
import { checkPack } from "../../../services/policy/check-pack.ts";
import type { Pack } from "../../../services/policy/pack.ts";
import { requirePack } from "../../../services/policy/read-pack.ts";
import { NOON, TODAY } from "../../fixtures/evidence.ts";
import { packBytes, shippedPack } from "../../fixtures/packs.ts";
import { day } from "../../fixtures/retention.ts";

const pack = shippedPack("cn-hainan-2019");
const rule = pack.legalReview;
const codes = (changes: Partial<typeof NO_FACTS>) =>
  groundsOf({ ...NO_FACTS, ...changes }, rule).map(({ code }) => code);

describe("what asks for a review", () => {
  it("is what the pack names: the catalogue of major decisions, and difficult cases", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ majorDecision: true })).toEqual(["MAJOR"]);
    expect(codes({ flags: ["complex", "complaint"] })).toEqual(["COMPLEX"]);
    expect(groundsOf({ ...NO_FACTS, majorDecision: true }, null)).toEqual([]);
    expect(shippedPack("us-oregon-133-741").legalReview).toBeNull();
  });

  it("may be every decision of a kind, and a kind that is not told is none of them", () => {
    const always = [{ ...rule!.grounds[0]!, whenAny: [], actionKinds: ["penalty" as const] }];
    const of = (actionKind: "penalty" | "licence" | null) =>
      groundsOf({ ...NO_FACTS, actionKind }, { ...rule!, grounds: always }).length;
    expect([of("penalty"), of("licence"), of(null)]).toEqual([1, 0, 0]);
  });

  it("is checked in a pack: a ground or point twice, and a source that is not there", () => {
    const [first, second] = rule!.grounds;
    const faulty = packBytes(pack, {
      "legalReview.grounds": [first, { ...second, code: first!.code }],
      "legalReview.points": ["integrity", "integrity"],
      "legalReview.cite": [{ source: "nowhere", at: "" }],
    });
    expect(() => requirePack(faulty)).toThrow();
    const found = checkPack(JSON.parse(faulty.toString()) as Pack).map(({ path }) => path);
    expect(found.toSorted()).toEqual([
      ...["legalReview.cite.0.source", "legalReview.grounds.1", "legalReview.points.1"],
    ]);
  });
});

describe("how a review stands", () => {
  const round = (verdict: "agree" | "problems" | null, on = "2026-11-20"): RoundDays => ({
    dueOn: day("2026-11-23"),
    opinion: verdict === null ? null : { verdict, on: day(on) },
  });
  const of = (rounds: readonly RoundDays[], decided: string | null = null, isNeeded = true) => {
    const decidedOn = decided === null ? null : day(decided);
    const { state, finding } = standingOf({ isNeeded, decidedOn, rounds, today: TODAY });
    return [state, finding];
  };

  it("goes from missing over waiting to an opinion, and is overdue the day after the term", () => {
    expect(of([])).toEqual(["missing", null]);
    expect(of([], null, false)).toEqual(["not-needed", null]);
    expect(of([round(null)])).toEqual(["overdue", null]);
    const due = { ...round(null), dueOn: TODAY };
    expect(of([due])).toEqual(["waiting", null]);
    expect(of([{ ...due, dueOn: null }])).toEqual(["waiting", null]);
    expect(of([round("problems")])).toEqual(["returned", null]);
    expect(of([round("problems"), round("agree")])).toEqual(["agreed", null]);
  });

  it("finds a decision that was made without agreement, or before it; of cases that need none, nothing", () => {
    expect(of([], "2026-11-24")).toEqual(["missing", "decided-without"]);
    expect(of([], "2026-11-24", false)).toEqual(["not-needed", null]);
    expect(of([round("agree")], "2026-11-20")).toEqual(["agreed", null]);
    expect(of([round("agree")], "2026-11-19")).toEqual(["agreed", "agreed-after-decision"]);
    // What was said last before it counts.
    const back = [round("agree", "2026-11-10"), round("problems", "2026-11-12")];
    expect(of(back, "2026-11-13")).toEqual(["returned", "decided-without"]);
    expect(of([...back, round("agree", "2026-11-14")], "2026-11-13")).toEqual([
      ...["agreed", "agreed-after-decision"],
    ]);
  });
});

describe("an opinion", () => {
  const said = (verdict: SaidOpinion["verdict"], ...marks: SaidOpinion["marks"][number][]) => {
    const check = () =>
      checkOpinion({ verdict, marks, text: "see below", document: null }, [
        "integrity",
        "recorded",
      ]);
    try {
      check();
      return "fits";
    } catch (refusal) {
      return (refusal as { code: string }).code;
    }
  };
  const mark = (
    point: "integrity" | "recorded" | "hand-in",
    how: "fine" | "correct" | "problem",
    text = "because",
  ) => ({ point, mark: how, text });

  it("says the same as its marks, each on a point of the round, once, and with words", () => {
    expect(said("agree")).toBe("fits");
    expect(said("agree", mark("integrity", "fine", ""))).toBe("fits");
    expect(said("agree-with-corrections", mark("integrity", "correct"))).toBe("fits");
    expect(said("problems", mark("integrity", "problem"), mark("recorded", "correct"))).toBe(
      "fits",
    );
    for (const [verdict, how] of [
      ["agree", "correct"],
      ["agree", "problem"],
      ["agree-with-corrections", "problem"],
      ["agree-with-corrections", "fine"],
      ["problems", "correct"],
    ] as const) {
      expect(said(verdict, mark("integrity", how))).toBe("legalreview/marks-contradict");
    }
    expect(said("problems")).toBe("legalreview/marks-contradict");
    const twice = [mark("integrity", "problem"), mark("integrity", "fine")] as const;
    expect(said("problems", ...twice)).toBe("legalreview/no-such-point");
    expect(said("problems", mark("hand-in", "problem"))).toBe("legalreview/no-such-point");
    expect(said("problems", mark("integrity", "problem", " "))).toBe(
      "legalreview/mark-without-text",
    );
  });
});

it("a point is met only where it applies and nothing speaks against it or leaves it open", () => {
  const [against, unknown, note] = (["against", "unknown", "note"] as const).map((weight) =>
    reason("gap", weight),
  );
  const state = (...reasons: (typeof note)[]) =>
    pointOf(
      "continuity",
      true,
      reasons.flatMap((one) => one ?? []),
    ).state;
  expect(state()).toBe("met");
  expect(state(note)).toBe("met");
  expect(state(note, unknown)).toBe("cannot-be-told");
  expect(state(unknown, against)).toBe("not-met");
  expect(pointOf("continuity", false, []).state).toBe("not-applicable");
});

describe("what changed between two submissions", () => {
  const [kept, gone, come] = [newId<ItemId>(), newId<ItemId>(), newId<ItemId>()];
  const item = (id: ItemId, stage = "sealed"): Submission["items"][number] => ({
    ...{
      item: id,
      session: null,
      stage,
      source: null,
      audit: { objects: 1, audited: 1, open: [] },
    },
    sealed: stage === "sealed" ? { sha256: sha256(id), manifestSha256: sha256(`m${id}`) } : null,
  });
  const base: Submission = {
    ...{ type: "holdfast/legal-review-submission/v1", round: 1, previousSha256: null },
    case: { id: newId<CaseId>(), number: "1" },
    ...{ submittedAt: NOON, submittedBy: { id: newId<UserId>(), name: "李" }, statement: "first" },
    ...{ rules: null, grounds: ["MAJOR"], opinionDue: null, caseFile: null },
    facts: {
      ...{ title: "t", actionKind: null, agencyUnit: null, filedOn: null, decidedOn: null },
      ...{
        litigation: "none",
        majorDecision: true,
        majorReasons: ["r"],
        powerItem: null,
        legalBasis: [],
      },
      ...{ flags: [], parties: [] },
    },
    items: [item(kept), item(gone)],
    sessions: [
      {
        ...{ session: newId<SessionId>(), number: "S-1", day: null, activities: [] },
        ...{ verdict: "incomplete", officers: [] },
      },
    ],
    records: [],
    points: [{ point: "integrity", state: "met", reasons: [] }],
  };

  it("is told by parts: what came, went, and says something else", () => {
    const later: Submission = {
      ...{ ...base, round: 2, statement: "second", submittedAt: NOON },
      facts: { ...base.facts, powerItem: { code: "P", version: "2" } },
      caseFile: { version: 1, sha256: sha256("file") },
      items: [item(kept, "quarantined"), item(come)],
      sessions: [{ ...base.sessions[0]!, verdict: "complete" }],
      points: [{ point: "integrity", state: "not-met", reasons: [] }],
    };
    const told = changesBetween(base, later).map(({ part, act, subject, before, after }) =>
      [part, act, subject, before ?? "", after ?? ""].join(" ").trim(),
    );
    expect(told).toEqual([
      "facts changed powerItem",
      "case-file added case-file  1",
      `item changed ${kept} sealed quarantined`,
      `item removed ${gone} sealed`,
      `item added ${come}  sealed`,
      "session changed S-1 incomplete complete",
      "point changed integrity met not-met",
    ]);
  });

  it("is nothing where only who, when, and what was said for it differ", () => {
    const again = { ...base, round: 2, statement: "again", previousSha256: sha256("x") };
    expect(isUnchanged(base, again)).toBe(true);
    expect(isUnchanged(base, { ...again, items: [] })).toBe(false);
  });
});
