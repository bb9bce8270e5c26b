/** Sheets of spot checks that wait: to be scored by whoever did none of the work, and to be answered by whose work it is. */
import { mayCheck } from "../spotcheck/close-sheet.ts";
import type { UnitDeps } from "../spotcheck/unit.ts";
import { type Asking, type Found, MOST, type Seen, byDay, seen } from "./waiting-found.ts";

/** Of so many units without a sheet each is looked at: whose work it is stands in its evidence. */
export async function scoreSheets(deps: UnitDeps, { sight }: Asking): Promise<Seen> {
  const { spotChecks } = deps;
  const all = await spotChecks.page(null, MOST, sight);
  const found: Found[] = [];
  let looked = 0;
  let isWhole = all.length < MOST;
  for (const { id, subject, draw, closed, dueOn } of all.toReversed()) {
    if (draw === null || closed >= draw.units.length) continue;
    for (const { unit, name, sheet } of await spotChecks.drawn(id, null, sight)) {
      if (sheet !== null) continue;
      if (looked >= MOST) {
        isWhole = false;
        break;
      }
      looked += 1;
      if (await mayCheck(deps, sight.userId, subject, unit))
        found.push({ to: `/spot-checks/${id}/units/${unit}`, name, due: dueOn });
    }
  }
  return { found: byDay(found), isWhole };
}

export async function sheetAnswers(
  { spotChecks }: Pick<UnitDeps, "spotChecks">,
  { sight, today }: Asking,
): Promise<Seen> {
  const all = await spotChecks.about(sight.userId, null, MOST, sight);
  const found = all
    .filter(({ isAnswered, answerUntil }) => {
      return !isAnswered && (answerUntil === null || answerUntil >= today);
    })
    .map(({ checkId, unit, name, answerUntil: due }) => ({
      to: `/spot-checks/mine/${checkId}/${unit}`,
      ...{ name, due },
    }));
  return seen(all, byDay(found));
}
