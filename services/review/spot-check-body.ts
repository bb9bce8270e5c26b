/** Spot checks as /api/v1 shows them: heads, what was drawn, and one unit with its criteria, sheets and answers. */
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { SpotCheckId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { ProveLeafDeps } from "../ledger/prove-leaf.ts";
import type { Point } from "../legalreview/point.ts";
import { POINT_WORDS, reasonText } from "../legalreview/point-words.ts";
import type { SpotPoint } from "../policy/spot-check.ts";
import type { Sight } from "../secrecy/sight.ts";
import { answerStanding } from "../spotcheck/answer-sheet.ts";
import { isSheet, requireUnit } from "../spotcheck/close-sheet.ts";
import { parsePopulation } from "../spotcheck/population-text.ts";
import { parseAnswer, parseSheet } from "../spotcheck/sheet-text.ts";
import type { Paper, SpotCheck } from "../spotcheck/spot-check-store.ts";
import { type UnitDeps, gatherUnit, knownOf } from "../spotcheck/unit.ts";
import { provenText } from "./case-documents.ts";
import type { ReviewStore } from "./review-store.ts";
import type {
  KnownBody,
  SpotCheckDetailBody,
  SpotCheckHeadBody,
  SpotUnitBody,
} from "./spot-check-schema.ts";

export interface SpotBodyDeps extends UnitDeps, ProveLeafDeps {
  readonly reviews: Pick<ReviewStore, "actorNames">;
  readonly days: ZoneDays;
}

const LINKAGE = { "zh-CN": "已关联案件", en: "Linked to a case" };

export const knownBody = ({
  point,
  state,
  reasons,
}: Omit<Point, "point"> & { readonly point: SpotPoint }): KnownBody => ({
  ...{ point, state, title: point === "linkage" ? LINKAGE : POINT_WORDS[point] },
  reasons: reasons.map((one) => {
    const { code, itemId, sessionId } = one;
    return { code, itemId, sessionId, text: reasonText(one) };
  }),
});

export async function spotHeads(
  { reviews, days, clock }: Pick<SpotBodyDeps, "reviews" | "days" | "clock">,
  checks: readonly SpotCheck[],
): Promise<SpotCheckHeadBody[]> {
  const names = await reviews.actorNames(checks.map(({ fixedBy }) => fixedBy));
  const today = days.dayOf(clock());
  return checks.map(({ position: _position, draw, ...check }) => ({
    ...{ ...check, fixedByName: names.get(check.fixedBy) ?? "" },
    isOverdue:
      draw !== null &&
      check.closed < check.sampleSize &&
      check.dueOn !== null &&
      today > check.dueOn,
    draw: draw && {
      ...{ seed: draw.seed, origin: draw.origin, treeSize: draw.treeSize, drawnAt: draw.drawnAt },
    },
  }));
}

/** @throws Refusal missing "spotcheck/no-such-check". */
export async function spotDetail(
  deps: SpotBodyDeps,
  id: SpotCheckId,
  sight: Sight | null,
): Promise<SpotCheckDetailBody> {
  const check = await deps.spotChecks.find(id, sight);
  const [head] = check === null ? [] : await spotHeads(deps, [check]);
  const [paper] = check === null ? [] : await deps.spotChecks.papers(id, null, sight);
  if (head === undefined || paper === undefined) throw noSuchCheck();
  const units = await deps.spotChecks.drawn(id, null, sight);
  const names = await deps.reviews.actorNames(units.flatMap(({ sheet }) => sheet?.by ?? []));
  // Whose work it is about is for the house to know.
  const shownSheet = ({ checkedIds: _ids, ...sheet }: NonNullable<(typeof units)[0]["sheet"]>) => ({
    ...sheet,
    byName: names.get(sheet.by) ?? "",
  });
  return {
    check: head,
    sheetTitle: parsePopulation(paper.text).sheet.title,
    population: await provenText(deps, paper, "spot-check"),
    units: units.map(({ sheet, ...unit }) => ({ ...unit, sheet: sheet && shownSheet(sheet) })),
  };
}

/** @throws Refusal missing "spotcheck/no-such-unit". */
export async function spotUnit(
  deps: SpotBodyDeps,
  [id, unit]: readonly [id: SpotCheckId, unit: string],
  sight: Sight | null,
  caller: UserId,
): Promise<SpotUnitBody> {
  const { check, population, drawn } = await requireUnit(deps, id, unit, sight);
  const evidence = await gatherUnit(deps, check.subject, unit, deps.clock(), sight);
  const calendar = { days: deps.days, calendar: await deps.calendar() };
  const papers = await deps.spotChecks.papers(id, unit, sight);
  const names = await deps.reviews.actorNames(papers.map(({ madeBy }) => madeBy));
  const shown = async (paper: Paper) => ({
    ...{ version: paper.number, sha256: paper.sha256, madeAt: paper.madeAt },
    ...{ madeBy: paper.madeBy, madeByName: names.get(paper.madeBy) ?? "" },
    paper: await provenText(deps, paper, "spot-check"),
  });
  return {
    ...{ check: id, subject: check.subject, unit, name: drawn.name, dueOn: check.dueOn },
    sheet: population.sheet,
    known: knownOf(population.sheet, evidence, calendar).map(knownBody),
    versions: await Promise.all(
      papers.filter(isSheet).map(async (paper) => {
        const said = parseSheet(paper.text);
        return {
          ...(await shown(paper)),
          ...{ score: said.score, of: said.of, grade: said.grade, isFatal: said.isFatal },
          ...{ answerUntil: said.answerUntil?.on ?? null, reason: said.reason },
          ...{ remark: said.remark, marks: said.marks, known: said.known.map(knownBody) },
        };
      }),
    ),
    answers: await Promise.all(
      papers
        .filter(({ kind }) => kind === "answer")
        .map(async (paper) => ({ ...(await shown(paper)), text: parseAnswer(paper.text).text })),
    ),
    mayAnswer: answerStanding(papers, caller, deps.days.dayOf(deps.clock())) === "open",
  };
}

export const noSuchCheck = (): Refusal =>
  new Refusal("missing", "spotcheck/no-such-check", "there is no such spot check");
