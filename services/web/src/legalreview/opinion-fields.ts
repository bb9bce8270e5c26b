/** What the form of an opinion asks, and what it sends: marks that do not contradict the opinion. */
import type { OpinionRequestBody } from "../../../review/legal-review-schema.ts";

type Verdict = OpinionRequestBody["verdict"];
export type Mark = "correct" | "problem";
export type Point = NonNullable<OpinionRequestBody["marks"]>[number]["point"];

export interface OpinionFields {
  readonly verdict: Verdict;
  readonly text: string;
  readonly points?: readonly Point[];
  readonly marks?: Readonly<
    Record<string, { readonly mark?: Mark | undefined; readonly text: string }>
  >;
  readonly documentNo?: string;
  readonly documentSha256?: string;
}

/** What a point can be marked with beside this opinion; the first unless another is chosen. */
export const MARKS = {
  agree: [],
  "agree-with-corrections": ["correct"],
  problems: ["problem", "correct"],
} as const satisfies Readonly<Record<Verdict, readonly Mark[]>>;

/** The opinion may have been changed since the marks were chosen: those that it does not allow are not sent. */
export function opinionRequest(
  { verdict, text, points = [], marks = {}, documentNo, documentSha256 }: OpinionFields,
  submissionSha256: OpinionRequestBody["submissionSha256"],
): OpinionRequestBody {
  const no = documentNo?.trim() ?? "";
  const sha256 = documentSha256?.trim().toLowerCase() ?? "";
  const allowed: readonly Mark[] = MARKS[verdict];
  return {
    ...{ submissionSha256, verdict, text: text.trim() },
    marks: points.flatMap((point) => {
      const chosen = marks[point];
      const mark = allowed.find((one) => one === chosen?.mark) ?? allowed[0];
      return mark === undefined ? [] : [{ point, mark, text: chosen?.text.trim() ?? "" }];
    }),
    document: no === "" && sha256 === "" ? null : { no, sha256 },
  };
}
