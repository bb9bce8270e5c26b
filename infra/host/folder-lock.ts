/**
 * The right to run a data folder: held by a living process, taken over from a dead one.
 *
 * No file can be removed only if it still says what was read in it. So none of another process is, before this one holds the
 * lock: who takes over writes a file of the next number beside it, and steps back where any other one is a living process's.
 */
import { readFile, readdir, rm } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { z } from "zod";
import { writeOnce } from "./durable-file.ts";
import { isRunning, markOf, type ProcessMark } from "./running-process.ts";

export const Mark = z.object({ pid: z.number(), startTicks: z.string(), bootId: z.string() });

export type Lock =
  | { readonly held: true; release(): Promise<void> }
  | { readonly held: false; readonly by: ProcessMark };

/** Takes `path` for this process, or says which living process has it. */
export async function lockFolder(path: string): Promise<Lock> {
  const own = await markOf(process.pid);
  if (own === null) throw new Error("broken invariant: this process runs");
  for (;;) {
    const { numbers, holder } = await look(path);
    if (holder !== null) return { held: false, by: holder };
    const mine = (numbers.at(-1) ?? -1) + 1;
    const file = fileOf(path, mine);
    if (!(await writeOnce(file, JSON.stringify(own)))) continue;
    const release = (): Promise<void> => rm(file, { force: true });
    // Somebody may have taken it, and even given it back, since this one looked.
    const others = await look(path, mine);
    if (others.holder === null) {
      for (const number of others.numbers) await rm(fileOf(path, number), { force: true });
      return { held: true, release };
    }
    await release();
  }
}

/** The living holder of `path`, or null. */
export const lockHolder = async (path: string): Promise<ProcessMark | null> =>
  (await look(path)).holder;

interface Found {
  /** Rising. */
  readonly numbers: readonly number[];
  readonly holder: ProcessMark | null;
}

/** The files of the lock but for that of number `but`, and the process of one of them that lives. */
async function look(path: string, but: number | null = null): Promise<Found> {
  const numbers = (await readdir(dirname(path)).catch(orNone<string[]>([])))
    .flatMap((name) => numberIn(name, basename(path)))
    .filter((number) => number !== but)
    .toSorted((one, other) => one - other);
  for (const number of numbers) {
    const mark = parseMark(await readFile(fileOf(path, number), "utf8").catch(orNone("")));
    if (mark !== null && (await isRunning(mark))) return { numbers, holder: mark };
  }
  return { numbers, holder: null };
}

/** Of what is not there, or is another user's: who cannot read it can write nothing there. */
const orNone =
  <T>(none: T) =>
  (error: unknown): T => {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOENT" || code === "EACCES") return none;
    throw error;
  };

/** The first has the name itself. */
const fileOf = (path: string, number: number): string =>
  number === 0 ? path : `${path}.${String(number)}`;

/** What is written beside one, before it is there under its name, has twelve digits of another kind. */
function numberIn(name: string, lock: string): readonly number[] {
  if (name === lock) return [0];
  const found = /^\.([1-9]\d{0,8})$/.exec(name.startsWith(lock) ? name.slice(lock.length) : "");
  return found === null ? [] : [Number(found[1])];
}

function parseMark(text: string): ProcessMark | null {
  try {
    return Mark.parse(JSON.parse(text));
  } catch {
    return null; // a half-written lock of a machine that lost power holds nothing
  }
}
