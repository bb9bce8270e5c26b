/** A witness of ledgers: node services/witness/main.ts init|run|status …; `holdfast witness` starts it. A court or an auditor runs it. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { lockFolder, lockHolder } from "../../infra/host/folder-lock.ts";
import { writeOnce } from "../../infra/host/durable-file.ts";
import {
  createWitnessFolder,
  openWitnessFolder,
  type WitnessFolder,
} from "../../infra/keys/witness-folder.ts";
import { LogConfig, createLogger } from "../../infra/process/logger.ts";
import { readConfig } from "../../infra/process/read-config.ts";
import { listenFault, openDoor } from "../../infra/process/small-door.ts";
import { Shutdown } from "../../infra/process/shutdown.ts";
import { utcInstant } from "../kernel/clock.ts";
import { languageOf, type Text } from "../kernel/language.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { cosignedAt } from "../ledger/cosignature.ts";
import { isKeyName, type NoteVerifier, parseCosignerKey, parseNote } from "../ledger/note.ts";
import { parseKeyList } from "../ledger/pinned-keys.ts";
import { checkpointIn, Witness, type WitnessAnswer } from "../ledger/witness.ts";
import { witnessAnswers } from "./server.ts";
import { HAND_OVER, REFUSALS, WORDS } from "./words.ts";

const EXIT = { ok: 0, usage: 2, notRunning: 3, attention: 4 } as const;
const LOGS = "logs.vkey";
const LOCK = "witness.lock";

const { env } = process;
const language = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
type Facts = Readonly<Record<string, string | number>>;
const filled = (text: string, facts: Facts): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
const say = (text: Text, facts: Facts = {}): string => filled(text[language], facts);
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const printJson = (fields: object): void => print(JSON.stringify(fields));

/** Ends the verb with one line for a person. */
class Fault extends Error {
  readonly exit: number;
  constructor(exit: number, text: Text, facts: Facts = {}) {
    super(say(text, facts));
    this.exit = exit;
  }
}

function readArguments() {
  const options = {
    state: { type: "string", default: "." },
    name: { type: "string" },
    log: { type: "string" },
    host: { type: "string", default: "127.0.0.1" },
    port: { type: "string", default: "8434" },
    json: { type: "boolean", default: false },
  } as const;
  try {
    const { values: given, positionals: verbs } = parseArgs({ allowPositionals: true, options });
    return { given, verb: verbs[0] ?? "" };
  } catch {
    return null;
  }
}

const read = readArguments();
if (read === null) {
  process.stderr.write(`${say(WORDS.usage)}\n`);
  process.exit(EXIT.usage);
}
const { given: values, verb: wanted } = read;
const folder = resolve(values.state);
const port = Number(values.port);

async function init(): Promise<number> {
  const { name, log = "" } = values;
  if (name === undefined) throw new Fault(EXIT.usage, WORDS.usage);
  if (!isKeyName(name)) throw new Fault(EXIT.usage, WORDS.badName);
  if (parseKeyList(log).badLine !== null) throw new Fault(EXIT.usage, WORDS.badKey);
  const isNew = await createWitnessFolder(folder, name);
  const { vkey } = await openWitnessFolder(folder);
  const logs = join(folder, LOGS);
  await writeOnce(logs, log === "" ? "" : `${log}\n`, 0o644);
  if (values.json) printJson({ vkey, folder, logs, isNew });
  else {
    if (!isNew) print(say(WORDS.keyIsThere, { folder }));
    const label = nameOf(vkey).replaceAll(/[^A-Za-z0-9.-]+/g, "-");
    print(filled(HAND_OVER, { vkey, label, logs, folder, port }));
  }
  return isNew ? EXIT.ok : EXIT.attention;
}

const nameOf = (vkey: string): string => parseCosignerKey(vkey)?.name ?? "";

/** @throws Fault naming the line that is no key: a log that is passed over would go unwitnessed unseen. */
async function readLogs(): Promise<readonly NoteVerifier[]> {
  const file = join(folder, LOGS);
  const { keys, badLine } = parseKeyList(await readFile(file, "utf8").catch(() => ""));
  if (badLine !== null) throw new Fault(EXIT.attention, WORDS.badLog, { file, line: badLine });
  if (keys.length === 0) throw new Fault(EXIT.attention, WORDS.noLogs, { file });
  return keys;
}

