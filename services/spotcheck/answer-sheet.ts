/** Use case: whoever was checked answers the newest sheet, once, within the term that the pack gave. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import { type Maker, documentOf } from "../casefile/case-document.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { type CaseDocumentId, type SpotCheckId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Sight } from "../secrecy/sight.ts";
import { spotAction } from "./begin-check.ts";
import { isSheet, requireUnit, spotChanged } from "./close-sheet.ts";
import { answerText } from "./sheet-text.ts";
import type { Paper } from "./spot-check-store.ts";
import { type UnitDeps, noSuchUnit } from "./unit.ts";

/** @throws Refusal missing "spotcheck/no-such-unit"; conflict "spotcheck/changed", "spotcheck/answered", "spotcheck/answer-late". */
export async function answerSheet(
  deps: Pick<UnitDeps, "spotChecks" | "clock" | "days">,
  by: Maker,
  { id, unit }: { readonly id: SpotCheckId; readonly unit: string },
  said: { readonly sheetSha256: Sha256; readonly text: string },
  sight: Sight | null,
): Promise<void> {
  await requireUnit(deps, id, unit, sight);
  const papers = await deps.spotChecks.papers(id, unit, sight);
  const sheet = papers.findLast(isSheet);
  const at = deps.clock();
  const standing = answerStanding(papers, by.id, deps.days.dayOf(at));
  if (sheet === undefined || standing === "not-theirs") throw noSuchUnit();
  if (sheet.sha256 !== said.sheetSha256) throw spotChanged();
  if (standing === "answered") throw answered();
  if (standing === "late") throw answerLate();
  const text = answerText({
    ...{ type: "holdfast/spot-check-answer/v1", check: id, unit, version: sheet.number },
    ...{ sheetSha256: sheet.sha256, answeredAt: at, answeredBy: by, text: said.text },
  });
  const made = documentOf({
    ...{ id: newId<CaseDocumentId>(), checkId: id, kind: "answer" as const, unit, text },
    ...{ number: sheet.number, itemIds: sheet.itemIds, madeAt: at, madeBy: by.id },
    ...{ sessionIds: sheet.sessionIds, result: null },
  });
  const told = { unit, version: sheet.number, sha256: made.sha256 };
  await deps.spotChecks.keep(
    made,
    spotAction("spot-sheet-answered", { at, id, actor: `user:${by.id}` }, told),
  );
}

/** Of the newest sheet, as somebody may know it. */
export function answerStanding(
  papers: readonly Paper[],
  who: UserId,
  today: CalendarDate,
): "not-theirs" | "answered" | "late" | "open" {
  const sheet = papers.findLast(isSheet);
  if (sheet?.result?.checkedIds.includes(who) !== true) return "not-theirs";
  const { answerUntil } = sheet.result;
  const isAnswered = papers.some(
    ({ kind, number, madeBy }) => kind === "answer" && number === sheet.number && madeBy === who,
  );
  if (isAnswered) return "answered";
  return answerUntil !== null && today > answerUntil ? "late" : "open";
}

const answered = (): Refusal =>
  new Refusal("conflict", "spotcheck/answered", "you answered this sheet already", {
    fix: "What was said stays. A corrected sheet can be answered again.",
  });

const answerLate = (): Refusal =>
  new Refusal("conflict", "spotcheck/answer-late", "the term for an answer is over", {
    fix: "Tell whoever closed the sheet: a correction is closed as a new version.",
  });
