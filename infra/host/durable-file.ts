/** Small private files that are whole or not there, also after a power cut. */
import { randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { syncPath } from "../process/sync-path.ts";

/** Replaces `path` by `text`, mode 0600 unless told: written beside it, flushed, renamed, folder flushed. */
export async function writeDurably(path: string, text: string, mode = 0o600): Promise<void> {
  const beside = await written(path, text, mode);
  await rename(beside, path);
  await syncPath(dirname(path));
}

/** Writes `path` only if nothing is there, and answers whether this call wrote it. */
export async function writeOnce(path: string, text: string, mode = 0o600): Promise<boolean> {
  const beside = await written(path, text, mode);
  try {
    await link(beside, path);
    await syncPath(dirname(path));
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
}

/** The secret kept in `path`; the first call makes one of 24 random bytes. */
export async function keptSecret(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeOnce(path, randomBytes(24).toString("base64url"));
  return (await readFile(path, "utf8")).trim();
}

async function written(path: string, text: string, mode: number): Promise<string> {
  const beside = `${path}.${randomBytes(6).toString("hex")}`;
  const file = await open(beside, "wx", mode);
  try {
    await file.writeFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
  return beside;
}
