/** What a legal person says of a round: agree, agree with corrections, or problems; with a mark on each point where there is something to say. Pure. */
import type { Sha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { ReviewPoint } from "../policy/legal-review.ts";

/** 同意, 同意但须修改, 存在问题 (琼府办〔2019〕10号 四(三)). */
export const VERDICTS = ["agree", "agree-with-corrections", "problems"] as const;
export type Verdict = (typeof VERDICTS)[number];

export const MARKS = ["fine", "correct", "problem"] as const;

export interface PointMark {
  readonly point: ReviewPoint;
  readonly mark: (typeof MARKS)[number];
  /** Empty only where it is fine. */
  readonly text: string;
}

export interface SaidOpinion {
  readonly verdict: Verdict;
  readonly text: string;
  readonly marks: readonly PointMark[];
  /** The written opinion (审核意见书) as it was signed; null: this text is the opinion. */
  readonly document: { readonly no: string; readonly sha256: Sha256 } | null;
}

/** @throws Refusal invalid "legalreview/marks-contradict", "legalreview/no-such-point", "legalreview/mark-without-text". */
export function checkOpinion(
  { verdict, marks }: SaidOpinion,
  points: readonly ReviewPoint[],
): void {
  const named = marks.map(({ point }) => point);
  if (new Set(named).size < named.length || named.some((one) => !points.includes(one))) {
    refuse("legalreview/no-such-point", "a mark is on no point of this round", {
      fix: "Mark each point of the submission's report once at most.",
    });
  }
  const bare = marks.find(({ mark, text }) => mark !== "fine" && text.trim() === "");
  if (bare !== undefined) {
    refuse("legalreview/mark-without-text", "a mark says nothing", {
      fix: "Say of each point that is not fine what is to be corrected, or what the problem is.",
      facts: { point: bare.point },
    });
  }
  const has = (mark: PointMark["mark"]): boolean => marks.some((one) => one.mark === mark);
  const fits = {
    agree: !has("problem") && !has("correct"),
    "agree-with-corrections": !has("problem") && has("correct"),
    problems: has("problem"),
  }[verdict];
  if (!fits) {
    refuse("legalreview/marks-contradict", "the marks say something else than the opinion", {
      fix: "Agree where no point is to be corrected; with corrections name them; of problems name the points that have them.",
    });
  }
}

function refuse(
  code: `legalreview/${string}`,
  text: string,
  options: { fix: string; facts?: Record<string, string> },
): never {
  throw new Refusal("invalid", code, text, options);
}
