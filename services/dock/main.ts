/** The dock: node services/dock/main.ts run|status|simulate …; `holdfast dock` starts it. */
import { mkdir, readFile, realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { lockFolder, lockHolder } from "../../infra/host/folder-lock.ts";
import { writeDurably, writeOnce } from "../../infra/host/durable-file.ts";
import { privateFolder } from "../../infra/host/private-folder.ts";
import { cmsVerifier } from "../../infra/keys/cms-verifier.ts";
import { identityTools } from "../../infra/keys/identity-tools.ts";
import { cardFiles } from "../../infra/linux/card-files.ts";
import { readMedia, readMounts } from "../../infra/linux/mounts.ts";
import { readConfig } from "../../infra/process/read-config.ts";
import { exchange } from "../../infra/tus/exchange.ts";
import { tusService } from "../../infra/tus/tus-service.ts";
import { DOCK_IDENTITY, FILES } from "../access/device-identity.ts";
import { DeviceTokenConfig } from "../access/device-token-config.ts";
import { utcInstant } from "../kernel/clock.ts";
import { languageOf } from "../kernel/language.ts";
import { DockSettings } from "./config.ts";
import { openNotes } from "./notes.ts";
import { OwnIdentity } from "./own-identity.ts";
import { openOwnKey } from "./own-key.ts";
import { agentDeps, cardLister, runDock, STATUS_FILE } from "./run-dock.ts";
import { simulateCard } from "./simulate.ts";
import { StartFault, faultLine, orFault, settingsIn } from "./start-faults.ts";
import { receiptCheckers } from "./trust.ts";
import { WALL, wallView } from "./words.ts";

const EXIT = { ok: 0, usage: 2, notRunning: 3, attention: 4 } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    config: { type: "string" },
    folder: { type: "string", multiple: true },
    state: { type: "string" },
    url: { type: "string" },
    root: { type: "string" },
    "ledger-key": { type: "string" },
    policy: { type: "string" },
    port: { type: "string" },
    clips: { type: "string", default: "5" },
    once: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const { env } = process;
const language = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

const clock = () => utcInstant(new Date());

interface Start {
  readonly settings: DockSettings;
  /** Null: it sends its token. */
  readonly identity: OwnIdentity | null;
  readonly deviceToken: string | null;
}

/** The settings, and what proves this dock: where it enrolled, it was told address and keys. */
async function readStart(): Promise<Start> {
  const wanted = await given();
  const state = wanted["state"];
  const folder = join(typeof state === "string" ? state : "", DOCK_IDENTITY);
  const files = privateFolder(folder);
  const identity = await orFault("identity-unusable", () =>
    OwnIdentity.open({ files, tools: identityTools, ask: exchange, sleep, clock }),
  );
  const pinned = identity === null ? {} : { ...identity.server, root: join(folder, FILES.root) };
  const settings = DockSettings.safeParse({ ...wanted, ...pinned });
  if (!settings.success) throw new StartFault("settings-wrong", settingsIn(settings.error));
  if (identity !== null) return { settings: settings.data, identity, deviceToken: null };
  const { HOLDFAST_DEVICE_TOKEN: token } = await orFault("no-token", () =>
    readConfig(env, DeviceTokenConfig),
  );
  if (token === undefined) throw new StartFault("no-token");
  return { settings: settings.data, identity, deviceToken: token };
}

/** The file's settings; what is given on the command line wins. */
async function given(): Promise<Readonly<Record<string, unknown>>> {
  const { config, folder, port, ...rest } = values;
  const file = config === undefined ? {} : await settingsFile(config);
  const wanted = { url: rest.url, root: rest.root, policy: rest.policy, state: rest.state };
  const named = Object.entries({ ...wanted, ledgerKey: rest["ledger-key"] });
  return {
    ...file,
    ...Object.fromEntries(named.filter(([, value]) => value !== undefined)),
    ...(folder === undefined ? {} : { folders: folder }),
    ...(port === undefined ? {} : { wallPort: Number(port) }),
  };
}

async function settingsFile(path: string): Promise<object> {
  const read = await orFault("settings-unreadable", () => readFile(path, "utf8"));
  const settings = await orFault("settings-no-json", () => JSON.parse(read) as unknown);
  if (typeof settings === "object" && settings !== null) return settings;
  throw new StartFault("settings-no-json");
}

/** Links resolved, so that open files are found under the same name. */
const whereItIs = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));

