/** What a trial of a backup, and a restore, ask of this machine: a server of its own, and openssl. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "../../../infra/host/free-port.ts";
import { startCluster } from "../../../infra/host/postgres-cluster.ts";
import { restoreDatabase } from "../../../infra/host/postgres-dump.ts";
import { openArchive } from "../../../infra/host/sealed-archive.ts";
import { addressOf, countAll, createReader } from "../../../infra/postgres/snapshot.ts";
import type { TrialTools } from "./tools.ts";

/** Once `signal` is aborted the server ends, and what works on it fails. */
export const trialTools = (signal: AbortSignal): TrialTools => ({
  async startServer(folder) {
    const cluster = await startCluster({ folder, port: await freePort() });
    const { url } = cluster;
    const stop = () => cluster.stop();
    // What works on it fails then, and clears up.
    if (signal.aborted) await stop();
    else signal.addEventListener("abort", () => void stop());
    return {
      url,
      restore: async (file) => {
        await createReader(url);
        await restoreDatabase(addressOf(url), file);
        return countAll(url);
      },
      [Symbol.asyncDispose]: stop,
    };
  },
  async sealedNames(file, key, folder) {
    const plain = join(folder, "keys.tar");
    try {
      return await openArchive(file, key, plain);
    } finally {
      await rm(plain, { force: true });
    }
  },
});
