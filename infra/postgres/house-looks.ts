/** What the API asks the database about the house, for /readyz and /metrics. */
import { type DeviceSilence, silentBefore } from "../../services/access/device-silence.ts";
import type { ZoneDays } from "../../services/calendar/zone-days.ts";
import type { Clock, UtcInstant } from "../../services/kernel/clock.ts";
import { createBackupStore } from "./backup-store.ts";
import { createCaseMessageStore } from "./case-message-store.ts";
import type { Connection } from "./connection.ts";
import { watchDeadlines } from "./deadline-counts.ts";
import { silentDevices } from "./device-heard.ts";
import { disposalStalls } from "./disposal-stalls.ts";
import { silentWorkers } from "./heartbeat.ts";
import { createKeyStore } from "./key-store.ts";
import { ledgerStop } from "./ledger-stop.ts";
import { liveStanding } from "./live-standing.ts";
import { createRenewalStore } from "./renewal-store.ts";
import { createSearchIndex } from "./search-index.ts";
import { createTokenStore } from "./token-store.ts";
import { createWitnessStore } from "./witness-store.ts";
import { createWebhookStore } from "./webhook-store.ts";
import { receivedBytes, stepQueues } from "./step-queues.ts";
import { workDue } from "./work-due.ts";

/** `days`: of the agency. */
export const houseLooks = (
  { db, pool }: Connection,
  clock: Clock,
  days: ZoneDays,
  silence: DeviceSilence,
) => ({
  caseSources: () => createCaseMessageStore(db).sources(),
  backups: () => createBackupStore(db).standing(),
  authorities: () => createTokenStore(db).states(),
  disposalStalls: () => disposalStalls(db),
  houseKeys: () => createKeyStore(db).keys(),
  ledgerStop: () => ledgerStop(pool),
  liveStanding: () => liveStanding(db, clock()),
  postgres: () => pool.query("SELECT 1"),
  receivedBytes: (since: UtcInstant) => receivedBytes(db, since),
  stepQueues: () => stepQueues(db),
  renewalSince: () => createRenewalStore(db).waitingSince(),
  searchBacklog: () => createSearchIndex(db).backlog(),
  silentDevices: () => silentDevices(db, silentBefore(silence, clock())),
  silentWorkers: () => silentWorkers(pool),
  standings: () => createWitnessStore(db).standings(),
  webhooks: () => createWebhookStore(db).standing(clock()),
  workDue: () => workDue(db, days.dayOf(clock())),
  deadlines: watchDeadlines(db, clock, days),
});
