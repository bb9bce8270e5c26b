/** `holdfast keys ceremony`: two people make the agency's root and first keys, on a machine that needs no network. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { buffer } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { holdCeremony } from "../../../infra/keys/ceremony.ts";
import { requirePassphrases } from "../../../infra/keys/two-person-key.ts";
import { createRecordPrinter } from "../../../infra/pdf/record-printer.ts";
import { utcInstant } from "../../kernel/clock.ts";
import { languageOf } from "../../kernel/language.ts";
import { isAgencyName } from "../../ledger/agency.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type Terminal, VerbFailure, explainFailure, fill, terminal } from "../terminal.ts";
import { CEREMONY } from "../texts/ceremony.ts";
import { hiddenLine } from "./hidden-line.ts";
import { type SheetKey, grouped, sheetOf, sheetText } from "./sheet.ts";

const { env } = process;
const language = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
const CONTROL = /\p{Cc}/u;

type Two = readonly [string, string];
interface Options {
  readonly folder: string;
  readonly agency: string;
  /** The agency's name as people write it, for the sheet. */
  readonly title: string;
  readonly place: string;
  readonly people: Two;
  /** Null: they are typed. */
  readonly files: Two | null;
  readonly json: boolean;
}

function options(): Options | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        agency: { type: "string", default: env["HOLDFAST_AGENCY"] ?? "" },
        title: { type: "string" },
        person: { type: "string", multiple: true, default: [] },
        place: { type: "string", default: "" },
        "passphrase-file": { type: "string", multiple: true, default: [] },
        json: { type: "boolean", default: false },
      },
    });
    const { agency, title = agency, place, json, person, "passphrase-file": files } = values;
    const [folder, ...more] = positionals;
    const [people, given] = [two(person), two(files)];
    const texts = [agency, title, place, ...person].map((text) => text.trim());
    const isTold = texts.every((text) => text !== "" && text.length <= 100 && !CONTROL.test(text));
    if (folder === undefined || more.length > 0 || people === null || !isTold) return null;
    if (files.length > 0 && given === null) return null;
    return { folder: resolve(folder), agency, title, place, people, files: given, json };
  } catch {
    return null;
  }
}

/** Two that are not the same. */
function two([first, second, ...more]: readonly string[]): Two | null {
  if (first === undefined || second === undefined || more.length > 0) return null;
  return first.trim() === second.trim() ? null : [first, second];
}

async function passphrases(term: Terminal, { people, files }: Options): Promise<Two> {
  if (files !== null) {
    const read = async (path: string): Promise<string> =>
      (await readFile(path, "utf8")).replace(/\r?\n$/, "");
    return [await read(files[0]), await read(files[1])];
  }
  if (!process.stdin.isTTY) throw new VerbFailure(EXIT.usage, CEREMONY.noTerminal);
  return [await typedTwice(term, people[0]), await typedTwice(term, people[1])];
}

async function typedTwice(term: Terminal, name: string): Promise<string> {
  const ask = async (text: keyof typeof CEREMONY): Promise<string> => {
    const question = fill(CEREMONY[text][term.language], { name });
    const line = await hiddenLine(process.stdin, process.stderr, question);
    if (line === null) throw new VerbFailure(EXIT.attention, CEREMONY.givenUp);
    return line;
  };
  for (;;) {
    const typed = await ask("ask");
    if ((await ask("again")) === typed) return typed;
    term.tell(CEREMONY.differ);
  }
}

async function ceremony(term: Terminal, given: Options): Promise<ExitCode> {
  const { folder, agency, title, place, people } = given;
  // A house could never start under another: its ledger is called so.
  if (!isAgencyName(agency)) throw new VerbFailure(EXIT.usage, CEREMONY.agencyName, { agency });
  const now = new Date();
  const printer = createRecordPrinter();
  const missing = await printer.undrawable([title, place, ...people]);
  if (missing.length > 0) {
    throw new VerbFailure(EXIT.attention, CEREMONY.glyphs, { characters: missing.join(" ") });
  }
  const both = await passphrases(term, given);
  requirePassphrases(...both);
  term.tell(CEREMONY.making);
  const sheets = async (keys: readonly SheetKey[]) => {
    const sheet = () => sheetOf({ agency, title, place, people, keys, heldAt: utcInstant(now) });
    return [
      { name: "sheet.pdf", bytes: await buffer(printer.print(sheet())) },
      { name: "sheet.txt", bytes: Buffer.from(await sheetText(sheet())) },
    ];
  };
  const keys = await holdCeremony(folder, { agency, passphrases: both, now, sheets });
  term.result({ folder, keys });
  for (const { name, spkiSha256 } of keys) term.print(`${name}\n  ${grouped(spkiSha256)}`);
  term.say(CEREMONY.done, { folder, agency });
  return EXIT.ok;
}

const given = options();
if (given === null) {
  process.stderr.write(`${CEREMONY.usage[language]}\n`);
  process.exitCode = EXIT.usage;
} else {
  const streams = { out: process.stdout, err: process.stderr };
  const term = terminal(streams, {
    language,
    json: given.json,
    interactive: process.stderr.isTTY,
  });
  process.exitCode = await ceremony(term, given).catch((error: unknown) =>
    explainFailure(term, error),
  );
}
