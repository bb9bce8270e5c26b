/** A finished file of this machine, taken into the store's folder by its name: on one file system no byte of it moves. */
import { constants } from "node:fs";
import { type FileHandle, lstat, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { errno, mismatch } from "./durable-files.ts";
import type { ObjectFiles, StagedFile } from "./object-files.ts";

/** Read-only, as what is stored is. */
const MODE = 0o400;

/**
 * Null: it lies on another file system, is not this process's own, or has a second name that somebody could write to it by.
 * A rename and not a second link: the immutable flag of a stored file would freeze both names.
 * @throws Refusal tampered "objects/digest-mismatch" if it has another size.
 */
export async function adoptable(
  files: ObjectFiles,
  path: string,
  sizeBytes: number,
): Promise<StagedFile | null> {
  const facts = await lstat(path);
  if (!facts.isFile() || facts.nlink !== 1 || facts.uid !== process.geteuid?.()) return null;
  if (facts.size !== sizeBytes) throw mismatch();
  const folder = join(files.root, "staged");
  const staged = join(folder, randomUUID());
  try {
    await files.folders.within(folder, () => rename(path, staged));
  } catch (error) {
    if (errno(error) === "EXDEV") return null;
    throw error;
  }
  return { path: staged, handle: await readOnly(staged) };
}

/** What stamps it and makes it durable needs no right to write. */
async function readOnly(path: string): Promise<FileHandle> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    await handle.chmod(MODE);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}
