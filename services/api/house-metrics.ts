/** What the service measures of the house: its parts, steps, backups, hand-ins, stamps, witnesses, the audit, holds, disposal, checks of its own, terms of cases, case systems, encryption, webhooks, the ledger, live recordings, the store's room and search. */
import type { MoreMetrics } from "./metrics.ts";
import { backupMetrics } from "./backup-metrics.ts";
import { caseSystemMetrics } from "./case-system-health.ts";
import { deviceSilenceMetrics } from "./device-silence-health.ts";
import { deadlineMetrics } from "./deadline-health.ts";
import { disposalMetrics } from "./disposal-health.ts";
import { encryptionMetrics } from "./encryption-health.ts";
import { fixityMetrics } from "./fixity-health.ts";
import { handInMetrics } from "./hand-in-metrics.ts";
import { holdMetrics } from "./hold-health.ts";
import { ledgerMetrics } from "./ledger-health.ts";
import { liveMetrics } from "./live-health.ts";
import { roomMetrics } from "./room-health.ts";
import { searchMetrics } from "./search-health.ts";
import { partMetrics } from "./part-metrics.ts";
import { stepMetrics } from "./step-metrics.ts";
import { timestampMetrics } from "./timestamp-health.ts";
import { webhookMetrics } from "./webhook-health.ts";
import { witnessMetrics } from "./witness-health.ts";
import { workDueMetrics } from "./work-due-health.ts";

type Looks = Parameters<typeof timestampMetrics>[0] &
  Parameters<typeof backupMetrics>[0] &
  Parameters<typeof handInMetrics>[0] &
  Parameters<typeof partMetrics>[0] &
  Parameters<typeof stepMetrics>[0] &
  Parameters<typeof webhookMetrics>[0] &
  Parameters<typeof witnessMetrics>[0] &
  Parameters<typeof fixityMetrics>[0] &
  Parameters<typeof holdMetrics>[0] &
  Parameters<typeof disposalMetrics>[0] &
  Parameters<typeof workDueMetrics>[0] &
  Parameters<typeof deadlineMetrics>[0] &
  Parameters<typeof caseSystemMetrics>[0] &
  Parameters<typeof deviceSilenceMetrics>[0] &
  Parameters<typeof encryptionMetrics>[0] &
  Parameters<typeof ledgerMetrics>[0] &
  Parameters<typeof liveMetrics>[0] &
  Parameters<typeof roomMetrics>[0] &
  Parameters<typeof searchMetrics>[0];

export const houseMetrics = (looks: Looks): readonly MoreMetrics[] => [
  timestampMetrics(looks),
  backupMetrics(looks),
  handInMetrics(looks),
  partMetrics(looks),
  stepMetrics(looks),
  webhookMetrics(looks),
  witnessMetrics(looks),
  fixityMetrics(looks),
  holdMetrics(looks),
  disposalMetrics(looks),
  workDueMetrics(looks),
  deadlineMetrics(looks),
  caseSystemMetrics(looks),
  deviceSilenceMetrics(looks),
  encryptionMetrics(looks),
  ledgerMetrics(looks),
  liveMetrics(looks),
  roomMetrics(looks),
  searchMetrics(looks),
];
