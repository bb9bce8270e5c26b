/** The worked examples of Chinese practice from the first to the last day, each with the dates that stand in it. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deadline } from "../../../services/calendar/deadline.ts";
import { workingDays } from "../../../services/calendar/working-days.ts";
import { appraiseBatch, approveBatch } from "../../../services/disposal/decide-batch.ts";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import { requirePack } from "../../../services/policy/read-pack.ts";
import { decide } from "../../../services/retention/decide.ts";
import type { RetentionFacts } from "../../../services/retention/facts.ts";
import { dueFacts } from "../../fixtures/disposal.ts";
import { BLIND_SIGNER, DisposalHouse, PEOPLE } from "../../fixtures/disposal-house.ts";
import { CHINA, clip, day, openCase, shippedRules } from "../../fixtures/retention.ts";

const HAINAN = shippedRules("cn-hainan-2019");
const decided = (facts: Partial<RetentionFacts>) => decide(clip(facts), HAINAN, CHINA);
/** Of the day in Haikou. */
const at = (date: string, time: string) =>
  new Date(`${date}T${time}+08:00`).toISOString() as UtcInstant;

describe("a decision of Wednesday 2025-09-24", () => {
  const due = (calendar: typeof CHINA, amount: number) =>
    deadline(calendar, day("2025-09-24"), { amount, unit: "working" });

  it("is due after 7 working days on 10 October, after 20 on 28 October", () => {
    expect(due(CHINA, 7)).toEqual({ due: "2025-10-10", provisional: false });
    expect(due(CHINA, 20)).toEqual({ due: "2025-10-28", provisional: false });
  });

  it("is not what Monday to Friday alone would say; whoever has no table says that, and that it is provisional", () => {
    expect(due(workingDays([]), 7)).toEqual({ due: "2025-10-03", provisional: true });
    expect(due(workingDays([]), 20)).toEqual({ due: "2025-10-22", provisional: true });
  });
});

it("CCTV of 2025-05-01 must be gone after 05-31; then notice and grace run, and are on record", async () => {
  const recorded = { recordedOn: day("2025-05-01"), receivedOn: day("2025-05-01") };
  const kept = decided({ ...recorded, sourceKind: "cctv", sealedUntil: day("2025-05-31") });
  expect(kept).toMatchObject({ floor: "2025-05-31", ceiling: "2025-05-31", conflict: false });

  const house = new DisposalHouse(BLIND_SIGNER);
  const item = await house.addItem({
    ...{ receivedAt: at("2025-05-01", "09:00:00"), lockedUntil: null },
    decided: { ...dueFacts().decided!, floor: day("2025-05-31") },
  });
  // Its last day is a day on which it is kept.
  house.real = at("2025-05-31", "23:59:59");
  await expect(house.proposed(item)).rejects.toMatchObject({ code: "disposal/not-eligible" });
  house.real = at("2025-06-01", "00:00:00");
  const { id, noticeOn, noticeUntil } = await house.proposed(item);
  // 2 June is a holiday.
  expect(noticeOn).toBe("2025-06-11");
  const items = [{ itemId: item, decision: "destroy", why: "its purpose is met" }] as const;
  const appraise = () => appraiseBatch(house.peopleDeps(), PEOPLE[1], { id, items });
  await expect(appraise()).rejects.toMatchObject({ code: "disposal/notice-runs" });
  house.real = noticeUntil;
  const { sha256 } = (await appraise()).appraisal!;
  for (const by of PEOPLE.slice(2)) await approveBatch(house.peopleDeps(), by, { id, sha256 });
  expect((await house.store.get(id)).graceUntil).toBe(at("2025-06-15", "00:00:00"));
  house.real = at("2025-06-14", "23:59:59");
  expect([await house.round(), house.left(item)]).toEqual([[], 2]);
  house.real = at("2025-06-15", "00:00:00");
  await house.round();
  expect(house.left(item)).toBe(0);
  expect(house.actions.all.map(({ kind, at: when }) => [kind, when.slice(0, 10)])).toEqual([
    ["disposal-proposed", "2025-05-31"],
    ["disposal-appraised", "2025-06-11"],
    ["disposal-approved", "2025-06-11"],
    ["disposal-approved", "2025-06-11"],
  ]);
});

