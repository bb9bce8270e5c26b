/** Port: which backups were made of this house, and how each was found when it was last put back on trial. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";

export interface Trial {
  /** Digest of the backup's statement: the same backup, wherever it lies. */
  readonly statementSha256: Sha256;
  readonly madeAt: UtcInstant;
  readonly triedAt: UtcInstant;
  readonly isSound: boolean;
}

export interface BackupStanding {
  /** When the newest one was made. */
  readonly madeAt: UtcInstant | null;
  /** The newest backup that was put back whole and sound: when it was made, and when it was tried. */
  readonly sound: { readonly madeAt: UtcInstant; readonly triedAt: UtcInstant } | null;
  /** The backup that was tried last was not sound. */
  readonly isBroken: boolean;
}

export interface BackupStore {
  /** Once a backup lies there whole. May be told twice. */
  made(backup: Pick<Trial, "statementSha256" | "madeAt">): Promise<void>;
  /** May be told of a backup that was never told as made. An earlier trial is never put over a later one. */
  tried(trial: Trial): Promise<void>;
  standing(): Promise<BackupStanding>;
}
