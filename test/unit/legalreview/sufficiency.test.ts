/** The report on legality and sufficiency by worked examples under the shipped pack of Hainan. */
import { expect, it } from "vitest";
import { zoneDays } from "../../../services/calendar/zone-days.ts";
import { NO_FACTS } from "../../../services/cases/case-facts.ts";
import type { Evidence, ReviewedSession } from "../../../services/legalreview/evidence.ts";
import type { ReviewedItem } from "../../../services/legalreview/legal-review-store.ts";
import { POINT_WORDS, reasonText } from "../../../services/legalreview/point-words.ts";
import { sufficiencyOf } from "../../../services/legalreview/sufficiency.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import {
  type AnnotationId,
  type CaseId,
  type DeviceId,
  type ItemId,
  type OfficerId,
  newId,
} from "../../../services/kernel/ids.ts";
import type { PackInForce } from "../../../services/policy/in-force.ts";
import { REVIEW_POINTS, type ReviewPoint } from "../../../services/policy/legal-review.ts";
import type { Annotation } from "../../../services/sessions/annotation.ts";
import type { Finding } from "../../../services/sessions/completeness.ts";
import { verdictOf } from "../../../services/sessions/completeness.ts";
import { NOON, TODAY } from "../../fixtures/evidence.ts";
import { shippedPack } from "../../fixtures/packs.ts";
import { aSession } from "../../fixtures/reported.ts";
import { CHINA } from "../../fixtures/retention.ts";

const calendar = { days: zoneDays("Asia/Shanghai"), calendar: CHINA };
const pack = { pack: shippedPack("cn-hainan-2019") } as PackInForce;
const itemId = newId<ItemId>();
const item: ReviewedItem = {
  ...{ itemId, stage: "sealed", source: "valid", recordedAt: NOON, durationMs: 60_000 },
  sealed: { sha256: sha256("o"), manifestSha256: sha256("m") },
  ...{ receivedAt: plusMs(NOON, 3_600_000), audit: { objects: 2, audited: 2, open: [] } },
};
const officerId = newId<OfficerId>();
const session = aSession({
  ...{ activities: ["HN-01"], officerIds: [officerId, newId<OfficerId>()], stoppedAt: NOON },
});
const seizure = (...findings: Finding[]): ReviewedSession => ({
  ...{ session, day: TODAY, completeness: { verdict: verdictOf(findings), findings } },
  recordings: [
    {
      ...{ itemId, deviceId: newId<DeviceId>(), deviceName: "A", recordedAt: NOON },
      ...{ durationMs: 60_000, by: "person", camera: null, clock: null },
    },
  ],
  officers: session.officerIds.map((id) => ({ officerId: id, credential: null })),
});
const replaced = (toMs: number): Annotation => ({
  ...{ id: newId<AnnotationId>(), itemId, madeAt: NOON, madeBy: "user:x", ended: null },
  note: {
    ...{ type: "record", kind: "transcript", documentNo: "笔录-1", sha256: sha256("r") },
    ...{ relation: "replaces", segments: [{ fromMs: 0, toMs, text: "所述" }] },
  },
});
const whole: Evidence = {
  file: {
    ...{ ...NO_FACTS, id: newId<CaseId>(), number: "1", title: "t", actionKind: "coercion" },
    ...{ powerItem: { code: "P-1", version: "3" }, revision: 0 },
    ...{ createdAt: NOON, createdBy: "process:test" },
  },
  ...{ pack, items: [item], sessions: [seizure()], annotations: [replaced(60_000)] },
  sealed: { version: 1, sha256: sha256("file"), itemIds: [itemId] },
  isWhole: true,
};

const states = (changes: Partial<Evidence> = {}) =>
  Object.fromEntries(
    sufficiencyOf({ ...whole, ...changes }, calendar).map(({ point, state }) => [point, state]),
  ) as Record<ReviewPoint, string>;
const reasons = (point: ReviewPoint, changes: Partial<Evidence>) =>
  sufficiencyOf({ ...whole, ...changes }, calendar)
    .find((one) => one.point === point)!
    .reasons.map(({ code, weight }) => `${weight} ${code}`);
const found = (code: Finding["code"], weight: Finding["weight"] = "fault"): Finding => ({
  ...{ code, weight, facts: {} },
});

it("meets every point where nothing is missing, in the order of the pack", () => {
  const points = sufficiencyOf(whole, calendar);
  expect(points.map(({ point }) => point)).toEqual(pack.pack.legalReview!.points);
  expect(states()).toEqual(Object.fromEntries(REVIEW_POINTS.map((point) => [point, "met"])));
  const two = { ...pack.pack.legalReview!, points: ["integrity" as const] };
  const short = { pack: { ...pack.pack, legalReview: two } } as PackInForce;
  expect(sufficiencyOf({ ...whole, pack: short }, calendar)).toHaveLength(1);
});

