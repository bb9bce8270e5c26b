/** One project a kind of test; `./holdfast test` runs them in this order. */
import { defineConfig } from "vitest/config";

/** Tests without servers keep nothing between files, so that the files of a project share their processes. */
const project = (name: string, timeoutMs: number, parallel: boolean, isolate = true) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    fileParallelism: parallel,
    isolate,
  },
});

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    pool: "forks",
    maxWorkers: 2,
    projects: [
      project("architecture", 60_000, true, false),
      project("unit", 20_000, true, false),
      project("contract", 20_000, true, false),
      project("integration", 120_000, true),
      project("faults", 180_000, false),
      project("e2e", 240_000, false),
    ],
  },
});
