/** What a checker gives for each criterion of a sheet, what fits together, and what comes of it. Pure. */
import { Refusal } from "../kernel/refusal.ts";
import type { PointState } from "../legalreview/point.ts";
import type { ScoreSheet, SpotPoint } from "../policy/spot-check.ts";

export const MARK_STATES = ["full", "lost", "not-applicable"] as const;

export interface SpotMark {
  /** Code of the criterion. */
  readonly criterion: string;
  readonly state: (typeof MARK_STATES)[number];
  /** 0 unless the state is "lost". */
  readonly lost: number;
  /** Empty only for full points that nothing known speaks against. */
  readonly reason: string;
}

/** How the house itself answers a point. */
export type Known = ReadonlyMap<SpotPoint, PointState>;

type Criterion = ScoreSheet["criteria"][number];

/** @throws Refusal invalid "spotcheck/marks-missing", "spotcheck/points-wrong", "spotcheck/mark-without-reason". */
export function checkMarks(
  marks: readonly SpotMark[],
  { criteria }: Pick<ScoreSheet, "criteria">,
  known: Known,
): void {
  const codes = marks.map(({ criterion }) => criterion);
  const isEach = criteria.every(({ code }) => codes.includes(code));
  if (!isEach || codes.length !== criteria.length) {
    refuse("spotcheck/marks-missing", "not every criterion is marked once", {
      fix: "Mark each criterion of the sheet once; one that says nothing here is not applicable.",
    });
  }
  for (const criterion of criteria) {
    const mark = marks.find((one) => one.criterion === criterion.code);
    if (mark !== undefined) checkMark(mark, criterion, known);
  }
}

function checkMark({ state, lost, reason }: SpotMark, criterion: Criterion, known: Known): void {
  const facts = { criterion: criterion.code };
  if (!isWithin(state, lost, criterion)) {
    refuse("spotcheck/points-wrong", "the points fit no mark", {
      fix: "Take off between 1 and the points of the criterion, all of them where it is fatal; nothing where none are lost.",
      facts,
    });
  }
  const isAgainst = criterion.point !== null && known.get(criterion.point) === "not-met";
  if (reason.trim() === "" && (state !== "full" || isAgainst)) {
    refuse("spotcheck/mark-without-reason", "a mark says nothing", {
      fix: "Say why points are lost, why a criterion is not applicable, and why points are full where the house knows something against them.",
      facts,
    });
  }
}

const isWithin = (state: SpotMark["state"], lost: number, { points, fatal }: Criterion): boolean =>
  state === "lost" ? (fatal ? lost === points : lost >= 1 && lost <= points) : lost === 0;

export interface Score {
  readonly score: number;
  /** What could have been reached: criteria that are not applicable do not count. */
  readonly of: number;
  /** Code of the grade; null: nothing was applicable. */
  readonly grade: string | null;
  readonly isFatal: boolean;
}

export function scoreOf(
  marks: readonly SpotMark[],
  { criteria, grades, fatalGrade }: ScoreSheet,
): Score {
  const marked = criteria.flatMap((criterion) => {
    const mark = marks.find((one) => one.criterion === criterion.code);
    return mark === undefined || mark.state === "not-applicable" ? [] : [{ criterion, mark }];
  });
  const sum = (of: (one: (typeof marked)[number]) => number): number =>
    marked.reduce((total, one) => total + of(one), 0);
  const total = sum(({ criterion }) => criterion.points);
  const score = total - sum(({ mark }) => mark.lost);
  const isFatal = marked.some(({ criterion, mark }) => criterion.fatal && mark.state === "lost");
  // Not divided: what is not whole never reaches a grade.
  const reached = grades.find(({ least }) => score * 100 >= least * total);
  const grade = total === 0 ? null : (reached?.code ?? null);
  return { score, of: total, grade: isFatal ? fatalGrade : grade, isFatal };
}

function refuse(
  code: `spotcheck/${string}`,
  text: string,
  options: { fix: string; facts?: Record<string, string> },
): never {
  throw new Refusal("invalid", code, text, options);
}
