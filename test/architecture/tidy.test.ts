/** What no linter knows: the tree tells the architecture, and nothing escapes the tools that guard it. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PIPELINE } from "../../services/evidence/pipeline.ts";
import { productFiles, ROOT, sourceFiles, trackedFiles } from "./source-files.ts";

const TOP_LEVEL = [
  ...["services", "workers", "infra", "test", "docker-compose.yml", "package.json"],
  ...["tsconfig.json", "README.md", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE", "holdfast"],
  // Papers for people who work with Holdfast and not on it.
  ...["package-lock.json", "docs", "SECURITY.md", "SECURITY.zh-CN.md"],
];

test("the top level holds what was agreed and nothing else", () => {
  const names = trackedFiles().map((path) => path.split("/")[0] ?? "");
  const visible = new Set(names.filter((name) => !name.startsWith(".")));
  expect([...visible].sort()).toEqual([...TOP_LEVEL].sort());
});

test("every file opens with a comment that says what it is", () => {
  const silent = [...productFiles(), ...sourceFiles("test")]
    .filter(({ text }) => !/^(#![^\n]*\n)?\/\*\*/.test(text))
    .map(({ path }) => path);
  expect(silent).toEqual([]);
});

test("no file keeps the marks of two changes that met", () => {
  // git grep ends with 1 where it finds nothing; anything else is a find, or no look at all.
  const grep = spawnSync("git", ["grep", "-lE", "^(<{7}|>{7}) ", "--", "."], { cwd: ROOT });
  expect([grep.status, grep.stdout.toString()]).toEqual([1, ""]);
});

test("every step that a worker runs has its job file, and every job file its step", () => {
  const rows = PIPELINE.filter((row) => row.by !== "api");
  const missing = rows
    .map((row) => `workers/${row.by}/${row.step}.ts`)
    .filter((path) => !existsSync(join(ROOT, path)));
  expect(missing).toEqual([]);
  for (const process of ["media", "custody"]) {
    const jobs = sourceFiles(`workers/${process}`).filter(({ text }) => /: Job\b/.test(text));
    const steps = rows.filter((row) => row.by === process).map((row) => `${row.step}.ts`);
    expect(jobs.map(({ path }) => path.split("/").at(-1)).sort()).toEqual([...steps].sort());
  }
});

test("every port names a contract suite that exists", () => {
  const claims = productFiles().flatMap(({ path, text }) =>
    [...text.matchAll(/test\/contract\/[a-z-]+\.contract\.ts/g)].map(([suite]) => ({
      path,
      suite,
    })),
  );
  expect(claims.length).toBeGreaterThan(5);
  expect(claims.filter(({ suite }) => !existsSync(join(ROOT, suite)))).toEqual([]);
});

test("every contract suite is run on the fake and on something real", () => {
  const users = sourceFiles("test/contract", "test/integration").filter(
    ({ path }) => !path.endsWith(".contract.ts"),
  );
  const suites = readdirSync(join(ROOT, "test/contract")).filter((name) =>
    name.endsWith(".contract.ts"),
  );
  const text = (suite: string) => readFileSync(join(ROOT, "test/contract", suite), "utf8");
  for (const suite of suites) {
    // A suite may be a part of another one.
    const wholes = suites.filter((name) => text(name).includes(`./${suite}`));
    const names = [suite, ...wholes];
    const runs = users
      .filter((user) => names.some((name) => user.text.includes(name)))
      .map(({ path }) => path);
    expect(runs, `${suite} on a fake`).toContainEqual(expect.stringMatching(/^test\/contract\//));
    expect(runs, `${suite} for real`).toContainEqual(expect.stringMatching(/^test\/integration\//));
  }
});

test("the import rule holds, and its checker sees every file", () => {
  // With a compiler it cannot read, the checker sees nothing and reports success.
  const report = execFileSync(
    join(ROOT, "node_modules/.bin/depcruise"),
    [
      ...["services", "workers", "infra", "test"],
      ...["--config", ".dependency-cruiser.cjs", "--output-type", "json"],
      // What it read of a file is kept under the digest of the file's content.
      ...["--cache", "node_modules/.cache/holdfast/imports", "--cache-strategy", "content"],
    ],
    { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const { modules, summary } = JSON.parse(report) as {
    modules: { source: string }[];
    summary: { violations: unknown[] };
  };
  expect(summary.violations).toEqual([]);
  const seen = new Set(modules.map(({ source }) => source));
  const files = [...productFiles(), ...sourceFiles("test")].map(({ path }) => path);
  expect(files.filter((path) => !seen.has(path))).toEqual([]);
}, 300_000); // ten seconds of work, and a machine that does other work too

test("no source file lies outside the folders the tools look at", () => {
  const sources = trackedFiles().filter((path) => /\.tsx?$/.test(path));
  expect(sources.length).toBeGreaterThan(300);
  const strays = sources.filter((path) => !/^(services|workers|infra|test)\//.test(path));
  expect(strays).toEqual([]);
});

test("nothing is switched off without a reason beside it", () => {
  const off =
    /((?:eslint|oxlint)-disable(?!.* -- \S)|@ts-(ignore|nocheck|expect-error)|\b(test|it|describe)\.(skip|only|todo)\()/;
  const silent = [...productFiles(), ...sourceFiles("test")].filter(
    ({ path, text }) => !path.startsWith("test/architecture/") && off.test(text),
  );
  expect(silent.map(({ path }) => path)).toEqual([]);
});
