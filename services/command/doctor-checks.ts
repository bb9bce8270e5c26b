/** The checks of `doctor`: what is looked at, and which finding it is. */
import { type SharingProbes, sharing } from "./doctor-sharing.ts";
import { readdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { AuthorityState } from "../anchors/token-store.ts";
import type { WitnessStanding } from "../anchors/witness-store.ts";
import type { Stall } from "../disposal/stall.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { DataFolder } from "./data-folder.ts";
import { type Check, failed, fine, type Finding, reason, warning } from "./doctor.ts";
import { type FixityFound, fixity } from "./doctor-fixity.ts";
import { type MachinePortFound, devices } from "./doctor-devices.ts";
import { type EncryptionFound, encryption } from "./doctor-encryption.ts";
import { disposal } from "./doctor-disposal.ts";
import { type WebhookProbes, webhooks } from "./doctor-webhooks.ts";
import type { BackupStanding } from "../backup/backup-store.ts";
import { backups } from "./doctor-backup.ts";
import { type ServerProbes, postgres, redis } from "./doctor-servers.ts";
import { type SearchProbes, searching } from "./doctor-search.ts";
import { type SilentDevicesFound, silentDevices } from "./doctor-silent-devices.ts";
import { type CaseSystemFound, caseSystem } from "./doctor-case-system.ts";
import { exports } from "./doctor-exports.ts";
import { type HoldProbes, holds } from "./doctor-holds.ts";
import { labels } from "./doctor-labels.ts";
import { type HouseKeysFound, certificates, madeBy } from "./doctor-keys.ts";
import { type LedgerProbes, ledger } from "./doctor-ledger.ts";
import { type LiveProbes, live } from "./doctor-live.ts";
import { type ProgramProbes, programs, sandbox } from "./doctor-programs.ts";
import { type PolicyFound, policy, workingDays } from "./doctor-policy.ts";
import { type RoomProbes, room } from "./doctor-room.ts";
import { type StoreProbes, immutable, store } from "./doctor-store.ts";
import { renewals, timestamps } from "./doctor-timestamps.ts";
import { validator } from "./doctor-validator.ts";
import { type WorkDueProbes, workDue } from "./doctor-work-due.ts";
import { witnesses } from "./doctor-witnesses.ts";
import type { Host } from "./host.ts";
import { readInstallation } from "./installation.ts";
import { whatIsDown } from "./lifecycle.ts";
import { type Looks, runningSystem } from "./running-system.ts";

/** What can only be looked at through an adapter. Each rejects when it cannot be reached. */
export interface Probes
  extends
    HoldProbes,
    LedgerProbes,
    LiveProbes,
    ProgramProbes,
    RoomProbes,
    WebhookProbes,
    SearchProbes,
    ServerProbes,
    StoreProbes,
    SharingProbes,
    WorkDueProbes {
  authorities(): Promise<readonly AuthorityState[]>;
  /** When the oldest renewal was made that waits for its first stamp; null: none does. */
  renewalSince(): Promise<UtcInstant | null>;
  witnesses(): Promise<readonly WitnessStanding[]>;
  houseKeys(): Promise<HouseKeysFound>;
  /** Null: there is no authority for devices. */
  machinePort(): Promise<MachinePortFound | null>;
  /** Answers the version of ffmpeg in the box. */
  sandbox(): Promise<string>;
  /** The kind of signatures that the operator's program judges; null: none is named. */
  validator(): Promise<string | null>;
  oldestUnsealedSeconds(): Promise<number | null>;
  fixity(): Promise<FixityFound>;
  policy(): Promise<PolicyFound>;
  /** Disposals that somebody must look at, the gravest first. */
  disposalStuck(): Promise<readonly Stall[]>;
  caseSystem(): Promise<CaseSystemFound>;
  silentDevices(): Promise<SilentDevicesFound>;
  /** Exports whose acknowledgement is overdue. */
  exportsOverdue(): Promise<number>;
  /** How many levels should have been reviewed. */
  overdueReviews(): Promise<number>;
  encryption(): Promise<EncryptionFound>;
  backups(): Promise<BackupStanding>;
  /** Processes that run, perhaps, but do nothing: nothing was heard of them lately. */
  silentWorkers(): Promise<readonly string[]>;
  /** Null: nobody here can tell. */
  clockSynchronised(): Promise<boolean | null>;
}

export interface CheckDeps {
  readonly host: Looks & Pick<Host, "missingPackages" | "installLine">;
  readonly folder: DataFolder;
  readonly path: string;
  readonly nodeVersion: string;
  readonly now: () => Date;
  readonly probes: Probes;
}

const GIB = 2 ** 30;
const DISK_FAILED_BYTES = 2 * GIB;
const DISK_LOW_BYTES = 10 * GIB;
const UNSEALED_SECONDS = 600;
const MANY_RESTARTS = 3;

/** All checks; those of a system that is not set up yet say so. */
export async function doctorChecks(deps: CheckDeps): Promise<readonly Check[]> {
  const isSetUp = (await readInstallation(deps.folder)) !== null;
  const setUp = (look: Check["look"]): Check["look"] =>
    isSetUp ? look : () => Promise.resolve(warning("notChecked"));
  return [
    { name: "node", look: () => Promise.resolve(node(deps)) },
    { name: "packages", look: () => packages(deps) },
    { name: "disk", look: () => disk(deps) },
    { name: "secrets", look: setUp(() => secrets(deps)) },
    { name: "processes", look: setUp(() => processes(deps)) },
    { name: "postgres", look: setUp(() => postgres(deps)) },
    { name: "redis", look: setUp(() => redis(deps)) },
    { name: "store", look: setUp(() => store(deps.probes)) },
    { name: "immutable", look: setUp(() => immutable(deps.probes)) },
    { name: "ledger", look: setUp(() => ledger(deps.probes, sleep)) },
    {
      name: "timestamps",
      look: setUp(() => timestamps(() => deps.probes.authorities(), deps.now())),
    },
    {
      name: "renewals",
      look: setUp(() => renewals(() => deps.probes.renewalSince(), deps.now())),
    },
    { name: "witnesses", look: setUp(() => witnesses(() => deps.probes.witnesses(), deps.now())) },
    {
      name: "certificate",
      look: setUp(() => certificates(() => deps.probes.houseKeys(), deps.now())),
    },
    { name: "ceremony", look: setUp(() => ceremony(deps)) },
    { name: "devices", look: setUp(() => devices(() => deps.probes.machinePort(), deps.now())) },
    { name: "clock", look: setUp(() => clock(deps)) },
    { name: "sandbox", look: () => sandbox(() => deps.probes.sandbox()) },
    { name: "validator", look: () => validator(() => deps.probes.validator()) },
    { name: "programs", look: () => programs(() => deps.probes.programs()) },
    { name: "unsealed", look: setUp(() => unsealed(deps)) },
    { name: "fixity", look: setUp(() => fixity(() => deps.probes.fixity(), deps.now())) },
    { name: "policy", look: setUp(() => policy(() => deps.probes.policy())) },
    { name: "calendar", look: setUp(() => workingDays(() => deps.probes.policy())) },
    { name: "holds", look: setUp(() => holds(() => deps.probes.holds())) },
    { name: "disposal", look: setUp(() => disposal(() => deps.probes.disposalStuck())) },
    {
      name: "case-system",
      look: setUp(() => caseSystem(() => deps.probes.caseSystem(), deps.now())),
    },
    { name: "silent-devices", look: setUp(() => silentDevices(() => deps.probes.silentDevices())) },
    { name: "exports", look: setUp(() => exports(() => deps.probes.exportsOverdue())) },
    { name: "sharing", look: setUp(() => sharing(() => deps.probes.sharing())) },
    { name: "labels", look: setUp(() => labels(() => deps.probes.overdueReviews())) },
    { name: "checks", look: setUp(() => workDue(() => deps.probes.workDue(), deps.now())) },
    { name: "webhooks", look: setUp(() => webhooks(deps.probes)) },
    { name: "search", look: setUp(() => searching(deps.probes, deps.now())) },
    { name: "backup", look: setUp(() => saved(deps)) },
    { name: "live", look: setUp(() => live(deps.probes)) },
    { name: "room", look: setUp(() => room(deps.probes)) },
    { name: "encryption", look: setUp(() => encryption(() => deps.probes.encryption())) },
    { name: "ready", look: setUp(() => ready(deps)) },
  ];
}

function node({ nodeVersion }: CheckDeps): Finding {
  const version = nodeVersion;
  return Number.parseInt(version, 10) >= 24
    ? fine("nodeFine", { version })
    : failed("nodeOld", { version });
}

async function packages({ host, path }: CheckDeps): Promise<Finding> {
  const missing = await host.missingPackages(path);
  return missing.length === 0
    ? fine("packagesFine")
    : failed("packagesMissing", {
        packages: missing.join(" "),
        line: host.installLine(missing),
      });
}

async function disk({ folder }: CheckDeps): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder.root).catch(() => statfs("."));
  const bytes = bavail * bsize;
  const facts = { free: `${(bytes / GIB).toFixed(1)} GiB` };
  if (bytes < DISK_FAILED_BYTES) return failed("diskLow", facts);
  return bytes < DISK_LOW_BYTES ? warning("diskLow", facts) : fine("diskFine", facts);
}

