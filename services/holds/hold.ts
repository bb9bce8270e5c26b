/** A hold: by whose authority which items must not end, until another person than who placed it releases it. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { CaseId, DeviceId, HoldId, ItemId, SessionId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { ObjectRef } from "../objects/object-store.ts";

export const HOLD_KINDS = [
  "litigation",
  "complaint",
  "review",
  "discovery",
  "supervision",
] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

/** All that is given must be so of an item. What it is asked of never changes, so nothing ever stops to match. */
export interface HoldQuery {
  readonly deviceId?: DeviceId | undefined;
  /** As the device declared it. */
  readonly activity?: string | undefined;
  readonly declaredCase?: string | undefined;
  /** By the device's own word; an item without one does not match. */
  readonly recordedFrom?: UtcInstant | undefined;
  readonly recordedUntil?: UtcInstant | undefined;
  readonly receivedFrom?: UtcInstant | undefined;
  readonly receivedUntil?: UtcInstant | undefined;
}

/** A case, a session and a query hold what belongs to them now and what comes to belong; what left them stays held. */
export type HoldScope =
  | { readonly kind: "items"; readonly itemIds: readonly ItemId[] }
  | { readonly kind: "case"; readonly caseId: CaseId }
  | { readonly kind: "session"; readonly sessionId: SessionId }
  | { readonly kind: "query"; readonly query: HoldQuery };

/** The paper that a hold rests on. */
export interface Authority {
  readonly number: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: Sha256;
  readonly object: ObjectRef;
}

export interface NewHold {
  readonly id: HoldId;
  readonly kind: HoldKind;
  readonly scope: HoldScope;
  readonly authority: Authority;
  readonly reason: string;
  /** By then somebody must look whether it is still needed. Nothing ends by itself. */
  readonly reviewOn: CalendarDate;
  readonly placedAt: UtcInstant;
  readonly placedBy: UserId;
}

export interface HoldRelease {
  readonly at: UtcInstant;
  readonly by: UserId;
  readonly reason: string;
}

export interface Hold extends NewHold {
  /** Its place in lists. */
  readonly position: number;
  readonly released: HoldRelease | null;
}

/** @throws Refusal invalid "holds/no-scope". */
export function requireScope(scope: HoldScope): void {
  const isEmpty =
    (scope.kind === "items" && scope.itemIds.length === 0) ||
    (scope.kind === "query" && Object.values(scope.query).every((value) => value === undefined));
  if (!isEmpty) return;
  throw new Refusal("invalid", "holds/no-scope", "the hold says of nothing that it is held", {
    fix: "Name items, a case, a session, or at least one condition: a hold on everything is none.",
  });
}

/** @throws Refusal invalid "holds/review-in-past". */
export function requireReview(reviewOn: CalendarDate, today: CalendarDate): void {
  if (reviewOn >= today) return;
  throw new Refusal("invalid", "holds/review-in-past", "the day of review is over", {
    fix: "Name the day by which somebody must look whether the hold is still needed.",
    facts: { today },
  });
}

export const isOverdue = ({ reviewOn, released }: Hold, today: CalendarDate): boolean =>
  released === null && reviewOn < today;

export const noSuchHold = (): Refusal =>
  new Refusal("missing", "holds/no-such-hold", "there is no such hold");

export const alreadyReleased = (): Refusal =>
  new Refusal("conflict", "holds/released", "the hold was released already", {
    fix: "Place a new one if it is needed again.",
  });
