/** The check of `doctor` on backups: that one was made lately, and was put back for a trial. */
import type { BackupStanding } from "../backup/backup-store.ts";
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

/** Who makes them each night and tries them each week has missed something by then. */
const SOUND_DAYS = 9;
const DAY_MS = 86_400_000;

/** `isDemo`: a house that is thrown away needs none. */
export async function backups(
  look: () => Promise<BackupStanding>,
  isDemo: boolean,
  now: Date,
): Promise<Finding> {
  try {
    const { madeAt, sound, isBroken } = await look();
    if (isBroken) return failed("backupBroken");
    if (madeAt === null) return isDemo ? fine("backupDemoFine") : warning("backupNone");
    if (sound === null) return warning("backupUntried", { day: madeAt.slice(0, 10) });
    const facts = { day: sound.madeAt.slice(0, 10), tried: sound.triedAt.slice(0, 10) };
    return now.getTime() - Date.parse(sound.madeAt) > SOUND_DAYS * DAY_MS
      ? warning("backupOld", facts)
      : fine("backupFine", facts);
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