/** The folders themselves keep others out; a file inside counts only if its folder is open. */
async function secrets({ folder }: CheckDeps): Promise<Finding> {
  const open: string[] = [];
  for (const path of [folder.secrets, folder.keys]) {
    const { mode } = await stat(path);
    if ((mode & 0o077) === 0) continue;
    for (const name of await readdir(path)) {
      if (name.endsWith(".pub.pem") || name === "root.pem") continue;
      if (((await stat(join(path, name))).mode & 0o077) !== 0) open.push(name);
    }
  }
  return open.length === 0
    ? fine("secretsFine")
    : failed("secretsOpen", { names: open.join(", "), folder: folder.root });
}

async function processes({ host, folder, probes }: CheckDeps): Promise<Finding> {
  const found = await host.recordedProcesses(folder.run);
  if ((await host.lockHolder(folder.lock)) === null || found.length === 0) {
    return failed("processesDown", { names: "supervisor" });
  }
  const ended = found.filter(({ running }) => !running).map(({ name }) => name);
  const restarting = found.filter(({ restarts }) => restarts >= MANY_RESTARTS);
  const [first] = restarting;
  if (first !== undefined) {
    const names = restarting.map(({ name }) => name).join(", ");
    return failed("processesRestarting", { names, first: first.name });
  }
  if (ended.length > 0) return failed("processesDown", { names: ended.join(", ") });
  // Without the database nothing is known of them; its own check says so.
  const silent = await probes.silentWorkers().catch(() => []);
  const [stuck] = silent;
  return stuck === undefined
    ? fine("processesFine", { names: found.map(({ name }) => name).join(", ") })
    : failed("processesSilent", { names: silent.join(", "), first: stuck });
}

