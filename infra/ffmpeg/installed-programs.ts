/** Looks at the folder of programs that an operator installed: those that are as their descriptions say, and what is wrong with the others. */
import { createReadStream } from "node:fs";
import { access, constants, lstat, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Sha256, sha256, sha256OfStream } from "../../services/kernel/digest.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";
import { transcriberOf } from "../../services/media/programs/fitting-program.ts";
import type { MakerProgram } from "../../services/media/programs/maker-programs.ts";
import {
  DESCRIPTION,
  DESCRIPTION_BYTES,
  type ProgramDescription,
  parseDescription,
} from "../../services/media/programs/program-description.ts";
import type { BrokenProgram, ProgramFault } from "../../services/media/programs/program-fault.ts";
import { readConfig } from "../process/read-config.ts";
import { MediaConfig } from "./config.ts";

export interface InstalledProgram extends MakerProgram {
  /** Absolute; all that it sees of this machine beside /usr. */
  readonly folder: string;
}

export interface FoundPrograms {
  readonly sound: readonly InstalledProgram[];
  readonly broken: readonly BrokenProgram[];
}

/** More of either is no program but a mistake. */
const MAX_FILES = 2_000;
const MAX_BYTES = 4 * 2 ** 30;
/** A name of a folder that ends no list of paths and is no option. */
const FOLDER_NAME = /^[\w+-][\w.+-]{0,59}$/;

class Fault extends Error {
  readonly why: ProgramFault;
  constructor(why: ProgramFault) {
    super(why);
    this.why = why;
  }
}

/** `root`: absolute; "" for none. */
export async function installedPrograms(root: string): Promise<FoundPrograms> {
  if (root === "") return { sound: [], broken: [] };
  const sound: InstalledProgram[] = [];
  const broken: BrokenProgram[] = [];
  let names: readonly string[];
  try {
    const entries = await readdir(root, { withFileTypes: true });
    names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch {
    return { sound, broken: [{ folder: root, why: "no-folder" }] };
  }
  for (const name of names.toSorted()) {
    try {
      const found = await look(root, name);
      const isTwice = sound.some(({ description }) => description.name === found.description.name);
      if (isTwice) throw new Fault("name-twice");
      sound.push(found);
    } catch (error) {
      broken.push({ folder: name, why: error instanceof Fault ? error.why : "not-readable" });
    }
  }
  return { sound, broken };
}

/** Comes with Holdfast: what Debian has and its ffmpeg does not. */
const OWN = new URL("../media-programs", import.meta.url).pathname;

/** Those of the operator, and our own behind them; one of the operator's takes the place of ours of the same name. */
export async function allPrograms(root: string): Promise<FoundPrograms> {
  const [installed, own] = await Promise.all([installedPrograms(root), installedPrograms(OWN)]);
  const names = new Set(installed.sound.map(({ description }) => description.name));
  return {
    sound: [...installed.sound, ...own.sound.filter((each) => !names.has(each.description.name))],
    broken: [...installed.broken, ...own.broken],
  };
}

/** What is told of the program that hears words, where there is one that is run. */
export async function installedTranscriber(
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly transcriber?: { readonly name: string; readonly version: string } }> {
  const wanted = { HOLDFAST_MEDIA_PROGRAMS: true, HOLDFAST_MEDIA_SANDBOX: true } as const;
  const config = readConfig(env, MediaConfig.pick(wanted));
  if (config.HOLDFAST_MEDIA_SANDBOX === "off") return {};
  const { sound } = await installedPrograms(config.HOLDFAST_MEDIA_PROGRAMS);
  const found = transcriberOf(sound)?.description;
  return found === undefined ? {} : { transcriber: { name: found.name, version: found.version } };
}

/** Whether every file of it is still what it was. */
export async function isUnchanged({ folder, filesSha256 }: InstalledProgram): Promise<boolean> {
  try {
    return listSha256(await digestsIn(folder)) === filesSha256;
  } catch {
    return false;
  }
}

async function look(root: string, name: string): Promise<InstalledProgram> {
  if (!FOLDER_NAME.test(name)) throw new Fault("folder-name");
  const folder = join(root, name);
  const description = await descriptionIn(folder);
  const digests = await digestsIn(folder);
  const own = digests.get(description.executable);
  if (own === undefined) throw new Fault("no-executable");
  requirePinned(description, digests);
  await access(join(folder, description.executable), constants.X_OK).catch(() => {
    throw new Fault("not-executable");
  });
  return { description, folder, sha256: own, filesSha256: listSha256(digests) };
}

async function descriptionIn(folder: string): Promise<ProgramDescription> {
  const path = join(folder, DESCRIPTION);
  if (!(await lstat(path).catch(() => null))?.isFile()) throw new Fault("no-description");
  await using file = await open(path, "r");
  const { buffer, bytesRead } = await file.read(Buffer.alloc(DESCRIPTION_BYTES + 1));
  try {
    return parseDescription(buffer.subarray(0, bytesRead));
  } catch (error) {
    if (isRefusal(error)) throw new Fault("bad-description");
    throw error;
  }
}

/** Where one is named, all are: a file that nobody vouches for could do anything. */
function requirePinned(
  { sha256: pinned }: ProgramDescription,
  digests: ReadonlyMap<string, Sha256>,
): void {
  if (pinned === undefined) return;
  for (const [path, digest] of digests) {
    if (pinned[path] === undefined) throw new Fault("file-not-named");
    if (pinned[path] !== digest) throw new Fault("digest-differs");
  }
  if (Object.keys(pinned).some((path) => !digests.has(path))) throw new Fault("file-missing");
}

/** Of all files but its description, by their paths in it. */
async function digestsIn(folder: string): Promise<ReadonlyMap<string, Sha256>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  if (entries.length > MAX_FILES) throw new Fault("too-large");
  const digests = new Map<string, Sha256>();
  let bytes = 0;
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    // A link would lead out of what the box shows of this machine.
    if (!entry.isFile()) throw new Fault("odd-file");
    const path = join(entry.parentPath, entry.name);
    const within = path.slice(folder.length + 1);
    if (within === DESCRIPTION) continue;
    bytes += (await lstat(path)).size;
    if (bytes > MAX_BYTES) throw new Fault("too-large");
    digests.set(within, (await sha256OfStream(createReadStream(path))).sha256);
  }
  return digests;
}

/** As `sha256sum` prints the files, in the order of their names. */
const listSha256 = (digests: ReadonlyMap<string, Sha256>): Sha256 =>
  sha256(
    [...digests]
      .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map(([path, digest]) => `${digest}  ${path}\n`)
      .join(""),
  );
