/** `holdfast demo tamper`: changes copies of a package and shows which verifier says what. It never touches the store. */
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { access, cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs, styleText } from "node:util";
import { openPackage } from "../../../infra/zip/open-package.ts";
import { type Language, LANGUAGES, languageOf } from "../../kernel/language.ts";
import { LEDGER_KEY, RECIPE_SCRIPT, ROOT_CERTIFICATE } from "../../packages/package-layout.ts";
import { dataFolder } from "../data-folder.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { boxFiles } from "../process-environment.ts";
import { type Terminal, explainFailure, terminal } from "../terminal.ts";
import { TAMPER, TAMPERINGS, type Tampering } from "../texts/tamper.ts";
import { demoPackage } from "./find-package.ts";
import { tamper } from "./tamperings.ts";

const VERIFIER = resolve(import.meta.dirname, "../../verifier/main.ts");
const LINES_SHOWN = 4;
const { env } = process;
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);

interface Said {
  readonly verifier: "verify" | "verify.sh";
  readonly passed: boolean;
  /** The lines in which it says no. */
  readonly lines: readonly string[];
}

/** Keys that came with the untouched package, unless this box has its own root. */
interface Pins {
  readonly root: string;
  readonly ledgerKeys: string;
}

async function run(
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<[number, string]> {
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "ignore"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const code = await new Promise<number>((done, fail) => {
    child.once("error", fail);
    child.once("close", (status) => done(status ?? EXIT.attention));
  });
  return [code, text];
}

const noes = (text: string): readonly string[] =>
  text
    .split("\n")
    .filter((line) => /FAILED|失败|未通过/.test(line))
    .slice(0, LINES_SHOWN);

async function ask(folder: string, pins: Pins, language: Language): Promise<readonly Said[]> {
  const { root, ledgerKeys } = pins;
  const args = [VERIFIER, folder, "--root", root, "--ledger-key", ledgerKeys, "--lang", language];
  const [verified, words] = await run(process.execPath, args, folder);
  const [recipe, told] = await run("sh", [RECIPE_SCRIPT, root, ledgerKeys], folder);
  return [
    { verifier: "verify", passed: verified === EXIT.ok, lines: noes(words) },
    { verifier: "verify.sh", passed: recipe === 0, lines: noes(told) },
  ];
}

/** Unpacks the package at `path`; names that lead out are refused by the reader. */
async function unpack(path: string, folder: string): Promise<void> {
  const reader = await openPackage(path);
  try {
    for (const file of await reader.list()) {
      const to = join(folder, file.path);
      await mkdir(dirname(to), { recursive: true });
      await pipeline(Readable.from(await reader.read(file.path)), createWriteStream(to));
    }
  } finally {
    await reader.close();
  }
}

async function pinsOf(data: string, untouched: string, work: string): Promise<Pins> {
  const own = boxFiles(dataFolder(data)).rootCertificate;
  const isBox = await access(own).then(
    () => true,
    () => false,
  );
  const kept = join(work, "pins");
  await mkdir(kept);
  await cp(join(untouched, LEDGER_KEY), join(kept, "ledger.vkey"));
  await cp(isBox ? own : join(untouched, ROOT_CERTIFICATE), join(kept, "root.pem"));
  await readFile(join(kept, "root.pem"));
  return { root: join(kept, "root.pem"), ledgerKeys: join(kept, "ledger.vkey") };
}

function show(term: Terminal, how: Tampering, said: readonly Said[]): void {
  const { language } = term;
  term.print(`\n${TAMPERINGS[how][language]}`);
  const isUntouched = how === "untouched";
  for (const { verifier, passed, lines } of said) {
    const good = passed === isUntouched;
    const words = isUntouched
      ? TAMPER[passed ? "passes" : "refused"]
      : TAMPER[passed ? "missed" : "caught"];
    const mark = styleText(good ? "green" : "red", words[language], { stream: process.stdout });
    term.print(`  ${verifier.padEnd(10)} ${mark}`);
    if (!isUntouched) for (const line of lines) term.print(`             ${line.trim()}`);
  }
}

async function demo(term: Terminal, data: string, given: string | undefined): Promise<ExitCode> {
  const work = await mkdtemp(join(tmpdir(), "holdfast-tamper-"));
  try {
    const source = given === undefined ? join(work, "package.zip") : resolve(given);
    if (given === undefined) await demoPackage(dataFolder(data), source);
    const untouched = join(work, "untouched");
    await unpack(source, untouched);
    const pins = await pinsOf(data, untouched, work);
    term.print(TAMPER.about[term.language]);
    const cases: { readonly case: Tampering; readonly verifiers: readonly Said[] }[] = [];
    for (const how of Object.keys(TAMPERINGS) as Tampering[]) {
      const copy = join(work, how === "untouched" ? "copy" : how);
      await cp(untouched, copy, { recursive: true });
      await tamper(copy, how);
      const verifiers = await ask(copy, pins, term.language);
      cases.push({ case: how, verifiers });
      show(term, how, verifiers);
      await rm(copy, { recursive: true });
    }
    const wrong = cases.flatMap(({ case: how, verifiers }) =>
      verifiers.filter(({ passed }) => passed !== (how === "untouched")),
    );
    term.result({ ok: wrong.length === 0, cases });
    term.print("");
    term.say(TAMPER.page);
    if (wrong.length === 0) term.say(TAMPER.all);
    else term.say(TAMPER.notAll, { count: wrong.length });
    return wrong.length === 0 ? EXIT.ok : EXIT.negative;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        data: { type: "string", default: "" },
        json: { type: "boolean", default: false },
        lang: { type: "string", default: spoken },
      },
    });
    const language = LANGUAGES.find((each) => each === values.lang);
    return language === undefined || positionals.length > 1
      ? null
      : { ...values, language, path: positionals[0] };
  } catch {
    return null;
  }
}

async function main(): Promise<ExitCode> {
  const given = options();
  if (given === null) {
    process.stderr.write(`${TAMPER.usage[spoken]}\n`);
    return EXIT.usage;
  }
  const { json, language } = given;
  const streams = { out: process.stdout, err: process.stderr };
  const term = terminal(streams, { language, json, interactive: process.stderr.isTTY });
  try {
    return await demo(term, given.data, given.path);
  } catch (error) {
    return explainFailure(term, error);
  }
}

process.exit(await main());
