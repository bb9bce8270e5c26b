/** Which items a list shows, as conditions on a row `i`, and how many they are; the walls of people come beside it. */
import { type RawBuilder, sql } from "kysely";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { UNCOPIED, UNSEALED } from "../../services/review/awaited.ts";
import type { FirstItem, ItemFilter } from "../../services/review/review-store.ts";
import type { Counted } from "../../services/search/count-found.ts";
import { askAbout } from "./ask-as.ts";
import { carriedBy } from "./carried-by.ts";
import { type Database, ask } from "./connection.ts";
import { seesItem } from "./walls.ts";

type Condition = RawBuilder<unknown>;

/** So many are asked of the walls: who may know of few among a million waits no longer than others. */
const MOST_LOOKED_AT = 5_000;

export function itemConditions({
  stage,
  deviceId,
  caseId,
  awaits,
  receivedFrom,
  carrier,
}: ItemFilter): readonly Condition[] {
  return [
    ...(stage === undefined ? [] : [sql`i.stage = ${stage}`]),
    ...(deviceId === undefined ? [] : [sql`i.device_id = ${deviceId}`]),
    ...(caseId === undefined ? [] : [inCase(caseId)]),
    ...(awaits === "seal" ? [sql`i.stage = ANY (${UNSEALED})`] : []),
    ...(awaits === "copy" ? [sql`i.stage = 'sealed' AND i.viewing_stage = ANY (${UNCOPIED})`] : []),
    ...(carrier === undefined ? [] : [carriedBy(carrier)]),
    ...(receivedFrom === undefined ? [] : [sql`i.received_at >= ${receivedFrom}::timestamptz`]),
  ];
}

const inCase = (caseId: string): Condition =>
  sql`EXISTS (SELECT FROM case_links l WHERE l.case_id = ${caseId} AND l.item_id = i.id AND l.unlinked_at IS NULL)`;

/** At least one condition is given. */
const whereOf = (filter: ItemFilter): Condition =>
  sql.join([sql`true`, ...itemConditions(filter)], sql` AND `);

/** Candidates are taken as the house, and then asked of the walls: row security would ask for each before any bound. */
export async function countItems(db: Database, filter: ItemFilter, most: number): Promise<Counted> {
  const { sight = null } = filter;
  const query = sql<{ count: number; looked: number }>`
    WITH near AS MATERIALIZED (
      SELECT i.id FROM items i WHERE ${whereOf(filter)} LIMIT ${MOST_LOOKED_AT + 1})
    SELECT (SELECT count(*) FROM (SELECT FROM near i WHERE ${seesItem(sight, sql`i.id`)}
                                   LIMIT ${most + 1}) seen) AS count,
           (SELECT count(*) FROM near) AS looked`;
  const [row] = await asked(db, filter, query);
  if (row === undefined) throw new Error("broken invariant: a count is one row");
  const isMore = row.count > most || row.looked > MOST_LOOKED_AT;
  return { count: Math.min(row.count, most), isMore };
}

export async function firstItem(db: Database, filter: ItemFilter): Promise<FirstItem | null> {
  const { sight = null } = filter;
  const query = sql<{ id: ItemId; filename: string; received_at: Date }>`
    WITH near AS MATERIALIZED (
      SELECT i.id, i.filename, i.received_at FROM items i WHERE ${whereOf(filter)}
       ORDER BY i.received_at, i.id LIMIT ${MOST_LOOKED_AT})
    SELECT i.* FROM near i WHERE ${seesItem(sight, sql`i.id`)} ORDER BY i.received_at, i.id LIMIT 1`;
  const [row] = await asked(db, filter, query);
  if (row === undefined) return null;
  const receivedAt: UtcInstant = utcInstant(row.received_at);
  return { id: row.id, filename: row.filename, receivedAt };
}

async function asked<Row>(
  db: Database,
  { sight = null }: ItemFilter,
  query: RawBuilder<Row>,
): Promise<readonly Row[]> {
  const run = (as: Database) => query.execute(as);
  const { rows } = await (sight === null ? ask(() => run(db)) : askAbout(db, sight, run));
  return rows;
}
