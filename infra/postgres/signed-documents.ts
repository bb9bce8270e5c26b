/** Documents about a case that custody signs, whichever table holds them: rows, and what the round does to them. */
import { type Selectable, sql } from "kysely";
import type {
  CaseDocument,
  DocumentHead,
  NewDocument,
  SignedText,
} from "../../services/casefile/case-document.ts";
import type { SignedDocuments } from "../../services/casefile/sign-documents.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { DocumentRow } from "./casefile-tables.ts";
import { type Database, ask } from "./connection.ts";
import { seesAll, seesSessions } from "./walls.ts";

type Table = "case_documents" | "legal_reviews" | "spot_check_papers";

export function signedDocuments<Row, Document extends SignedText>(
  db: Database,
  table: Table,
  read: (row: Row) => Document,
): SignedDocuments {
  return {
    async due(limit, skip) {
      const query = db.selectFrom(table).selectAll().where("is_entered", "=", false);
      const rows = await ask(() => query.orderBy("position").limit(limit).offset(skip).execute());
      return rows.map((row) => read(row as unknown as Row));
    },

    async signOnce(id, signature) {
      const update = db
        .updateTable(table)
        .set({ signature: sql<Buffer>`coalesce(signature, ${Buffer.from(signature)})` })
        .where("id", "=", id)
        .returning("signature");
      const row = await ask(() => update.executeTakeFirstOrThrow());
      return row.signature ?? signature;
    },

    async entered(id) {
      const update = db.updateTable(table).set({ is_entered: true });
      await ask(() => update.where("id", "=", id).execute());
    },
  };
}

/** Those of a case of which `sight` may know every item and every recording session. */
export const seenDocuments = (sight: Sight | null, sessions = sql`session_ids`) =>
  sql<boolean>`(${seesAll(sight, sql`item_ids`)} AND ${seesSessions(sight, sessions)})`;

export const HEAD_COLUMNS = ["id", "number", "sha256", "made_at", "made_by", "is_entered"] as const;
export const isSigned = sql<boolean>`signature IS NOT NULL`.as("is_signed");

export const headOf = (
  row: Pick<Selectable<DocumentRow>, (typeof HEAD_COLUMNS)[number]> & {
    readonly is_signed: boolean;
  },
): DocumentHead => ({
  ...{ id: row.id, number: row.number, sha256: row.sha256, madeAt: utcInstant(row.made_at) },
  ...{ madeBy: row.made_by, isSigned: row.is_signed, isEntered: row.is_entered },
});

export const rowOf = (document: NewDocument) => ({
  ...textRowOf(document),
  case_id: document.caseId,
});

export const documentOf = (row: Selectable<DocumentRow>): CaseDocument => ({
  ...textOf(row),
  caseId: row.case_id,
});

/** What every such table has, whatever its documents are about. */
export const textRowOf = (document: Omit<NewDocument, "caseId">) => ({
  ...{ id: document.id, number: document.number, text: document.text },
  ...{ sha256: document.sha256, item_ids: [...document.itemIds] },
  ...{ salt: Buffer.from(document.salt), made_at: document.madeAt, made_by: document.madeBy },
  signature: null,
});

export const textOf = (row: Omit<Selectable<DocumentRow>, "case_id">) => ({
  ...{ id: row.id, number: row.number, text: row.text },
  ...{ sha256: row.sha256, itemIds: row.item_ids, salt: row.salt, signature: row.signature },
  ...{ madeAt: utcInstant(row.made_at), madeBy: row.made_by, isEntered: row.is_entered },
});
