/** Texts that are rows and whose digests are leaves of the ledger, for whoever looks at all of them. */
import { listLeaf } from "../../services/fixity/day-list.ts";
import type { KeptText, TextKind } from "../../services/fixity/house-store.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import { leafText } from "../../services/ledger/leaf.ts";
import type { Database } from "./connection.ts";

interface Texts {
  page(db: Database, after: number, limit: number): Promise<readonly KeptText[]>;
  there(db: Database, digests: readonly Sha256[]): Promise<readonly Sha256[]>;
}

const source: Texts = {
  async page(db, after, limit) {
    const rows = await db
      .selectFrom("source_verdicts")
      .select(["position", "item_id", "statement", "statement_sha256 as sha256", "logged"])
      .where("position", ">", after)
      .orderBy("position")
      .limit(limit)
      .execute();
    return rows.map(({ position, item_id: itemId, statement: text, sha256, logged }) => ({
      ...{ position, subject: itemId, text, sha256 },
      leaf: logged ? leafText({ type: "source", itemId, verdictSha256: sha256 }) : null,
    }));
  },
  async there(db, digests) {
    const query = db.selectFrom("source_verdicts").select("statement_sha256 as sha256");
    return (await query.where("statement_sha256", "in", digests).execute()).map(
      ({ sha256 }) => sha256,
    );
  },
};

const batch: Texts = {
  async page(db, after, limit) {
    const rows = await db
      .selectFrom("batches")
      .select(["position", "id", "statement", "statement_sha256", "receipted_at"])
      .where("position", ">", after)
      .where("statement", "is not", null)
      .orderBy("position")
      .limit(limit)
      .execute();
    return rows.map(({ position, id, statement, statement_sha256: kept, receipted_at: at }) => {
      const sha256 = kept ?? ("" as Sha256);
      const leaf = leafText({ type: "batch", batchId: id, statementSha256: sha256 });
      return {
        position,
        subject: id,
        text: statement ?? "",
        sha256,
        leaf: at === null ? null : leaf,
      };
    });
  },
  async there(db, digests) {
    const query = db.selectFrom("batches").select("statement_sha256 as sha256");
    const rows = await query.where("statement_sha256", "in", digests).execute();
    return rows.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]));
  },
};

const fixity: Texts = {
  async page(db, after, limit) {
    const rows = await db
      .selectFrom("fixity_lists")
      .selectAll()
      .orderBy("day")
      .orderBy("part")
      .offset(after)
      .limit(limit)
      .execute();
    return rows.map(({ entered_at: at, ...list }, place) => ({
      ...{ position: after + place + 1, subject: `${list.day}/${list.part}` },
      ...{ text: list.text, sha256: list.sha256, leaf: at === null ? null : listLeaf(list) },
    }));
  },
  async there(db, digests) {
    const query = db.selectFrom("fixity_lists").select("sha256");
    return (await query.where("sha256", "in", digests).execute()).map(({ sha256 }) => sha256);
  },
};

export const TEXTS: Readonly<Record<TextKind, Texts>> = { source, batch, fixity };
