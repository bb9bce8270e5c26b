/** Use case: a checker who did none of the work marks every criterion and closes the sheet; a correction is the next version, with its reason. */
import { isDeepStrictEqual } from "node:util";
import { type Maker, documentOf } from "../casefile/case-document.ts";
import { type CaseDocumentId, type SpotCheckId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import type { Sight } from "../secrecy/sight.ts";
import { spotAction, termFrom } from "./begin-check.ts";
import { type Population, parsePopulation } from "./population-text.ts";
import { type SpotMark, checkMarks, scoreOf } from "./score.ts";
import { type SpotSheet, sheetText } from "./sheet-text.ts";
import type { DrawnUnit, Paper, SpotCheck } from "./spot-check-store.ts";
import {
  type UnitDeps,
  type UnitEvidence,
  gatherUnit,
  itemsIn,
  knownOf,
  noSuchUnit,
  workersOn,
} from "./unit.ts";

export interface ClosedSheet {
  /** The version that was looked at; 0: there was none. */
  readonly known: number;
  readonly marks: readonly SpotMark[];
  readonly remark: string;
  /** Why there is another version; null for the first. */
  readonly reason: string | null;
}

/** @throws Refusal missing "spotcheck/no-such-unit"; forbidden "spotcheck/own-work", "spotcheck/holds-more"; conflict "spotcheck/changed"; invalid "spotcheck/no-reason" and as `checkMarks`. */
export async function closeSheet(
  deps: UnitDeps,
  by: Maker,
  { id, unit }: { readonly id: SpotCheckId; readonly unit: string },
  given: ClosedSheet,
  sight: Sight | null,
): Promise<void> {
  const { check, paper, population } = await requireUnit(deps, id, unit, sight);
  const at = deps.clock();
  const { evidence, workers } = await requireOutsider(deps, by, [check.subject, unit], sight);
  const before = (await deps.spotChecks.papers(id, unit, null)).findLast(isSheet) ?? null;
  const reason = reasonOf(before, given);
  const calendar = { days: deps.days, calendar: await deps.calendar() };
  const known = knownOf(population.sheet, evidence, calendar);
  checkMarks(given.marks, population.sheet, new Map(known.map((one) => [one.point, one.state])));
  const result = scoreOf(given.marks, population.sheet);
  const answerUntil = await termFrom(deps, at, population.answerWorkingDays);
  const text = sheetText({
    ...{ type: "holdfast/spot-check-sheet/v1", check: id, populationSha256: paper.sha256 },
    ...{ seed: check.draw.seed, subject: check.subject, unit, version: given.known + 1 },
    ...{ previousSha256: before?.sha256 ?? null, reason },
    ...{ closedAt: at, closedBy: by, officers: officersOf(evidence), known: knownText(known) },
    ...{ marks: given.marks.map((mark) => ({ ...mark })), remark: given.remark },
    ...{ ...result, answerUntil },
  });
  const made = documentOf({
    ...{ id: newId<CaseDocumentId>(), checkId: id, kind: "sheet" as const, unit, text },
    ...{ number: given.known + 1, itemIds: itemsIn(evidence), madeAt: at, madeBy: by.id },
    sessionIds: evidence.sessions.map(({ session }) => session.id),
    result: { ...result, answerUntil: answerUntil?.on ?? null, checkedIds: workers },
  });
  const told = { unit, version: made.number, sha256: made.sha256 };
  await deps.spotChecks.keep(
    made,
    spotAction("spot-sheet-closed", { at, id, actor: `user:${by.id}` }, told, reason),
  );
}

/** False of a unit that is some of their own work, and of one that is not there any more: nobody closes its sheet. */
export async function mayCheck(
  deps: UnitDeps,
  by: UserId,
  subject: SpotCheck["subject"],
  unit: string,
): Promise<boolean> {
  const at = deps.clock();
  try {
    const evidence = await gatherUnit(deps, subject, unit, at, null);
    return !(await workersOn(deps, evidence, at)).includes(by);
  } catch (error) {
    if (isRefusal(error) && error.kind === "missing") return false;
    throw error;
  }
}

/** Whoever did any of it does not check it, and neither does whoever may not know all of it. */
async function requireOutsider(
  deps: UnitDeps,
  by: Maker,
  [subject, unit]: readonly [SpotCheck["subject"], string],
  sight: Sight | null,
) {
  const at = deps.clock();
  const evidence = await gatherUnit(deps, subject, unit, at, null);
  const workers = await workersOn(deps, evidence, at);
  if (workers.includes(by.id)) throw ownWork();
  const seen = await gatherUnit(deps, subject, unit, at, sight);
  if (!isDeepStrictEqual(extentOf(evidence), extentOf(seen))) throw holdsMore();
  return { evidence, workers };
}

function reasonOf(before: Paper | null, { known, reason }: ClosedSheet): string | null {
  if ((before?.number ?? 0) !== known) throw spotChanged();
  if (before !== null && reason === null) throw noReason();
  return before === null ? null : reason;
}

/** A drawn unit that `sight` may know of, by what it is checked. @throws Refusal missing "spotcheck/no-such-unit". */
export async function requireUnit(
  { spotChecks }: Pick<UnitDeps, "spotChecks">,
  id: SpotCheckId,
  unit: string,
  sight: Sight | null,
): Promise<{
  readonly check: SpotCheck & { readonly draw: NonNullable<SpotCheck["draw"]> };
  readonly paper: Paper;
  readonly population: Population;
  readonly drawn: DrawnUnit;
}> {
  // Who may know of one unit and not of the whole population knows the sheet of that one.
  const [drawn] = await spotChecks.drawn(id, unit, sight);
  if (drawn === undefined) throw noSuchUnit();
  const check = await spotChecks.find(id, null);
  const [paper] = await spotChecks.papers(id, null, null);
  if (paper === undefined || check === null || check.draw === null) throw noSuchUnit();
  return {
    check: { ...check, draw: check.draw },
    ...{ drawn, paper, population: parsePopulation(paper.text) },
  };
}

export const isSheet = ({ kind }: Pick<Paper, "kind">): boolean => kind === "sheet";

const extentOf = ({ items, sessions, sealed }: UnitEvidence) => ({
  items: items.map(({ itemId, caseIds }) => [itemId, caseIds.length > 0]),
  recordings: sessions.map(({ session, recordings }) => [
    session.id,
    recordings.map(({ itemId }) => itemId),
  ]),
  sealed: sealed?.sha256 ?? null,
});

const officersOf = ({ sessions }: UnitEvidence): SpotSheet["officers"] =>
  sessions.flatMap(({ session, day, officers }) =>
    officers.map(({ officerId, credential }) => ({
      ...{ session: session.id, day, officer: officerId },
      credentialNo: credential?.credentialNo ?? null,
    })),
  );

const knownText = (known: ReturnType<typeof knownOf>): SpotSheet["known"] =>
  known.map(({ point, state, reasons }) => ({
    ...{ point, state },
    reasons: reasons.map((one) => ({ ...one, facts: { ...one.facts } })),
  }));

const ownWork = (): Refusal =>
  new Refusal("forbidden", "spotcheck/own-work", "nobody checks what they did themselves", {
    fix: "Let somebody close the sheet who is no officer of it, carried none of its cameras and is not set to its case.",
  });

const holdsMore = (): Refusal =>
  new Refusal("forbidden", "spotcheck/holds-more", "this unit holds what is not for you", {
    fix: "Ask somebody who may know of everything in it to check it.",
  });

export const spotChanged = (): Refusal =>
  new Refusal("conflict", "spotcheck/changed", "somebody went on with this sheet meanwhile", {
    fix: "Open the sheet again and look at what is there.",
  });

const noReason = (): Refusal =>
  new Refusal("invalid", "spotcheck/no-reason", "a correction says no reason", {
    fix: "Say why the sheet is closed again; the version before stays.",
  });
