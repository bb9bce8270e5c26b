/** Port: spot checks: what is drawn from, what was drawn, sheets and answers. Contract suite: test/contract/spot-check-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { NewDocument, SignedText } from "../casefile/case-document.ts";
import type { SignedDocuments } from "../casefile/sign-documents.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { CaseId, DeviceId, ItemId, SessionId, SpotCheckId, UserId } from "../kernel/ids.ts";
import type { ReviewedItem } from "../legalreview/legal-review-store.ts";
import type { SpotSubject } from "../policy/spot-check.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { SpotFilter } from "./population-text.ts";

/** From its first instant on, up to and without `until`. */
export interface SpotSpan {
  readonly from: UtcInstant;
  readonly until: UtcInstant;
  readonly first: CalendarDate;
  readonly last: CalendarDate;
}

export interface CheckedItem extends ReviewedItem {
  readonly deviceId: DeviceId;
  /** That it is linked to, of those that whoever asks may know of. */
  readonly caseIds: readonly CaseId[];
}

/** By what was drawn: a signed head of the ledger. */
export interface Draw {
  readonly seed: Sha256;
  readonly origin: string;
  readonly treeSize: number;
  readonly drawnAt: UtcInstant;
  /** In the order in which they were drawn. */
  readonly units: readonly string[];
}

export interface NewSpotCheck {
  readonly id: SpotCheckId;
  readonly subject: SpotSubject;
  /** Code of the sheet, and name of the period. */
  readonly sheet: string;
  readonly period: string;
  /** The population, sorted. */
  readonly units: readonly string[];
  readonly sampleSize: number;
  /** The last day for its sheets; null: no rule says. */
  readonly dueOn: CalendarDate | null;
  readonly fixedAt: UtcInstant;
  readonly fixedBy: UserId;
}

export interface SpotCheck extends Omit<NewSpotCheck, "units"> {
  readonly position: number;
  readonly populationSize: number;
  /** Null: the ledger has no head over its text yet. */
  readonly draw: Draw | null;
  /** How many of the drawn units have a closed sheet that whoever asks may know of. */
  readonly closed: number;
}

export const PAPER_KINDS = ["population", "sheet", "answer"] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

export interface NewPaper extends Omit<NewDocument, "caseId"> {
  readonly checkId: SpotCheckId;
  readonly kind: PaperKind;
  /** Null: of the population. `number` is the version of the sheet, of an answer that of the sheet it answers. */
  readonly unit: string | null;
  /** All that it tells of: it is as secret as these, too. */
  readonly sessionIds: readonly SessionId[];
  /** What a sheet says in numbers; null: it is none. */
  readonly result: PaperResult | null;
}

export interface PaperResult {
  readonly score: number;
  readonly of: number;
  readonly grade: string | null;
  readonly isFatal: boolean;
  /** The last day for an answer; null: no end. */
  readonly answerUntil: CalendarDate | null;
  /** Whose work it is, as far as they have accounts. */
  readonly checkedIds: readonly UserId[];
}

export interface Paper extends NewPaper, SignedText {}

/** A drawn unit, as it stands. */
export interface DrawnUnit {
  readonly unit: string;
  /** Number of the session or case, name of the item's file. */
  readonly name: string;
  /** The newest closed sheet; null: it waits for one. */
  readonly sheet: (PaperResult & { readonly version: number; readonly by: UserId }) | null;
  readonly answers: number;
}

/** A sheet about somebody's work. */
export interface SheetAbout {
  readonly position: number;
  readonly checkId: SpotCheckId;
  readonly subject: SpotSubject;
  readonly unit: string;
  readonly name: string;
  readonly version: number;
  readonly closedAt: UtcInstant;
  readonly answerUntil: CalendarDate | null;
  readonly isAnswered: boolean;
}

export interface SpotCheckStore extends SignedDocuments {
  /**
   * Ids, sorted, of what `sight` may know of: sessions that began, recordings that came in and are there, cases that
   * were decided, within the span.
   */
  population(
    subject: SpotSubject,
    span: SpotSpan,
    filter: SpotFilter,
    limit: number,
    sight: Sight,
  ): Promise<readonly string[]>;

  /** Those that are there and that `sight` may know of, in the order of arrival. */
  items(itemIds: readonly ItemId[], sight: Sight | null): Promise<readonly CheckedItem[]>;

  /** Keeps it with the paper of its population and `action`, all or nothing. */
  begin(check: NewSpotCheck, paper: NewPaper, action: NewAction): Promise<void>;

  /** Populations that the ledger tells of and that were not drawn from yet, oldest first. */
  undrawn(limit: number): Promise<readonly Paper[]>;

  /** The first draw counts: false, and nothing written, if there is one. */
  drawOnce(id: SpotCheckId, draw: Draw, action: NewAction): Promise<boolean>;

  /** Null: there is none, or none of which `sight` may know the whole population. */
  find(id: SpotCheckId, sight: Sight | null): Promise<SpotCheck | null>;

  /** Newest first, before that position; as `find`. */
  page(before: number | null, limit: number, sight: Sight | null): Promise<readonly SpotCheck[]>;

  /** What was drawn, or one unit of it, in that order, without what `sight` may not know of; sheets and answers as in `papers`. */
  drawn(id: SpotCheckId, unit: string | null, sight: Sight | null): Promise<readonly DrawnUnit[]>;

  /**
   * Keeps the paper and `action`, both or neither. A sheet follows the version before it, an answer its sheet, once a person.
   * @throws Refusal conflict "spotcheck/changed".
   */
  keep(paper: NewPaper, action: NewAction): Promise<void>;

  /** Of one unit, or the population's (null), oldest first; those of which `sight` may know every item and session. */
  papers(id: SpotCheckId, unit: string | null, sight: Sight | null): Promise<readonly Paper[]>;

  /** Of each of these units the newest sheet that `papers` gives, in no order. */
  newestSheets(
    id: SpotCheckId,
    units: readonly string[],
    sight: Sight | null,
  ): Promise<readonly Paper[]>;

  /** The newest sheet of each unit that is somebody's work, newest first, before that position. */
  about(
    userId: UserId,
    before: number | null,
    limit: number,
    sight: Sight,
  ): Promise<readonly SheetAbout[]>;

  /** Of the whole house: drawn units without a sheet, of them those whose day is past, and since when the oldest population waits for its draw. */
  counts(today: CalendarDate): Promise<{
    readonly waiting: number;
    readonly overdue: number;
    readonly undrawnSince: UtcInstant | null;
  }>;
}
