/** A guest: a person of a partner agency, whose account ends by itself and opens nothing but what was shared with them. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { PartnerId, UserId } from "../kernel/ids.ts";
import { type Partner, isPartner } from "./partner.ts";

export interface Guest {
  readonly userId: UserId;
  /** With which they log in. */
  readonly name: string;
  readonly displayName: string;
  readonly partnerId: PartnerId;
  /** The first day on which the account opens nothing any more. */
  readonly until: CalendarDate;
  readonly invitedAt: UtcInstant;
  readonly invitedBy: UserId;
  /** Of the secret with which they set their password, once; null: it was used, or another took its place. */
  readonly invitation: { readonly sha256: Sha256; readonly until: UtcInstant } | null;
  /** When they set their password last; null: not yet. */
  readonly enteredAt: UtcInstant | null;
  readonly disabledAt: UtcInstant | null;
}

export const GUEST_STATES = ["invited", "in-force", "over"] as const;
export type GuestState = (typeof GUEST_STATES)[number];

export function guestState(guest: Guest, partner: Partner, today: CalendarDate): GuestState {
  if (!stands(guest, partner, today)) return "over";
  return guest.enteredAt === null ? "invited" : "in-force";
}

/** Whether the account opens anything on that day, whatever is left of its sessions. */
export const stands = (
  { disabledAt, until }: Pick<Guest, "disabledAt" | "until">,
  partner: Partner,
  today: CalendarDate,
): boolean => disabledAt === null && today < until && isPartner(partner, today);
