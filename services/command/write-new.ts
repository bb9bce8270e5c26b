/** Files that a verb makes under a name that its user chose: never over one that is there. */
import { open as openFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { EXIT } from "./exit-code.ts";
import { VerbFailure } from "./terminal.ts";
import { GENERAL } from "./texts/general.ts";

/** @throws VerbFailure usage where the file exists. */
export async function writeNew(file: string, bytes: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: "wx" });
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    throw isThere ? exists(file) : error;
  }
}

/**
 * The same of bytes that come: until all of them are on the disk they lie in `file`.part, which a later run writes anew. `open`
 * is not called where the file exists. No link to the name: sticks that people carry away know none. A power cut just after may
 * take the name back, never a part of the bytes.
 */
export async function writeNewFrom(
  file: string,
  open: () => Promise<AsyncIterable<Uint8Array>>,
): Promise<void> {
  await requireFree(file);
  const part = `${file}.part`;
  try {
    await writeWhole(part, open);
    await requireFree(file);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Opened before and closed after all else: a stream that is still opening its file would make it anew behind who removes it. */
async function writeWhole(
  file: string,
  bytes: () => Promise<AsyncIterable<Uint8Array>>,
): Promise<void> {
  const handle = await openFile(file, "w");
  try {
    await handle.writeFile(await bytes());
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** @throws VerbFailure usage where the file exists. */
export async function requireFree(file: string): Promise<void> {
  const found = await stat(file).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  if (found !== null) throw exists(file);
}

const exists = (file: string): VerbFailure => new VerbFailure(EXIT.usage, GENERAL.exists, { file });
