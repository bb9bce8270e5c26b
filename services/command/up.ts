/** `up`: what is missing is installed, everything starts, the demo goes in, and the address is printed. */
import { mkdir, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import type { Language } from "../kernel/language.ts";
import { isOtherStoreCode } from "../objects/recognise-store.ts";
import { dataFolder, type DataFolder } from "./data-folder.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Host } from "./host.ts";
import { ensureInstallation } from "./installation.ts";
import { type Logins, readLogins } from "./logins.ts";
import type { Installation } from "./process-environment.ts";
import { runningSystem } from "./running-system.ts";
import type { StartFailure } from "./start-failure.ts";
import type { Report, Running } from "./supervise.ts";
import { type Terminal, VerbFailure, fill } from "./terminal.ts";
import { OTHER_STORE } from "./texts/store.ts";
import { UP } from "./texts/up.ts";

export interface UpOptions {
  readonly data: string;
  readonly port: number;
  /** Where devices will show their certificates; 0: any that is free. */
  readonly machinePort: number;
  readonly detach: boolean;
  readonly demo: boolean;
  readonly yes: boolean;
  readonly agency: string | undefined;
}

/** The supervising process, as its starter sees it. */
export interface Supervising {
  /** Yields reports until the last of them: ready, failed or held. */
  readonly reports: AsyncIterable<Report>;
  /** Lets it run on after this process. */
  detach(): void;
  /** Asks it to end; resolves when it has. */
  end(): Promise<void>;
  readonly ended: Promise<void>;
}

export interface UpDeps {
  readonly host: Host;
  readonly term: Terminal;
  readonly path: string;
  /** Whether devices can enrol in this house: else there is no machine port. */
  readonly opensMachinePort: () => Promise<boolean>;
  readonly buildPage: (whenNeeded: () => void) => Promise<void>;
  readonly startSupervising: (options: { data: string; port: number }) => Supervising;
  /** Puts people, devices and clips of the demo in, once; answers what there is to log in with. */
  readonly prepareAccounts: (
    folder: DataFolder,
    running: Running,
    installation: Installation,
  ) => Promise<Logins>;
  readonly askYes: (question: string) => Promise<boolean>;
  /** Resolves when the person wants it to end (Ctrl-C). */
  readonly interrupted: Promise<void>;
}

const NEEDED_BYTES = 2 << 30;

export async function up(deps: UpDeps, options: UpOptions): Promise<ExitCode> {
  const { host, term } = deps;
  const folder = dataFolder(options.data);
  await installWhatIsMissing(deps, options.yes);
  await mkdir(folder.root, { recursive: true, mode: 0o700 });
  const holder = await host.lockHolder(folder.lock);
  if (holder !== null) {
    const running = await runningSystem(folder, host);
    if (running === null)
      throw new VerbFailure(EXIT.attention, UP.startingElsewhere, { pid: holder.pid });
    term.tell(UP.alreadyRunning, { pid: holder.pid });
    const installation = await ensureInstallation(host.files, folder, options);
    show(term, folder, running, await readLogins(folder), installation);
    return EXIT.ok;
  }
  const installation = await ensureInstallation(host.files, folder, options);
  await checkSpace(folder);
  await checkPort(options.port);
  if (await deps.opensMachinePort()) await checkPort(options.machinePort);
  await deps.buildPage(() => term.tell(UP.buildingPage));
  const supervising = deps.startSupervising({ data: folder.root, port: options.port });
  void deps.interrupted.then(() => supervising.end());
  const running = await untilReady(term, folder, supervising);
  let logins: Logins;
  try {
    logins = await deps.prepareAccounts(folder, running, installation);
  } catch (error) {
    if (!options.detach) await supervising.end();
    else supervising.detach(); // what failed is told; the system itself runs
    throw error;
  }
  show(term, folder, running, logins, installation);
  if (options.detach) {
    supervising.detach();
    term.tell(UP.detached);
    return EXIT.ok;
  }
  return stayUntilTheEnd(deps, folder, supervising);
}

async function stayUntilTheEnd(
  { host, term, interrupted }: UpDeps,
  folder: DataFolder,
  supervising: Supervising,
): Promise<ExitCode> {
  term.tell(UP.ctrlC);
  const asked = interrupted.then(() => true);
  const why = await Promise.race([asked, supervising.ended.then(() => false)]);
  if (why) {
    term.tell(UP.ending);
    await supervising.ended;
    return EXIT.ok;
  }
  // `down` from another terminal ends it in order and takes the lock away; then nothing is wrong.
  if (await host.endedInOrder(folder.lock)) return EXIT.ok;
  term.tell(UP.supervisorDied, { logs: folder.logs });
  return EXIT.attention;
}

async function untilReady(
  term: Terminal,
  folder: DataFolder,
  supervising: Supervising,
): Promise<Running> {
  for await (const report of supervising.reports) {
    switch (report.kind) {
      case "phase":
        term.tell(UP[`phase${report.phase}`]);
        break;
      case "left-behind":
        term.tell(UP.leftBehind, { names: report.names.join(", ") });
        break;
      case "not-ready":
        term.tell(UP.processNotReady, { name: report.name });
        break;
      case "room-no-token":
        term.tell(UP.roomNoToken, { path: report.path });
        break;
      case "room-not-recorded":
        term.tell(UP.roomNotRecorded, { why: report.why });
        break;
      case "held":
        throw new VerbFailure(EXIT.attention, UP.startingElsewhere, { pid: report.pid });
      case "failed":
        throw startFailed(report, folder, term.language);
      case "ready":
        return report.running;
    }
  }
  throw new VerbFailure(EXIT.attention, UP.supervisorDied, { logs: folder.logs });
}

function startFailed(
  { message, code, fix }: StartFailure,
  { logs }: DataFolder,
  language: Language,
): VerbFailure {
  if (code !== undefined && isOtherStoreCode(code)) {
    const [what, cure] = [fill(OTHER_STORE.what[language], { code }), OTHER_STORE.cure[language]];
    return new VerbFailure(EXIT.attention, UP.startRefused, { message: what, fix: cure, logs });
  }
  const said = code === undefined ? message : `${message} (${code})`;
  return fix === undefined
    ? new VerbFailure(EXIT.attention, UP.startFailed, { message: said, logs })
    : new VerbFailure(EXIT.attention, UP.startRefused, { message: said, fix, logs });
}

async function installWhatIsMissing(
  { host, term, path, askYes }: UpDeps,
  yes: boolean,
): Promise<void> {
  const missing = await host.missingPackages(path);
  if (missing.length === 0) return;
  const packages = missing.join(" ");
  const line = host.installLine(missing);
  const asRoot = await host.rootAccess();
  if (asRoot === null) {
    term.tell(UP.missingPackages, { packages });
    throw new VerbFailure(EXIT.attention, UP.typeThis, { line });
  }
  if (term.interactive && !yes) {
    term.tell(UP.missingPackages, { packages });
    if (!(await askYes(UP.askInstall[term.language])))
      throw new VerbFailure(EXIT.attention, UP.typeThis, { line });
  }
  term.tell(UP.installing, { packages });
  if (!(await host.installPackages(missing, asRoot)))
    throw new VerbFailure(EXIT.attention, UP.installFailed, { line });
}

async function checkSpace(folder: DataFolder): Promise<void> {
  const { bavail, bsize } = await statfs(folder.root);
  const free = bavail * bsize;
  if (free >= NEEDED_BYTES) return;
  const gib = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  throw new VerbFailure(EXIT.attention, UP.tooLittleSpace, {
    free: gib(free),
    needed: gib(NEEDED_BYTES),
  });
}

async function checkPort(port: number): Promise<void> {
  const free = await new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
  if (!free) throw new VerbFailure(EXIT.attention, UP.portTaken, { port });
}

const ROLE_TEXTS = {
  admin: UP.roleAdmin,
  officer: UP.roleOfficer,
  reviewer: UP.roleReviewer,
  auditor: UP.roleAuditor,
  records: UP.roleRecords,
  legal: UP.roleLegal,
} as const;

/** The address, the logins and what to try; or the one line of JSON. */
export function show(
  term: Terminal,
  folder: DataFolder,
  { url, pids }: Running,
  { users, adminToken, devices }: Logins,
  { demo }: Installation,
): void {
  const people = users.map(({ name, role, password }) => ({ name, role, password }));
  const deviceToken = devices[0]?.token ?? null;
  term.result({ url, dataDir: folder.root, users: people, adminToken, deviceToken, pids });
  if (term.json) return;
  term.say(UP.ready, { url });
  if (demo) term.say(UP.demoNotice, { data: folder.root });
  term.say(UP.logins);
  for (const { name, role, password } of users) {
    term.say(UP.login, { name, password, role: ROLE_TEXTS[role][term.language] });
  }
  const reviewer = users.find(({ role }) => role === "reviewer") ?? users[0];
  term.say(UP.tryThese, { reviewer: reviewer?.name ?? "admin" });
}