async function run(): Promise<number> {
  const { vkey, cosign, memory } = await openWitnessFolder(folder);
  const logs = await readLogs();
  const lock = await lockFolder(join(folder, LOCK));
  if (!lock.held) {
    throw new Fault(EXIT.attention, WORDS.alreadyRunning, { folder, pid: lock.by.pid });
  }
  const logger = createLogger("witness", readConfig(env, LogConfig));
  const witness = new Witness({ logs, memory, cosign, clock: () => utcInstant(new Date()) });
  const tell = (
    answer: WitnessAnswer | { readonly is: "error"; readonly error: unknown },
  ): void => {
    const { is } = answer;
    if (is === "error") logger.error({ err: answer.error }, "nothing was cosigned");
    else if (is === "not-consistent") logger.warn(placeOf(answer), "this may be a fork: kept");
    else if (is === "cosigned") logger.info(placeOf(answer), is);
    else logger.info({}, is);
  };
  const answers = witnessAnswers({ witness, tell });
  const door = await openDoor(answers, values.host, port).catch(async (error: unknown) => {
    await lock.release();
    const fault = listenFault(error);
    if (fault === null) throw error;
    const text = fault === "port" ? WORDS.portTaken : WORDS.badHost;
    throw new Fault(EXIT.attention, text, { host: values.host, port: values.port });
  });
  const shutdown = new Shutdown(logger);
  shutdown.add("lock", () => lock.release());
  shutdown.add("door", () => door.close());
  const { url } = door;
  if (values.json) printJson({ url, vkey });
  else print(say(WORDS.running, { name: nameOf(vkey), url, logs: logs.length }));
  return new Promise(() => undefined); // `shutdown` ends the process
}

const placeOf = ({ checkpoint }: { checkpoint: { origin: string; size: number } }) => ({
  origin: checkpoint.origin,
  size: checkpoint.size,
});

async function status(): Promise<number> {
  const witness = await openWitnessFolder(folder);
  const remembered = await witness.remembered();
  if (values.log !== undefined) {
    const note = remembered.get(values.log);
    if (note === undefined) {
      throw new Fault(EXIT.attention, WORDS.noSuchLog, { origin: values.log });
    }
    process.stdout.write(note);
    return EXIT.ok;
  }
  const isRunning = (await lockHolder(join(folder, LOCK))) !== null;
  const refused = await witness.refusedCount();
  const logs = [...remembered].map(([origin, note]) => placeIn(witness, origin, note));
  if (values.json) printJson({ running: isRunning, vkey: witness.vkey, logs, refused });
  else {
    print(`${nameOf(witness.vkey)}: ${say(isRunning ? WORDS.isRunning : WORDS.notRunning)}`);
    for (const log of logs) print(say(WORDS.log, log));
    if (logs.length === 0) print(say(WORDS.nothingYet));
    if (refused > 0) print(say(WORDS.refused, { count: refused }));
  }
  if (refused > 0) return EXIT.attention;
  return isRunning ? EXIT.ok : EXIT.notRunning;
}

function placeIn({ vkey }: WitnessFolder, origin: string, note: string) {
  const [self, parsed] = [parseCosignerKey(vkey), parseNote(note)];
  const at = self === null || parsed === null ? null : cosignedAt(parsed, self);
  return { origin, size: checkpointIn(note)?.size ?? 0, at: at ?? "" };
}

const VERBS: Readonly<Record<string, () => Promise<number>>> = { init, run, status };
const verb = Object.hasOwn(VERBS, wanted) ? VERBS[wanted] : undefined;
try {
  if (verb === undefined) throw new Fault(EXIT.usage, WORDS.usage);
  process.exitCode = await verb();
} catch (error) {
  if (!(error instanceof Fault) && !isRefusal(error)) throw error;
  const text = isRefusal(error) ? REFUSALS[error.code] : undefined;
  process.stderr.write(`${text === undefined ? error.message : say(text)}\n`);
  process.exitCode = error instanceof Fault ? error.exit : EXIT.attention;
}
