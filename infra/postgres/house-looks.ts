/** What the API asks the database about the house, for /readyz and /metrics. */
import { type DeviceSilence, silentBefore } from "../../services/access/device-silence.ts";
import type { ZoneDays } from "../../services/calendar/zone-days.ts";
import { allAskedOnce, askedEvery } from "../../services/kernel/asked-once.ts";
import type { Clock, UtcInstant } from "../../services/kernel/clock.ts";
import { currentLog } from "../../services/ledger/current-log.ts";
import { houseDays } from "../../services/policy/house-days.ts";
import { overdueHandIns } from "../../services/sessions/overdue-hand-ins.ts";
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
import { createLedgerStore } from "./ledger-store.ts";
import { createPolicyStore } from "./policy-store.ts";
import { PostgresSessionStore } from "./session-store.ts";
import { createRenewalStore } from "./renewal-store.ts";
import { createSearchIndex } from "./search-index.ts";
import { createTokenStore } from "./token-store.ts";
import { createWitnessStore } from "./witness-store.ts";
import { createWebhookStore } from "./webhook-store.ts";
import { receivedBytes, stepQueues } from "./step-queues.ts";
import { workDue } from "./work-due.ts";

const MINUTE_MS = 60_000;
/** Beyond so many nobody counts. */
const MOST = 1_000;

interface HouseOf {
  readonly agency: string;
  readonly clock: Clock;
  /** Of the agency. */
  readonly days: ZoneDays;
  readonly deviceSilence: DeviceSilence;
}

export const houseLooks = (
  { db, pool }: Connection,
  { agency, clock, days, deviceSilence }: HouseOf,
) => ({
  receivedBytes: (since: UtcInstant) => receivedBytes(db, since),
  // A reading of /metrics asks each for its own figures, and once more for the state of its part.
  ...allAskedOnce({
    caseSources: () => createCaseMessageStore(db).sources(),
    backups: () => createBackupStore(db).standing(),
    authorities: () => createTokenStore(db).states(),
    disposalStalls: () => disposalStalls(db),
    houseKeys: () => createKeyStore(db).keys(),
    ledgerHead: async () => {
      const ledger = createLedgerStore(db);
      return ledger.head(await currentLog({ ledger, agency, clock }));
    },
    ledgerStop: () => ledgerStop(pool),
    liveStanding: () => liveStanding(db, clock()),
    postgres: () => pool.query("SELECT 1"),
    overdueHandIns: askedEvery(MINUTE_MS, clock, () =>
      overdueHandIns(
        {
          ...{ recordingSessions: new PostgresSessionStore(db), policies: createPolicyStore(db) },
          ...{ calendar: houseDays(createPolicyStore(db, "calendar")), days, clock },
        },
        { officerId: null, sight: null },
        MOST,
      ),
    ),
    stepQueues: () => stepQueues(db),
    renewalSince: () => createRenewalStore(db).waitingSince(),
    searchBacklog: () => createSearchIndex(db).backlog(),
    silentDevices: () => silentDevices(db, silentBefore(deviceSilence, clock())),
    silentWorkers: () => silentWorkers(pool),
    standings: () => createWitnessStore(db).standings(),
    webhooks: () => createWebhookStore(db).standing(clock()),
    workDue: () => workDue(db, days.dayOf(clock())),
    deadlines: watchDeadlines(db, clock, days),
  }),
});
