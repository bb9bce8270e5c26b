/** BackupStore on PostgreSQL. */
import { sql } from "kysely";
import type { BackupStore } from "../../services/backup/backup-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";

interface Row {
  readonly made_at: Date | null;
  readonly sound_made_at: Date | null;
  readonly sound_tried_at: Date | null;
  readonly is_broken: boolean;
}

export const createBackupStore = (db: Database): BackupStore => ({
  made: async ({ statementSha256, madeAt }) => {
    await ask(() =>
      sql`INSERT INTO backups (statement_sha256, made_at) VALUES (${statementSha256}, ${madeAt})
        ON CONFLICT DO NOTHING`.execute(db),
    );
  },

  tried: async ({ statementSha256, madeAt, triedAt, isSound }) => {
    await ask(() =>
      sql`INSERT INTO backups (statement_sha256, made_at, tried_at, is_sound)
        VALUES (${statementSha256}, ${madeAt}, ${triedAt}, ${isSound})
        ON CONFLICT (statement_sha256) DO UPDATE SET tried_at = excluded.tried_at, is_sound = excluded.is_sound
        WHERE backups.tried_at IS NULL OR backups.tried_at <= excluded.tried_at`.execute(db),
    );
  },

  standing: async () => {
    const { rows } = await ask(() =>
      sql<Row>`SELECT max(made_at) AS made_at,
          (SELECT made_at FROM backups WHERE is_sound ORDER BY made_at DESC LIMIT 1) AS sound_made_at,
          (SELECT tried_at FROM backups WHERE is_sound ORDER BY made_at DESC LIMIT 1) AS sound_tried_at,
          coalesce((SELECT NOT is_sound FROM backups WHERE tried_at IS NOT NULL ORDER BY tried_at DESC LIMIT 1), false) AS is_broken
        FROM backups`.execute(db),
    );
    const [row] = rows;
    const [soundMade, soundTried] = [row?.sound_made_at ?? null, row?.sound_tried_at ?? null];
    const isSound = soundMade !== null && soundTried !== null;
    return {
      madeAt: maybeInstant(row?.made_at ?? null),
      sound: isSound ? { madeAt: utcInstant(soundMade), triedAt: utcInstant(soundTried) } : null,
      isBroken: row?.is_broken ?? false,
    };
  },
});
