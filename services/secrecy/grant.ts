/** A grant: somebody who is not set to a case may know of it, or of some items, for one purpose and a time. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { CaseId, GrantId, ItemId, UserId } from "../kernel/ids.ts";
import type { Purpose } from "./purpose.ts";

/** A case with all that is in it, or these items alone. */
export type GrantScope =
  | { readonly type: "case"; readonly caseId: CaseId }
  | { readonly type: "items"; readonly itemIds: readonly ItemId[] };

/** What of a grant the rules ask. */
export interface GrantTerms {
  readonly id: GrantId;
  readonly userId: UserId;
  readonly purpose: Purpose;
  /** False: viewing copies may be watched in the page, and nothing is taken away. */
  readonly download: boolean;
  readonly from: CalendarDate;
  /** The first day on which it counts no more. */
  readonly until: CalendarDate;
  readonly revokedAt: UtcInstant | null;
}

export interface Grant extends GrantTerms {
  readonly scope: GrantScope;
  readonly reason: string;
  readonly givenAt: UtcInstant;
  readonly givenBy: UserId;
  /** When items and actions were told that it ended; null: it did not, or that is still to be told. */
  readonly endToldAt: UtcInstant | null;
}

export const isGranted = (
  { from, until, revokedAt }: Pick<GrantTerms, "from" | "until" | "revokedAt">,
  today: CalendarDate,
): boolean => revokedAt === null && from <= today && today < until;
