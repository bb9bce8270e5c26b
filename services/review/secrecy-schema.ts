/** Shapes of labels, clearances, the people of cases, and why somebody may or may not see something. */
import { z } from "zod";
import { parseCalendarDate } from "../calendar/calendar-date.ts";
import { type Families, reviewPeriods } from "../secrecy/family.ts";
import {
  LABEL_KINDS,
  LABEL_STATUSES,
  type Label,
  isInForce,
  nextReview,
} from "../secrecy/label.ts";
import { DUTIES, STATE_LEVELS } from "../secrecy/mark.ts";
import { ROLES } from "../access/permission.ts";
import { REASONS } from "../secrecy/sight.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UserId } from "../kernel/ids.ts";
import { PurposeKind } from "./purpose-schema.ts";
import { IdPath } from "./api-schema.ts";

const day = z
  .string()
  .max(10)
  .transform((text, context): CalendarDate => {
    const date = parseCalendarDate(text);
    if (date === null) context.addIssue("no day like 2026-06-01");
    return date ?? z.NEVER;
  });
const shownDay = z.string().describe("A day of the agency's zone, e.g. 2026-06-01");
const words = z.string().trim().min(3).max(500);
const person = IdPath.shape.id.transform((id) => id as UserId);

export const LabelPath = z.object({ id: IdPath.shape.id, labelId: IdPath.shape.id });
export const LabelRequest = z.strictObject({
  kind: z.enum(LABEL_KINDS),
  issuedOn: day.nullable().default(null).describe("Null: today"),
  until: day.nullable().default(null).describe("Null: the longest term, where there is one"),
  condition: words.nullable().default(null).describe("What ends it before that"),
  scope: z.array(person).min(1).max(200).nullable().default(null),
  basis: words.describe("The document or provision it rests on"),
});
export const ConfirmRequest = z.strictObject({ basis: words, until: day.nullable().default(null) });
export const ExtendRequest = z.strictObject({ until: day });
export const ReviewRequest = z.strictObject({
  reason: words.describe("What was found; the label stays"),
  nextOn: day
    .nullable()
    .default(null)
    .describe("By when somebody looks again; null: as late as may be"),
});
export const EndRequest = z.strictObject({ reason: words });

export const LabelBody = z.object({
  id: z.uuid(),
  kind: z.enum(LABEL_KINDS),
  status: z.enum(LABEL_STATUSES),
  issuedOn: shownDay,
  until: shownDay.nullable().describe("It is in force no more on that day"),
  condition: z.string().nullable(),
  scope: z.array(z.uuid()).nullable(),
  basis: z.string(),
  reportBy: shownDay.nullable(),
  nextReview: shownDay.nullable().describe("By when; it may be over"),
  beforeRelease: z
    .object({ "zh-CN": z.string(), en: z.string() })
    .nullable()
    .describe("What the policy asks for before a copy leaves the house"),
  reviewed: z
    .object({ on: shownDay, by: z.string(), nextOn: shownDay })
    .nullable()
    .describe("The last review"),
  setAt: z.string(),
  setBy: z.string(),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  endReason: z.string().nullable(),
});
export const LabelList = z.object({ entries: z.array(LabelBody) });

/** Longer lists are cut, and say so. */
export const MOST_DUE = 500;
export const DueReviews = z.object({
  entries: z.array(
    z.object({
      thing: z.object({ type: z.enum(["item", "case", "session"]), id: z.uuid() }),
      name: z.string().describe("Of the item's file, or the number of the case or session"),
      ...{ labelId: z.uuid(), kind: z.enum(LABEL_KINDS), due: shownDay, isOverdue: z.boolean() },
    }),
  ),
  isWhole: z.boolean().describe("False: there are more than are listed"),
});

export function labelBody(
  label: Label,
  today: CalendarDate,
  families: Families,
): z.infer<typeof LabelBody> {
  const { ended, scope, version: _version, ...rest } = label;
  return {
    ...rest,
    scope: scope === null ? null : [...scope],
    nextReview: nextReview(label, today, reviewPeriods(families)),
    beforeRelease: isInForce(label, today) ? (families[label.kind]?.beforeRelease ?? null) : null,
    endedAt: ended?.at ?? null,
    endedBy: ended?.by ?? null,
    endReason: ended?.reason ?? null,
  };
}

export const ClearanceRequest = z.strictObject({
  state: z.enum(STATE_LEVELS).nullable(),
  duties: z.array(z.enum(DUTIES)).max(DUTIES.length),
  until: day.nullable().default(null).describe("From that day on the role's own counts again"),
  reason: words.nullable().default(null).describe("Why, for the record"),
});
export const ClearanceBody = z.object({
  state: z.enum(STATE_LEVELS).nullable(),
  duties: z.array(z.enum(DUTIES)),
  until: shownDay.nullable(),
  isSet: z.boolean().describe("False: what the role has by itself"),
});

/** Longer lists are cut, and say so. */
export const MOST_CLEARED = 1_000;
export const Clearances = z.object({
  entries: z
    .array(
      z.object({
        ...{ id: z.uuid(), displayName: z.string(), role: z.enum(ROLES) },
        ...{ state: z.enum(STATE_LEVELS).nullable(), duties: z.array(z.enum(DUTIES)) },
        until: shownDay.nullable(),
        counts: z.boolean().describe("False: its day is past, and the role's own counts again"),
        ...{ setAt: z.string(), setByName: z.string() },
      }),
    )
    .describe("Of people who may log in; whoever is not here has what the role has"),
  isWhole: z.boolean(),
});
export type ClearanceEntryBody = z.infer<typeof Clearances>["entries"][number];

export const PeopleRequest = z.strictObject({
  people: z
    .array(z.strictObject({ userId: person, until: day.nullable().default(null) }))
    .max(200)
    .describe("In place of those before; none: the case is everybody's again"),
});
export const PeopleBody = z.object({
  people: z.array(z.object({ userId: z.uuid(), until: shownDay.nullable() })),
});

export const ExplainQuery = z.strictObject({ user: IdPath.shape.id, item: IdPath.shape.id });
const words2 = z.object({ "zh-CN": z.string(), en: z.string() });
export const Explanation = z.object({
  user: z.uuid(),
  item: z.uuid(),
  verdicts: z.array(
    z.object({
      permission: z.string(),
      allowed: z.boolean(),
      because: z.array(z.object({ reason: z.enum(REASONS), words: words2 })),
      purposes: z
        .array(PurposeKind)
        .nullable()
        .describe("For what they may, of content; null: it takes no purpose"),
    }),
  ),
});
