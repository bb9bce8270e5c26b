/** The right to run a data folder: held by a living process, taken over from a dead one. */
import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm } from "node:fs/promises";
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
  const text = JSON.stringify(own);
  for (;;) {
    if (await writeOnce(path, text)) return { held: true, release: () => remove(path, text) };
    const found = await readFile(path, "utf8").catch(() => null);
    if (found === null) continue;
    const holder = parseMark(found);
    if (holder !== null && (await isRunning(holder))) return { held: false, by: holder };
    await remove(path, found);
  }
}

/** The living holder of `path`, or null. */
export async function lockHolder(path: string): Promise<ProcessMark | null> {
  const holder = parseMark(await readFile(path, "utf8").catch(() => ""));
  return holder !== null && (await isRunning(holder)) ? holder : null;
}

/** Removes the lock if it still says `expected`; one that somebody else took meanwhile is put back. */
async function remove(path: string, expected: string): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    await rename(path, aside);
  } catch {
    return; // somebody was faster
  }
  if ((await readFile(aside, "utf8")) !== expected) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

function parseMark(text: string): ProcessMark | null {
  try {
    return Mark.parse(JSON.parse(text));
  } catch {
    return null; // a half-written lock of a machine that lost power holds nothing
  }
}
