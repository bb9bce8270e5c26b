/** What each verb does, with this machine passed in. */
import { join, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { ItemPage } from "../review/api-schema.ts";
import type { ReceiptFile } from "../sealing/receipt-file.ts";
import { type DeviceKind, addDevice, addUser } from "./accounts.ts";
import { type ApiClient, apiClient } from "./api-client.ts";
import { buildPages } from "./build-page.ts";
import { DEFAULT_PORT, type Verbs } from "./command-line.ts";
import type { Common } from "./verb-parts.ts";
import { type DataFolder, dataFolder } from "./data-folder.ts";
import { type DemoDeps, prepareDemo, prepareOwnDevice } from "./demo.ts";
import { deviceAssign, deviceChain, deviceQuota, deviceSigning } from "./device-verbs.ts";
import { dock, type DockDeps } from "./dock.ts";
import {
  deviceCertificateOnly,
  deviceCode,
  deviceRevoke,
  enrolDevice,
  type IdentityDeps,
  heldIdentity,
} from "./enrol-verbs.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { handOn } from "./handed-on.ts";
import type { Host } from "./host.ts";
import { readInstallation, saveInstallation } from "./installation.ts";
import { down, logs, status } from "./lifecycle.ts";
import { keysList, keysRevoke, keysRotate } from "./key-verbs.ts";
import { readLogins } from "./logins.ts";
import { machinePortOf } from "./process-environment.ts";
import { progressBar } from "./progress.ts";
import { push, type ReceiptVerdict, type Trust } from "./push.ts";
import { runVerifier } from "./verify-verb.ts";
import { runningSystem } from "./running-system.ts";
import type { Running } from "./supervise.ts";
import { startSupervising } from "./supervising.ts";
import { explainFailure, type Terminal, VerbFailure } from "./terminal.ts";
import { GENERAL } from "./texts/general.ts";
import { PUSH } from "./texts/push.ts";
import { UP } from "./texts/up.ts";
import { show, up } from "./up.ts";

/** What of the environment the verbs go by. */
export interface Surroundings {
  /** Folder of the program's sources. */
  readonly home: string;
  readonly path: string;
  /** Where no --data is given. */
  readonly data: string;
  /** Where `push` keeps its places on a machine without a data folder. */
  readonly stateHome: string;
  readonly agency: string | undefined;
  readonly deviceToken: string | undefined;
  /** Handed on to the dock. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface VerbDeps extends IdentityDeps {
  readonly around: Surroundings;
  readonly term: (json: boolean) => Terminal;
  readonly interrupted: Promise<void>;
  readonly doctor: (term: Terminal, folder: DataFolder) => Promise<ExitCode>;
  readonly trust: (folder: DataFolder, url: string, given: GivenTrust) => Promise<Trust>;
  readonly ledgerKey: DockDeps["ledgerKey"];
  readonly enrolsDevices: (folder: DataFolder) => Promise<boolean>;
  readonly checkReceipt: (receipt: ReceiptFile, trust: Trust) => Promise<ReceiptVerdict>;
}

/** The operator's own wins over the one beside the page's. */
const MACHINE_PORT = "HOLDFAST_MACHINE_PORT";

export interface GivenTrust {
  readonly root?: string;
  readonly ledgerKey?: string;
}

type Attempt = (term: Terminal, folder: DataFolder) => Promise<ExitCode>;

export function makeVerbs(deps: VerbDeps): Verbs {
  const { host, around, interrupted } = deps;
  const attempt = async ({ data, json }: Common, run: Attempt): Promise<ExitCode> => {
    const term = deps.term(json === true);
    try {
      return await run(term, dataFolder(resolve(data ?? around.data)));
    } catch (error) {
      return explainFailure(term, error);
    }
  };
  const asAdministrator: AsAdministrator = (options, run) =>
    attempt(options, async (term, folder) =>
      run(await administrator(host, folder, options.url, options.token), term),
    );
  return {
    up: (options) => attempt(options, (term, folder) => runUp(deps, term, folder, options)),
    down: (options) => attempt(options, (term, folder) => down({ host, term }, folder)),
    status: (options) => attempt(options, (term, folder) => status({ host, term }, folder)),
    logs: (name, options) =>
      attempt(options, (term, folder) =>
        logs({ host, term }, folder, name, options.follow === true, interrupted),
      ),
    doctor: (options) => attempt(options, deps.doctor),
    demo: (options) => attempt(options, (term, folder) => runDemo(deps, term, folder)),
    deviceAdd: (name, options) =>
      asAdministrator(options, (api, term) => deviceAdd(api, term, name, options.kind)),
    deviceAssign: (device, officer, options) =>
      asAdministrator(options, (api, term) => deviceAssign(api, term, device, officer, options)),
    deviceChain: (device, options) =>
      asAdministrator(options, (api, term) => deviceChain(api, term, device)),
    deviceQuota: (device, options) =>
      asAdministrator(options, (api, term) => deviceQuota(api, term, device, options)),
    keysList: (options) => asAdministrator(options, keysList),
    keysRotate: (options) =>
      asAdministrator(options, (api, term) => keysRotate(api, term, options)),
    keysRevoke: (key, options) =>
      asAdministrator(options, (api, term) => keysRevoke(api, term, key, options)),
    deviceSigning: (device, kind, options) =>
      asAdministrator(options, (api, term) => deviceSigning(api, term, device, kind)),
    userAdd: (name, options) =>
      asAdministrator(options, async (api, term) => {
        const { role, displayName = name } = options;
        const { password } = await addUser(api, { name, displayName, role });
        term.result({ name, role, displayName, password });
        term.say(PUSH.userAdded, { name, role, password });
        return EXIT.ok;
      }),
    ...certificateVerbs(deps, attempt, asAdministrator),
    push: (files, options) =>
      attempt(options, (term, folder) => runPush(deps, term, folder, files, options)),
    dock: (verb, options) =>
      attempt(options, (_term, folder) => dock({ ...deps, ...around }, folder, verb, options)),
    verify: (path, options) => runVerifier(around.home, path, options),
    handOn: (name, args) => handOn(around, name, args, { interrupted }),
  };
}

async function deviceAdd(
  api: ApiClient,
  term: Terminal,
  name: string,
  kind: DeviceKind,
): Promise<ExitCode> {
  const { id, token } = await addDevice(api, name, kind);
  term.result({ id, name, kind, token });
  term.say(PUSH.deviceAdded, { name, kind, token });
  return EXIT.ok;
}

type AsAdministrator = (
  options: Common & { readonly url?: string; readonly token?: string },
  run: (api: ApiClient, term: Terminal) => Promise<ExitCode>,
) => Promise<ExitCode>;

const certificateVerbs = (
  { host, tools }: VerbDeps,
  attempt: (common: Common, run: Attempt) => Promise<ExitCode>,
  asAdministrator: AsAdministrator,
): Pick<Verbs, "deviceCode" | "deviceRevoke" | "deviceCertificateOnly" | "deviceEnrol"> => ({
  deviceCode: (device, options) =>
    asAdministrator(options, (api, term) => deviceCode(api, term, device)),
  deviceRevoke: (device, options) =>
    asAdministrator(options, (api, term) => deviceRevoke(api, term, device, options)),
  deviceCertificateOnly: (device, options) =>
    asAdministrator(options, (api, term) =>
      deviceCertificateOnly(api, term, device, options.off === true),
    ),
  deviceEnrol: (options) =>
    attempt(options, (term, folder) => enrolDevice({ host, tools }, term, folder, options)),
});

function runUp(
  { host, around, interrupted, enrolsDevices }: VerbDeps,
  term: Terminal,
  folder: DataFolder,
  options: Parameters<Verbs["up"]>[0],
): Promise<ExitCode> {
  return up(
    {
      ...{ host, term, path: around.path },
      opensMachinePort: () => enrolsDevices(folder),
      buildPage: (whenNeeded) => buildPages(around.home, whenNeeded),
      startSupervising: (wanted) => startSupervising(around.home, wanted),
      prepareAccounts: async (_folder, running, { demo }) => {
        const demoDeps = await demoDepsOf(host, folder, running);
        return demo
          ? prepareDemo(demoDeps, () => term.tell(UP.sendingDemo))
          : prepareOwnDevice(demoDeps);
      },
      askYes,
      interrupted,
    },
    {
      data: folder.root,
      port: options.port,
      machinePort: Number(around.environment[MACHINE_PORT] ?? machinePortOf(options.port)),
      detach: options.detach === true,
      demo: options.demo,
      yes: options.yes === true,
      agency: around.agency,
    },
  );
}

async function runDemo({ host }: VerbDeps, term: Terminal, folder: DataFolder): Promise<ExitCode> {
  const running = await requireRunning(host, folder);
  const installation = await readInstallation(folder);
  if (installation === null) throw new VerbFailure(EXIT.attention, GENERAL.notSetUp);
  const demoDeps = await demoDepsOf(host, folder, running);
  const { demoSent } = await readLogins(folder);
  if (demoSent) term.tell(UP.demoThere);
  else if (!installation.demo) {
    const { entries } = await demoDeps.api.get("/api/v1/items?limit=1", ItemPage);
    if (entries.length > 0) throw new VerbFailure(EXIT.attention, UP.demoNotEmpty);
  }
  const logins = await prepareDemo(demoDeps, () => term.tell(UP.sendingDemo));
  if (!installation.demo) {
    await saveInstallation(host.files, folder, { ...installation, demo: true });
    term.tell(UP.demoCleanup);
  }
  show(term, folder, running, logins, { ...installation, demo: true });
  return EXIT.ok;
}

async function demoDepsOf(host: Host, folder: DataFolder, { url }: Running): Promise<DemoDeps> {
  const { adminToken } = await readLogins(folder);
  const { files, exchange } = host;
  return { files, exchange, api: apiClient(url, adminToken), folder, url };
}

async function runPush(
  deps: VerbDeps,
  term: Terminal,
  folder: DataFolder,
  files: readonly string[],
  options: Parameters<Verbs["push"]>[1],
): Promise<ExitCode> {
  const { host, around } = deps;
  const local = await readInstallation(folder);
  const own = local === null ? undefined : (await readLogins(folder)).devices[0]?.token;
  const held =
    options.identity === undefined
      ? null
      : await heldIdentity(deps, term, options.identity, options);
  const deviceToken = held === null ? (options.deviceToken ?? around.deviceToken ?? own) : null;
  if (deviceToken === undefined) throw new VerbFailure(EXIT.usage, PUSH.noToken);
  return push(
    {
      term,
      files: host.files,
      stateFolder: join(local === null ? around.stateHome : folder.root, "push"),
      trust: (address) => deps.trust(folder, address, held?.trust ?? options),
      checkReceipt: deps.checkReceipt,
      progress: (sizeBytes) => progressBar(sizeBytes, term.interactive && !term.json),
      receiptLimitMs: options.wait * 1000,
    },
    files,
    {
      url: options.url ?? held?.url ?? (await localAddress(host, folder)),
      deviceToken,
      ...held?.sender,
      exchange: host.exchange,
      case: options.case,
      recordedAt: options.recordedAt,
      activity: options.activity,
    },
  );
}

const localAddress = async (host: Host, folder: DataFolder): Promise<string> =>
  (await runningSystem(folder, host))?.url ?? `http://127.0.0.1:${DEFAULT_PORT}`;

async function requireRunning(host: Host, folder: DataFolder): Promise<Running> {
  const running = await runningSystem(folder, host);
  if (running === null) throw new VerbFailure(EXIT.unreachable, GENERAL.notRunning);
  return running;
}

/** The administrator of this box, or whoever's token is given. */
async function administrator(
  host: Host,
  folder: DataFolder,
  url: string | undefined,
  token: string | undefined,
): Promise<ApiClient> {
  const address = url ?? (await requireRunning(host, folder)).url;
  const { adminToken } = await readLogins(folder);
  const used = token ?? adminToken;
  if (used === null) throw new VerbFailure(EXIT.attention, GENERAL.notSetUp);
  return apiClient(address, used);
}

async function askYes(question: string): Promise<boolean> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = (await reader.question(question)).trim().toLowerCase();
    return ["", "y", "yes", "是"].includes(answer);
  } finally {
    reader.close();
  }
}
