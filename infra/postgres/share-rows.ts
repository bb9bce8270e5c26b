/** Rows of shares, with all that each rests on. */
import { type RawBuilder, sql } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { CaseId, GrantId, ItemId, ShareId, UserId } from "../../services/kernel/ids.ts";
import { assert } from "../../services/kernel/refusal.ts";
import type { Purpose } from "../../services/secrecy/purpose.ts";
import type { GivenShare, Share, ShareAcknowledgement } from "../../services/sharing/share.ts";
import type { Database } from "./connection.ts";
import { grantsOf } from "./grant-store.ts";
import {
  GUESTS,
  type GuestRow,
  PARTNERS,
  type PartnerRow,
  guestOf,
  partnerOf,
} from "./guest-rows.ts";
import { maybeInstant } from "./instant.ts";

export interface ShareRow {
  readonly id: ShareId;
  readonly position: number;
  readonly guest_id: UserId;
  readonly case_id: CaseId | null;
  readonly item_ids: ItemId[] | null;
  readonly purpose: Purpose;
  readonly download: boolean;
  readonly until: CalendarDate;
  readonly reason: string;
  readonly document_name: string;
  readonly document_sha256: Sha256;
  readonly watermark: string;
  readonly asked_at: Date;
  readonly asked_by: UserId;
  readonly decided_at: Date | null;
  readonly decided_by: UserId | null;
  readonly approved: boolean | null;
  readonly decision_reason: string | null;
  readonly grant_id: GrantId | null;
  readonly receipt: string | null;
  readonly receipt_sha256: Sha256 | null;
  readonly acknowledged_at: Date | null;
  readonly acknowledged_by: ShareAcknowledgement["kind"] | null;
  readonly signer: string | null;
  readonly certificate_sha256: Sha256 | null;
  readonly shut_at: Date | null;
  readonly is_gone: boolean;
}

export const SHARES = sql`SELECT s.id, s.position, s.guest_id, s.case_id, s.item_ids, s.purpose, s.download,
  s.until::text, s.reason, s.document_name, s.document_sha256, s.watermark, s.asked_at, s.asked_by, s.decided_at,
  s.decided_by, s.approved, s.decision_reason, s.grant_id, s.receipt, s.receipt_sha256, s.acknowledged_at,
  s.acknowledged_by, s.signer, s.certificate_sha256, s.shut_at,
  s.item_ids IS NOT NULL AND NOT EXISTS (SELECT FROM items i
     WHERE i.id = ANY (s.item_ids) AND i.stage NOT IN ('disposing', 'disposed')) AS is_gone FROM shares s`;

export const shareOf = (row: ShareRow): Share => ({
  ...{ id: row.id, guestId: row.guest_id, purpose: row.purpose, download: row.download },
  scope:
    row.case_id === null
      ? { type: "items", itemIds: row.item_ids ?? [] }
      : { type: "case", caseId: row.case_id },
  ...{ until: row.until, reason: row.reason, watermark: row.watermark, grantId: row.grant_id },
  document: { name: row.document_name, sha256: row.document_sha256 },
  ...{ askedAt: utcInstant(row.asked_at), askedBy: row.asked_by },
  decided: decisionOf(row),
  receipt:
    row.receipt === null || row.receipt_sha256 === null
      ? null
      : { text: row.receipt, sha256: row.receipt_sha256 },
  acknowledged:
    row.acknowledged_at === null || row.acknowledged_by === null
      ? null
      : {
          ...{ at: utcInstant(row.acknowledged_at), kind: row.acknowledged_by },
          ...{ signer: row.signer, certificateSha256: row.certificate_sha256 },
        },
  shutAt: maybeInstant(row.shut_at),
});

const decisionOf = (row: ShareRow): Share["decided"] =>
  row.decided_at === null || row.decided_by === null
    ? null
    : {
        ...{ at: utcInstant(row.decided_at), by: row.decided_by },
        ...{ approved: row.approved === true, reason: row.decision_reason },
      };

/** `which` is asked of a share `s`, and may order and limit. */
export async function givenShares(
  db: Database,
  which: RawBuilder<unknown>,
): Promise<readonly GivenShare[]> {
  const { rows } = await sql<ShareRow>`${SHARES} WHERE ${which}`.execute(db);
  if (rows.length === 0) return [];
  const guestIds = rows.map(({ guest_id }) => guest_id);
  const guests = await sql<GuestRow>`${GUESTS} WHERE g.user_id = ANY (${guestIds}::uuid[])`.execute(
    db,
  );
  const partners = await sql<PartnerRow>`${PARTNERS}`.execute(db);
  const numbers = await sql<{ id: CaseId; number: string }>`SELECT id, number FROM cases
    WHERE id = ANY (${rows.map(({ case_id }) => case_id)}::uuid[])`.execute(db);
  const grants = await grantsOf(
    db,
    rows.flatMap(({ grant_id }) => (grant_id === null ? [] : [grant_id])),
  );
  return rows.map((row): GivenShare => {
    const guest = guests.rows.find(({ user_id }) => user_id === row.guest_id);
    const partner = partners.rows.find(({ id }) => id === guest?.partner_id);
    assert(guest !== undefined && partner !== undefined, "a share has a guest of a partner");
    return {
      ...{ ...shareOf(row), position: row.position, isGone: row.is_gone },
      caseNumber: numbers.rows.find(({ id }) => id === row.case_id)?.number ?? null,
      ...{ guest: guestOf(guest), partner: partnerOf(partner) },
      grant: grants.find(({ id }) => id === row.grant_id) ?? null,
    };
  });
}
