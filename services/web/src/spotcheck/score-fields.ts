/** What the form of a score sheet starts with, from what the house knows or from the version before, and what it sends. */
import type { CloseSheetBody, SpotUnitBody } from "../../../review/spot-check-schema.ts";
import type { Language } from "../texts/text.ts";

export type Criterion = SpotUnitBody["sheet"]["criteria"][number];
export type Known = SpotUnitBody["known"][number];
export type State = CloseSheetBody["marks"][number]["state"];

export interface MarkFields {
  readonly state?: State;
  readonly lost?: number | null;
  readonly reason?: string;
}
export interface ScoreFields {
  /** By the code of the criterion. */
  readonly marks: Readonly<Record<string, MarkFields>>;
  readonly remark: string;
}

/** As much as one mark's reason takes. */
export const REASON_LENGTH = 2_000;

export function startOf(
  { sheet, known, versions }: Pick<SpotUnitBody, "sheet" | "known" | "versions">,
  language: Language,
): ScoreFields {
  const before = versions.at(-1);
  const marks = sheet.criteria.map((criterion): [string, MarkFields] => {
    const said = before?.marks.find((mark) => mark.criterion === criterion.code);
    if (said !== undefined) return [criterion.code, said];
    return [criterion.code, proposedMark(criterion, knownOf(criterion, known), language)];
  });
  return { marks: Object.fromEntries(marks), remark: before?.remark ?? "" };
}

export const knownOf = ({ point }: Criterion, known: readonly Known[]): Known | null =>
  known.find((one) => one.point === point) ?? null;

/** Nothing where the house cannot tell: the checker decides. */
function proposedMark({ points }: Criterion, known: Known | null, language: Language): MarkFields {
  if (known === null || known.state === "cannot-be-told") return {};
  const reason = reasonsText(known, language);
  if (known.state === "met") return { state: "full" };
  if (known.state === "not-applicable") return { state: "not-applicable", reason };
  return { state: "lost", lost: points, reason };
}

const reasonsText = ({ reasons }: Known, language: Language): string =>
  reasons
    .map(({ text }) => text[language])
    .join("\n")
    .slice(0, REASON_LENGTH);

/** Full points against what the house knows say why, as the service asks. */
export const asksReason = (state: State | undefined, known: Known | null): boolean =>
  state !== undefined && (state !== "full" || known?.state === "not-met");

/** Of a fatal criterion all points are lost or none. */
export const lostIn = ({ fatal, points }: Criterion, { state, lost }: MarkFields): number =>
  state !== "lost" ? 0 : fatal ? points : (lost ?? 0);

/** `known`: the newest version that was on the screen when the form was opened. */
export const closeRequest = (
  { criteria }: SpotUnitBody["sheet"],
  { marks, remark }: ScoreFields,
  known: number,
  reason: string | null,
): CloseSheetBody => ({
  ...{ known, reason, remark: remark.trim() },
  marks: criteria.flatMap((criterion) => {
    const mark = marks[criterion.code] ?? {};
    if (mark.state === undefined) return [];
    return [
      {
        ...{ criterion: criterion.code, state: mark.state, lost: lostIn(criterion, mark) },
        reason: mark.reason?.trim() ?? "",
      },
    ];
  }),
});
