/** What the policy pack in force says of kinds of labels. It adds to the law that this folder knows, and never makes it less. */
import { type CalendarDate, LAST_DATE } from "../calendar/calendar-date.ts";
import { type IsoTerm, addTerm } from "../calendar/term.ts";
import { LABEL_KINDS, type LabelKind, isLevel } from "./label-kind.ts";

export interface Family {
  /** The longest term from the day of issue; null: the pack bounds none. */
  readonly longest: IsoTerm | null;
  /** How often somebody looks whether it is still needed; null: the pack asks for nobody. */
  readonly review: IsoTerm | null;
  /** Places of the agencies that may set it; the others propose it. */
  readonly setBy: readonly string[];
  /** What is to be done before a copy leaves the house. */
  readonly beforeRelease: { readonly "zh-CN": string; readonly en: string } | null;
}
export type Families = Readonly<Partial<Record<LabelKind, Family>>>;
export type ReviewPeriods = Readonly<Partial<Record<LabelKind, IsoTerm>>>;

/** State secrets are reviewed each year (保守国家秘密法 2024 art. 24). */
const YEARLY = "P1Y" as IsoTerm;

/** How often each kind is reviewed: a level once a year at least, others where the pack says so. */
export function reviewPeriods(families: Families): ReviewPeriods {
  const pairs = LABEL_KINDS.flatMap((kind) => {
    const said = families[kind]?.review ?? null;
    const period = isLevel(kind) ? shorter(YEARLY, said) : said;
    return period === null ? [] : [[kind, period] as const];
  });
  return Object.fromEntries(pairs);
}

/** Compared over a year that has no leap day: of two so near each other either will do. */
const FROM = "2001-01-31" as CalendarDate;
const shorter = (law: IsoTerm, pack: IsoTerm | null): IsoTerm =>
  pack !== null && addTerm(FROM, pack) < addTerm(FROM, law) ? pack : law;

/** The last day of the pack's longest term; null: it bounds none. */
export function packsEnd(
  families: Families,
  kind: LabelKind,
  issuedOn: CalendarDate,
): CalendarDate | null {
  const longest = families[kind]?.longest ?? null;
  const end = longest === null ? LAST_DATE : addTerm(issuedOn, longest);
  return end === LAST_DATE ? null : end;
}

/** Whether the pack lets an agency of this place set it. */
export const packLets = (families: Families, kind: LabelKind, place: string): boolean =>
  families[kind]?.setBy.includes(place) ?? true;