describe("a clip of a body camera of 2025-01-31", () => {
  const receivedOn = day("2025-02-01");
  const routine = decided({ receivedOn });

  it("is kept six months, to 2025-07-31; one of 2025-08-31 to the last of February", () => {
    expect([routine.floor, routine.classes]).toEqual(["2025-07-31", ["R-ROUTINE"]]);
    const august = { recordedOn: day("2025-08-31"), receivedOn: day("2025-08-31") };
    expect(decided({ ...august, sealedUntil: day("2025-09-30") }).floor).toBe("2026-02-28");
  });

  it("linked on day 170, 2025-07-20, follows the file: closed on 2026-03-01, ten years, to 2036-03-01", () => {
    const filed = { filedOn: day("2025-07-20") };
    const linked = decided({ receivedOn, promised: day(routine.floor), cases: [openCase(filed)] });
    expect(linked).toMatchObject({ classes: ["R-ROUTINE", "R-CASEFILE"], open: true });
    const closed = { ...filed, closedOn: day("2026-03-01"), outcome: "evidence-used" } as const;
    const ended = (archiveTerm: "P10Y" | null) =>
      decided({ promised: day(linked.floor), cases: [openCase({ ...closed, archiveTerm })] });
    expect(ended("P10Y")).toMatchObject({ floor: "2036-03-01", open: false });
    // The five years after which nobody can sue are inside.
    expect(ended(null)).toMatchObject({ floor: "2031-03-01", open: true });

    const unused = openCase({ ...closed, outcome: "not-evidence" });
    const dropped = decided({ promised: day(linked.floor), cases: [unused] });
    expect([dropped.floor, dropped.classes]).toEqual([linked.floor, ["R-ROUTINE"]]);
  });
});

it("a hold on the day of destruction, while the grace runs, takes its item out, and the batch goes on", async () => {
  const house = new DisposalHouse(BLIND_SIGNER);
  const [held, other] = [await house.addItem(), await house.addItem()];
  const batch = await house.approved(held, other);
  house.real = plusMs(batch.graceUntil!, -3_600_000);
  house.store.change(held, { holds: 1, heldAt: house.clock() });
  house.real = batch.graceUntil!;
  await house.round();
  expect([house.left(held), house.left(other)]).toEqual([2, 0]);
  expect(await house.outcome(batch, 0)).toEqual(["dropped", "held held-since"]);
  expect(await house.outcome(batch, 1)).toEqual(["destroyed", ""]);
});

it("the rule on seizures is data of the pack", () => {
  const file = new URL("../../../services/policy/packs/cn-hainan-2019.json", import.meta.url);
  const { activities, promotions, night } = requirePack(readFileSync(file)).pack;
  const rule = activities.find(({ code }) => code === "HN-01")!;
  expect(rule).toMatchObject({
    ...{ duty: "full", minOfficers: 2, maxUnexplainedGapSec: 5, nightOrHolidayWarning: true },
    retention: "R-ROUTINE",
    requiredShots: expect.arrayContaining([
      ...["credential_shown", "notice_read", "rights_told", "inventory", "signature"],
    ]) as string[],
  });
  expect(rule.cite.map(({ at: place }) => place)).toEqual(
    expect.arrayContaining(["三(二)2", "47"]),
  );
  expect(night?.cite).toMatchObject([{ source: "coercion-law", at: "43" }]);
  const raising = (fact: (typeof promotions)[number]["whenAny"][number]) =>
    promotions.filter(({ whenAny }) => whenAny.includes(fact)).map((each) => each.class);
  expect(raising("evidence-used")).toEqual(["R-EVIDENCE"]);
  for (const fact of ["obstruction", "major-incident", "major-decision"] as const) {
    expect(raising(fact)).toEqual(["R-PERMANENT"]);
  }
});
