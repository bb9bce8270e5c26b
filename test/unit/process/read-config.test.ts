/** Configuration: every problem at once, by name, and never a value. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { ConfigError, readConfig } from "../../../infra/process/read-config.ts";

const Store = z.object({ HOLDFAST_BUCKET: z.string().min(3).describe("Bucket of the evidence") });
const Listen = z.object({
  HOLDFAST_PORT: z.coerce.number().int().min(1).default(8420).describe("Port"),
  HOLDFAST_SECRET: z.string().min(8).describe("Secret"),
});

const problemOf = (env: NodeJS.ProcessEnv): string => {
  try {
    readConfig(env, Store, Listen);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error("it was accepted");
};

test("all problems are told at once, with what the variable is for", () => {
  const problem = problemOf({ HOLDFAST_PORT: "-1" });
  expect(problem).toContain("HOLDFAST_BUCKET");
  expect(problem).toContain("Bucket of the evidence");
  expect(problem).toContain("HOLDFAST_PORT");
  expect(problem).toContain("HOLDFAST_SECRET");
});

test("a value never stands in a problem", () => {
  expect(problemOf({ HOLDFAST_BUCKET: "evidence", HOLDFAST_SECRET: "hunter2" })).not.toContain(
    "hunter2",
  );
});

test("a secret is read from the file that stands for it", () => {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-config-"));
  const file = join(folder, "secret");
  writeFileSync(file, "correct horse\n");
  expect(
    readConfig({ HOLDFAST_BUCKET: "evidence", HOLDFAST_SECRET_FILE: file }, Store, Listen),
  ).toEqual({
    HOLDFAST_BUCKET: "evidence",
    HOLDFAST_PORT: 8420,
    HOLDFAST_SECRET: "correct horse",
  });
  rmSync(folder, { recursive: true });
  expect(problemOf({ HOLDFAST_SECRET_FILE: file })).toContain(
    "HOLDFAST_SECRET_FILE cannot be read",
  );
});

test("an empty variable is a missing one", () => {
  expect(problemOf({ HOLDFAST_BUCKET: "", HOLDFAST_SECRET: "long enough" })).toContain(
    "HOLDFAST_BUCKET",
  );
});
