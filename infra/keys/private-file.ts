/** Small files that must be there whole after a power cut, or as they were before. */
import { randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { syncPath } from "../process/sync-path.ts";

/** Makes `folder` for its owner alone. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** `name` in `folder` is `text`, durably, if nothing is there; answers whether this call wrote it. Mode 0600. */
export async function writeFirst(folder: string, name: string, text: string): Promise<boolean> {
  const temporary = join(folder, `.${name}.${randomBytes(8).toString("hex")}`);
  try {
    const file = await open(temporary, "wx", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(temporary, join(folder, name));
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
    await syncPath(folder);
  }
}

/** `name` in `folder` becomes `text`, at once and durably. `mode` 0600 for secrets. */
export async function replaceFile(
  folder: string,
  name: string,
  text: string | Uint8Array,
  mode: 0o600 | 0o644,
): Promise<void> {
  const temporary = join(folder, `.${name}.new`);
  await rm(temporary, { force: true });
  const file = await open(temporary, "wx", mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, join(folder, name));
  await syncPath(folder);
}

/** Null where there is no such file. */
export async function readOrNull(path: string): Promise<Buffer | null> {
  return await readFile(path).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
}
