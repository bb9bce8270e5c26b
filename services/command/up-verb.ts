/** `up` and `demo`: what they are given of this machine. */
import { createInterface } from "node:readline/promises";
import { ItemPage } from "../review/api-schema.ts";
import { apiClient } from "./api-client.ts";
import { buildPages } from "./build-page.ts";
import type { DataFolder } from "./data-folder.ts";
import { type DemoDeps, prepareDemo, prepareOwnDevice } from "./demo.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Host } from "./host.ts";
import { readInstallation, saveInstallation } from "./installation.ts";
import type { UpArguments } from "./lifecycle-commands.ts";
import { readLogins } from "./logins.ts";
import { machinePortOf } from "./process-environment.ts";
import type { Running } from "./supervise.ts";
import { startSupervising } from "./supervising.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { GENERAL } from "./texts/general.ts";
import { UP } from "./texts/up.ts";
import { show, up } from "./up.ts";
import { type VerbDeps, requireRunning } from "./verb-deps.ts";

/** The operator's own wins over the one beside the page's. */
const MACHINE_PORT = "HOLDFAST_MACHINE_PORT";

export function runUp(
  { host, around, interrupted, enrolsDevices }: VerbDeps,
  term: Terminal,
  folder: DataFolder,
  options: UpArguments,
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
      interrupted: interrupted(),
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

export async function runDemo(
  { host }: VerbDeps,
  term: Terminal,
  folder: DataFolder,
): Promise<ExitCode> {
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
  const { adminToken, users } = await readLogins(folder);
  const { files, exchange } = host;
  const admin = users.find(({ role }) => role === "admin");
  const password = admin === undefined ? null : () => Promise.resolve(admin.password);
  return { files, exchange, api: apiClient(url, adminToken, password), folder, url };
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
