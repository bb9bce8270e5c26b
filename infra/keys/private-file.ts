/** Small files that must be there whole after a power cut, or as they were before. */
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { syncPath } from "../process/sync-path.ts";

/** Makes `folder` for its owner alone. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
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