async function run(): Promise<number> {
  const { settings, identity, deviceToken } = await readStart();
  const lock = await orFault("state-unusable", async () => {
    await mkdir(settings.state, { recursive: true, mode: 0o700 });
    return lockFolder(join(settings.state, "dock.lock"));
  });
  if (!lock.held) throw new StartFault("already-running", String(lock.by.pid));
  const ended = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => ended.abort());
  }
  const notes = await orFault("state-unusable", () => openNotes(settings.state, writeDurably));
  const rootCertificatePem = await orFault("root-unreadable", () =>
    readFile(settings.root, "utf8"),
  );
  const fixed = {
    files: cardFiles,
    service: tusService({
      ...{ url: settings.url, deviceToken },
      ...(identity === null ? {} : { tls: identity.tls }),
    }),
    ownNotices: () => identity?.notices() ?? [],
    notes,
    ...receiptCheckers(cmsVerifier, { rootCertificatePem, ledgerKey: settings.ledgerKey }),
    signer: await orFault("key-unusable", () => openOwnKey(settings.state, writeOnce)),
    clock,
  };
  const host = {
    isThere: cardFiles.isThere,
    real: whereItIs,
    mounts: readMounts,
    media: readMedia,
  };
  const lister = cardLister(settings, host);
  const deps = agentDeps(settings, fixed, lister, ended.signal);
  const say = (fields: object): void => {
    if (values.json) print(JSON.stringify(fields));
    else print(human(fields));
  };
  const renewing = identity?.keepRenewed(ended.signal);
  const isWell = await runDock(deps, notes, settings, {
    ended: ended.signal,
    once: values.once,
    say,
  });
  ended.abort();
  await renewing;
  await lock.release();
  return isWell ? EXIT.ok : EXIT.attention;
}

/** What was given, rather than what was found, is at fault. */
function isUsage(error: unknown): boolean {
  if (!(error instanceof StartFault)) return false;
  return error.code === "usage" || error.code.startsWith("settings-");
}

type State = Parameters<typeof wallView>[0];

function human(fields: object): string {
  if ("wall" in fields) return String(fields.wall);
  return linesOf(fields as State).join("\n");
}

function linesOf(state: State): string[] {
  const view = wallView(state, language);
  const dock = view.dock.map(({ what, next }) => `! ${what} ${next}`);
  const tiles = view.tiles.map(({ name, headline, next, sequence }) =>
    [`${name}: ${headline}`, next, sequence?.text].filter((part) => part != null).join("  "),
  );
  return [...dock, ...tiles, ...(view.tiles.length === 0 ? [view.none] : [])];
}

async function status(): Promise<number> {
  const folder = values.state ?? "";
  const isRunning = (await lockHolder(join(folder, "dock.lock"))) !== null;
  const text = await readFile(join(folder, STATUS_FILE), "utf8").catch(() => null);
  const state = text === null ? null : (JSON.parse(text) as State);
  if (values.json) print(JSON.stringify({ running: isRunning, state }));
  else {
    if (!isRunning) print(WALL.notRunning[language]);
    if (state !== null) print(linesOf(state).join("\n"));
  }
  if (!isRunning) return EXIT.notRunning;
  const isWell = state?.problem === null && state.slots.every(({ problem }) => problem === null);
  return isWell ? EXIT.ok : EXIT.attention;
}

async function simulate(): Promise<number> {
  const folder = values.folder?.[0];
  const clips = Number(values.clips);
  if (folder === undefined || !(clips >= 1 && clips <= 1_000)) throw new StartFault("usage");
  const made = await simulateCard(resolve(folder), clips);
  print(values.json ? JSON.stringify({ files: made }) : made.join("\n"));
  return EXIT.ok;
}

const VERBS: Readonly<Record<string, () => Promise<number>>> = { run, status, simulate };
const verb = VERBS[positionals[0] ?? ""];
try {
  if (verb === undefined) throw new StartFault("usage");
  process.exit(await verb());
} catch (error) {
  const said = faultLine(error, language) ?? (error instanceof Error ? error.message : "?");
  process.stderr.write(`${said}\n`);
  process.exit(isUsage(error) ? EXIT.usage : EXIT.attention);
}
