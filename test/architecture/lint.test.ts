/** The linter bites: a file that breaks the rules of this house is refused under each rule's name. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { LINT } from "../source-checks.ts";
import { ROOT } from "./source-files.ts";

const house = mkdtempSync(join(tmpdir(), "holdfast-lint-"));
afterAll(() => rmSync(house, { recursive: true, force: true }));

const BREAKS_EACH_RULE = `
type Verdict = "sealed" | "refused";
export async function store(): Promise<void> {}
export function told(verdict: Verdict): string {
  switch (verdict) { case "sealed": return "yes"; }
  return String(JSON.parse("1").digest);
}
export default function start(): string | undefined {
  store();
  [1, 2].forEach(async () => { await store(); });
  // oxlint-disable-next-line no-console -- nothing here to excuse
  const home = process.env["HOME"];
  console.log(home);
  return home;
}
`;
const NAMES = [
  ...["typescript(no-floating-promises)", "typescript(no-misused-promises)"],
  ...["typescript(switch-exhaustiveness-check)", "typescript(no-unsafe-member-access)"],
  ...["import(no-default-export)", "node(no-process-env)", "eslint(no-console)"],
  "Unused oxlint-disable directive",
];

test("each rule refuses what breaks it", () => {
  copyFileSync(join(ROOT, ".oxlintrc.json"), join(house, ".oxlintrc.json"));
  copyFileSync(join(ROOT, "tsconfig.json"), join(house, "tsconfig.json"));
  symlinkSync(join(ROOT, "node_modules"), join(house, "node_modules"));
  mkdirSync(join(house, "services"));
  writeFileSync(join(house, "services/broken.ts"), BREAKS_EACH_RULE);
  const [script, ...flags] = LINT;
  const oxlint = join(ROOT, "node_modules", script);
  const { status, stdout } = spawnSync(process.execPath, [oxlint, ...flags, "."], {
    cwd: house,
    encoding: "utf8",
  });
  expect(status, stdout).toBe(1);
  expect(NAMES.filter((name) => !stdout.includes(name))).toEqual([]);
});
