/** The shapes of /api/v1 about spot checks: see api-schema.ts. */
import { z } from "zod";
import { parseSha256 } from "../kernel/digest.ts";
import type { OfficerId } from "../kernel/ids.ts";
import { POINT_STATES } from "../legalreview/point.ts";
import { SPOT_POINTS, SPOT_SUBJECTS, SpotCheckRules } from "../policy/spot-check.ts";
import { SizeText } from "../spotcheck/population-text.ts";
import { MARK_STATES } from "../spotcheck/score.ts";
import { IdPath, PageQuery, pageOf } from "./api-schema.ts";
import { ProvenText } from "./case-file-schema.ts";

const id = IdPath.shape.id;
const day = z.iso.date();
const text = z.object({ "zh-CN": z.string(), en: z.string() });
const digest = z.string().refine((one) => parseSha256(one) === one, "no SHA-256 in lower case");
const words = z.string().trim().min(1).max(200);
const code = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,47}$/);

const filter = z.strictObject({
  unit: words.nullable().default(null).describe("As the case or the register of officers names it"),
  officer: id
    .transform((one) => one as OfficerId)
    .nullable()
    .default(null),
  activity: code.nullable().default(null).describe("Code of the policy pack"),
});

export const SpotCheckRequest = z.strictObject({
  subject: z.enum(SPOT_SUBJECTS),
  sheet: code.describe("Code of a score sheet of the pack in force"),
  period: z
    .string()
    .regex(/^[1-9]\d{3}(-Q[1-4])?$/)
    .describe("2026-Q3, or 2026"),
  filter: filter.default({ unit: null, officer: null, activity: null }),
  size: SizeText.describe("So many, or so many of a hundred (rounded up)"),
});

export const SpotSheets = z.object({
  rules: SpotCheckRules.nullable().describe("As the pack says them; null: it has none"),
});

export const SpotPath = z.object({ id });
export const SpotUnitPath = z.object({ id, unit: id });
export const SpotListQuery = PageQuery;

const Result = z.object({
  score: z.int(),
  of: z.int().describe("Without criteria that were not applicable"),
  grade: z.string().nullable().describe("Code of the sheet; null: nothing was applicable"),
  isFatal: z.boolean(),
  answerUntil: day.nullable(),
});

export const SpotCheckHead = z.object({
  ...{ id, subject: z.enum(SPOT_SUBJECTS), sheet: z.string(), period: z.string() },
  ...{ populationSize: z.int(), sampleSize: z.int(), closed: z.int() },
  dueOn: day.nullable().describe("The last day for its sheets; null: no rule says"),
  isOverdue: z.boolean().describe("That day is over, and drawn units wait for their sheets"),
  ...{ fixedAt: z.iso.datetime(), fixedBy: z.uuid(), fixedByName: z.string() },
  draw: z
    .object({
      seed: digest.describe("Root hash of the signed head, in hex"),
      ...{ origin: z.string(), treeSize: z.int(), drawnAt: z.iso.datetime() },
    })
    .nullable()
    .describe("Null: the ledger has no head over its population yet"),
});
export const SpotCheckPage = pageOf(SpotCheckHead);

const DrawnUnit = z.object({
  ...{ unit: id, name: z.string(), answers: z.int() },
  sheet: Result.extend({ version: z.int(), by: z.uuid(), byName: z.string() })
    .nullable()
    .describe("The newest closed one; null: it waits for one"),
});

export const SpotCheckDetail = z.object({
  check: SpotCheckHead,
  sheetTitle: text,
  population: ProvenText.describe("What was drawn from, by which sheet and rule"),
  units: z.array(DrawnUnit).describe("In the order in which they were drawn"),
});

const Known = z.object({
  ...{ point: z.enum(SPOT_POINTS), title: text, state: z.enum(POINT_STATES) },
  reasons: z.array(
    z.object({ code: z.string(), text, itemId: id.nullable(), sessionId: id.nullable() }),
  ),
});
const Mark = z.object({
  ...{ criterion: z.string(), state: z.enum(MARK_STATES), lost: z.int(), reason: z.string() },
});
const Paper = z.object({
  ...{ version: z.int(), sha256: digest, madeAt: z.iso.datetime() },
  ...{ madeBy: z.uuid(), madeByName: z.string(), paper: ProvenText },
});

export const SpotUnit = z.object({
  ...{
    check: id,
    subject: z.enum(SPOT_SUBJECTS),
    unit: id,
    name: z.string(),
    dueOn: day.nullable(),
  },
  sheet: SpotCheckRules.shape.sheets.element.describe("As it was fixed before the draw"),
  known: z.array(Known).describe("What the house knows now, by what you may know of"),
  versions: z
    .array(
      Result.extend({
        ...Paper.shape,
        reason: z.string().nullable().describe("Why there is another version"),
        ...{ remark: z.string(), marks: z.array(Mark), known: z.array(Known) },
      }),
    )
    .describe("Closed sheets, oldest first; the last one counts"),
  answers: z.array(Paper.extend({ text: z.string() })),
  mayAnswer: z.boolean().describe("The newest sheet is about your work, and you have not answered"),
});

export const CloseSheetRequest = z.strictObject({
  known: z.int().min(0).max(100_000).describe("The newest version that you saw; 0: none"),
  marks: z
    .array(
      z.strictObject({
        criterion: code,
        state: z.enum(MARK_STATES),
        lost: z.int().min(0).max(1_000).default(0),
        reason: z.string().trim().max(2_000).default(""),
      }),
    )
    .max(60),
  remark: z.string().trim().max(4_000).default(""),
  reason: z.string().trim().min(3).max(500).nullable().default(null).describe("Of a correction"),
});

export const AnswerRequest = z.strictObject({
  sheetSha256: digest.describe("Of the closed sheet that was read"),
  text: z.string().trim().min(2).max(8_000),
});

export const SheetsAboutMe = pageOf(
  z.object({
    ...{ checkId: id, subject: z.enum(SPOT_SUBJECTS), unit: id, name: z.string() },
    ...{ version: z.int(), closedAt: z.iso.datetime(), answerUntil: day.nullable() },
    isAnswered: z.boolean(),
  }),
);

export type SpotCheckRequestBody = z.input<typeof SpotCheckRequest>;
export type SpotCheckHeadBody = z.infer<typeof SpotCheckHead>;
export type SpotCheckDetailBody = z.infer<typeof SpotCheckDetail>;
export type SpotUnitBody = z.infer<typeof SpotUnit>;
export type KnownBody = z.infer<typeof Known>;
export type CloseSheetBody = z.input<typeof CloseSheetRequest>;