it("has each finding on completeness speak against its own point and no other", () => {
  for (const [code, point, state] of [
    ["too-few-officers", "two-officers", "not-met"],
    ["officer-without-credential", "credentials", "not-met"],
    ["not-recorded", "recorded", "not-met"],
    ["gap", "continuity", "not-met"],
    ["pause-without-reason", "continuity", "not-met"],
    ["untimed-recording", "continuity", "cannot-be-told"],
    ["gap-covered", "continuity", "met"],
    ["shot-missing", "required-shots", "not-met"],
    ["element-missing", "required-elements", "not-met"],
    ["element-not-judged", "required-elements", "cannot-be-told"],
    ["no-written-record", "written-records", "not-met"],
  ] as const) {
    const { [point]: told, ...rest } = states({ sessions: [seizure(found(code))] });
    expect([code, told]).toEqual([code, state]);
    expect(new Set(Object.values(rest)), code).toEqual(new Set(["met"]));
  }
});

it("tells of items that are not sealed, were changed, or came late, by their ids", () => {
  const of = (changes: Partial<ReviewedItem>) => ({ items: [{ ...item, ...changes }] });
  const open = { objects: 1, audited: 1, open: ["fixity/differs"] };
  expect(reasons("integrity", of({ sealed: null }))).toEqual(["against item-not-sealed"]);
  expect(reasons("integrity", of({ audit: open }))).toEqual(["against audit-finding"]);
  const unread = of({ audit: { objects: 2, audited: 1, open: [] } });
  expect(reasons("integrity", unread)).toEqual(["note not-audited-yet"]);
  expect(states(unread).integrity).toBe("met");
  expect(states(of({ source: "invalid" }))["source-signature"]).toBe("not-met");
  expect(states(of({ source: "not-verifiable" }))["source-signature"]).toBe("cannot-be-told");
  expect(states(of({ source: null }))["source-signature"]).toBe("cannot-be-told");
  expect(states(of({ source: "unsigned" }))["source-signature"]).toBe("not-applicable");
  const days = (many: number) => of({ receivedAt: plusMs(NOON, many * 86_400_000) });
  expect(states(days(1))["hand-in"]).toBe("met");
  expect(reasons("hand-in", days(1.01))).toEqual(["against hand-in-late"]);
  expect(reasons("hand-in", days(-1))).toEqual(["unknown hand-in-clock-ahead"]);
  const loose = { sessions: [], ...of({ recordedAt: null }) };
  expect(reasons("hand-in", loose)).toEqual(["unknown hand-in-untimed"]);
  expect(reasons("sessions-told", loose)).toEqual(["against item-of-no-session"]);
  expect(reasons("case-file", { sealed: null })).toEqual(["against no-case-file"]);
  const unlisted = { sealed: { ...whole.sealed!, itemIds: [] } };
  expect(reasons("case-file", unlisted)).toEqual(["against not-in-case-file"]);
});

it("wants the segments of a recording that replaces a record within it", () => {
  expect(reasons("key-segments", { annotations: [replaced(60_001)] })).toEqual([
    "against segment-outside",
  ]);
  expect(states({ annotations: [] })["key-segments"]).toBe("not-applicable");
});

it("says that it cannot tell, never that a point is met, where no rule could be applied", () => {
  const bare = states({ pack: null });
  for (const point of ["two-officers", "recorded", "continuity", "required-shots"] as const) {
    expect(bare[point]).toBe("cannot-be-told");
    expect(states({ sessions: [] })[point]).toBe("cannot-be-told");
    expect(states({ sessions: [seizure(found("activity-unknown", "open"))] })[point]).toBe(
      "cannot-be-told",
    );
  }
  expect(states({ sessions: [{ ...seizure(), day: null }] }).credentials).toBe("cannot-be-told");
  expect(Object.values(states({ isWhole: false })).filter((state) => state === "met")).toEqual([]);
  const facts = { file: { ...whole.file, powerItem: null, actionKind: null } };
  expect(reasons("legal-basis", facts)).toEqual([
    "against no-power-item",
    "against no-action-kind",
  ]);
});

it("names points and reasons in both languages, filled in", () => {
  for (const point of REVIEW_POINTS) expect(POINT_WORDS[point]["zh-CN"]).not.toBe("");
  const [late] = sufficiencyOf(
    { ...whole, items: [{ ...item, sealed: null, stage: "quarantined" }] },
    calendar,
  ).flatMap(({ reasons: told }) => told);
  const { "zh-CN": chinese, en } = reasonText(late!);
  for (const text of [chinese, en]) {
    expect(text).toContain(itemId);
    expect(text).toContain("quarantined");
    expect(text).not.toContain("{");
  }
});
