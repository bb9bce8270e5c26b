/** The lists and pages of the API, read from PostgreSQL: one statement each, by key, never by OFFSET. */
import { type RawBuilder, sql } from "kysely";
import type { CaseBody, ItemSummaryBody, UserBody } from "../../services/review/api-schema.ts";
import type { Place, Position } from "../../services/review/cursor.ts";
import type {
  Counts,
  ItemFilter,
  Page,
  PageOf,
  ReceiptLatencies,
  ReviewStore,
} from "../../services/review/review-store.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { CaseId, DeviceId, ItemId, UserId } from "../../services/kernel/ids.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { askAs } from "./ask-as.ts";
import type { Database } from "./connection.ts";
import { heardAt, silentSince } from "./device-heard.ts";
import { countItems, firstItem, itemConditions } from "./item-filter.ts";
import {
  type CaseRow,
  type DeviceRow,
  type SummaryRow,
  type UserRow,
  caseOf,
  deviceOf,
  summaryOf,
  userOf,
} from "./review-rows.ts";
import { kindsOnCase, kindsOnItem, seesCase, seesItem } from "./walls.ts";

const summary = (sight: Sight | null): RawBuilder<unknown> => sql`
  SELECT i.id, i.position, i.filename, i.media_type, i.size_bytes, i.device_id, d.name AS device_name,
         i.recorded_at, i.received_at, i.stage, i.viewing_stage, i.quarantine_reason,
         i.no_viewing_reason, i.original_sha256, i.media_info->'durationMs' AS duration_ms,
         EXISTS (SELECT FROM derivatives v WHERE v.item_id = i.id AND v.kind = 'poster') AS has_poster,
         ${kindsOnItem(sight, sql`i.id`)} AS labels,
         (SELECT coalesce(json_agg(json_build_object('id', c.id, 'number', c.number) ORDER BY c.position), '[]')
            FROM case_links l JOIN cases c ON c.id = l.case_id
           WHERE l.item_id = i.id AND l.unlinked_at IS NULL AND ${seesCase(sight, sql`c.id`)}) AS cases,
         (SELECT coalesce(json_agg(json_build_object('step', r.step, 'attempts', r.attempts,
                   'lastError', r.last_error, 'notBefore', r.not_before, 'progress', r.progress,
                   'secondsLeft', r.seconds_left)
                   ORDER BY r.step), '[]')
            FROM step_runs r WHERE r.item_id = i.id) AS steps
    FROM items i JOIN devices d ON d.id = i.device_id`;

const caseRows = (sight: Sight | null): RawBuilder<unknown> => sql`
  SELECT c.id, c.position, c.number, c.title, c.created_at, ${kindsOnCase(sight, sql`c.id`)} AS labels,
         (SELECT count(*) FROM case_links l
           WHERE l.case_id = c.id AND l.unlinked_at IS NULL AND ${seesItem(sight, sql`l.item_id`)}) AS item_count
    FROM cases c`;

