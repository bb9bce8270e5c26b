/**
 * Actions: what people and processes did to the house itself (accounts, devices, cases, packages), as one chain of
 * exact JSON texts for the agency (services/kernel/hash-chain.ts). What happened to an item is its custody chain.
 */
import { randomBytes } from "node:crypto";
import type { Actor } from "../kernel/actor.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { type Link, firstBreak, nextLink } from "../kernel/hash-chain.ts";
import type { Json } from "../kernel/strict-json.ts";

export const ACTION_KINDS = [
  "user-created",
  "user-disabled",
  "sign-on-set",
  "sign-on-bound",
  "staff-number-set",
  "logged-in",
  "logged-out",
  "log-ins-ended",
  "identity-confirmed",
  "login-failed",
  "token-made",
  "token-revoked",
  "device-registered",
  "device-retired",
  "enrolment-code-made",
  "certificates-revoked",
  "device-proof-set",
  "quota-set",
  "signing-set",
  "device-assigned",
  "case-created",
  "case-changed",
  "condition-told",
  "recording-session-opened",
  "recording-session-changed",
  "live-channel-added",
  "live-started",
  "live-paused",
  "live-resumed",
  "live-stopped",
  "live-marked",
  "live-watched",
  "overviews-asked",
  "derived-asked",
  "derived-made",
  "derived-failed",
  "moment-cited",
  "officer-entered",
  "officer-account-set",
  "officers-imported",
  "package-requested",
  "package-prepared",
  "package-failed",
  "package-downloaded",
  "export-acknowledged",
  "export-confirmed",
  "export-withdrawn",
  "actions-exported",
  "key-rotation-asked",
  "key-revoked",
  "above-ceiling-refused",
  "policy-proposed",
  "policy-applied",
  "policy-withdrawn",
  "calendar-proposed",
  "calendar-applied",
  "calendar-withdrawn",
  "hold-placed",
  "hold-reviewed",
  "hold-released",
  "disposal-proposed",
  "disposal-appraised",
  "disposal-approved",
  "disposal-prolonged",
  "disposal-stopped",
  "disposal-dropped",
  "disposal-transferred",
  "disposal-finished",
  "label-changed",
  "clearance-set",
  "case-people-set",
  "access-given",
  "access-narrowed",
  "access-revoked",
  "access-ended",
  "access-requested",
  "access-request-refused",
  "access-request-withdrawn",
  "access-request-lapsed",
  "partner-proposed",
  "partner-approved",
  "partner-ended",
  "guest-invited",
  "guest-entered",
  "share-asked",
  "share-approved",
  "share-refused",
  "share-acknowledged",
  "share-shut",
  "report-issued",
  "case-file-ordered",
  "case-file-sealed",
  "legal-review-submitted",
  "legal-review-signed",
  "legal-opinion-given",
  "spot-check-begun",
  "spot-check-drawn",
  "spot-sheet-closed",
  "spot-sheet-answered",
  "publicity-told",
  "webhook-added",
  "webhook-rotated",
  "webhook-stopped",
  "webhook-resumed",
  "webhook-removed",
  "webhook-tested",
  "webhook-redelivered",
  "refused",
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** That the very request was refused in which they are kept: nothing that it asked for was done. */
const REFUSED_HERE = [
  "refused",
  "login-failed",
  "above-ceiling-refused",
] as const satisfies readonly ActionKind[];

export const isRefusedHere = ({ kind }: Pick<NewAction, "kind">): boolean =>
  REFUSED_HERE.some((each) => each === kind);

/** What somebody wanted and did not get. */
export const REFUSAL_KINDS = [
  ...REFUSED_HERE,
  "access-request-refused",
] as const satisfies readonly ActionKind[];

/** What an action is about: "device:<id>", "token:<first digits of its digest>". */
export type Subject =
  `${"item" | "user" | "session" | "token" | "device" | "officer" | "recording-session" | "case" | "package" | "route" | "key" | "policy" | "calendar" | "hold" | "disposal" | "report" | "spot-check" | "partner" | "share" | "webhook"}:${string}`;

/** Values as they were at that time; never a secret. */
export type Values = { readonly [name: string]: Json };

/** What a use case says was done; the store gives it its place, in the transaction of the change. */
export interface NewAction {
  readonly kind: ActionKind;
  readonly at: UtcInstant;
  readonly actor: Actor;
  /** Null where it is about nothing that is there, like a login under a name nobody has. */
  readonly subject: Subject | null;
  readonly before: Values | null;
  readonly after: Values | null;
  /** Why, in the words of whoever did it. */
  readonly reason: string | null;
}

export interface Action extends NewAction, Link {}

/** Who does something, and why where that was said. */
export interface Doer {
  readonly actor: Actor;
  readonly reason: string | null;
}

const CONTEXT = "holdfast/action/v1";

/**
 * The action behind `previous` (null at the start). Its nonce of 128 bits makes the digest a commitment: whoever
 * sees the ledger can tell nothing of an action that he does not hold.
 */
export function chainAction(
  previous: Pick<Action, "index" | "sha256"> | null,
  { kind, at, actor, subject, before, after, reason }: NewAction,
): Action {
  const told = { kind, at, actor, subject, before, after, reason };
  const nonce = randomBytes(16).toString("hex");
  const link = nextLink(CONTEXT, previous, (index) => JSON.stringify({ index, ...told, nonce }));
  return { ...link, ...told };
}

/** The index of the first action that does not follow from the one before, or null for a sound chain, from behind `before` on. */
export const firstBrokenAction = (
  actions: readonly Link[],
  before: Link | null = null,
): number | null => firstBreak(CONTEXT, actions, before);
