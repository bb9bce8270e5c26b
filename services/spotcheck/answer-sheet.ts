/** Use case: whoever was checked answers the newest sheet, once, within the term that the pack gave. */
import { type Maker, documentOf } from "../casefile/case-document.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { type CaseDocumentId, type SpotCheckId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Sight } from "../secrecy/sight.ts";
import { spotAction } from "./begin-check.ts";
import { isSheet, requireUnit, spotChanged } from "./close-sheet.ts";
import { answerText } from "./sheet-text.ts";
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
  if (sheet === undefined || sheet.result?.checkedIds.includes(by.id) !== true) throw noSuchUnit();
  if (sheet.sha256 !== said.sheetSha256) throw spotChanged();
  const isOwn = papers.some(
    ({ kind, number, madeBy }) => kind === "answer" && number === sheet.number && madeBy === by.id,
  );
  if (isOwn) throw answered();
  const at = deps.clock();
  const { answerUntil } = sheet.result;
  if (answerUntil !== null && deps.days.dayOf(at) > answerUntil) throw answerLate();
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

const answered = (): Refusal =>
  new Refusal("conflict", "spotcheck/answered", "you answered this sheet already", {
    fix: "What was said stays. A corrected sheet can be answered again.",
  });

const answerLate = (): Refusal =>
  new Refusal("conflict", "spotcheck/answer-late", "the term for an answer is over", {
    fix: "Tell whoever closed the sheet: a correction is closed as a new version.",
  });
