/** One project a kind of test; `./holdfast test` runs them in this order. */
import { defineConfig } from "vitest/config";

const project = (name: string, timeoutMs: number, parallel: boolean) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    fileParallelism: parallel,
  },
});

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    pool: "forks",
    maxWorkers: 2,
    projects: [
      project("architecture", 60_000, true),
      project("unit", 20_000, true),
      project("contract", 20_000, true),
      project("integration", 120_000, true),
      project("faults", 180_000, false),
      project("e2e", 240_000, false),
    ],
  },
});