async function ceremony({ folder, probes }: CheckDeps): Promise<Finding> {
  const isDemo = (await readInstallation(folder))?.demo === true;
  return await madeBy(() => probes.houseKeys(), isDemo);
}

async function saved({ folder, probes, now }: CheckDeps): Promise<Finding> {
  const isDemo = (await readInstallation(folder))?.demo === true;
  return await backups(() => probes.backups(), isDemo, now());
}

async function clock({ probes, now }: CheckDeps): Promise<Finding> {
  const text = now().toISOString();
  const head = await probes.ledgerHead().catch(() => null);
  if (head !== null && Date.parse(head.signedAt) > now().getTime() + 1_000) {
    return failed("clockBehind", { now: text, signed: head.signedAt });
  }
  const synchronised = await probes.clockSynchronised();
  if (synchronised === null) return warning("clockUnknown", { now: text });
  return synchronised
    ? fine("clockFine", { now: text })
    : warning("clockUnsynchronised", { now: text });
}

async function unsealed({ probes }: CheckDeps): Promise<Finding> {
  try {
    const seconds = await probes.oldestUnsealedSeconds();
    if (seconds === null) return fine("unsealedNone");
    return seconds > UNSEALED_SECONDS
      ? failed("unsealedOld", { seconds })
      : fine("unsealedFine", { seconds });
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}

async function ready({ host, folder }: CheckDeps): Promise<Finding> {
  const running = await runningSystem(folder, host);
  if (running === null) return failed("readyNot", { down: "api" });
  const down = await whatIsDown(running.url);
  return down.length === 0
    ? fine("readyFine", { url: running.url })
    : failed("readyNot", { down: down.join(", ") });
}
