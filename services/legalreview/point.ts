/** One point of the report on legality and sufficiency: met or not, with the reasons and what they speak of. Never a sum. */
import type { ItemId, SessionId } from "../kernel/ids.ts";
import type { ReviewPoint } from "../policy/legal-review.ts";
import type { FindingCode } from "../sessions/completeness.ts";

export const POINT_STATES = ["met", "not-met", "not-applicable", "cannot-be-told"] as const;
export type PointState = (typeof POINT_STATES)[number];

/** Beside the findings on completeness, which keep their words. */
export const OWN_REASONS = [
  "no-rules",
  "no-session",
  "item-of-no-session",
  "day-unknown",
  "no-power-item",
  "no-action-kind",
  "item-not-sealed",
  "audit-finding",
  "not-audited-yet",
  "source-invalid",
  "source-not-verifiable",
  "source-not-looked-at",
  "segment-outside",
  "hand-in-late",
  "hand-in-untimed",
  "hand-in-clock-ahead",
  "no-case-file",
  "not-in-case-file",
  "too-much-to-read",
  "not-linked",
] as const;
export type ReasonCode = FindingCode | (typeof OWN_REASONS)[number];

export interface Reason {
  /** A text for each stands in point-words.ts. */
  readonly code: ReasonCode;
  /** "against": not met; "unknown": it cannot be told; "note": worth knowing. */
  readonly weight: "against" | "unknown" | "note";
  readonly sessionId: SessionId | null;
  readonly itemId: ItemId | null;
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface Point {
  readonly point: ReviewPoint;
  readonly state: PointState;
  readonly reasons: readonly Reason[];
}

export const reason = (
  code: ReasonCode,
  weight: Reason["weight"],
  about: Partial<Pick<Reason, "sessionId" | "itemId" | "facts">> = {},
): Reason => ({ code, weight, sessionId: null, itemId: null, facts: {}, ...about });

/** `applies`: there is something that the point is about. */
export function pointOf(point: ReviewPoint, applies: boolean, reasons: readonly Reason[]): Point {
  const has = (weight: Reason["weight"]): boolean => reasons.some((one) => one.weight === weight);
  const rest = applies ? "met" : "not-applicable";
  const state = has("against") ? "not-met" : has("unknown") ? "cannot-be-told" : rest;
  return { point, state, reasons };
}
