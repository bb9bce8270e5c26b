/** What stands against an end: each fact by itself, and what was told since. */
import { describe, expect, it } from "vitest";
import {
  type DisposalFacts,
  type FrozenItem,
  against,
  againstSince,
  isFinal,
} from "../../../services/disposal/against.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { LATER, TO_ARCHIVE, dueFacts } from "../../fixtures/disposal.ts";
import { day } from "../../fixtures/retention.ts";

const time = { day: day("2026-11-24"), at: LATER, transfers: null };
const decided = dueFacts().decided!;

describe("against", () => {
  it("is nothing for what is sealed, decided, past its floor, and let alone", () => {
    expect(against(dueFacts(), time)).toEqual([]);
    expect(against(dueFacts(), { ...time, day: day("2026-11-02") })).toEqual([]);
  });

  it.each<[string, Partial<DisposalFacts>, boolean]>([
    ["not-sealed", { stage: "verified" }, true],
    ["not-sealed", { stage: "quarantined" }, true],
    ["not-sealed", { manifestSha256: null }, true],
    ["copies-under-way", { viewingStage: "made" }, false],
    ["copies-under-way", { overviewStage: "waiting" }, false],
    ["copies-under-way", { overviewStage: "made" }, false],
    ["not-decided", { decided: null }, true],
    ["permanent", { decided: { ...decided, floor: "permanent" } }, true],
    ["open", { decided: { ...decided, open: true } }, true],
    ["floor", { decided: { ...decided, floor: day("2026-11-24") } }, true],
    ["decision-under-way", { isUndecided: true }, false],
    ["locked", { lockedUntil: plusMs(LATER, 1) }, false],
    ["held", { holds: 2 }, true],
    ["packaging", { isPackaging: true }, false],
    ["proposed", { isProposed: true }, true],
  ])("tells %s where %j", (code, facts, ends) => {
    expect(against(dueFacts(facts), time)).toEqual([code]);
    expect(isFinal(against(dueFacts(facts), time))).toBe(ends);
  });

  it("lets nothing end that the rules send to an archive first, and lets it end once an archive has it", () => {
    const owed = dueFacts({ archiveTerms: ["P10Y"] });
    const rules = { ...time, transfers: TO_ARCHIVE };
    expect(against(owed, time)).toEqual([]);
    expect(against(owed, rules)).toEqual(["to-archive"]);
    expect(isFinal(["to-archive"])).toBe(true);
    expect(against({ ...owed, transferredAt: LATER }, rules)).toEqual([]);
    expect(against(dueFacts({ archiveTerms: ["P30Y"] }), rules)).toEqual([]);
  });

  it("tells everything at once, and what ends wins", () => {
    const all = against(dueFacts({ holds: 1, isPackaging: true }), time);
    expect(all).toEqual(["held", "packaging"]);
    expect(isFinal(all)).toBe(true);
  });
});

describe("againstSince", () => {
  const facts = dueFacts();
  const frozen = facts as FrozenItem;

  it("is nothing where all is as it was, also what was held and found before", () => {
    expect(againstSince(facts, frozen, LATER)).toEqual([]);
    const before = { ...facts, heldAt: plusMs(LATER, -1), findings: ["fixity/lock-missing"] };
    const told = { ...frozen, findings: ["fixity/lock-missing", "fixity/object-missing"] };
    expect(againstSince(before, told, LATER)).toEqual([]);
  });

  it.each<[string, Partial<DisposalFacts>]>([
    // Released since or not: people judged another state of things.
    ["held-since", { heldAt: LATER, holds: 0 }],
    ["decided-since", { decided: { ...decided, sha256: sha256("other") } }],
    ["finding-since", { findings: ["fixity/digest-differs"] }],
    ["labelled-since", { labelledAt: LATER }],
    ["needed-since", { neededAt: LATER }],
    ["other-bytes", { sha256: sha256("other") }],
    ["other-bytes", { manifestSha256: sha256("other") }],
  ])("tells %s where %j", (code, changes) => {
    const changed = { ...facts, decided: frozen.decided, ...changes };
    expect(againstSince(changed, frozen, LATER)).toEqual([code]);
    expect(isFinal(againstSince(changed, frozen, LATER))).toBe(true);
  });
});
