/** One bit of one value of a real table becomes another, behind everybody's back, and right again. */
import type { Pool } from "pg";
import type { Draw } from "../fixtures/seeded.ts";

export interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

/** What is written of a table, without what the database computes. */
export async function columnsOf(pool: Pool, tables: readonly string[]): Promise<readonly Column[]> {
  const { rows } = await pool.query<Column>(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.oid = ANY ($1::text[]::regclass[]) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      ORDER BY c.relname, a.attnum`,
    [tables],
  );
  return rows;
}

/** Tries before a value counts as one that the database takes in no other form. */
const TRIES = 40;

/** Nobody's triggers and keys are asked: a disk asks nobody. */
async function unasked(
  pool: Pool,
  statement: string,
  values: readonly unknown[] = [],
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query(statement, [...values]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

/** The value with one bit changed, in SQL; of a text a bit of one of its ASCII letters. Null: nothing is there to change. */
function changed({ name, type }: Column, text: string, draw: Draw): string | null {
  const column = `"${name}"`;
  if (type === "bytea") {
    const bits = ((text.length - 2) / 2) * 8;
    const bit = draw.below(bits);
    return bits === 0 ? null : `set_bit(${column}, ${bit}, 1 - get_bit(${column}, ${bit}))`;
  }
  if (type === "boolean") return `NOT ${column}`;
  if (/^(?:integer|bigint|smallint)$/.test(type))
    return `(${column} # ${1 << draw.below(4)})::${type}`;
  if (type.startsWith("timestamp"))
    return `${column} + ${2 ** draw.between(24, 40)} * interval '1 microsecond'`;
  if (text === "") return null;
  const at = draw.below(text.length);
  const letter = text.charCodeAt(at) ^ (draw.chance(0.5) ? 0x01 : 0x20);
  if (letter < 0x20 || letter > 0x7e) return null;
  const other = text.slice(0, at) + String.fromCharCode(letter) + text.slice(at + 1);
  return `'${other.replaceAll("'", "''")}'::${type}`;
}

/** Answers what puts the table back; null: no row has a value there, or none that the database takes with a bit changed. */
export async function rot(
  pool: Pool,
  column: Column,
  draw: Draw,
): Promise<(() => Promise<void>) | null> {
  const { table, name } = column;
  const { rows } = await pool.query<{ at: string; text: string }>(
    `SELECT ctid::text AS at, "${name}"::text AS text FROM ${table} WHERE "${name}" IS NOT NULL`,
  );
  if (rows.length === 0) return null;
  const all = (await columnsOf(pool, [table])).map((each) => `"${each.name}"`).join(", ");
  await unasked(pool, `DROP TABLE IF EXISTS rot_kept`);
  await unasked(pool, `CREATE TABLE rot_kept AS SELECT ${all} FROM ${table}`);
  const before = await pool.query<{ all: string }>(`SELECT ${table}::text AS all FROM ${table}`);
  for (let left = TRIES; left > 0; left -= 1) {
    const { at, text } = draw.of(rows);
    const value = changed(column, text, draw);
    if (value === null) continue;
    const isTaken = await unasked(
      pool,
      `UPDATE ${table} SET "${name}" = ${value} WHERE ctid = '${at}'`,
    ).then(
      () => true,
      () => false,
    );
    if (!isTaken) continue;
    const after = await pool.query<{ all: string }>(`SELECT ${table}::text AS all FROM ${table}`);
    const same = (of: typeof before): string =>
      of.rows
        .map((row) => row.all)
        .sort()
        .join("\n");
    // Another writing of the same value.
    if (same(before) === same(after)) return null;
    return async () => {
      await unasked(pool, `DELETE FROM ${table}`);
      await unasked(
        pool,
        `INSERT INTO ${table} (${all}) OVERRIDING SYSTEM VALUE SELECT ${all} FROM rot_kept`,
      );
      await unasked(pool, `DROP TABLE rot_kept`);
    };
  }
  await unasked(pool, `DROP TABLE rot_kept`);
  return null;
}
