/** The tables of docs/security are whole, and what they name as a test is one. */
import { existsSync, readFileSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT, trackedFiles } from "./source-files.ts";

const FOLDER = "docs/security";

/** The cells of each row of a table whose first cell looks like `id`. */
function rows(page: string, id: RegExp): string[][] {
  return readFileSync(join(ROOT, FOLDER, page), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.slice(2, -2).split(" | "))
    .filter(([first = ""]) => id.test(first));
}

/** What of a cell of tests is no link to a file with a test of that name; names are as in the source, between quotes. */
function untrue(cell: string): string[] {
  return cell.split("<br>").filter((named) => {
    const [, shown, path = "", name = ""] =
      /^\[(.+)\]\(\.\.\/\.\.\/(\S+)\) (.+)$/.exec(named) ?? [];
    if (path !== `test/${shown}.ts` && path !== `test/${shown}.test.ts`) return true;
    if (!existsSync(join(ROOT, path))) return true;
    const source = readFileSync(join(ROOT, path), "utf8");
    return !['"', "`"].some((quote) => source.includes(quote + name + quote));
  });
}

describe("SECURITY.md", () => {
  const page = (name: string): string => readFileSync(join(ROOT, name), "utf8");
  const tableRows = (text: string): number =>
    text.split("\n").filter((line) => /^\| /.test(line)).length;

  test("names tests that there are", () => {
    const named = [...page("SECURITY.md").matchAll(/`([\w/*.-]+\.(?:test|contract)\.ts)`/g)];
    expect(named.length).toBeGreaterThan(20);
    const files = trackedFiles().filter((path) => path.startsWith("test/"));
    const missing = named
      .map(([, name = ""]) => name)
      .filter((name) => !files.some((path) => matchesGlob(path, `**/${name}`)));
    expect(missing).toEqual([]);
  });

  test("says as much in Chinese", () => {
    expect(tableRows(page("SECURITY.zh-CN.md"))).toBe(tableRows(page("SECURITY.md")));
    const points = (text: string): number =>
      text.split("\n").filter((line) => /^- \*\*/.test(line)).length;
    expect(points(page("SECURITY.zh-CN.md"))).toBe(points(page("SECURITY.md")));
  });
});

describe("attacks.md", () => {
  const attacks = rows("attacks.md", /^\d+$/);

  test("has each of its 118 attacks once, with an answer", () => {
    const numbers = attacks.map(([number]) => Number(number));
    expect(numbers).toEqual(Array.from({ length: 118 }, (_, at) => at + 1));
    expect(attacks.filter((cells) => cells.length !== 4 || cells.includes(""))).toEqual([]);
  });

  test.each(attacks)(
    "%s (%s) is tried by tests that there are",
    (_number, _attack, _answer, tests) => {
      expect(untrue(tests)).toEqual([]);
    },
  );
});
