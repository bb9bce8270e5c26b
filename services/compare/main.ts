/**
 * Compares two checkpoints from different hands, offline or with the ledger's tiles: the same, one continues the other, or a fork.
 * node services/compare/main.ts compare A B …; `holdfast ledger compare` starts it. The checkpoints of a fork are kept.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { languageOf, type Text } from "../kernel/language.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { type Checkpoint, parseCheckpointText } from "../ledger/checkpoint.ts";
import { type Comparison, compareCheckpoints } from "../ledger/compare-checkpoints.ts";
import { openNote, parseNote } from "../ledger/note.ts";
import { parseKeyList, verifierFor } from "../ledger/pinned-keys.ts";
import { bytesAt, noteIn, proofIn, treeAt } from "./sources.ts";
import { WORDS } from "./words.ts";

const EXIT = { ok: 0, negative: 1, usage: 2, unreachable: 3, attention: 4 } as const;
const { env } = process;
const language = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);

type Facts = Readonly<Record<string, string | number>>;
const say = (text: Text, facts: Facts = {}): string =>
  text[language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));

/** Ends the comparison with one line for a person. */
class Fault extends Error {
  readonly exit: number;
  constructor(exit: number, text: Text, facts: Facts = {}) {
    super(say(text, facts));
    this.exit = exit;
  }
}

function readArguments() {
  const options = {
    "ledger-key": { type: "string" },
    proof: { type: "string" },
    tiles: { type: "string" },
    keep: { type: "string" },
    json: { type: "boolean", default: false },
  } as const;
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const [verb, a, b, ...more] = positionals;
    if (verb === "compare" && a !== undefined && b !== undefined && more.length === 0) {
      return { ...values, a, b };
    }
  } catch {
    // An option that is none.
  }
  throw new Fault(EXIT.usage, WORDS.usage);
}
type Arguments = ReturnType<typeof readArguments>;

interface Side {
  readonly name: "A" | "B";
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

async function readSide(name: "A" | "B", place: string): Promise<Side> {
  const note = noteIn(await textAt(place));
  const checkpoint = parseCheckpointText(parseNote(note)?.text ?? "");
  if (checkpoint === null) throw new Fault(EXIT.usage, WORDS.noCheckpoint, { what: place });
  return { name, note, checkpoint };
}

async function textAt(place: string): Promise<string> {
  const bytes = await bytesAt(place);
  if (bytes === null) throw new Fault(EXIT.unreachable, WORDS.unreadable, { what: place });
  return bytes.toString("utf8");
}

/** A key as it is, or a file of keys. @throws Fault unless each side is signed under it. */
async function requireSignatures(given: string, sides: readonly Side[]): Promise<void> {
  const isText = /^\S+\+[0-9a-f]{8}\+\S+$/.test(given);
  const { keys, badLine } = parseKeyList(isText ? given : await textAt(given));
  if (badLine !== null || keys.length === 0) throw new Fault(EXIT.usage, WORDS.badKey);
  for (const { name, note, checkpoint } of sides) {
    const key = verifierFor(checkpoint.origin, keys);
    if (key === null || openNote(note, key) === null) {
      throw new Fault(EXIT.negative, WORDS.notSigned, { side: name });
    }
  }
}

/** Of an address of the service itself the tiles lie beside the checkpoint. */
function tilesBeside(...places: readonly string[]): string | undefined {
  const found = places.find((place) => /^https?:\/\/[^?]*\/ledger\/checkpoint(?:\?|$)/.test(place));
  return found?.replace(/\/checkpoint(?:\?.*)?$/, "");
}

async function compared(given: Arguments, a: Side, b: Side): Promise<Comparison> {
  const [from, to] = [a, b].map(({ checkpoint }) => checkpoint.size).sort((x, y) => x - y);
  const { origin } = a.checkpoint;
  const tiles = given.tiles ?? tilesBeside(given.a, given.b);
  const proof =
    given.proof === undefined ? null : proofIn(await textAt(given.proof), from ?? 0, to ?? 0);
  if (given.proof !== undefined && proof === null && from !== to) {
    throw new Fault(EXIT.usage, WORDS.badProof);
  }
  const nodes = tiles === undefined ? null : (size: number) => treeAt(tiles, origin, size).nodes;
  try {
    return await compareCheckpoints(a.checkpoint, b.checkpoint, { proof, nodes });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new Fault(EXIT.unreachable, WORDS.unreadable, { what: tiles ?? "" });
  }
}

/** Both notes, exactly as they came; answers whether they are kept. Other bytes that are there already stay. */
async function keepBoth(folder: string, sides: readonly Side[]): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    for (const { name, note } of sides) {
      const file = join(folder, `${name}.note`);
      await writeFile(file, note, { flag: "wx", flush: true }).catch(async (error: unknown) => {
        if ((await bytesAt(file))?.toString("utf8") !== note) throw error;
      });
    }
    return true;
  } catch {
    return false;
  }
}

const folderOf = (origin: string, size: number, roots: readonly string[]): string =>
  [
    "fork",
    origin.replaceAll(/[^\w.-]+/g, "-").slice(0, 80),
    size,
    ...roots.map((root) => root.slice(0, 8)),
  ].join("-");

async function told(given: Arguments, found: Comparison, a: Side, b: Side): Promise<number> {
  const lines = [a, b].map(({ name, checkpoint: { origin, size, rootSha256 } }) =>
    say(WORDS.checkpoint, { side: name, origin, size, root: rootSha256 }),
  );
  const isSigned = given["ledger-key"] !== undefined;
  if (!isSigned) lines.push(say(WORDS.unsigned));
  let kept: string | null = null;
  if (found.is === "fork") {
    const [rootA, rootB] = found.roots;
    const folder = resolve(given.keep ?? folderOf(a.checkpoint.origin, found.size, found.roots));
    const isKept = await keepBoth(folder, [a, b]);
    if (isKept) kept = folder;
    const facts = { size: found.size, rootA, rootB, kept: folder };
    lines.push(say(isKept ? WORDS.fork : WORDS.forkUnkept, facts));
  } else if (found.is === "continues") {
    const [longer, shorter] = found.longer === "a" ? [a, b] : [b, a];
    const size = shorter.checkpoint.size;
    lines.push(say(WORDS.continues, { longer: longer.name, shorter: shorter.name, size }));
  } else lines.push(say(WORDS[found.is === "open" ? found.why : found.is]));
  const [saidA, saidB] = [a.checkpoint, b.checkpoint];
  const report = { ...found, signed: isSigned, a: saidA, b: saidB, kept };
  process.stdout.write(given.json ? `${JSON.stringify(report)}\n` : `${lines.join("\n")}\n`);
  if (found.is === "fork") return EXIT.negative;
  return found.is === "same" || found.is === "continues" ? EXIT.ok : EXIT.attention;
}

async function main(): Promise<number> {
  const given = readArguments();
  const [a, b] = [await readSide("A", given.a), await readSide("B", given.b)];
  const key = given["ledger-key"];
  if (key !== undefined) await requireSignatures(key, [a, b]);
  return told(given, await compared(given, a, b), a, b);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Fault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exit;
}
