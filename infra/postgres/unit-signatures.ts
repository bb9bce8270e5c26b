/** Signatures of handling units on PostgreSQL: of two that come at once, or with the opinion, one waits for the row of the submission. */
import type { Insertable, Selectable } from "kysely";
import type { NewAction } from "../../services/actions/action.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { CaseId } from "../../services/kernel/ids.ts";
import { givenAlready, noSuchRound } from "../../services/legalreview/give-opinion.ts";
import { signedAlready } from "../../services/legalreview/unit-signature.ts";
import type { UnitSignature } from "../../services/legalreview/unit-signing.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import type { LegalReviewTables } from "./legal-review-tables.ts";

type Table = LegalReviewTables["unit_signatures"];

/** Until the transaction ends nobody else signs this round or gives its opinion. */
export const lockRound = (transaction: Database, caseId: CaseId, round: number) =>
  transaction
    .selectFrom("legal_reviews")
    .select("id")
    .where("case_id", "=", caseId)
    .where("number", "=", round)
    .where("kind", "=", "submission")
    .forUpdate()
    .executeTakeFirst();

export const keepUnitSignature = (
  db: Database,
  signature: UnitSignature,
  action: NewAction,
): Promise<boolean> =>
  ask(() =>
    db.transaction().execute(async (transaction) => {
      const { caseId, round } = signature;
      if ((await lockRound(transaction, caseId, round)) === undefined) throw noSuchRound();
      const kept = await transaction
        .selectFrom("unit_signatures")
        .select("sha256")
        .where("case_id", "=", caseId)
        .where("round", "=", round)
        .executeTakeFirst();
      if (kept?.sha256 === signature.sha256) return false;
      if (kept !== undefined) throw signedAlready();
      const opinion = await transaction
        .selectFrom("legal_reviews")
        .select("id")
        .where("case_id", "=", caseId)
        .where("number", "=", round)
        .where("kind", "=", "opinion")
        .executeTakeFirst();
      if (opinion !== undefined) throw givenAlready();
      await transaction.insertInto("unit_signatures").values(rowOf(signature)).execute();
      await appendAction(transaction, action);
      return true;
    }),
  );

/** `rounds`: those that may be known of. */
export async function unitSignaturesOf(
  db: Database,
  caseId: CaseId,
  rounds: readonly number[],
): Promise<readonly UnitSignature[]> {
  if (rounds.length === 0) return [];
  const rows = await db
    .selectFrom("unit_signatures")
    .selectAll()
    .where("case_id", "=", caseId)
    .where("round", "in", [...rounds])
    .orderBy("round")
    .execute();
  return rows.map(signatureOf);
}

const rowOf = (one: UnitSignature): Insertable<Table> => ({
  ...{ case_id: one.caseId, round: one.round, signature: Buffer.from(one.bytes) },
  ...{ sha256: one.sha256, signer: one.signer, certificate_sha256: one.certificateSha256 },
  ...{ root: one.root, signed_at: one.signedAt, entered_at: one.at, entered_by: one.by },
});

const signatureOf = (row: Selectable<Table>): UnitSignature => ({
  ...{ caseId: row.case_id, round: row.round, bytes: row.signature, sha256: row.sha256 },
  ...{ signer: row.signer, certificateSha256: row.certificate_sha256, root: row.root },
  ...{ signedAt: maybeInstant(row.signed_at), at: utcInstant(row.entered_at), by: row.entered_by },
});
