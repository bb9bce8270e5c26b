/** What `doctor` says of backups: broken, none, untried, old, or fine. */
import { expect, it } from "vitest";
import type { BackupStanding } from "../../../services/backup/backup-store.ts";
import { backups } from "../../../services/command/doctor-backup.ts";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";

const NOON = "2026-11-24T12:00:00.000Z" as UtcInstant;
const DAY_MS = 86_400_000;
const made = (days: number): BackupStanding => {
  const madeAt = plusMs(NOON, -days * DAY_MS);
  return { madeAt, sound: { madeAt, triedAt: NOON }, isBroken: false };
};
const NONE: BackupStanding = { madeAt: null, sound: null, isBroken: false };

it.each<readonly [string, BackupStanding, boolean, string]>([
  ["none was made", NONE, false, "warning backupNone"],
  ["none of demo data", NONE, true, "ok backupDemoFine"],
  ["none was tried", { ...NONE, madeAt: NOON }, true, "warning backupUntried"],
  ["nine days old", made(9), false, "ok backupFine"],
  ["ten days old", made(10), false, "warning backupOld"],
  ["the last one is broken", { ...made(1), isBroken: true }, false, "failed backupBroken"],
])("where %s", async (_, standing, isDemo, wanted) => {
  const { state, finding } = await backups(async () => standing, isDemo, new Date(NOON));
  expect(`${state} ${finding}`).toBe(wanted);
});

it("knows nothing where the database does not answer", async () => {
  const look = () => Promise.reject(new Error("down"));
  expect(await backups(look, false, new Date(NOON))).toMatchObject({ finding: "postgresDown" });
});
