/** Use case: the review of a label, of a level once a year at least (保守国家秘密法 2024 art. 24). What it finds to be wrong is ended, or another label is set. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import { addTerm } from "../calendar/term.ts";
import type { LabelId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { reviewPeriods } from "./family.ts";
import type { Label } from "./label.ts";
import type { Thing } from "./secrecy-store.ts";
import { type LabelDeps, type Labeller, findInForce, telling } from "./set-label.ts";

export interface ReviewWish {
  /** What was found, for the record. */
  readonly reason: string;
  /** By when somebody looks again; null: as late as may be. */
  readonly nextOn: CalendarDate | null;
}

/**
 * The label stays as it is. Looking sooner than it must be may be asked for, later not.
 * @throws Refusal as `endLabel`; invalid "secrecy/no-review", "secrecy/bad-review-day"; conflict "secrecy/moved".
 */
export async function reviewLabel(
  deps: LabelDeps,
  thing: Thing,
  id: LabelId,
  { reason, nextOn }: ReviewWish,
  by: Labeller,
): Promise<Label> {
  const before = await findInForce(deps, thing, id);
  const period = reviewPeriods(await deps.classification.families())[before.kind];
  if (period === undefined) {
    throw new Refusal(
      "invalid",
      "secrecy/no-review",
      "nothing asks that such a label is reviewed",
      {
        fix: "End this label where it is needed no more.",
      },
    );
  }
  const today = deps.classification.today();
  const latest = addTerm(today, period);
  const next = nextOn ?? latest;
  if (next <= today || next > latest) {
    throw new Refusal("invalid", "secrecy/bad-review-day", "it is to be reviewed sooner", {
      fix: "Name a day after today, the latest day at the latest, or none.",
      facts: { latest },
    });
  }
  const reviewed = { on: today, by: `user:${by.id}`, nextOn: next } as const;
  const after: Label = { ...before, reviewed, version: before.version + 1 };
  const told = telling(deps, thing, after, by, "reviewed", reason);
  await deps.secrecy.put(thing, before, after, told);
  return after;
}
