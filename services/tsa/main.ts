/** An authority for time stamps of one's own: node services/tsa/main.ts init|run …; `holdfast tsa` starts it. */
import { X509Certificate } from "node:crypto";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { lockFolder } from "../../infra/host/folder-lock.ts";
import {
  createTimestampAuthority,
  openTimestampAuthority,
} from "../../infra/keys/timestamp-authority.ts";
import { LogConfig, createLogger } from "../../infra/process/logger.ts";
import { readConfig } from "../../infra/process/read-config.ts";
import { listenFault, openDoor } from "../../infra/process/small-door.ts";
import { Shutdown } from "../../infra/process/shutdown.ts";
import { languageOf, type Text } from "../kernel/language.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { timestampAnswers } from "./server.ts";
import { WORDS } from "./words.ts";

const EXIT = { ok: 0, usage: 2, attention: 4 } as const;

const { env } = process;
const language = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
type Facts = Readonly<Record<string, string | number>>;
const say = (text: Text, facts: Facts = {}): string =>
  text[language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Ends the verb with one line for a person. */
class Fault extends Error {
  readonly exit: number;
  constructor(exit: number, text: Text, facts: Facts = {}) {
    super(say(text, facts));
    this.exit = exit;
  }
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        state: { type: "string", default: "." },
        name: { type: "string", default: "Holdfast" },
        host: { type: "string", default: "127.0.0.1" },
        port: { type: "string", default: "8433" },
        json: { type: "boolean", default: false },
      },
    });
  } catch {
    throw new Fault(EXIT.usage, WORDS.usage);
  }
}
type Values = ReturnType<typeof readArguments>["values"];

async function init({ state, name, json }: Values): Promise<number> {
  const folder = resolve(state);
  // A subject's name holds at most 64 characters (RFC 5280 ub-organization-name).
  if (name.length < 1 || name.length > 64) throw new Fault(EXIT.usage, WORDS.usage);
  const isNew = await createTimestampAuthority(folder, name, new Date());
  const { rootCertificatePem } = await open(folder);
  const { fingerprint256: fingerprint } = new X509Certificate(rootCertificatePem);
  if (json) print(JSON.stringify({ folder, fingerprint, isNew }));
  else print(say(isNew ? WORDS.ready : WORDS.isThere, { folder, fingerprint }));
  return isNew ? EXIT.ok : EXIT.attention;
}

const open = (folder: string, refused: (failure: string) => void = () => undefined) =>
  openTimestampAuthority(folder, () => new Date(), refused).catch((error: unknown) => {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (isRefusal(error)) throw new Fault(EXIT.attention, WORDS.stateMissing, { folder });
    throw isMissing ? new Fault(EXIT.attention, WORDS.notThere, { folder }) : error;
  });

async function run({ state, host, port: wanted, json }: Values): Promise<number> {
  const [folder, port] = [resolve(state), Number(wanted)];
  const logger = createLogger("tsa", readConfig(env, LogConfig));
  const authority = await open(folder, (failure) => logger.warn({ failure }, "not stamped"));
  const lock = await lockFolder(join(folder, "tsa.lock"));
  if (!lock.held) {
    throw new Fault(EXIT.attention, WORDS.alreadyRunning, { folder, pid: lock.by.pid });
  }
  const answers = timestampAnswers({
    answer: (request) => authority.answer(request),
    rootCertificatePem: authority.rootCertificatePem,
    failed: (error) => logger.error({ err: error }, "nothing was stamped"),
  });
  const door = await openDoor(answers, host, port).catch(async (error: unknown) => {
    await lock.release();
    const fault = listenFault(error);
    if (fault === null) throw error;
    const text = fault === "port" ? WORDS.portTaken : WORDS.badHost;
    throw new Fault(EXIT.attention, text, { host, port: wanted });
  });
  const shutdown = new Shutdown(logger);
  shutdown.add("lock", () => lock.release());
  shutdown.add("door", () => door.close());
  const { url } = door;
  print(json ? JSON.stringify({ url }) : say(WORDS.running, { url }));
  return new Promise(() => undefined); // `shutdown` ends the process
}

const VERBS: Readonly<Record<string, (values: Values) => Promise<number>>> = { init, run };
try {
  const { values, positionals } = readArguments();
  const [wanted = ""] = positionals;
  const verb = Object.hasOwn(VERBS, wanted) ? VERBS[wanted] : undefined;
  if (verb === undefined) throw new Fault(EXIT.usage, WORDS.usage);
  process.exitCode = await verb(values);
} catch (error) {
  if (!(error instanceof Fault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exit;
}
