/** The files that somebody holds against a batch receipt: one, or everything in a folder, each with its digest. */
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { sha256OfStream } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { NamedFile } from "./check-batch.ts";

/** What a dock leaves beside a recording, which is no recording. */
const MARK_SUFFIX = ".holdfast";

/** Links are not followed; a dock's marks are left out. @throws Refusal missing "packages/no-such-file". */
export async function filesAt(path: string): Promise<NamedFile[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [await named(path, path)];
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile() && !entry.name.endsWith(MARK_SUFFIX))
      .map((entry) => join(entry.parentPath, entry.name));
    const files: NamedFile[] = [];
    for (const name of names.sort()) files.push(await named(name, name.slice(path.length + 1)));
    return files;
  } catch (cause) {
    throw new Refusal("missing", "packages/no-such-file", "a file cannot be read", { cause });
  }
}

const named = async (path: string, name: string): Promise<NamedFile> => ({
  name,
  ...(await sha256OfStream(createReadStream(path))),
});
