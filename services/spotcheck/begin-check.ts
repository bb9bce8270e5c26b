/** Use case: fix what a sample is drawn from, by whom and by which sheet it is checked; the seed of the draw is not known to anybody yet. */
import { deadline } from "../calendar/deadline.ts";
import type { NewAction } from "../actions/action.ts";
import { type Maker, documentOf } from "../casefile/case-document.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { type CaseDocumentId, type SpotCheckId, newId } from "../kernel/ids.ts";
import type { Text } from "../kernel/language.ts";
import { Refusal } from "../kernel/refusal.ts";
import { packInForce, packName } from "../policy/in-force.ts";
import type { Pack } from "../policy/pack.ts";
import type { ScoreSheet, SpotCheckRules, SpotSubject } from "../policy/spot-check.ts";
import { type Period, instantsOf, parsePeriod } from "../reports/period.ts";
import type { Sight } from "../secrecy/sight.ts";
import { DRAW_RULE, type SampleSize, sampleSize } from "./draw.ts";
import { MAX_POPULATION, type SpotFilter, populationText } from "./population-text.ts";
import type { UnitDeps } from "./unit.ts";

export interface AskedCheck {
  readonly subject: SpotSubject;
  /** Code of a sheet of the pack in force. */
  readonly sheet: string;
  /** "2026-Q3" or "2026". */
  readonly period: string;
  readonly filter: SpotFilter;
  readonly size: SampleSize;
}

/** @throws Refusal missing "spotcheck/no-rules"; invalid "spotcheck/no-such-sheet", "spotcheck/bad-period", "spotcheck/too-much"; conflict "spotcheck/nothing-to-draw". */
export async function beginCheck(
  deps: UnitDeps,
  by: Maker,
  asked: AskedCheck,
  sight: Sight,
): Promise<SpotCheckId> {
  const { days, spotChecks } = deps;
  const at = deps.clock();
  const pack = await packInForce(deps, at);
  const rules = requireRules(pack?.pack ?? null);
  const sheet = requireSheet(rules, asked);
  const period = requirePeriod(asked.period, days.dayOf(at));
  const span = { ...instantsOf(period, days), first: period.first, last: period.last };
  const { subject, filter, size } = asked;
  const most = MAX_POPULATION + 1;
  const units = await spotChecks.population(subject, span, filter, most, sight);
  requireSome(units.length);
  const id = newId<SpotCheckId>();
  const many = sampleSize(units.length, size);
  const due = await termFrom(deps, at, rules.sheetsDue?.workingDays ?? null);
  const text = populationText({
    ...{ type: "holdfast/spot-check-population/v1", check: id, subject, filter, size },
    period: { name: period.name, first: period.first, last: period.last, zone: days.zone },
    ...{ sampleSize: many, rules: packName(pack), sheet, sheetsDue: due },
    ...{ answerWorkingDays: rules.answer?.workingDays ?? null, fixedAt: at, fixedBy: by },
    ...{ covers: COVERS, drawRule: DRAW_RULE, population: [...units] },
  });
  const paper = documentOf({
    ...{ id: newId<CaseDocumentId>(), checkId: id, kind: "population" as const, unit: null },
    ...{ number: 1, text, itemIds: [], sessionIds: [], madeAt: at, madeBy: by.id, result: null },
  });
  const told = { subject, sheet: sheet.code, period: period.name, sha256: paper.sha256 };
  await spotChecks.begin(
    {
      ...{ id, subject, sheet: sheet.code, period: period.name, units, sampleSize: many },
      ...{ dueOn: due?.on ?? null, fixedAt: at, fixedBy: by.id },
    },
    paper,
    spotAction("spot-check-begun", { at, id, actor: `user:${by.id}` }, told),
  );
  return id;
}

/** Null: no rule gives a term. */
export async function termFrom(
  { days, calendar }: Pick<UnitDeps, "days" | "calendar">,
  at: UtcInstant,
  workingDays: number | null,
) {
  if (workingDays === null) return null;
  const term = { amount: workingDays, unit: "working" } as const;
  const { due: on, provisional } = deadline(await calendar(), days.dayOf(at), term);
  return { workingDays, on, provisional };
}

export const spotAction = (
  kind: NewAction["kind"],
  { at, actor, id }: Pick<NewAction, "at" | "actor"> & { readonly id: SpotCheckId },
  after: NonNullable<NewAction["after"]>,
  reason: string | null = null,
): NewAction => ({
  ...{ kind, at, actor, subject: `spot-check:${id}`, before: null, after, reason },
});

const COVERS: Text = {
  "zh-CN": "总体只含固定人当时可以知悉的内容；是否还有其他内容，本文件不说明。",
  en: "The population holds what whoever fixed it may know of; whether there is more, this text does not say.",
};

export function requireRules(pack: Pick<Pack, "spotChecks"> | null): SpotCheckRules {
  const found = pack?.spotChecks ?? null;
  if (found !== null) return found;
  throw new Refusal("missing", "spotcheck/no-rules", "no score sheets are in force", {
    fix: "Score sheets stand in the policy pack (`spotChecks`): have two people apply one that has them.",
  });
}

function requireSheet({ sheets }: SpotCheckRules, { sheet, subject }: AskedCheck): ScoreSheet {
  const found = sheets.find((one) => one.code === sheet && one.subjects.includes(subject));
  if (found !== undefined) return found;
  throw new Refusal("invalid", "spotcheck/no-such-sheet", "no sheet of that name is for this", {
    fix: "GET /api/v1/spot-checks/sheets tells the sheets of the pack in force, and what each is for.",
  });
}

function requirePeriod(name: string, today: Period["first"]): Period {
  const period = parsePeriod(name);
  if (period !== null && period.first <= today) return period;
  throw new Refusal("invalid", "spotcheck/bad-period", "that is no period that has begun", {
    fix: "Name a quarter, as 2026-Q3, or a year, as 2026.",
  });
}

function requireSome(many: number): void {
  if (many === 0) {
    throw new Refusal("conflict", "spotcheck/nothing-to-draw", "there is nothing to draw from", {
      fix: "Take another period, or fewer conditions.",
    });
  }
  if (many <= MAX_POPULATION) return;
  throw new Refusal("invalid", "spotcheck/too-much", "the population is too large", {
    fix: "Draw from 10 000 units at most: by quarter, unit or activity.",
  });
}
