/** A share: a guest may watch one case, or some items, where they lie, for one purpose and a time. Nothing is copied. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { GrantId, ShareId, UserId } from "../kernel/ids.ts";
import { type GrantScope, isGranted } from "../secrecy/grant.ts";
import type { GivenGrant } from "../secrecy/grant-store.ts";
import type { Purpose } from "../secrecy/purpose.ts";
import { type Guest, stands } from "./guest.ts";
import type { Partner } from "./partner.ts";

/** By hand of whoever shows once more who they are, or by a certificate of theirs. */
export const ACKNOWLEDGED_BY = ["password", "signature"] as const;

export interface ShareAcknowledgement {
  readonly at: UtcInstant;
  readonly kind: (typeof ACKNOWLEDGED_BY)[number];
  /** Of the certificate that signed; null: by password. */
  readonly signer: string | null;
  readonly certificateSha256: Sha256 | null;
}

export interface Share {
  readonly id: ShareId;
  readonly guestId: UserId;
  readonly scope: GrantScope;
  readonly purpose: Purpose;
  /** False: watched in the page, and nothing taken away. */
  readonly download: boolean;
  /** The first day on which it counts no more. */
  readonly until: CalendarDate;
  readonly reason: string;
  /** The paper that it rests on. */
  readonly document: { readonly name: string; readonly sha256: Sha256 };
  /** Stands over the picture, in the receipt and in what is taken away. */
  readonly watermark: string;
  readonly askedAt: UtcInstant;
  readonly askedBy: UserId;
  readonly decided: {
    readonly at: UtcInstant;
    readonly by: UserId;
    readonly approved: boolean;
    readonly reason: string | null;
  } | null;
  /** By which it is open; null: it was not approved. */
  readonly grantId: GrantId | null;
  /** What the guest acknowledges, exact; null: it was not approved. */
  readonly receipt: { readonly text: string; readonly sha256: Sha256 } | null;
  readonly acknowledged: ShareAcknowledgement | null;
  /** When it was told that a label shut it: for good, whatever becomes of the label. Null: none did, as far as anybody looked. */
  readonly shutAt: UtcInstant | null;
}

/** With all that it rests on. */
export interface GivenShare extends Share {
  readonly position: number;
  readonly caseNumber: string | null;
  readonly guest: Guest;
  readonly partner: Partner;
  readonly grant: GivenGrant | null;
  /** It names items, and all of them ended by disposal. */
  readonly isGone: boolean;
}

export const SHARE_STATES = [
  "waiting",
  "refused",
  "not-acknowledged",
  "not-opened",
  "opened",
  "shut",
  "gone",
  "revoked",
  "over",
] as const;
export type ShareState = (typeof SHARE_STATES)[number];

export function shareState(share: GivenShare, today: CalendarDate): ShareState {
  const { decided, grant, guest, partner } = share;
  if (decided !== null && !decided.approved) return "refused";
  if (grant !== null && grant.revokedAt !== null) return "revoked";
  if (share.isGone) return "gone";
  if (today >= share.until || !stands(guest, partner, today)) return "over";
  if (grant === null) return "waiting";
  if (!isGranted(grant, today)) return "over";
  if (share.shutAt !== null) return "shut";
  if (share.acknowledged === null) return "not-acknowledged";
  return grant.openedAt === null ? "not-opened" : "opened";
}

/** What a share names; it is as secret as the most secret of it. */
export const idsOf = (scope: GrantScope): readonly string[] =>
  scope.type === "case" ? [scope.caseId] : scope.itemIds;
