/** Keeps the programs' logs within bounds: beyond a size the text moves to FILE.1, then FILE.2, then away. */
import { copyFile, readdir, rename, stat, truncate } from "node:fs/promises";
import { join } from "node:path";

const MAX_BYTES = 16 << 20;
const KEPT = 3;

/**
 * Programs append through descriptors of their own, so a file is copied and cut, not renamed; lines written
 * in between may be lost. What must be proven is in the ledger, not in a log.
 */
export async function rotateLogs(folder: string, maxBytes = MAX_BYTES): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (!name.endsWith(".log") || (await stat(path)).size <= maxBytes) continue;
    for (let age = KEPT - 1; age >= 1; age -= 1) {
      await rename(`${path}.${age}`, `${path}.${age + 1}`).catch(() => undefined);
    }
    await copyFile(path, `${path}.1`);
    await truncate(path);
  }
}
