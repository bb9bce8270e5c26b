/** What a trial of a backup asks of this machine: a server of its own, and openssl. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Counted } from "../../backup/statement.ts";
import type { TrialTools } from "./tools.ts";

/** PostgreSQL's own programs, and openssl. */
export interface TrialPrograms {
  startCluster(folder: string): Promise<{ readonly url: string; stop(): Promise<void> }>;
  /** The role that the database's grants name. */
  createReader(url: string): Promise<void>;
  restoreDatabase(url: string, file: string): Promise<void>;
  countAll(url: string): Promise<Counted>;
  /** Answers the names in it; what lies in clear meanwhile is `plain`. */
  openArchive(file: string, key: string, plain: string): Promise<readonly string[]>;
}

/** Once `signal` is aborted the server ends, and what works on it fails. */
export const trialTools = (programs: TrialPrograms, signal: AbortSignal): TrialTools => ({
  async startServer(folder) {
    const cluster = await programs.startCluster(folder);
    const { url } = cluster;
    const stop = () => cluster.stop();
    // What works on it fails then, and clears up.
    if (signal.aborted) await stop();
    else signal.addEventListener("abort", () => void stop());
    return {
      url,
      restore: async (file) => {
        await programs.createReader(url);
        await programs.restoreDatabase(url, file);
        return programs.countAll(url);
      },
      [Symbol.asyncDispose]: stop,
    };
  },
  async sealedNames(file, key, folder) {
    const plain = join(folder, "keys.tar");
    try {
      return await programs.openArchive(file, key, plain);
    } finally {
      await rm(plain, { force: true });
    }
  },
});
