/** Partner agencies, guests and shares in PostgreSQL. */
import { type Transaction, sql } from "kysely";
import type { Account } from "../../services/access/access-store.ts";
import type { NewAction } from "../../services/actions/action.ts";
import type { ShareId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { noSuchShare } from "../../services/sharing/decide-share.ts";
import { noSuchGuest } from "../../services/sharing/end-guest.ts";
import type { Guest } from "../../services/sharing/guest.ts";
import type { Share } from "../../services/sharing/share.ts";
import type { SharingStore } from "../../services/sharing/sharing-store.ts";
import { appendAction } from "./action-store.ts";
import { sharesAbout } from "./bundles-about.ts";
import { type Database, ask } from "./connection.ts";
import { giveIn } from "./grant-store.ts";
import {
  GUESTS,
  type GuestRow,
  PARTNERS,
  type PartnerRow,
  guestOf,
  partnerOf,
} from "./guest-rows.ts";
import { SHARES, type ShareRow, givenShares, shareOf } from "./share-rows.ts";
import type { Tables } from "./tables.ts";
import { isUniqueViolation } from "./unique-violation.ts";
import { insertUser } from "./user-rows.ts";
import { seesShare } from "./walls.ts";

export const createSharingStore = (db: Database): SharingStore => {
  const within = <T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> =>
    ask(() => db.transaction().execute(work));
  const shares = (which: Parameters<typeof givenShares>[1]) => ask(() => givenShares(db, which));
  return {
    addPartner: (...asked) => within((transaction) => addPartner(transaction, ...asked)),
    changePartner: (...asked) => within((transaction) => changePartner(transaction, ...asked)),
    partners: () =>
      ask(async () => {
        const { rows } = await sql<PartnerRow>`${PARTNERS} ORDER BY p.position DESC`.execute(db);
        return rows.map(partnerOf);
      }),

    addGuest: (...asked) => within((transaction) => addGuest(transaction, ...asked)),
    guest: async (id) => (await guestsWhere(db, sql`g.user_id = ${id}`))[0] ?? null,
    guests: (of) => guestsWhere(db, of === null ? sql`true` : sql`g.partner_id = ${of}`),
    inviteAgain: (...asked) => within((transaction) => inviteAgain(transaction, ...asked)),
    enter: (...asked) => within((transaction) => enter(transaction, ...asked)),
    toEnd: (today) =>
      guestsWhere(
        db,
        sql`u.disabled_at IS NULL AND (g.until <= ${today} OR EXISTS (SELECT FROM partners p
            WHERE p.id = g.partner_id AND (p.ended_at IS NOT NULL OR p.until <= ${today})))`,
      ),

    ask: (...asked) => within((transaction) => askIn(transaction, ...asked)),
    share: async (id) => (await shares(sql`s.id = ${id}`))[0] ?? null,
    change: (...asked) => within((transaction) => changeShare(transaction, ...asked)),
    signature: (id) =>
      ask(async () => {
        const { rows } = await sql<{ signature: Buffer | null }>`
          SELECT signature FROM shares WHERE id = ${id}`.execute(db);
        return rows[0]?.signature ?? null;
      }),
    page: (before, limit, sight, guest = null) =>
      shares(sql`${before === null ? sql`true` : sql`s.position < ${before}`}
        AND ${guest === null ? sql`true` : sql`s.guest_id = ${guest}`} AND ${seesShare(sight)}
        ORDER BY s.position DESC LIMIT ${limit}`),
    about: (...asked) => sharesAbout(db, ...asked),
    standing: (guest) =>
      ask(async () => {
        const { rows } = await sql<{ id: ShareId }>`SELECT s.id FROM shares s
          WHERE s.guest_id = ${guest} AND (s.decided_at IS NULL OR EXISTS (SELECT FROM access_grants a
                WHERE a.id = s.grant_id AND a.revoked_at IS NULL)) ORDER BY s.position`.execute(db);
        return rows.map(({ id }) => id);
      }),
    open: (today) =>
      shares(sql`s.until > ${today} AND EXISTS (SELECT FROM access_grants a
        WHERE a.id = s.grant_id AND a.revoked_at IS NULL AND a.until > ${today}) ORDER BY s.position`),
    counts: (...asked) => ask(() => countsOf(db, ...asked)),
  };
};

async function addPartner(
  transaction: Transaction<Tables>,
  ...[partner, action]: Parameters<SharingStore["addPartner"]>
): Promise<void> {
  const { highest } = partner;
  try {
    await sql`INSERT INTO partners (id, name_zh, name_en, kind, code, contact, highest_state, highest_duties, until,
        reason, proposed_at, proposed_by)
      VALUES (${partner.id}, ${partner.nameZh}, ${partner.nameEn}, ${partner.kind}, ${partner.code},
        ${partner.contact}, ${highest.state}, ${[...highest.duties]}, ${partner.until}, ${partner.reason},
        ${partner.proposedAt}, ${partner.proposedBy})`.execute(transaction);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", "sharing/partner-known", "an agency of that code is listed", {
      fix: "Use the entry that stands, or end it first: what was approved is not changed.",
    });
  }
  await appendAction(transaction, action);
}

