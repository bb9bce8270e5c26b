/** What /metrics tells of backups: how old the newest is, and the newest that was put back and found sound. */
import { Gauge, type Registry } from "prom-client";
import type { BackupStanding } from "../backup/backup-store.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import type { MoreMetrics } from "./metrics.ts";

export interface BackupLooks {
  readonly backups: () => Promise<BackupStanding>;
  readonly clock: Clock;
}

const NEVER = Infinity;

export const backupMetrics =
  ({ backups, clock }: BackupLooks): MoreMetrics =>
  (registry: Registry) => {
    const gauge = (name: string, help: string): Gauge =>
      new Gauge({ name, help, registers: [registry] });
    const made = gauge(
      "holdfast_backup_age_seconds",
      "How long ago the newest backup was made; infinite if none was",
    );
    const sound = gauge(
      "holdfast_backup_sound_age_seconds",
      "How long ago the newest backup was made that was put back on trial and sound; infinite if none was",
    );
    const broken = gauge(
      "holdfast_backup_broken",
      "1 if the backup that was tried last was not sound",
    );
    const age = (at: UtcInstant | undefined | null): number =>
      at === null || at === undefined ? NEVER : (Date.parse(clock()) - Date.parse(at)) / 1000;
    return async () => {
      const standing = await backups();
      made.set(age(standing.madeAt));
      sound.set(age(standing.sound?.madeAt));
      broken.set(standing.isBroken ? 1 : 0);
    };
  };
