/** What the API asks the database about the house, for /readyz and /metrics. */
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { createCaseMessageStore } from "./case-message-store.ts";
import type { Connection } from "./connection.ts";
import { disposalStalls } from "./disposal-stalls.ts";
import { silentWorkers } from "./heartbeat.ts";
import { createKeyStore } from "./key-store.ts";
import { ledgerStop } from "./ledger-stop.ts";
import { createRenewalStore } from "./renewal-store.ts";
import { createTokenStore } from "./token-store.ts";
import { createWitnessStore } from "./witness-store.ts";
import { workDue } from "./work-due.ts";

/** `today`: of the agency. */
export const houseLooks = ({ db, pool }: Connection, today: () => CalendarDate) => ({
  caseSources: () => createCaseMessageStore(db).sources(),
  authorities: () => createTokenStore(db).states(),
  disposalStalls: () => disposalStalls(db),
  houseKeys: () => createKeyStore(db).keys(),
  ledgerStop: () => ledgerStop(pool),
  postgres: () => pool.query("SELECT 1"),
  renewalSince: () => createRenewalStore(db).waitingSince(),
  silentWorkers: () => silentWorkers(pool),
  standings: () => createWitnessStore(db).standings(),
  workDue: () => workDue(db, today()),
});
