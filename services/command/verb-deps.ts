/** What every verb is given, and how one is tried: as it is, or as an administrator of the running system. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { PublisherSignatures } from "../policy/publisher.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import type { ReceiptFile } from "../sealing/receipt-file.ts";
import { type ApiClient, apiClient } from "./api-client.ts";
import { type DataFolder, dataFolder } from "./data-folder.ts";
import type { DockDeps } from "./dock.ts";
import type { IdentityDeps } from "./enrol-verbs.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { ReadWatermark } from "./export-verbs.ts";
import type { Host } from "./host.ts";
import type { StatusDeps } from "./lifecycle.ts";
import { readLogins } from "./logins.ts";
import type { ReceiptVerdict, Trust } from "./push.ts";
import { runningSystem } from "./running-system.ts";
import type { Running } from "./supervise.ts";
import { explainFailure, type Terminal, VerbFailure } from "./terminal.ts";
import { GENERAL } from "./texts/general.ts";
import type { Common, Remote } from "./verb-parts.ts";

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
  readonly readWatermark: ReadWatermark;
  readonly around: Surroundings;
  readonly term: (json: boolean) => Terminal;
  /** Resolved when the person gives up. Whoever asks for it ends by itself then; all others are ended. */
  readonly interrupted: () => Promise<void>;
  readonly trust: (folder: DataFolder, url: string, given: GivenTrust) => Promise<Trust>;
  readonly ledgerKey: DockDeps["ledgerKey"];
  readonly houseKeys: StatusDeps["houseKeys"];
  readonly enrolsDevices: (folder: DataFolder) => Promise<boolean>;
  /** A line typed at the terminal and shown nowhere; null: the person gave up. */
  readonly hiddenLine: (question: string) => Promise<string | null>;
  /** Judges publishers' signatures under roots in PEM. */
  readonly publishers: (rootsPem: string) => Promise<PublisherSignatures>;
  readonly signatures: () => Promise<SignatureVerifier>;
  readonly checkReceipt: (receipt: ReceiptFile, trust: Trust) => Promise<ReceiptVerdict>;
}

export interface GivenTrust {
  readonly root?: string;
  readonly ledgerKey?: string;
}

export type Attempt = (term: Terminal, folder: DataFolder) => Promise<ExitCode>;

type AsAdministrator = (
  options: Remote,
  run: (api: ApiClient, term: Terminal) => Promise<ExitCode>,
) => Promise<ExitCode>;

export interface Attempts {
  /** A failure is explained, and is the exit code. */
  readonly attempt: (common: Common, run: Attempt) => Promise<ExitCode>;
  readonly asAdministrator: AsAdministrator;
}

export function attemptsOf({ host, around, term: terminalOf, hiddenLine }: VerbDeps): Attempts {
  const attempt: Attempts["attempt"] = async ({ data, json }, run) => {
    const term = terminalOf(json === true);
    try {
      return await run(term, dataFolder(resolve(data ?? around.data)));
    } catch (error) {
      return explainFailure(term, error);
    }
  };
  const asAdministrator: AsAdministrator = (options, run) =>
    attempt(options, async (term, folder) =>
      run(
        await administrator(host, folder, options, () => password(term, options, hiddenLine)),
        term,
      ),
    );
  return { attempt, asAdministrator };
}

export async function requireRunning(host: Host, folder: DataFolder): Promise<Running> {
  const running = await runningSystem(folder, host);
  if (running === null) throw new VerbFailure(EXIT.unreachable, GENERAL.notRunning);
  return running;
}

/** The administrator of this box, or whoever's token is given. */
async function administrator(
  host: Host,
  folder: DataFolder,
  { url, token }: Remote,
  askPassword: () => Promise<string>,
): Promise<ApiClient> {
  const address = url ?? (await requireRunning(host, folder)).url;
  const { adminToken } = await readLogins(folder);
  const used = token ?? adminToken;
  if (used === null) throw new VerbFailure(EXIT.attention, GENERAL.notSetUp);
  return apiClient(address, used, askPassword);
}

async function password(
  term: Terminal,
  { passwordFile }: Remote,
  hiddenLine: VerbDeps["hiddenLine"],
): Promise<string> {
  if (passwordFile !== undefined) {
    return (await readFile(passwordFile, "utf8")).replace(/\r?\n$/, "");
  }
  const typed = term.interactive ? await hiddenLine(GENERAL.askPassword[term.language]) : null;
  if (typed === null) throw new VerbFailure(EXIT.usage, GENERAL.needsPassword);
  return typed;
}
