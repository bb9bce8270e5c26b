/** Rows of partner agencies and of their guests, as the domain sees them. */
import { sql } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { PartnerId, UserId } from "../../services/kernel/ids.ts";
import type { Duty, StateLevel } from "../../services/secrecy/mark.ts";
import type { Guest } from "../../services/sharing/guest.ts";
import type { Partner, PartnerKind } from "../../services/sharing/partner.ts";
import { maybeInstant } from "./instant.ts";

export interface PartnerRow {
  readonly id: PartnerId;
  readonly name_zh: string | null;
  readonly name_en: string | null;
  readonly kind: PartnerKind;
  readonly code: string;
  readonly contact: string;
  readonly highest_state: StateLevel | null;
  readonly highest_duties: Duty[];
  readonly until: CalendarDate;
  readonly reason: string;
  readonly proposed_at: Date;
  readonly proposed_by: UserId;
  readonly approved_at: Date | null;
  readonly approved_by: UserId | null;
  readonly ended_at: Date | null;
  readonly ended_by: UserId | null;
  readonly end_reason: string | null;
}

export const PARTNERS = sql`SELECT p.id, p.name_zh, p.name_en, p.kind, p.code, p.contact, p.highest_state,
  p.highest_duties, p.until::text, p.reason, p.proposed_at, p.proposed_by, p.approved_at, p.approved_by, p.ended_at,
  p.ended_by, p.end_reason FROM partners p`;

export const partnerOf = (row: PartnerRow): Partner => ({
  ...{ id: row.id, nameZh: row.name_zh, nameEn: row.name_en, kind: row.kind, code: row.code },
  ...{ contact: row.contact, highest: { state: row.highest_state, duties: row.highest_duties } },
  ...{ until: row.until, reason: row.reason, proposedBy: row.proposed_by },
  proposedAt: utcInstant(row.proposed_at),
  approved:
    row.approved_at === null || row.approved_by === null
      ? null
      : { at: utcInstant(row.approved_at), by: row.approved_by },
  ended:
    row.ended_at === null || row.ended_by === null
      ? null
      : { at: utcInstant(row.ended_at), by: row.ended_by, reason: row.end_reason ?? "" },
});

export interface GuestRow {
  readonly user_id: UserId;
  readonly name: string;
  readonly display_name: string;
  readonly partner_id: PartnerId;
  readonly until: CalendarDate;
  readonly invited_at: Date;
  readonly invited_by: UserId;
  readonly invitation_sha256: Sha256 | null;
  readonly invitation_until: Date | null;
  readonly entered_at: Date | null;
  readonly disabled_at: Date | null;
}

export const GUESTS = sql`SELECT g.user_id, u.name, u.display_name, g.partner_id, g.until::text, g.invited_at,
  g.invited_by, g.invitation_sha256, g.invitation_until, g.entered_at, u.disabled_at
  FROM guests g JOIN users u ON u.id = g.user_id`;

export const guestOf = (row: GuestRow): Guest => ({
  ...{ userId: row.user_id, name: row.name, displayName: row.display_name },
  ...{ partnerId: row.partner_id, until: row.until, invitedBy: row.invited_by },
  invitedAt: utcInstant(row.invited_at),
  invitation:
    row.invitation_sha256 === null || row.invitation_until === null
      ? null
      : { sha256: row.invitation_sha256, until: utcInstant(row.invitation_until) },
  enteredAt: maybeInstant(row.entered_at),
  disabledAt: maybeInstant(row.disabled_at),
});
