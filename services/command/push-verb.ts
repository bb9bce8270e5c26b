/** `push`: whose token or certificate it sends with, and where its places are kept. */
import { join } from "node:path";
import type { DataFolder } from "./data-folder.ts";
import { heldIdentity } from "./enrol-verbs.ts";
import type { PushArguments } from "./evidence-commands.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Host } from "./host.ts";
import { readInstallation } from "./installation.ts";
import { DEFAULT_PORT } from "./lifecycle-commands.ts";
import { readLogins } from "./logins.ts";
import { progressBar } from "./progress.ts";
import { push } from "./push.ts";
import { runningSystem } from "./running-system.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { PUSH } from "./texts/push.ts";
import type { VerbDeps } from "./verb-deps.ts";

export async function runPush(
  deps: VerbDeps,
  term: Terminal,
  folder: DataFolder,
  files: readonly string[],
  options: PushArguments,
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
