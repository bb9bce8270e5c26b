/** The part of the TokenStore about answers of whether a certificate was revoked, in PostgreSQL. */
import { sql } from "kysely";
import { type CertificateAnswer, MAX_LISTS } from "../../services/anchors/revocation.ts";
import type { TokenStore } from "../../services/anchors/token-store.ts";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import { type Database, ask } from "./connection.ts";

export const certificateAnswers = (
  db: Database,
): Pick<TokenStore, "newestToken" | "keepAnswer"> => ({
  async newestToken(authority) {
    const row = await ask(() =>
      db
        .selectFrom("ledger_tokens")
        .select("response")
        .where("authority", "=", authority)
        .orderBy("kept_at", "desc")
        .limit(1)
        .executeTakeFirst(),
    );
    return row?.response ?? null;
  },
  keepAnswer: (authority, answer) => ask(() => keepAnswer(db, authority, answer)),
});

async function keepAnswer(
  db: Database,
  authority: string,
  { der, status, producedAt, thisUpdate, nextUpdate, ...answer }: CertificateAnswer,
): Promise<void> {
  const revoked = typeof status === "string" ? { at: null, reason: null } : status;
  await db
    .insertInto("timestamp_answers")
    .values({
      ...{ authority, sha256: sha256(der), answer: Buffer.from(der) },
      ...{ certificate_sha256: answer.certificateSha256, has_nonce: answer.hasNonce },
      certificate_ends_at: answer.certificateEndsAt,
      status: typeof status === "string" ? status : "revoked",
      ...{ revoked_at: revoked.at, reason: revoked.reason },
      ...{ produced_at: producedAt, this_update: thisUpdate, next_update: nextUpdate },
    })
    .onConflict((on) => on.doNothing())
    .execute();
  await dropSuperseded(db, authority, answer.certificateSha256);
}

/** As migration 0077 says. What a crash leaves in between goes with the next answer. */
const dropSuperseded = (db: Database, authority: string, certificateSha256: Sha256) =>
  sql`
    DELETE FROM timestamp_answers older USING timestamp_answers newer
    WHERE older.authority = ${authority} AND older.certificate_sha256 = ${certificateSha256}
      AND newer.authority = older.authority AND newer.certificate_sha256 = older.certificate_sha256
      AND (newer.this_update <= newer.certificate_ends_at OR older.this_update > older.certificate_ends_at)
      AND (newer.status, newer.revoked_at, newer.reason) IS NOT DISTINCT FROM (older.status, older.revoked_at, older.reason)
      AND (newer.this_update > older.this_update
           OR newer.this_update = older.this_update AND newer.sha256 < older.sha256)`.execute(db);

/** Of each certificate the newest answer of before its end, before those of later and those that say nothing; of each authority the newest of them. */
export async function keptAnswers(
  db: Database,
  authorities: readonly string[],
): Promise<readonly { readonly authority: string; readonly answer: Buffer }[]> {
  const { rows } = await ask(() =>
    sql<{ authority: string; answer: Buffer }>`
      SELECT authority, answer FROM (
        SELECT *, row_number() OVER (PARTITION BY authority ORDER BY this_update DESC, sha256) AS place FROM (
          SELECT DISTINCT ON (authority, certificate_sha256) authority, answer, this_update, sha256
          FROM timestamp_answers WHERE authority = ANY(${authorities})
          ORDER BY authority, certificate_sha256, (status = 'unknown'),
                   coalesce(this_update > certificate_ends_at, false), this_update DESC, sha256) newest) numbered
      WHERE place <= ${MAX_LISTS} ORDER BY authority, place`.execute(db),
  );
  return rows;
}
