/** One project a kind of test; `./holdfast test` runs those without servers first, then the others together. */
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import LongestFirst from "./longest-first.ts";

/** Tests without servers keep nothing between files, so that all files of a project share a few threads. */
const serverless = (name: string, timeoutMs: number) => ({
  extends: true as const,
  test: {
    ...project(name, timeoutMs).test,
    pool: "threads" as const,
    isolate: false,
    maxWorkers: availableParallelism(),
  },
});

const CLIPS = "test/fixtures/clips-folder.ts";

/** Its tests start PostgreSQL: what all have alike is made once. */
const withServers = (name: string, timeoutMs: number) => ({
  extends: true as const,
  test: {
    ...project(name, timeoutMs).test,
    globalSetup: [CLIPS, "test/fixtures/migrated-cluster.ts"],
  },
});

const withClips = (name: string, timeoutMs: number) => ({
  extends: true as const,
  test: { ...project(name, timeoutMs).test, globalSetup: [CLIPS] },
});

const project = (name: string, timeoutMs: number) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    setupFiles: name === "architecture" ? [] : ["test/fixtures/as-described.ts"],
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
  },
});

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    pool: "forks",
    // Two more than there are processors: a test with servers waits for nearly half of its time.
    maxWorkers: availableParallelism() + 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      serverless("architecture", 60_000),
      serverless("unit", 20_000),
      serverless("contract", 20_000),
      withServers("integration", 120_000),
      // Half of it waits: for a lock of a dead worker to end, for a process to come up again.
      withServers("faults", 180_000),
      // A few houses at a time, each with ports and a folder of its own; much of it waits for a browser.
      withClips("e2e", 240_000),
    ],
  },
});
