/** LegalReviewStore on PostgreSQL: the key of a row is its round and kind, so of two who go on at once one does. */
import { type Selectable, sql } from "kysely";
import { roundChanged } from "../../services/legalreview/submit-round.ts";
import type {
  LegalReviewStore,
  ReviewDocument,
  ReviewedItem,
  RoundFact,
} from "../../services/legalreview/legal-review-store.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { CaseId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { appendAction } from "./action-store.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import type { LegalReviewTables } from "./legal-review-tables.ts";
import {
  HEAD_COLUMNS,
  documentOf,
  headOf,
  isSigned,
  rowOf,
  seenDocuments,
  signedDocuments,
} from "./signed-documents.ts";
import { reviewedItems } from "./reviewed-items.ts";
import { keepUnitSignature, lockRound, unitSignaturesOf } from "./unit-signatures.ts";
import { isForeignKeyViolation, isUniqueViolation } from "./unique-violation.ts";
import { seesAll, seesCase, seesSessions } from "./walls.ts";

type Row = Selectable<LegalReviewTables["legal_reviews"]>;

export function createLegalReviewStore(db: Database): LegalReviewStore {
  return {
    ...signedDocuments(db, "legal_reviews", reviewOf),

    items: (caseId, limit, sight) => itemsOf(db, caseId, limit, sight),

    async keep(document, action) {
      const { kind, dueOn, verdict } = document;
      const row = { ...rowOf(document), kind, due_on: dueOn, verdict };
      try {
        await ask(() =>
          db.transaction().execute(async (transaction) => {
            if (kind === "opinion") await lockRound(transaction, document.caseId, document.number);
            await transaction.insertInto("legal_reviews").values(row).execute();
            await appendAction(transaction, action);
          }),
        );
      } catch (cause) {
        if (isUniqueViolation(cause)) throw roundChanged();
        throw isForeignKeyViolation(cause)
          ? new Refusal("missing", "cases/no-such-case", "no such case", { cause })
          : cause;
      }
    },

    async heads(caseId, sight) {
      const rows = await askAs(db, sight, (as) =>
        ofCase(as, caseId, sight)
          .select(HEAD_COLUMNS)
          .select(["kind", "due_on", "verdict"])
          .select(isSigned)
          .execute(),
      );
      return rows.map((row) => ({ ...headOf(row), ...roundOf(row) }));
    },

    async document(caseId, round, kind, sight) {
      const row = await askAs(db, sight, (as) =>
        ofCase(as, caseId, sight)
          .selectAll()
          .where("number", "=", round)
          .where("kind", "=", kind)
          .executeTakeFirst(),
      );
      return row === undefined ? null : reviewOf(row);
    },

    keepUnitSignature: (signature, action) => keepUnitSignature(db, signature, action),

    unitSignatures: (caseId, sight) => signaturesSeen(db, caseId, sight),

    facts: (caseIds) => roundFacts(db, caseIds),

    waiting: (after, limit, sight) => waitingOf(db, after, limit, sight),

    async counts(today) {
      const { rows } = await ask(() =>
        sql<{ waiting: number; overdue: number }>`
          SELECT count(*) AS waiting, count(*) FILTER (WHERE lr.due_on < ${today}::date) AS overdue
            FROM legal_reviews lr WHERE ${waits}`.execute(db),
      );
      return rows[0] ?? { waiting: 0, overdue: 0 };
    },
  };
}

/** Of a row `lr`: a submission that has no opinion yet. */
const waits = sql<boolean>`(lr.kind = 'submission' AND NOT EXISTS (SELECT FROM legal_reviews o
  WHERE o.case_id = lr.case_id AND o.number = lr.number AND o.kind = 'opinion'))`;

const roundOf = ({ kind, due_on, verdict }: Pick<Row, "kind" | "due_on" | "verdict">) => ({
  ...{ kind, dueOn: due_on, verdict },
});

const reviewOf = (row: Row): ReviewDocument => ({ ...documentOf(row), ...roundOf(row) });

/** An opinion names no session, and is as secret as what it is on. */
const SESSIONS = sql`(SELECT r.session_ids FROM submitted_sessions r WHERE r.case_id = legal_reviews.case_id
  AND r.number = legal_reviews.number)`;

/** A submission stands before its opinion. */
const ofCase = (db: Database, caseId: CaseId, sight: Sight | null) =>
  db
    .selectFrom("legal_reviews")
    .where("case_id", "=", caseId)
    .where(seenDocuments(sight, SESSIONS))
    .orderBy("position");

const signaturesSeen = (db: Database, caseId: CaseId, sight: Sight | null) =>
  askAs(db, sight, async (as) => {
    const seen = await ofCase(as, caseId, sight).select("number").execute();
    const rounds = seen.map(({ number }) => number);
    return unitSignaturesOf(as, caseId, rounds);
  });

export async function roundFacts(
  db: Database,
  caseIds: readonly CaseId[],
): Promise<ReadonlyMap<CaseId, readonly RoundFact[]>> {
  if (caseIds.length === 0) return new Map();
  const { rows } = await ask(() =>
    sql<{
      case_id: CaseId;
      number: number;
      due_on: CalendarDate | null;
      verdict: Row["verdict"];
      said_at: Date | null;
    }>`SELECT s.case_id, s.number, s.due_on, o.verdict, o.made_at AS said_at FROM legal_reviews s
         LEFT JOIN legal_reviews o ON o.case_id = s.case_id AND o.number = s.number AND o.kind = 'opinion'
        WHERE s.kind = 'submission' AND s.case_id = ANY (${[...caseIds]}::uuid[])
        ORDER BY s.number`.execute(db),
  );
  const facts = Map.groupBy(rows, (row) => row.case_id);
  return new Map(
    [...facts].map(([id, own]) => [
      id,
      own.map(({ number: round, due_on: dueOn, verdict, said_at }): RoundFact => {
        const at = maybeInstant(said_at);
        return { round, dueOn, opinion: verdict === null || at === null ? null : { verdict, at } };
      }),
    ]),
  );
}

/** No row is called `s` here: the walls call sessions so. */
async function waitingOf(db: Database, after: number | null, limit: number, sight: Sight | null) {
  const { rows } = await askAs(db, sight, (as) =>
    sql<{
      position: number;
      case_id: CaseId;
      case_number: string;
      number: number;
      made_at: Date;
      due_on: CalendarDate | null;
    }>`SELECT lr.position, lr.case_id, c.number AS case_number, lr.number, lr.made_at, lr.due_on
         FROM legal_reviews lr JOIN cases c ON c.id = lr.case_id
        WHERE ${waits} AND lr.position > ${after ?? 0} AND ${seesCase(sight, sql`c.id`)}
          AND ${seesAll(sight, sql`lr.item_ids`)} AND ${seesSessions(sight, sql`lr.session_ids`)}
        ORDER BY lr.position LIMIT ${limit}`.execute(as),
  );
  return rows.map((row) => ({
    ...{ position: row.position, caseId: row.case_id, caseNumber: row.case_number },
    ...{ round: row.number, submittedAt: utcInstant(row.made_at), dueOn: row.due_on },
  }));
}

async function itemsOf(
  db: Database,
  caseId: CaseId,
  limit: number,
  sight: Sight | null,
): Promise<readonly ReviewedItem[]> {
  const linked = sql`SELECT item_id FROM case_links WHERE case_id = ${caseId} AND unlinked_at IS NULL`;
  const found = await reviewedItems(db, linked, limit, sight);
  return found.map(({ deviceId: _deviceId, ...item }) => item);
}
