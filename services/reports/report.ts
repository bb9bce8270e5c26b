/** A report as it was issued: one exact text with its digest, which nothing changes any more. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { ReportId, UserId } from "../kernel/ids.ts";
import type { Text } from "../kernel/language.ts";
import { type Figure, permille } from "./figure.ts";
import { FIGURE_WORDS, MEASURE_WORDS, UNKNOWN_WORDS, WHY_WORDS } from "./figure-words.ts";
import type { Period } from "./period.ts";
import type { Protection } from "./protection.ts";
import type { Figures } from "./take-figures.ts";

export const REPORT_FORMAT = "holdfast-report/v1";

/** The report that this one takes the place of. */
export interface Replaced {
  readonly id: ReportId;
  readonly sha256: Sha256;
}

export interface IssuedReport {
  readonly id: ReportId;
  /** Code of the definition in the pack of that day. */
  readonly definition: string;
  readonly period: Period["name"];
  /** From 1; each correction is one more. */
  readonly version: number;
  readonly replaces: ReportId | null;
  readonly dueOn: CalendarDate | null;
  readonly madeAt: UtcInstant;
  readonly madeBy: UserId;
  readonly protection: Protection;
  readonly sha256: Sha256;
}

interface Issuing {
  readonly id: ReportId;
  readonly agency: string;
  readonly zone: string;
  readonly madeBy: UserId;
  readonly version: number;
  readonly replaces: Replaced | null;
  /** Why it was issued again; null for the first. */
  readonly reason: string | null;
}

/** Everything a reader needs stands in it, also what each figure counts. */
export function reportText(figures: Figures, issuing: Issuing): string {
  const { definition, period, pack, at, dueOn } = figures;
  const { code, version } = pack.pack;
  return `${JSON.stringify(
    {
      format: REPORT_FORMAT,
      ...{ id: issuing.id, agency: issuing.agency },
      definition: { code: definition.code, title: definition.title, cite: definition.cite },
      period: { name: period.name, first: period.first, last: period.last, zone: issuing.zone },
      ...{ dueOn, snapshotAt: at, madeBy: issuing.madeBy },
      policy: { code, version, sha256: pack.entry.sha256 },
      ...{ version: issuing.version, replaces: issuing.replaces, reason: issuing.reason },
      covers: COVERS,
      measures: shownMeasures(figures),
    },
    null,
    1,
  )}\n`;
}

export interface ShownFigure {
  readonly code: string;
  readonly title: Text;
  readonly basis: Text;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Tenths of a per cent, rounded down; null: a count, or not known. */
  readonly permille: number | null;
  readonly unknown: Text | null;
  readonly leftOut: readonly {
    readonly why: string;
    readonly text: Text;
    readonly count: number;
  }[];
}

export interface ShownMeasure {
  readonly measure: string;
  readonly title: Text;
  readonly figures: readonly ShownFigure[];
}

export const shownMeasures = ({ measures }: Pick<Figures, "measures">): readonly ShownMeasure[] =>
  measures.map(({ measure, figures }) => ({
    measure,
    title: MEASURE_WORDS[measure],
    figures: figures.map(shownFigure),
  }));

function shownFigure(figure: Figure): ShownFigure {
  const { code, numerator, denominator, unknown, leftOut } = figure;
  // Nothing of nothing is a count that can be shown; where there is no rule, both numbers mean nothing.
  const isCounted = unknown === null || unknown === "nothing-to-count";
  return {
    ...{ code, ...FIGURE_WORDS[code] },
    ...{ numerator: isCounted ? numerator : null, denominator: isCounted ? denominator : null },
    permille: permille(figure),
    unknown: unknown === null ? null : UNKNOWN_WORDS[unknown],
    leftOut: leftOut.map(({ why, count }) => ({ why, text: WHY_WORDS[why], count })),
  };
}

export const COVERS: Text = {
  "zh-CN": "只计入制作人可以知悉的记录、活动、案件和保全；是否还有其他内容，本报告不说明。",
  en: "Counted is what whoever made this report may know of: recordings, sessions, cases and holds. Whether there is more, this report does not say.",
};

export const reportDigest = (text: string): Sha256 => sha256(text);
