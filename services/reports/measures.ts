/** From what was counted to the figures of each measure of a report. Pure; what a pack must say comes from the pack. */
import type { REPORT_MEASURES, Ratio } from "../policy/house-rules.ts";
import type { Pack } from "../policy/pack.ts";
import { type Figure, count, notKnown, share } from "./figure.ts";
import type { HandInTally } from "../sessions/hand-in.ts";
import type { DutyStates, PublicityTally } from "./publicity-tally.ts";
import type {
  DisposalFigures,
  Equipment,
  FindingFigures,
  HoldFigures,
  ItemCounts,
  SpotCheckFigures,
} from "./report-facts.ts";
import type { ReviewTally } from "./review-tally.ts";
import type { SessionTally } from "./session-tally.ts";

export type ReportMeasure = (typeof REPORT_MEASURES)[number];

/** All that was counted in one snapshot. */
export interface Counted {
  readonly sessions: SessionTally;
  readonly items: ItemCounts;
  /** Null: the pack has no deadline for handing in. */
  readonly handIns: HandInTally | null;
  readonly equipment: Equipment;
  readonly holds: HoldFigures;
  readonly findings: FindingFigures;
  readonly disposals: DisposalFigures;
  readonly decisions: PublicityTally;
  /** Null: the pack asks for no legal review. */
  readonly legalReviews: ReviewTally | null;
  /** Null: the pack has no score sheets. */
  readonly spotChecks: SpotCheckFigures | null;
}

type Rules = Pick<Pack, "ratios">;

export const FIGURES_OF: Readonly<
  Record<ReportMeasure, (counted: Counted, rules: Rules) => readonly Figure[]>
> = {
  "recording-rate": ({ sessions }) => recordingRate(sessions),
  "linkage-rate": ({ items }) => {
    const [whole, left] = [kept(items), { quarantined: items.quarantined }];
    return [
      share("items-linked", items.linked, whole, left),
      share("items-in-session", items.inSession, whole, left),
    ];
  },
  "on-time-hand-in": ({ handIns, items }) => {
    const left = { quarantined: items.quarantined };
    if (handIns === null) return [notKnown("handed-in-on-time", "no-rule", left)];
    const { onTime, late, untimed, clockAhead } = handIns;
    const why = { untimed, "clock-ahead": clockAhead, ...left };
    return [share("handed-in-on-time", onTime, onTime + late, why)];
  },
  completeness: ({ sessions: { complete, open, incomplete, notBegun } }) => {
    const [all, left] = [complete + open + incomplete, { "not-begun": notBegun }];
    return [
      share("records-complete", complete, all, left),
      share("records-incomplete", incomplete, all, left),
    ];
  },
  "equipment-ratio": ({ equipment }, rules) => deviceSets(equipment, rules),
  "recording-rooms": ({ equipment }, { ratios }) => [
    must("recording-rooms", ratios, "recording-rooms", equipment.roomRecorders, equipment),
  ],
  "legal-review-coverage": ({ legalReviews: reviews }) => {
    if (reviews === null) return [notKnown("legal-reviews", "no-rule")];
    const left = { "no-review-needed": reviews.notNeeded };
    return [
      share("legal-reviews", reviews.agreed, reviews.needed, left),
      count("legal-reviews-late", reviews.late),
    ];
  },
  disposals: ({ disposals: { proposed, dropped, destroyed } }) => [
    count("disposals-proposed", proposed),
    share("disposals-dropped", dropped, proposed),
    count("disposals-done", destroyed),
  ],
  holds: ({ holds }) => [
    count("holds-placed", holds.placed),
    count("holds-released", holds.released),
    count("holds-active", holds.active),
    count("holds-overdue", holds.overdue),
    count("items-held", holds.items),
  ],
  "spot-checks": ({ spotChecks: spot }) => {
    if (spot === null) return [notKnown("spot-checks-closed", "no-rule")];
    return [
      share("spot-checks-closed", spot.closed, spot.drawn),
      count("spot-checks-overdue", spot.overdue),
      share("spot-check-points", spot.points, spot.ofPoints),
      share("spot-checks-fatal", spot.fatal, spot.closed),
    ];
  },
  publicity: ({ decisions: { publish, withdraw } }) => [
    inTime("published-in-time", publish),
    count("publishing-overdue", publish.overdue),
    inTime("withdrawn-in-time", withdraw),
  ],
  "integrity-findings": ({ findings, items }) => [
    count("findings-new", findings.found),
    share("findings-open", findings.open, findings.found),
    share("quarantined", items.quarantined, items.received),
  ],
};

function inTime(code: "published-in-time" | "withdrawn-in-time", states: DutyStates): Figure {
  const { done, late, overdue } = states;
  return share(code, done, done + late + overdue, {
    ...{ "not-due-yet": states.due, exempt: states.exempt, "no-term": states["no-rule"] },
    "never-published": states["nothing-published"],
  });
}

const kept = ({ received, quarantined }: ItemCounts): number => received - quarantined;

function recordingRate(sessions: SessionTally): readonly Figure[] {
  const { due, recorded, dueInFull, recordedInFull } = sessions;
  return [
    share("sessions-recorded", recorded, due, {
      "unknown-activity": sessions.unknownActivity,
      "duty-optional": sessions.optional,
      "reason-given": sessions.explained,
      "not-begun": sessions.notBegun,
    }),
    share("full-duty-recorded", recordedInFull, dueInFull),
  ];
}

function deviceSets(equipment: Equipment, { ratios }: Rules): readonly Figure[] {
  const left = {
    "other-devices": equipment.roomRecorders + equipment.cctv + equipment.docks,
  };
  const officers = equipment.hasRegister
    ? count("officers", equipment.officers)
    : notKnown("officers", "no-register");
  return [
    must("device-sets", ratios, "device-sets", equipment.bodyCameras, equipment, left),
    officers,
  ];
}

function must(
  code: "device-sets" | "recording-rooms",
  ratios: readonly Ratio[],
  of: Ratio["of"],
  has: number,
  { officers, hasRegister }: Equipment,
  left: Parameters<typeof share>[3] = {},
): Figure {
  const ratio = ratios.find((one) => one.of === of);
  if (ratio === undefined) return notKnown(code, "no-rule", left);
  if (ratio.officersEach !== null && !hasRegister) return notKnown(code, "no-register", left);
  return share(code, has, needed(ratio, officers), left);
}

/** How many there must be for so many officers. */
export function needed(
  { officersEach, rounding, least }: Pick<Ratio, "officersEach" | "rounding" | "least">,
  officers: number,
): number {
  if (officersEach === null) return least;
  const each = officers / officersEach;
  return Math.max(least, rounding === "up" ? Math.ceil(each) : Math.floor(each));
}
