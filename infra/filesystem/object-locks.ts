/**
 * Locks on objects in a folder. Each lock is an empty file whose name says all ("compliance-1798761600"),
 * and none is ever replaced: the longest counts, so no race and no crash can shorten one.
 */
import { open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { allEnded } from "../../services/kernel/all-ended.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { refuseShorter, untilSeconds } from "../../services/objects/lock-rules.ts";
import type { LockMode, ObjectLock, ObjectRef } from "../../services/objects/object-store.ts";
import { syncPath } from "../process/sync-path.ts";
import { errno } from "./durable-files.ts";
import type { ObjectFiles } from "./object-files.ts";

export async function readLock(files: ObjectFiles, ref: ObjectRef): Promise<ObjectLock | null> {
  let names: string[];
  try {
    names = await readdir(files.locks(ref));
  } catch (error) {
    if (errno(error) === "ENOENT") return null;
    throw error;
  }
  const modes = new Set<LockMode>();
  let latest = 0;
  for (const name of names) {
    const [, mode, seconds] = /^(compliance|governance)-(\d{1,10})$/.exec(name) ?? [];
    if (mode === undefined) continue;
    modes.add(mode as LockMode);
    latest = Math.max(latest, Number(seconds));
  }
  if (latest === 0) return null;
  return {
    mode: modes.has("compliance") ? "compliance" : "governance",
    until: utcInstant(new Date(latest * 1000)),
  };
}

/** Durable when resolved. @throws Refusal "objects/lock-shortened", "objects/lock-too-far". */
export async function addLock(files: ObjectFiles, ref: ObjectRef, lock: ObjectLock): Promise<void> {
  const seconds = untilSeconds(lock.until);
  refuseShorter(await readLock(files, ref), lock);
  const folder = files.locks(ref);
  await files.folders.make(folder);
  const handle = await open(join(folder, `${lock.mode}-${seconds}`), "a", 0o400);
  try {
    // Both are needed and neither first.
    await allEnded([handle.sync(), syncPath(folder)]);
  } finally {
    await handle.close();
  }
}

export async function dropLocks(files: ObjectFiles, ref: ObjectRef): Promise<void> {
  await rm(files.locks(ref), { recursive: true, force: true });
}
