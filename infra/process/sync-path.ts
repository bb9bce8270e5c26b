/** Makes durable what lies at a path already: the bytes of a file, or the entries of a folder. */
import { open } from "node:fs/promises";

/**
 * Once; after an error the caller must not believe a second call. A file's own fsync leaves its entry open
 * (fsync(2): "calling fsync() does not necessarily ensure that the entry in the directory … has reached disk").
 */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
