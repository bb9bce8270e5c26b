/** Verbs that are processes of their own: what stands behind the verb is handed on as it is, with a folder below the data folder. */
import { join, resolve } from "node:path";
import type { Command } from "commander";
import type { Text } from "../kernel/language.ts";
import type { ExitCode } from "./exit-code.ts";
import { runScript, type ScriptOptions } from "./run-script.ts";
import { BACKUP } from "./texts/backup.ts";
import { BRING_BACK } from "./texts/bring-back.ts";
import { CATCH_UP } from "./texts/catch-up.ts";
import { CEREMONY } from "./texts/ceremony.ts";
import { CITED } from "./texts/cited.ts";
import { EXCERPT } from "./texts/excerpt.ts";
import { LOOK_AGAIN } from "./texts/look-again.ts";
import { OVERVIEWS } from "./texts/overviews.ts";
import { REINDEX } from "./texts/reindex.ts";
import { REBUILD } from "./texts/rebuild.ts";
import { REDERIVE } from "./texts/rederive.ts";
import { RESTORE } from "./texts/restore.ts";
import { SUPPORT } from "./texts/support.ts";
import { HELP } from "./texts/help.ts";

/** What of the data folder each is told: all of it, a folder of its own name to remember in (unless --state says another), or nothing. */
const PROCESSES = {
  ledger: { script: "services/compare/main.ts", about: HELP.ledger, folder: "none" },
  renew: {
    script: "services/command/renew/main.ts",
    about: HELP.ledgerRenew,
    folder: "data",
    under: "ledger",
  },
  "catch-up": {
    script: "services/command/catch-up/main.ts",
    about: CATCH_UP.about,
    folder: "data",
    under: "ledger",
  },
  backup: { script: "services/command/backup/main.ts", about: BACKUP.about, folder: "data" },
  restore: {
    script: "services/command/restore/main.ts",
    about: RESTORE.about,
    folder: "data",
    under: "backup",
  },
  support: { script: "services/command/support/main.ts", about: SUPPORT.about, folder: "data" },
  "bring-back": {
    script: "services/command/bring-back/main.ts",
    about: BRING_BACK.about,
    folder: "data",
    under: "backup",
  },
  fsck: { script: "services/command/fsck/main.ts", about: HELP.fsck, folder: "data" },
  cited: { script: "services/command/cited/main.ts", about: CITED.about, folder: "none" },
  excerpt: { script: "services/command/excerpt/main.ts", about: EXCERPT.about, folder: "none" },
  rebuild: { script: "services/command/rebuild/main.ts", about: REBUILD.about, folder: "none" },
  rederive: { script: "services/command/rederive/main.ts", about: REDERIVE.about, folder: "data" },
  overviews: {
    script: "services/command/overviews/main.ts",
    about: OVERVIEWS.about,
    folder: "data",
  },
  "look-again": {
    script: "services/command/look-again/main.ts",
    about: LOOK_AGAIN.about,
    folder: "data",
  },
  reindex: { script: "services/command/reindex/main.ts", about: REINDEX.about, folder: "data" },
  tamper: {
    script: "services/command/tamper/main.ts",
    about: HELP.tamper,
    folder: "data",
    under: "demo",
  },
  ceremony: {
    script: "services/command/ceremony/main.ts",
    about: CEREMONY.about,
    folder: "none",
    under: "keys",
  },
  room: { script: "workers/capture/main.ts", about: HELP.room, folder: "state" },
  tsa: { script: "services/tsa/main.ts", about: HELP.tsa, folder: "state" },
  witness: { script: "services/witness/main.ts", about: HELP.witness, folder: "state" },
} as const satisfies Readonly<Record<string, Handed>>;
/** `under`: the verb before it. */
interface Handed {
  readonly script: string;
  readonly about: Text;
  readonly folder: "data" | "state" | "none";
  readonly under?: string;
}
export type ProcessName = keyof typeof PROCESSES;

export interface HandsOn {
  handOn(name: ProcessName, args: readonly string[]): Promise<ExitCode>;
}

export function handedOnVerbs(
  program: Command,
  verbs: HandsOn,
  say: (text: Text) => string,
  done: (run: Promise<ExitCode>) => Promise<void>,
): void {
  for (const name of Object.keys(PROCESSES) as ProcessName[]) {
    const { under }: Handed = PROCESSES[name];
    const parent = program.commands.find((verb) => verb.name() === under) ?? program;
    parent
      .enablePositionalOptions()
      .command(`${name} [arguments...]`)
      .description(say(PROCESSES[name].about))
      .helpOption(false)
      .allowUnknownOption()
      .passThroughOptions()
      .action((args: string[]) => done(verbs.handOn(name, args)));
  }
}

/** `data`: the data folder where --data does not say another. */
export function handOn(
  { home, data }: { readonly home: string; readonly data: string },
  name: ProcessName,
  args: readonly string[],
  options: ScriptOptions,
): Promise<ExitCode> {
  const { folder, rest } = withoutData(args, data);
  const { script, folder: own } = PROCESSES[name];
  const hasState = rest.some((each) => each === "--state" || each.startsWith("--state="));
  const told = {
    none: [],
    data: [`--data=${resolve(folder)}`],
    state: hasState ? [] : [`--state=${resolve(folder, name)}`],
  };
  return runScript([join(home, script), ...rest, ...told[own]], options);
}

/** The launcher and every other verb take --data; these processes know only their own folder. */
function withoutData(args: readonly string[], data: string) {
  const at = args.findIndex((each) => each === "--data" || each.startsWith("--data="));
  if (at < 0) return { folder: data, rest: args };
  const isApart = args[at] === "--data";
  const folder = isApart ? (args[at + 1] ?? data) : (args[at] ?? "").slice("--data=".length);
  return { folder, rest: args.toSpliced(at, isApart ? 2 : 1) };
}
