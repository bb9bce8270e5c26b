/** Small private files of one folder, whole or not there, also after a power cut. */
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { syncPath } from "../process/sync-path.ts";
import { writeDurably } from "./durable-file.ts";

export function privateFolder(folder: string) {
  return {
    read: async (name: string): Promise<string | null> =>
      readFile(join(folder, name), "utf8").catch((error: unknown) => {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      }),
    write: async (name: string, text: string): Promise<void> => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeDurably(join(folder, name), text);
    },
    remove: async (name: string): Promise<void> => {
      await rm(join(folder, name), { force: true });
      await syncPath(folder);
    },
  };
}
