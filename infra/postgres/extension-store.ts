/** ExtensionStore on PostgreSQL: what is given and its custody event are one transaction, over all items that it is given to. */
import { type RawBuilder, type Selectable, type Transaction, sql } from "kysely";
import type { OriginalStage } from "../../services/evidence/pipeline.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { IsoTerm } from "../../services/calendar/term.ts";
import type { ExtendableItem, Extension } from "../../services/retention/extension.ts";
import type {
  EndingItem,
  ExtensionScope,
  ExtensionStore,
  ExtensionVerdict,
} from "../../services/retention/extension-store.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { appendEvent } from "./custody-chain.ts";
import { untilOf } from "./retention-rows.ts";
import type { Tables } from "./tables.ts";
import { seesItem } from "./walls.ts";

export const createExtensionStore = (db: Database): ExtensionStore => ({
  ofItem: (itemId) => ask(async () => (await extensionsOf(db, [itemId])).get(itemId) ?? []),

  extend: (...asked) =>
    ask(() => db.transaction().execute((transaction) => extendIn(transaction, ...asked))),

  ending: (...asked) => askAs(db, asked[4], (as) => endingIn(as, ...asked)),
});

/** Of items `i`. */
function within({ kind, id }: ExtensionScope): RawBuilder<boolean> {
  if (kind === "item") return sql<boolean>`i.id = ${id}`;
  return kind === "case"
    ? sql<boolean>`i.id IN (SELECT item_id FROM case_links WHERE case_id = ${id} AND unlinked_at IS NULL)`
    : sql<boolean>`i.id IN (SELECT items_of_session(${id}))`;
}

async function extendIn(
  transaction: Transaction<Tables>,
  ...[scope, sight, most, judge]: Parameters<ExtensionStore["extend"]>
): Promise<ReadonlyMap<ItemId, ExtensionVerdict>> {
  // All rows before the first is written: whoever ends one of them waits here, or comes first.
  const { rows } = await sql<{ id: ItemId; position: number }>`
    SELECT i.id, i.position FROM items i WHERE ${within(scope)} AND ${seesItem(sight, sql`i.id`)}
     ORDER BY i.id LIMIT ${most + 1} FOR NO KEY UPDATE OF i`.execute(transaction);
  if (rows.length > most) throw tooMany(most);
  if (rows.length === 0 && scope.kind === "item") {
    throw new Refusal("missing", "evidence/no-such-item", "no such item");
  }
  const verdicts = new Map<ItemId, ExtensionVerdict>();
  for (const item of await extendable(
    transaction,
    rows.map(({ id }) => id),
  )) {
    const verdict = judge(item);
    verdicts.set(item.itemId, verdict);
    if ("refusal" in verdict || verdict.happening === null) continue;
    const { extension, happening } = verdict;
    await insert(transaction, item.itemId, extension);
    const { at, actor } = extension;
    await appendEvent(transaction, item.itemId, { at, actor, happening });
  }
  return verdicts;
}

const tooMany = (most: number): Refusal =>
  new Refusal("conflict", "retention/too-many", "that is more than is extended at once", {
    fix: "Extend what belongs to each of its recording sessions, or single items.",
    facts: { most },
  });

interface ItemRow {
  readonly id: ItemId;
  readonly stage: OriginalStage;
  readonly floor: string | null;
  readonly is_open: boolean | null;
  readonly is_undecided: boolean;
}

/** In order of arrival. */
async function extendable(
  transaction: Transaction<Tables>,
  ids: readonly ItemId[],
): Promise<readonly ExtendableItem[]> {
  const given = await extensionsOf(transaction, ids);
  const { rows } = await sql<ItemRow>`
    SELECT i.id, i.stage, r.floor_until::text AS floor, r.is_open,
           EXISTS (SELECT FROM retention_marks m WHERE m.item_id = i.id) AS is_undecided
      FROM items i LEFT JOIN retention r ON r.item_id = i.id
     WHERE i.id = ANY(${ids}::uuid[]) ORDER BY i.position`.execute(transaction);
  return rows.map((row) => ({
    ...{ itemId: row.id, stage: row.stage, isUndecided: row.is_undecided },
    ...{ floor: row.floor === null ? null : untilOf(row.floor), open: row.is_open === true },
    extensions: given.get(row.id) ?? [],
  }));
}

async function insert(
  transaction: Transaction<Tables>,
  itemId: ItemId,
  { by, time, term, from, until, reason, document, pack, at, actor }: Extension,
): Promise<void> {
  await transaction
    .insertInto("retention_extensions")
    .values({
      ...{ item_id: itemId, asked_by: by, time, term, from_on: from, until_on: until, reason },
      ...{ document: document?.name ?? null, document_sha256: document?.sha256 ?? null },
      ...{ pack, extended_at: at, extended_by: actor },
    })
    .execute();
}

async function extensionsOf(
  db: Database,
  ids: readonly ItemId[],
): Promise<ReadonlyMap<ItemId, readonly Extension[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("retention_extensions")
    .selectAll()
    .where(sql<boolean>`item_id = ANY(${ids}::uuid[])`)
    .orderBy("position")
    .execute();
  return Map.groupBy(rows.map(extensionOf), ({ itemId }) => itemId);
}

const extensionOf = (
  row: Selectable<Tables["retention_extensions"]>,
): Extension & { readonly itemId: ItemId } => ({
  ...{ itemId: row.item_id, by: row.asked_by, time: row.time, term: row.term as IsoTerm },
  ...{ from: row.from_on, until: row.until_on, reason: row.reason, pack: row.pack },
  document:
    row.document === null || row.document_sha256 === null
      ? null
      : { name: row.document, sha256: row.document_sha256 },
  ...{ at: utcInstant(row.extended_at), actor: row.extended_by },
});

async function endingIn(
  db: Database,
  ...[{ from, until }, onlyExtended, after, limit, sight]: Parameters<ExtensionStore["ending"]>
): Promise<readonly EndingItem[]> {
  const behind =
    after === null
      ? sql`true`
      : sql`(r.floor_until, i.position) > (${after.on}::date, ${after.position})`;
  const given = sql`EXISTS (SELECT FROM retention_extensions x WHERE x.item_id = i.id)`;
  const { rows } = await sql<Omit<EndingItem, "extensions"> & Given>`
    SELECT i.id AS "itemId", i.position, r.floor_until::text AS "on",
           (SELECT jsonb_agg(jsonb_build_object('by', x.asked_by, 'document', x.document) ORDER BY x.position)
              FROM retention_extensions x WHERE x.item_id = i.id) AS extensions
      FROM retention r JOIN items i ON i.id = r.item_id
     WHERE r.floor_until BETWEEN ${from}::date AND ${until}::date AND NOT r.is_open AND i.stage = 'sealed'
       AND ${onlyExtended ? given : sql`true`} AND ${behind} AND ${seesItem(sight, sql`i.id`)}
     ORDER BY r.floor_until, i.position LIMIT ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, extensions: row.extensions ?? [] }));
}

interface Given {
  readonly extensions: EndingItem["extensions"] | null;
}