async function changePartner(
  transaction: Transaction<Tables>,
  ...[id, decide]: Parameters<SharingStore["changePartner"]>
) {
  const { rows } = await sql<PartnerRow>`${PARTNERS} WHERE p.id = ${id} FOR UPDATE`.execute(
    transaction,
  );
  if (rows[0] === undefined) throw noSuchPartner();
  const before = partnerOf(rows[0]);
  const change = decide(before);
  if (change === null) return before;
  const { approved, ended } = change.after;
  await sql`UPDATE partners SET approved_at = ${approved?.at ?? null}, approved_by = ${approved?.by ?? null},
      ended_at = ${ended?.at ?? null}, ended_by = ${ended?.by ?? null}, end_reason = ${ended?.reason ?? null}
    WHERE id = ${id}`.execute(transaction);
  await appendAction(transaction, change.action);
  return change.after;
}

const noSuchPartner = (): Refusal =>
  new Refusal("missing", "sharing/no-such-partner", "no such partner");

/** The partner's row is held: whoever ends it meanwhile finds the guest, and ends them with it. */
async function addGuest(
  transaction: Transaction<Tables>,
  account: Account,
  guest: Guest,
  action: NewAction,
): Promise<void> {
  const { rows } =
    await sql`SELECT FROM partners WHERE id = ${guest.partnerId} AND approved_at IS NOT NULL
    AND ended_at IS NULL FOR SHARE`.execute(transaction);
  if (rows.length === 0) throw noSuchPartner();
  await insertUser(transaction, account, action, null);
  await sql`INSERT INTO guests (user_id, partner_id, until, invited_at, invited_by, invitation_sha256, invitation_until)
    VALUES (${guest.userId}, ${guest.partnerId}, ${guest.until}, ${guest.invitedAt}, ${guest.invitedBy},
      ${guest.invitation?.sha256 ?? null}, ${guest.invitation?.until ?? null})`.execute(
    transaction,
  );
  await appendAction(transaction, action);
}

async function inviteAgain(
  transaction: Transaction<Tables>,
  ...[id, invitation, action]: Parameters<SharingStore["inviteAgain"]>
): Promise<void> {
  const { rows } = await sql`UPDATE guests g SET invitation_sha256 = ${invitation?.sha256 ?? null},
      invitation_until = ${invitation?.until ?? null}
    FROM users u WHERE g.user_id = ${id} AND u.id = g.user_id AND u.disabled_at IS NULL RETURNING 1`.execute(
    transaction,
  );
  if (rows.length === 0) throw noSuchGuest();
  await appendAction(transaction, action);
}

async function enter(
  transaction: Transaction<Tables>,
  ...[invitation, decide]: Parameters<SharingStore["enter"]>
): Promise<boolean> {
  // Of two at once the second waits here, and finds that the secret was used.
  const { rows } = await sql<GuestRow>`${GUESTS} WHERE g.invitation_sha256 = ${invitation}
    AND u.disabled_at IS NULL FOR UPDATE`.execute(transaction);
  const entry = rows[0] === undefined ? null : decide(guestOf(rows[0]));
  if (rows[0] === undefined || entry === null) return false;
  const id = rows[0].user_id;
  await sql`UPDATE users SET password_hash = ${entry.passwordHash} WHERE id = ${id}`.execute(
    transaction,
  );
  await sql`UPDATE guests SET invitation_sha256 = NULL, invitation_until = NULL, entered_at = ${entry.at}
    WHERE user_id = ${id}`.execute(transaction);
  await sql`DELETE FROM sessions WHERE user_id = ${id}`.execute(transaction);
  await appendAction(transaction, entry.action);
  return true;
}

