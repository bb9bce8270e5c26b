/** `dock`: starts the dock's own process; on a box of `up` with its address, its pinned keys and a device of its own. */
import { mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DOCK_IDENTITY, FILES } from "../access/device-identity.ts";
import { addDeviceAnyhow } from "./accounts.ts";
import { apiClient } from "./api-client.ts";
import type { DataFolder } from "./data-folder.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Host } from "./host.ts";
import { readInstallation } from "./installation.ts";
import { readLogins } from "./logins.ts";
import { boxFiles } from "./process-environment.ts";
import { runScript } from "./run-script.ts";
import { runningSystem } from "./running-system.ts";
import { VerbFailure } from "./terminal.ts";
import { PUSH } from "./texts/push.ts";

export interface DockOptions {
  readonly folder?: readonly string[];
  readonly config?: string;
  readonly state?: string;
  readonly url?: string;
  readonly deviceToken?: string;
  readonly root?: string;
  readonly ledgerKey?: string;
  readonly policy?: string;
  readonly port?: string;
  readonly clips?: string;
  readonly once?: boolean;
  readonly json?: boolean;
}
export type DockVerb = "run" | "status" | "simulate";

export interface DockDeps {
  readonly host: Host;
  readonly home: string;
  readonly deviceToken: string | undefined;
  /** What this process was given; the dock needs no less. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** This box's own verifier key. */
  readonly ledgerKey: (folder: DataFolder, agency: string) => Promise<string>;
  readonly interrupted: Promise<void>;
}

export async function dock(
  deps: DockDeps,
  folder: DataFolder,
  verb: DockVerb,
  options: DockOptions,
): Promise<ExitCode> {
  const state = resolve(options.state ?? join(folder.root, "dock"));
  const here = verb === "run" ? await ofThisBox(deps, folder, options) : {};
  const { clips, policy, port } = options;
  const named = {
    ...{ ...here, state, clips, policy, port },
    ...(options.config === undefined ? {} : { config: resolve(options.config) }),
    ...(options.url === undefined ? {} : { url: options.url }),
    ...(options.root === undefined ? {} : { root: resolve(options.root) }),
    ...(options.ledgerKey === undefined ? {} : { "ledger-key": options.ledgerKey }),
  };
  const args = [
    ...[join(deps.home, "services/dock/main.ts"), verb],
    ...Object.entries(named).flatMap(([name, value]) =>
      value === undefined ? [] : [`--${name}=${value}`],
    ),
    ...(options.folder ?? []).map((path) => `--folder=${resolve(path)}`),
    ...(options.once === true ? ["--once"] : []),
    ...(options.json === true ? ["--json"] : []),
  ];
  const identity = deps.host.privateFolder(join(state, DOCK_IDENTITY));
  const needsToken = verb === "run" && (await identity.read(FILES.identity)) === null;
  const token = needsToken ? await tokenOf(deps, folder, options) : undefined;
  // The token goes by environment: arguments are for everybody to see.
  const env = {
    ...deps.environment,
    ...(token === undefined ? {} : { HOLDFAST_DEVICE_TOKEN: token }),
  };
  return runScript(args, { env, interrupted: deps.interrupted });
}

/** What a file of settings would say; nothing where no box is set up here. */
async function ofThisBox(
  { host, ledgerKey }: DockDeps,
  folder: DataFolder,
  { config }: DockOptions,
): Promise<Readonly<Record<string, string>>> {
  const installation = await readInstallation(folder);
  if (installation === null || config !== undefined) return {};
  const running = await runningSystem(folder, host);
  return {
    ...(running === null ? {} : { url: running.url }),
    root: boxFiles(folder).rootCertificate,
    "ledger-key": await ledgerKey(folder, installation.agency),
  };
}

/** The one given, or this box's own dock, enrolled when it is first needed. */
async function tokenOf(
  { host, deviceToken }: DockDeps,
  folder: DataFolder,
  options: DockOptions,
): Promise<string> {
  const given = options.deviceToken ?? deviceToken;
  if (given !== undefined) return given;
  const kept = join(folder.secrets, "dock-token");
  const before = await readFile(kept, "utf8").catch(() => null);
  if (before !== null) return before.trim();
  const running = await runningSystem(folder, host);
  const { adminToken } = running === null ? { adminToken: null } : await readLogins(folder);
  if (running === null || adminToken === null) throw new VerbFailure(EXIT.usage, PUSH.noToken);
  const api = apiClient(running.url, adminToken);
  const { token } = await addDeviceAnyhow(api, "采集站 dock", "dock");
  await mkdir(folder.secrets, { recursive: true, mode: 0o700 });
  await host.files.writeDurably(kept, `${token}\n`);
  return token;
}
