/** `./holdfast test`: every check in order, the time of each, and at the end a bare line "N passed, N failed". */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  installLine,
  installPackages,
  missingPackages,
  rootAccess,
} from "../infra/host/debian-packages.ts";
import { readTestReport, type Count } from "./test-report.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const QUICK_PROJECTS = ["architecture", "unit", "contract"];
const SERVER_PROJECTS = ["integration", "faults", "e2e"];

interface Finished {
  readonly code: number;
  readonly output: string;
}

/** Runs a program of node_modules; `echo` shows what it prints at once instead of keeping it. */
async function runTool(script: string, args: readonly string[], echo: boolean): Promise<Finished> {
  const { promise, resolve } = Promise.withResolvers<Finished>();
  const child = spawn(process.execPath, [join(ROOT, "node_modules", script), ...args], {
    cwd: ROOT,
    stdio: ["ignore", echo ? "inherit" : "pipe", echo ? "inherit" : "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  }
  child.once("error", (error) => resolve({ code: 1, output: String(error) }));
  child.once("close", (code) => resolve({ code: code ?? 1, output }));
  return promise;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** A stage that is one check: it passes or fails as a whole. */
async function check(name: string, ...tools: readonly (readonly [string, string[]])[]) {
  const started = performance.now();
  const failures: string[] = [];
  for (const [script, args] of tools) {
    const { code, output } = await runTool(script, args, false);
    if (code !== 0) failures.push(output.trim());
  }
  report(name, { passed: failures.length === 0 ? 1 : 0, failed: failures.length }, started);
  for (const failure of failures) print(failure);
  return { passed: failures.length === 0 ? 1 : 0, failed: failures.length };
}

const report = (name: string, { passed, failed }: Count, started: number): void =>
  print(
    `${failed === 0 ? "ok  " : "FAIL"} ${name.padEnd(13)} ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${passed} passed, ${failed} failed`,
  );

/** One vitest project. A test that was skipped, or a project without tests, counts as failed: nothing is silent. */
async function project(name: string, folder: string): Promise<Count> {
  const started = performance.now();
  const file = join(folder, `${name}.json`);
  const args = ["run", "--config", "test/vitest.config.ts", "--project", name];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code } = await runTool("vitest/vitest.mjs", [...args, ...reporters], true);
  const text = await readFile(file, "utf8").catch(() => null);
  const { count, notes } = readTestReport(text, code);
  for (const note of notes) print(`     ${note}`);
  report(name, count, started);
  return count;
}

/** The cheap checks, as many at once as there are processors. */
function staticChecks(): Promise<Count>[] {
  const checks = [
    () =>
      check(
        "types",
        ["typescript-native/bin/tsc", ["--noEmit"]],
        ["typescript-native/bin/tsc", ["--noEmit", "-p", "services/web"]],
      ),
    () => check("lint", ["oxlint/bin/oxlint", ["."]]),
    () => check("format", ["prettier/bin/prettier.cjs", ["--check", "--log-level", "warn", "."]]),
    () =>
      check("import rule", [
        "dependency-cruiser/bin/dependency-cruiser.mjs",
        [...["services", "workers", "infra", "test"], ...["--config", ".dependency-cruiser.cjs"]],
      ]),
  ];
  if (availableParallelism() > 1) return checks.map((start) => start());
  let before: Promise<unknown> = Promise.resolve();
  return checks.map((start) => {
    const count = before.then(start);
    before = count;
    return count;
  });
}

/** Installs what tests need. Where that is not possible the tests still run and name what they miss. */
async function prepare(): Promise<void> {
  const missing = await missingPackages("test", process.env["PATH"] ?? "");
  if (missing.length === 0) return;
  const asRoot = await rootAccess();
  print(`The tests need ${missing.join(", ")}.`);
  if (asRoot !== null && (await installPackages(missing, asRoot))) return;
  print(`They could not be installed here. As root, run:\n  ${installLine(missing)}`);
}

const sum = (counts: readonly Count[]): Count => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
});

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      yes: { type: "boolean", short: "y", default: false },
      data: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    print("holdfast test [--quick]   every check; --quick: those that need no server");
    return 0;
  }
  const started = performance.now();
  if (!values.quick) await prepare();
  const folder = await mkdtemp(join(tmpdir(), "holdfast-report-"));
  const counts: Count[] = [];
  try {
    counts.push(...(await Promise.all(staticChecks())));
    for (const name of QUICK_PROJECTS) counts.push(await project(name, folder));
    if (!values.quick) {
      if (existsSync(join(ROOT, "services/web/index.html"))) {
        counts.push(
          await check("page", [
            "vite/bin/vite.js",
            ["build", "services/web", "--logLevel", "warn"],
          ]),
        );
      }
      for (const name of SERVER_PROJECTS) counts.push(await project(name, folder));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const total = sum(counts);
  print(`in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  print(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

process.exitCode = await main();
