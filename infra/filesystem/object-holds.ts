/**
 * Holds on objects in a folder: numbered empty files beside the locks, "hold-1" until there is "release-1" too. None is
 * ever replaced or taken away, so the folder tells each hold there was, and a cut leaves an object held rather than free.
 */
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { allEnded } from "../../services/kernel/all-ended.ts";
import type { ObjectRef } from "../../services/objects/object-store.ts";
import { syncPath } from "../process/sync-path.ts";
import { errno } from "./durable-files.ts";
import type { ObjectFiles } from "./object-files.ts";

export const readHold = async (files: ObjectFiles, ref: ObjectRef): Promise<boolean> =>
  (await numbersOf(files, ref)).open.length > 0;

/** Durable when resolved, also where another process had just made it. */
export async function addHold(files: ObjectFiles, ref: ObjectRef): Promise<void> {
  const { open: held, last } = await numbersOf(files, ref);
  await keep(files, ref, `hold-${held.at(-1) ?? last + 1}`);
}

/** Durable when resolved: until then a cut leaves the object held. */
export async function addRelease(files: ObjectFiles, ref: ObjectRef): Promise<void> {
  for (const number of (await numbersOf(files, ref)).open) {
    await keep(files, ref, `release-${number}`);
  }
}

interface Numbers {
  /** Holds without their release, rising. */
  readonly open: readonly number[];
  /** The highest that was ever used. */
  readonly last: number;
}

async function numbersOf(files: ObjectFiles, ref: ObjectRef): Promise<Numbers> {
  let names: string[];
  try {
    names = await readdir(files.locks(ref));
  } catch (error) {
    if (errno(error) === "ENOENT") return { open: [], last: 0 };
    throw error;
  }
  const held = new Set<number>();
  const released = new Set<number>();
  for (const name of names) {
    const [, kind, number] = /^(hold|release)-([1-9]\d{0,8})$/.exec(name) ?? [];
    if (number !== undefined) (kind === "hold" ? held : released).add(Number(number));
  }
  return {
    open: [...held].filter((number) => !released.has(number)).sort((a, b) => a - b),
    last: Math.max(0, ...held, ...released),
  };
}

async function keep(files: ObjectFiles, ref: ObjectRef, name: string): Promise<void> {
  const folder = files.locks(ref);
  await files.folders.make(folder);
  const handle = await open(join(folder, name), "a", 0o400);
  try {
    await allEnded([handle.sync(), syncPath(folder)]);
  } finally {
    await handle.close();
  }
}
