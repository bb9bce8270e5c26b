/** Cases and their links in PostgreSQL; a link and its custody event are one transaction. */
import type { Transaction } from "kysely";
import type { NewAction } from "../../services/actions/action.ts";
import { caseChanged } from "../../services/cases/change-case.ts";
import type { CaseFile, CaseStore, LinkEvent } from "../../services/cases/case-store.ts";
import type { CaseId, ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { appendAction } from "./action-store.ts";
import { factColumns, fileOf, numberTaken, saveParties } from "./case-rows.ts";
import { type Database, ask } from "./connection.ts";
import { appendEvent } from "./custody-chain.ts";
import type { Tables } from "./tables.ts";
import { isUniqueViolation } from "./unique-violation.ts";
import { withItem } from "./with-item.ts";

export class PostgresCaseStore implements CaseStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async create(file: CaseFile, action: NewAction): Promise<void> {
    const { id, createdAt: at, createdBy: actor } = file;
    await this.#unlessTaken(async (transaction) => {
      const values = { id, created_at: at, created_by: actor, ...factColumns(file) };
      await transaction.insertInto("cases").values(values).execute();
      await saveParties(transaction, id, file.parties, { at, actor });
      await appendAction(transaction, action);
    });
  }

  find(id: CaseId): Promise<CaseFile | null> {
    return this.#file("id", id);
  }

  findNumber(number: string): Promise<CaseFile | null> {
    return this.#file("number", number);
  }

  async change(file: CaseFile, action: NewAction): Promise<void> {
    await this.#unlessTaken(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable("cases")
        .set(factColumns(file))
        .where("id", "=", file.id)
        .where("revision", "=", file.revision - 1)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw caseChanged();
      await saveParties(transaction, file.id, file.parties, action);
      await appendAction(transaction, action);
    });
  }

  async #file(column: "id" | "number", value: string): Promise<CaseFile | null> {
    const query = this.#db
      .selectFrom("cases")
      .selectAll()
      .where(column, "=", value as CaseId);
    const row = await ask(() => query.executeTakeFirst());
    if (row === undefined) return null;
    const parties = this.#db
      .selectFrom("case_parties")
      .select(["code", "kind", "name"])
      .where("case_id", "=", row.id)
      .where("ended_at", "is", null);
    return fileOf(row, await ask(() => parties.execute()));
  }

  async #unlessTaken(work: (transaction: Transaction<Tables>) => Promise<void>): Promise<void> {
    try {
      await ask(() => this.#db.transaction().execute(work));
    } catch (cause) {
      if (!isUniqueViolation(cause)) throw cause;
      throw numberTaken(cause);
    }
  }

  link(caseId: CaseId, itemId: ItemId, event: LinkEvent): Promise<boolean> {
    return withItem(this.#db, itemId, async (transaction) => {
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto("case_links")
        .values({
          case_id: caseId,
          item_id: itemId,
          linked_at: event.at,
          linked_by: event.actor,
          unlinked_at: null,
          unlinked_by: null,
          reason: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n) return false;
      await appendEvent(transaction, itemId, event);
      return true;
    });
  }

  unlink(caseId: CaseId, itemId: ItemId, reason: string, event: LinkEvent): Promise<void> {
    return withItem(this.#db, itemId, async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable("case_links")
        .set({ unlinked_at: event.at, unlinked_by: event.actor, reason })
        .where("case_id", "=", caseId)
        .where("item_id", "=", itemId)
        .where("unlinked_at", "is", null)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) {
        throw new Refusal("missing", "cases/not-linked", "the item does not belong to this case");
      }
      await appendEvent(transaction, itemId, event);
    });
  }
}
