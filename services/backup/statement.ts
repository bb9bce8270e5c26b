/** What a backup says of itself: `backup.json`, written last, so that a folder without it is no backup. Pure. */
import { z } from "zod";
import { digestField, instantField } from "../kernel/fields.ts";

export const STATEMENT = "backup.json";
export const DATABASE = "database.dump";
export const KEYS = "keys.cms";

/** Counted as the dump saw the database: in one and the same snapshot. */
const Counted = z.strictObject({
  /** Rows of each table. */
  tables: z.record(z.string(), z.int().min(0)),
  /** The newest head of each log. */
  heads: z.array(
    z.strictObject({ origin: z.string(), size: z.int().min(0), rootSha256: digestField }),
  ),
  migrations: z.array(z.string()),
});
export type Counted = z.infer<typeof Counted>;

export const BackupStatement = z.strictObject({
  form: z.literal("holdfast-backup/1"),
  madeAt: instantField,
  agency: z.string().nullable(),
  counted: Counted,
  /** DER certificates that can open the keys, by digest; null: the keys were left out. */
  keysFor: z.array(digestField).nullable(),
  files: z.array(
    z.strictObject({
      // A name only: it is joined to a folder.
      name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/),
      sizeBytes: z.int().min(0),
      sha256: digestField,
    }),
  ),
});
export type BackupStatement = z.infer<typeof BackupStatement>;

/** What of `found` is not as `said`, by name; nothing: the database that was put back is the one that was saved. */
export function differences(said: Counted, found: Counted): readonly string[] {
  const tables = new Set([...Object.keys(said.tables), ...Object.keys(found.tables)]);
  const heads = (counted: Counted) =>
    new Map(counted.heads.map(({ origin, ...head }) => [origin, JSON.stringify(head)]));
  const [saidHeads, foundHeads] = [heads(said), heads(found)];
  return [
    ...[...tables].filter((name) => said.tables[name] !== found.tables[name]),
    ...[...new Set([...saidHeads.keys(), ...foundHeads.keys()])].filter(
      (origin) => saidHeads.get(origin) !== foundHeads.get(origin),
    ),
    ...(said.migrations.join() === found.migrations.join() ? [] : ["migrations"]),
  ].sort();
}