export class PostgresReviewStore implements ReviewStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async items(
    { after, limit }: PageOf<Position>,
    filter: ItemFilter,
  ): Promise<Page<ItemSummaryBody, Position>> {
    const { sight = null } = filter;
    const where = allOf([
      after === null ? null : sql`i.position < ${after}`,
      ...itemConditions(filter),
      seesItem(sight, sql`i.id`),
    ]);
    const rows = await this.#rows<SummaryRow>(
      sql`${summary(sight)} WHERE ${where} ORDER BY i.position DESC LIMIT ${limit + 1}`,
      sight,
    );
    return pageOf(rows, limit, summaryOf, (row) => row.position);
  }

  countItems: ReviewStore["countItems"] = (filter, most) => countItems(this.#db, filter, most);
  firstItem: ReviewStore["firstItem"] = (filter) => firstItem(this.#db, filter);

  async item(id: ItemId, sight: Sight | null = null): Promise<ItemSummaryBody | null> {
    const [item] = (await this.itemsOf([id], sight)).values();
    return item ?? null;
  }

  async itemsOf(
    ids: readonly ItemId[],
    sight: Sight | null = null,
  ): Promise<ReadonlyMap<string, ItemSummaryBody>> {
    const rows = await this.#rows<SummaryRow>(
      sql`${summary(sight)} WHERE i.id = ANY (${[...ids]}::uuid[])`,
      sight,
    );
    return new Map(rows.map((row) => [row.id, summaryOf(row)]));
  }

  async cases(
    { after, limit }: PageOf<Position>,
    search?: string,
    sight: Sight | null = null,
  ): Promise<Page<CaseBody, Position>> {
    const where = allOf([
      after === null ? null : sql`c.position < ${after}`,
      search === undefined
        ? null
        : sql`c.id IN (SELECT e.id FROM every_case e WHERE ${called(
            search,
            sql`e.id`,
            sql`e.number`,
            sql`e.title`,
          )})`,
      seesCase(sight, sql`c.id`),
    ]);
    const rows = await this.#rows<CaseRow>(
      sql`${caseRows(sight)} WHERE ${where} ORDER BY c.position DESC LIMIT ${limit + 1}`,
      sight,
    );
    return pageOf(rows, limit, caseOf, (row) => row.position);
  }

  async case(id: CaseId, sight: Sight | null = null): Promise<CaseBody | null> {
    const [row] = await this.#rows<CaseRow>(sql`${caseRows(sight)} WHERE c.id = ${id}`, sight);
    return row === undefined ? null : caseOf(row);
  }

  async devices(
    { after, limit }: PageOf<Place>,
    { search, silentBefore }: Parameters<ReviewStore["devices"]>[1] = {},
  ): ReturnType<ReviewStore["devices"]> {
    const where = allOf([
      behind(after),
      // What is made here has a sender that nobody carries and that never enrols.
      sql`kind <> 'house'`,
      search === undefined ? null : called(search, sql`id`, sql`name`),
      silentBefore === undefined ? null : silentSince(silentBefore),
    ]);
    const rows = await this.#rows<DeviceRow>(
      sql`SELECT id, name, kind, created_at, retired_at, sequence, ${heardAt} AS heard_at FROM devices d
           WHERE ${where} ORDER BY created_at, id LIMIT ${limit + 1}`,
    );
    return pageOf(rows, limit, deviceOf, placeOf);
  }

  async users({ after, limit }: PageOf<Place>): Promise<Page<UserBody, Place>> {
    const rows = await this.#rows<UserRow>(
      sql`SELECT id, name, display_name, role, created_at, disabled_at, sign_on_name, staff_number FROM users
           WHERE ${behind(after)} ORDER BY created_at, id LIMIT ${limit + 1}`,
    );
    return pageOf(rows, limit, userOf, placeOf);
  }

  async actorNames(ids: readonly (UserId | DeviceId)[]): Promise<ReadonlyMap<string, string>> {
    const all = sql`${[...new Set(ids)]}::uuid[]`;
    const rows = await this.#rows<{ id: string; name: string }>(
      sql`SELECT id, display_name AS name FROM users WHERE id = ANY (${all})
          UNION ALL SELECT id, name FROM devices WHERE id = ANY (${all})`,
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async counts(): Promise<Counts> {
    const itemsByStage = await this.#rows<Counts["itemsByStage"][number]>(
      sql`SELECT stage, viewing_stage AS "viewingStage", count(*) AS items
            FROM items GROUP BY stage, viewing_stage`,
    );
    const [row] = await this.#rows<{ oldest: Date | null; uploads: number }>(
      sql`SELECT (SELECT min(received_at) FROM items WHERE stage IN ('received', 'verified')) AS oldest,
                 (SELECT count(*) FROM uploads WHERE state = 'open') AS uploads`,
    );
    const oldest = row?.oldest ?? null;
    return {
      itemsByStage,
      oldestUnsealedAt: oldest === null ? null : utcInstant(oldest),
      openUploads: row?.uploads ?? 0,
    };
  }

  /** A receipt being committed now bears an earlier time, so the last seconds are not looked at yet. */
  async receiptLatencies(since: UtcInstant): Promise<ReceiptLatencies> {
    const until = sql`greatest(${since}::timestamptz, date_trunc('milliseconds', now()) - interval '2 s')`;
    const rows = await this.#rows<{ until: Date; seconds: number | null; receipts: number }>(
      sql`SELECT w.until, l.seconds, l.receipts FROM (SELECT ${until} AS until) w LEFT JOIN LATERAL
            (SELECT round(greatest(extract(epoch FROM r.ready_at - i.received_at), 0), 1)::float8 AS seconds,
                    count(*) AS receipts
               FROM receipts r JOIN items i ON i.id = r.item_id
              WHERE r.ready_at > ${since}::timestamptz AND r.ready_at <= w.until
              GROUP BY 1) l ON true`,
    );
    const [row] = rows;
    return {
      until: row === undefined ? since : utcInstant(row.until),
      latencies: rows.flatMap(({ seconds, receipts }) =>
        seconds === null ? [] : [{ seconds, receipts }],
      ),
    };
  }

  async #rows<Row>(
    query: RawBuilder<unknown>,
    sight: Sight | null = null,
  ): Promise<readonly Row[]> {
    const { rows } = await askAs(this.#db, sight, (db) => query.execute(db));
    return rows as readonly Row[];
  }
}

function allOf(conditions: readonly (RawBuilder<unknown> | null)[]): RawBuilder<unknown> {
  const present = conditions.filter((condition) => condition !== null);
  return present.length === 0 ? sql`true` : sql.join(present, sql` AND `);
}

/** Plain text in plain text: no pattern, so nothing a stranger types can be a slow one. */
function called(
  search: string,
  id: RawBuilder<unknown>,
  ...names: readonly RawBuilder<unknown>[]
): RawBuilder<unknown> {
  const inName = names.map((name) => sql`strpos(lower(${name}), lower(${search})) > 0`);
  return sql`(${id}::text = ${search} OR ${sql.join(inName, sql` OR `)})`;
}

const behind = (after: Place | null): RawBuilder<unknown> =>
  after === null ? sql`true` : sql`(created_at, id) > (${after.at}, ${after.id}::uuid)`;

const placeOf = (row: { readonly created_at: Date; readonly id: string }): Place => ({
  at: utcInstant(row.created_at),
  id: row.id,
});

/** One row more than asked for was read: it only says that there is a next page. */
function pageOf<Row, Entry, Next>(
  rows: readonly Row[],
  limit: number,
  entryOf: (row: Row) => Entry,
  placeOfRow: (row: Row) => Next,
): Page<Entry, Next> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { entries: shown.map(entryOf), next: more ? placeOfRow(last) : null };
}
