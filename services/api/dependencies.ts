/** What the API process asks about itself for /readyz: its servers, the other processes, and work that waits. */
import { allAskedOnce } from "../kernel/asked-once.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { type CaseSystemLooks, caseSystemDependency } from "./case-system-health.ts";
import { type CertificateLooks, certificateDependency } from "./certificate-health.ts";
import { type DeadlineLooks, deadlineDependency } from "./deadline-health.ts";
import { type DeviceSilenceLooks, deviceSilenceDependency } from "./device-silence-health.ts";
import { type DisposalLooks, disposalDependencies } from "./disposal-health.ts";
import { type EncryptionLooks, encryptionDependency } from "./encryption-health.ts";
import { fixityDependencies, type FixityLooks } from "./fixity-health.ts";
import type { Dependency } from "./health.ts";
import { type HoldLooks, holdDependencies } from "./hold-health.ts";
import { type LedgerLooks, ledgerDependencies } from "./ledger-health.ts";
import { type LiveLooks, liveDependencies } from "./live-health.ts";
import { type RoomLooks, roomDependency } from "./room-health.ts";
import { type SearchLooks, searchDependency } from "./search-health.ts";
import { type TimestampLooks, timestampDependencies } from "./timestamp-health.ts";
import { witnessDependencies, type WitnessLooks } from "./witness-health.ts";
import { type WebhookLooks, webhookDependency } from "./webhook-health.ts";
import { type WorkDueLooks, workDueDependencies } from "./work-due-health.ts";

const MAX_UNSEALED_MS = 5 * 60_000;

export interface Looks
  extends
    CaseSystemLooks,
    CertificateLooks,
    DeadlineLooks,
    DeviceSilenceLooks,
    DisposalLooks,
    EncryptionLooks,
    FixityLooks,
    HoldLooks,
    LedgerLooks,
    LiveLooks,
    RoomLooks,
    SearchLooks,
    TimestampLooks,
    WebhookLooks,
    WitnessLooks,
    WorkDueLooks {
  readonly postgres: () => Promise<unknown>;
  readonly redis: () => Promise<unknown>;
  readonly store: () => Promise<unknown>;
  /** Processes of which nothing was heard lately. */
  readonly silentWorkers: () => Promise<readonly string[]>;
  readonly counts: () => Promise<{ readonly oldestUnsealedAt: UtcInstant | null }>;
}

/** What several of them look at is asked once a call. */
export function dependencies(given: Looks): Dependency[] {
  const looks = allAskedOnce(given);
  const look = "`holdfast doctor` tells what is wrong with it.";
  const worker = (name: string, without: string): Dependency => ({
    name,
    check: async () => {
      if ((await looks.silentWorkers()).includes(name)) {
        throw new Error(`nothing was heard of ${name}`);
      }
    },
    fix: `${without} Read \`holdfast logs ${name}\`, then start that process again.`,
    kind: "worker",
    knownBy: "postgres",
  });
  return [
    { name: "postgres", check: looks.postgres, fix: look },
    { name: "redis", check: looks.redis, fix: look },
    { name: "store", check: looks.store, fix: look },
    worker("signer", "Uploads are taken and kept, but nothing is signed, and no receipt is given."),
    worker("custody", "Uploads are taken and kept, but nothing is sealed and no receipt is given."),
    worker("media", "Everything is sealed, but no viewing copy is made."),
    {
      name: "custody",
      check: () => requireSealing(looks),
      fix: "An item waits long for its seal; its page tells what each step waits for.",
      kind: "backlog",
      knownBy: "postgres",
    },
    roomDependency(looks),
    ...ledgerDependencies(looks),
    ...liveDependencies(looks),
    ...fixityDependencies(looks),
    ...holdDependencies(looks),
    ...disposalDependencies(looks),
    ...workDueDependencies(looks),
    searchDependency(looks),
    deadlineDependency(looks),
    ...witnessDependencies(looks),
    certificateDependency(looks),
    caseSystemDependency(looks),
    deviceSilenceDependency(looks),
    encryptionDependency(looks),
    webhookDependency(looks),
    ...timestampDependencies(looks),
  ];
}

/** Custody works if nothing waits long; a large original is read back within this time. */
async function requireSealing({ counts, clock }: Looks): Promise<void> {
  const { oldestUnsealedAt } = await counts();
  if (oldestUnsealedAt === null) return;
  const waitedMs = Date.parse(clock()) - Date.parse(oldestUnsealedAt);
  if (waitedMs > MAX_UNSEALED_MS) throw new Error("an item waits too long for its seal");
}
