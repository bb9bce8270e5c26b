/** Whether the evidence of a case is legal and sufficient (合法、充分), point by point, by the pack in force. Pure. */
import type { WorkingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import { plusMs } from "../kernel/clock.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { ActivityType } from "../policy/activity-type.ts";
import { REVIEW_POINTS, type ReviewPoint } from "../policy/legal-review.ts";
import type { FindingCode } from "../sessions/completeness.ts";
import { handInState } from "../sessions/hand-in.ts";
import type { Evidence, Judged, ReviewedSession } from "./evidence.ts";
import { type Point, type Reason, pointOf, reason } from "./point.ts";

export interface ReviewCalendar {
  readonly days: ZoneDays;
  readonly calendar: WorkingDays;
}

/** In the order of the pack; of a house whose pack says none, or that has none, all that are known. */
export function sufficiencyOf(evidence: Evidence, calendar: ReviewCalendar): readonly Point[] {
  const pack = evidence.pack?.pack ?? null;
  const asked = pack?.legalReview?.points ?? (pack === null ? REVIEW_POINTS : OF_ANY_LAW);
  return asked.map((point) => answerTo(point, evidence, calendar));
}

/** Of a pack that asks for no review. Powers that are listed, and kinds of acts, are Chinese law: such a pack does not speak of them. */
const OF_ANY_LAW = REVIEW_POINTS.filter((point) => point !== "legal-basis");

export function answerTo(point: ReviewPoint, evidence: Judged, calendar: ReviewCalendar): Point {
  const { applies, reasons } = RULES[point](evidence, calendar);
  const cut = evidence.isWhole ? [] : [reason("too-much-to-read", "unknown")];
  return pointOf(point, applies, [...reasons, ...cut]);
}

interface Answer {
  readonly applies: boolean;
  readonly reasons: readonly Reason[];
}
type Rule = (evidence: Judged, calendar: ReviewCalendar) => Answer;

/** How a finding on completeness weighs on the point that it belongs to. */
type Weights = Partial<Readonly<Record<FindingCode, Reason["weight"]>>>;
/** What keeps any rule from being applied to a session. */
const UNRULED: Weights = { "no-activity": "unknown", "activity-unknown": "unknown" };

/** A point that the rules of activities decide: `isRuled` where an activity of the session asks for it. */
const byRules =
  (weights: Weights, isRuled: (rule: ActivityType, session: ReviewedSession) => boolean): Rule =>
  (evidence) => {
    const { pack, sessions } = evidence;
    if (pack === null) return { applies: true, reasons: [reason("no-rules", "unknown")] };
    if (sessions.length === 0) {
      return { applies: true, reasons: [reason("no-session", "unknown")] };
    }
    const rules = pack.pack.activities;
    return {
      applies: sessions.some((one) =>
        rules.some((rule) => one.session.activities.includes(rule.code) && isRuled(rule, one)),
      ),
      reasons: sessions.flatMap((one) => found(one, { ...UNRULED, ...weights })),
    };
  };

function found({ session, completeness }: ReviewedSession, weights: Weights): Reason[] {
  return completeness.findings.flatMap(({ code, facts }) => {
    const weight = weights[code];
    if (weight === undefined) return [];
    const itemId = (facts["itemId"] ?? null) as ItemId | null;
    return [reason(code, weight, { sessionId: session.id, itemId, facts })];
  });
}

const isRecorded = ({ recordings }: ReviewedSession): boolean => recordings.length > 0;

const RULES: Readonly<Record<ReviewPoint, Rule>> = {
  "legal-basis": ({ file }) => ({
    applies: file !== null,
    reasons: [
      ...(file?.powerItem === null ? [reason("no-power-item", "against")] : []),
      ...(file?.actionKind === null ? [reason("no-action-kind", "against")] : []),
    ],
  }),
  "two-officers": byRules({ "too-few-officers": "against" }, ({ minOfficers }) => minOfficers > 0),
  credentials: ({ pack, sessions }) => {
    const isAsked = pack?.pack.recordAsks.credentials ?? true;
    const staffed = sessions.filter(({ officers }) => isAsked && officers.length > 0);
    return {
      applies: staffed.length > 0,
      reasons: staffed.flatMap((one) =>
        one.day === null
          ? [reason("day-unknown", "unknown", { sessionId: one.session.id })]
          : found(one, { "officer-without-credential": "against" }),
      ),
    };
  },
  integrity: ({ items }) => ({ applies: items.length > 0, reasons: items.flatMap(ofIntegrity) }),
  "source-signature": ({ items }) => ({
    applies: items.some(({ source }) => source !== null && source !== "unsigned"),
    reasons: items.flatMap(({ itemId, source }) => {
      const about = { itemId };
      if (source === null) return [reason("source-not-looked-at", "unknown", about)];
      if (source === "invalid") return [reason("source-invalid", "against", about)];
      if (source !== "not-verifiable") return [];
      return [reason("source-not-verifiable", "unknown", about)];
    }),
  }),
  "sessions-told": ({ items, sessions }) => {
    const placed = new Set(sessions.flatMap((one) => one.recordings.map(({ itemId }) => itemId)));
    const loose = items.filter(({ itemId }) => !placed.has(itemId));
    return {
      applies: items.length > 0 || sessions.length > 0,
      reasons: [
        ...loose.map(({ itemId }) => reason("item-of-no-session", "against", { itemId })),
        ...sessions.flatMap((one) => found(one, { "no-activity": "against" })),
      ],
    };
  },
  recorded: byRules({ "not-recorded": "against", "not-recorded-explained": "note" }, () => true),
  continuity: byRules(
    {
      ...{ gap: "against", "pause-without-reason": "against", "gap-covered": "note" },
      ...{ "no-start-or-stop": "unknown", "untimed-recording": "unknown" },
      ...{ "gap-uncertain": "unknown", "clock-set": "unknown", "too-many-recordings": "unknown" },
    },
    ({ maxUnexplainedGapSec }, one) => maxUnexplainedGapSec !== null && isRecorded(one),
  ),
  "required-shots": byRules(
    { "shot-missing": "against" },
    ({ requiredShots }, one) => requiredShots.length > 0 && isRecorded(one),
  ),
  "required-elements": byRules(
    { "element-missing": "against", "element-not-judged": "unknown" },
    ({ requiredElements }, one) => requiredElements.length > 0 && isRecorded(one),
  ),
  "written-records": ({ pack, sessions }) => ({
    applies: (pack?.pack.recordAsks.writtenRecord ?? true) && sessions.some(isRecorded),
    reasons: sessions.flatMap((one) => found(one, { "no-written-record": "against" })),
  }),
  "key-segments": keySegments,
  "hand-in": handIn,
  "case-file": ({ file, items, sealed }) => {
    if (file === null) return { applies: false, reasons: [] };
    if (sealed === null) return { applies: true, reasons: [reason("no-case-file", "against")] };
    const listed = new Set(sealed.itemIds);
    const missing = items.filter(({ itemId }) => !listed.has(itemId));
    return {
      applies: true,
      reasons: missing.map(({ itemId }) => reason("not-in-case-file", "against", { itemId })),
    };
  },
};

function ofIntegrity({ itemId, stage, sealed, audit }: Evidence["items"][number]): Reason[] {
  if (sealed === null) return [reason("item-not-sealed", "against", { itemId, facts: { stage } })];
  if (audit.open.length > 0) {
    const facts = { findings: audit.open.join(", ") };
    return [reason("audit-finding", "against", { itemId, facts })];
  }
  // It was read back when it was sealed: the audit only has not come round to it.
  return audit.audited < Math.max(1, audit.objects)
    ? [reason("not-audited-yet", "note", { itemId })]
    : [];
}

/** Where a recording stands in a record's place, the stretches that are told in words must lie within it. */
function keySegments({ annotations, items, sessions }: Judged): Answer {
  const lengths = new Map<ItemId, number | null>(
    [...items, ...sessions.flatMap(({ recordings }) => recordings)].map((one) => [
      one.itemId,
      one.durationMs,
    ]),
  );
  const replacing = annotations.flatMap(({ itemId, note }) =>
    note.type === "record" && note.relation === "replaces" ? [{ itemId, note }] : [],
  );
  return {
    applies: replacing.length > 0,
    reasons: replacing.flatMap(({ itemId, note: { documentNo, segments } }) => {
      const lengthMs = lengths.get(itemId) ?? null;
      const isOutside = lengthMs !== null && segments.some(({ toMs }) => toMs > lengthMs);
      return isOutside
        ? [reason("segment-outside", "against", { itemId, facts: { documentNo } })]
        : [];
    }),
  };
}

const HAND_IN_REASONS = {
  late: ["hand-in-late", "against"],
  untimed: ["hand-in-untimed", "unknown"],
  clockAhead: ["hand-in-clock-ahead", "unknown"],
} as const;

function handIn({ pack, items, sessions }: Judged, calendar: ReviewCalendar): Answer {
  const rule = pack?.pack.deadlines.find(({ trigger }) => trigger === "duty-ended");
  if (rule === undefined) return { applies: false, reasons: [] };
  const stops = new Map(
    sessions.flatMap(({ session, recordings }) =>
      recordings.map(({ itemId }) => [itemId, session.stoppedAt] as const),
    ),
  );
  return {
    applies: items.length > 0,
    reasons: items.flatMap(({ itemId, receivedAt, recordedAt, durationMs }) => {
      const own = recordedAt === null ? null : plusMs(recordedAt, durationMs ?? 0);
      const endedAt = stops.get(itemId) ?? own;
      const state = handInState({ receivedAt, endedAt }, rule, calendar);
      if (state === "onTime") return [];
      const [code, weight] = HAND_IN_REASONS[state];
      return [reason(code, weight, { itemId, facts: { received: receivedAt } })];
    }),
  };
}
