/** `./holdfast test`: every check in order, the time of each, and at the end a bare line "N passed, N failed". */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  installLine,
  installPackages,
  missingPackages,
  rootAccess,
} from "../infra/host/debian-packages.ts";
import { CHECKS, QUICK_CHECKS, type Check } from "./source-checks.ts";
import { readTestReport, type Count } from "./test-report.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const SERVERLESS = ["architecture", "unit", "contract"];
const WITH_SERVERS = ["integration", "faults", "e2e"];
/** Houses built wrong on purpose to try the checkers themselves: left out of a quick run. */
const CHECKER_TRIALS = ["import-rule", "lint"].map((name) => `test/architecture/${name}.test.ts`);

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

/** Checks of the sources, one after another: a check is one stage and passes or fails as a whole. */
async function runChecks(checks: readonly Check[]): Promise<Count> {
  const counts: Count[] = [];
  for (const { name, tools } of checks) {
    const started = performance.now();
    const failures: string[] = [];
    for (const [script, ...args] of tools) {
      const { code, output } = await runTool(script, args, false);
      if (code !== 0) failures.push(output.trim());
    }
    const count = failures.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    report(name, count, started);
    for (const failure of failures) print(failure);
    counts.push(count);
  }
  return sum(counts);
}

const report = (name: string, { passed, failed }: Count, started: number): void =>
  print(
    `${failed === 0 ? "ok  " : "FAIL"} ${name.padEnd(13)} ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${passed} passed, ${failed} failed`,
  );

/** Vitest projects in one run. A test that was skipped, or a run without tests, counts as failed: nothing is silent. */
async function projects(
  names: readonly string[],
  folder: string,
  leftOut: readonly string[] = [],
): Promise<Count> {
  const started = performance.now();
  const file = join(folder, `${names.join("-")}.json`);
  const args = ["run", "--config", "test/vitest.config.ts"];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const chosen = [
    ...names.map((name) => `--project=${name}`),
    ...leftOut.map((file) => `--exclude=${file}`),
  ];
  const { code } = await runTool("vitest/vitest.mjs", [...args, ...chosen, ...reporters], true);
  const text = await readFile(file, "utf8").catch(() => null);
  const { count, notes } = readTestReport(text, code);
  for (const note of notes) print(`     ${note}`);
  report(names.join(", "), count, started);
  return count;
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
  process.env["NODE_COMPILE_CACHE"] = join(folder, "compile-cache");
  const counts: Count[] = [];
  try {
    counts.push(
      ...(await Promise.all([
        runChecks(values.quick ? QUICK_CHECKS : CHECKS),
        projects(SERVERLESS, folder, values.quick ? CHECKER_TRIALS : []),
      ])),
    );
    if (values.quick)
      print(
        "left out: the page's build, lint rules that need types, trials of the checkers, all tests with servers",
      );
    else counts.push(await projects(WITH_SERVERS, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const total = sum(counts);
  print(`in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  print(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

process.exitCode = await main();
