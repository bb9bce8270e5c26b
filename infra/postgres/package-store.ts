/** Packages in PostgreSQL: asked for, and fixed once when prepared. */
import { type Selectable, type Transaction, sql } from "kysely";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { PackageId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Actor } from "../../services/evidence/custody-event.ts";
import { PackageContents } from "../../services/packages/contents.ts";
import type { Issued } from "../../services/packages/issued.ts";
import type {
  Package,
  PackageOutcome,
  PackageRequest,
  PackageStore,
} from "../../services/packages/package-store.ts";
import { appendAction } from "./action-store.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import type { Tables } from "./tables.ts";
import { seesPackage } from "./walls.ts";

/** Without `contents`, which may have megabytes. */
export const COLUMNS = [
  "id",
  "position",
  "item_ids",
  "purpose_kind",
  "purpose",
  "requested_by",
  "requested_at",
  "state",
  "failure",
  "size_bytes",
  "issued",
] as const;
type Row = Pick<Selectable<Tables["packages"]>, (typeof COLUMNS)[number]>;

export function createPackageStore(db: Database): PackageStore {
  const rows = (as = db) => as.selectFrom("packages").select(COLUMNS);

  async function get(id: PackageId): Promise<Package> {
    const row = await ask(() => rows().where("id", "=", id).executeTakeFirst());
    if (row === undefined) throw noSuchPackage();
    return asPackage(row);
  }

  return {
    get,

    async request(request, action) {
      await ask(() =>
        db.transaction().execute(async (transaction) => {
          const { numInsertedOrUpdatedRows } = await transaction
            .insertInto("packages")
            .values(asRow(request))
            .onConflict((on) => on.column("id").doNothing())
            .executeTakeFirst();
          if (numInsertedOrUpdatedRows === 1n) await appendAction(transaction, action);
        }),
      );
      return get(request.id);
    },

    async page(before, limit, sight = null, holding) {
      const page = await askAs(db, sight, (as) => {
        const all = rows(as)
          .where(seesPackage(sight, sql`packages`))
          .$if(holding !== undefined, (query) =>
            query.where(sql<boolean>`packages.item_ids && ${holding}::uuid[]`),
          );
        const query = before === null ? all : all.where("position", "<", before);
        return query.orderBy("position", "desc").limit(limit).execute();
      });
      return page.map(asPackage);
    },

    async waiting(limit) {
      const waiting = await ask(() =>
        rows().where("state", "=", "waiting").orderBy("requested_at").limit(limit).execute(),
      );
      return waiting.map(asPackage);
    },

    async finish(id, outcome, action) {
      await ask(() =>
        db.transaction().execute((transaction) => finishIn(transaction, id, outcome, action)),
      );
      return get(id);
    },

    contents: (id) => contentsOf(db, id),
  };
}

/** As PackageStore.finish. */
export async function finishIn(
  transaction: Transaction<Tables>,
  ...[id, outcome, action]: Parameters<PackageStore["finish"]>
): Promise<void> {
  const update = transaction.updateTable("packages").set(changesOf(outcome));
  const { numUpdatedRows } = await update
    .where("id", "=", id)
    .where("state", "=", "waiting")
    .executeTakeFirst();
  if (numUpdatedRows === 1n) await appendAction(transaction, action);
}

async function contentsOf(db: Database, id: PackageId): Promise<PackageContents> {
  const row = await ask(() =>
    db.selectFrom("packages").select(["state", "contents"]).where("id", "=", id).executeTakeFirst(),
  );
  if (row === undefined) throw noSuchPackage();
  if (row.state === "ready") return PackageContents.parse(row.contents);
  throw new Refusal("conflict", "packages/not-ready", "the package is not ready", {
    fix: "Ask for its state until it is ready; if it failed, the state says why.",
    facts: { state: row.state },
  });
}

export const asRow = (request: PackageRequest) => ({
  id: request.id,
  item_ids: [...request.itemIds],
  purpose_kind: request.purposeKind,
  purpose: request.purpose,
  requested_by: request.requestedBy,
  requested_at: request.requestedAt,
  state: "waiting" as const,
});

const changesOf = (outcome: PackageOutcome) =>
  "failure" in outcome
    ? { state: "failed" as const, failure: outcome.failure }
    : {
        state: "ready" as const,
        contents: JSON.stringify(outcome.contents),
        size_bytes: outcome.sizeBytes,
      };

export const asPackage = (row: Row): Package => ({
  id: row.id,
  position: row.position,
  itemIds: row.item_ids,
  purposeKind: row.purpose_kind,
  purpose: row.purpose,
  requestedBy: row.requested_by as Actor,
  requestedAt: utcInstant(row.requested_at),
  state: row.state,
  failure: row.failure,
  sizeBytes: row.size_bytes,
  issued: row.issued as Issued | null,
});

const noSuchPackage = (): Refusal =>
  new Refusal("missing", "packages/no-such-package", "there is no such package");
