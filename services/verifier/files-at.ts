/** The files that somebody holds against a batch receipt: one, or everything in a folder, each with its digest. */
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { sha256OfStream } from "../kernel/digest.ts";
import { isNoRecording } from "../batches/card-files.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { NamedFile } from "./check-batch.ts";

/**
 * Links are not followed; what is no recording on a card is left out of a folder.
 * @throws Refusal missing "packages/no-such-file".
 */
export async function filesAt(path: string): Promise<NamedFile[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [await named(path, path)];
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(path, join(entry.parentPath, entry.name)))
      .filter((name) => !isNoRecording(name));
    const files: NamedFile[] = [];
    for (const name of names.sort()) files.push(await named(join(path, name), name));
    return files;
  } catch (cause) {
    throw new Refusal("missing", "packages/no-such-file", "a file cannot be read", { cause });
  }
}

const named = async (path: string, name: string): Promise<NamedFile> => ({
  name,
  ...(await sha256OfStream(createReadStream(path))),
});