const guestsWhere = (db: Database, which: Parameters<typeof givenShares>[1]) =>
  ask(async () => {
    const { rows } = await sql<GuestRow>`${GUESTS} WHERE ${which} ORDER BY g.position DESC`.execute(
      db,
    );
    return rows.map(guestOf);
  });

async function askIn(
  transaction: Transaction<Tables>,
  ...[share, action]: Parameters<SharingStore["ask"]>
): Promise<void> {
  const { scope, document } = share;
  const caseId = scope.type === "case" ? scope.caseId : null;
  const itemIds = scope.type === "items" ? [...scope.itemIds] : null;
  await sql`INSERT INTO shares (id, guest_id, case_id, item_ids, purpose, download, until, reason, document_name,
      document_sha256, watermark, asked_at, asked_by)
    VALUES (${share.id}, ${share.guestId}, ${caseId}, ${itemIds}, ${share.purpose}, ${share.download},
      ${share.until}, ${share.reason}, ${document.name}, ${document.sha256}, ${share.watermark}, ${share.askedAt},
      ${share.askedBy})`.execute(transaction);
  await appendAction(transaction, action);
}

async function changeShare(
  transaction: Transaction<Tables>,
  ...[id, decide]: Parameters<SharingStore["change"]>
): Promise<void> {
  const { rows } = await sql<ShareRow>`${SHARES} WHERE s.id = ${id} FOR UPDATE`.execute(
    transaction,
  );
  if (rows[0] === undefined) throw noSuchShare();
  const change = decide(shareOf(rows[0]));
  if (change === null) return;
  const { after, given, signature, action } = change;
  if (given !== null) await giveIn(transaction, given.grant, given.telling);
  await writeDecision(transaction, after);
  await writeAcknowledgement(transaction, after, signature);
  await appendAction(transaction, action);
}

async function writeDecision(
  transaction: Transaction<Tables>,
  { id, decided, grantId, receipt, shutAt }: Share,
): Promise<void> {
  if (decided !== null) {
    await sql`UPDATE shares SET decided_at = ${decided.at}, decided_by = ${decided.by}, approved = ${decided.approved},
        decision_reason = ${decided.reason}, grant_id = ${grantId}, receipt = ${receipt?.text ?? null},
        receipt_sha256 = ${receipt?.sha256 ?? null} WHERE id = ${id}`.execute(transaction);
  }
  await sql`UPDATE shares SET shut_at = ${shutAt} WHERE id = ${id}`.execute(transaction);
}

async function writeAcknowledgement(
  transaction: Transaction<Tables>,
  { id, acknowledged }: Share,
  signature: Uint8Array | null,
): Promise<void> {
  if (acknowledged === null) return;
  const { at, kind, signer, certificateSha256 } = acknowledged;
  const signed = signature === null ? null : Buffer.from(signature);
  await sql`UPDATE shares SET acknowledged_at = ${at}, acknowledged_by = ${kind}, signer = ${signer},
      certificate_sha256 = ${certificateSha256}, signature = coalesce(${signed}, signature)
    WHERE id = ${id}`.execute(transaction);
}

async function countsOf(
  db: Database,
  ...[today, endingUntil, givenUntil]: Parameters<SharingStore["counts"]>
): ReturnType<SharingStore["counts"]> {
  const { rows } = await sql<{ guestsEnding: number; notOpened: number }>`SELECT
    (SELECT count(*)::int FROM guests g JOIN users u ON u.id = g.user_id
      WHERE u.disabled_at IS NULL AND g.until > ${today} AND g.until <= ${endingUntil}) AS "guestsEnding",
    (SELECT count(*)::int FROM shares s JOIN access_grants a ON a.id = s.grant_id
      WHERE s.shut_at IS NULL AND a.revoked_at IS NULL AND a.until > ${today} AND a.given_at <= ${givenUntil}
        AND NOT EXISTS (SELECT FROM access_grant_items o WHERE o.grant_id = a.id AND o.opened_at IS NOT NULL)) AS "notOpened"`.execute(
    db,
  );
  return rows[0] ?? { guestsEnding: 0, notOpened: 0 };
}
