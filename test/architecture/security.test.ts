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

/** Levels of the requirements of each section of ASVS 5.0.0, in their order: "1.3.2" is the second sign behind "1.3". */
const ASVS: Readonly<Record<string, string>> = {
  "1.1": "22",
  "1.2": "1111122223",
  "1.3": "112222222223",
  "1.4": "222",
  "1.5": "123",
  "2.1": "122",
  "2.2": "112",
  "2.3": "12223",
  "2.4": "23",
  "3.1": "3",
  "3.2": "113",
  "3.3": "12223",
  "3.4": "11222233",
  "3.5": "11122333",
  "3.6": "3",
  "3.7": "22333",
  "4.1": "12233",
  "4.2": "23333",
  "4.3": "22",
  "4.4": "1222",
  "5.1": "2",
  "5.2": "112333",
  "5.3": "113",
  "5.4": "222",
  "6.1": "122",
  "6.2": "111111112222",
  "6.3": "11223333",
  "6.4": "112233",
  "6.5": "22222333",
  "6.6": "2223",
  "6.7": "33",
  "6.8": "2222",
  "7.1": "222",
  "7.2": "1111",
  "7.3": "22",
  "7.4": "11222",
  "7.5": "223",
  "7.6": "22",
  "8.1": "1233",
  "8.2": "1123",
  "8.3": "133",
  "8.4": "23",
  "9.1": "111",
  "9.2": "1222",
  "10.1": "22",
  "10.2": "223",
  "10.3": "22223",
  "10.4": "1111122222233333",
  "10.5": "22222",
  "10.6": "22",
  "10.7": "222",
  "11.1": "2233",
  "11.2": "22233",
  "11.3": "11233",
  "11.4": "1222",
  "11.5": "23",
  "11.6": "23",
  "11.7": "33",
  "12.1": "12233",
  "12.2": "11",
  "12.3": "22223",
  "13.1": "2333",
  "13.2": "222223",
  "13.3": "2233",
  "13.4": "1222233",
  "14.1": "22",
  "14.2": "12223333",
  "14.3": "122",
  "15.1": "12233",
  "15.2": "12233",
  "15.3": "1222222",
  "15.4": "3333",
  "16.1": "2",
  "16.2": "22222",
  "16.3": "2222",
  "16.4": "222",
  "16.5": "2223",
  "17.1": "23",
  "17.2": "22223333",
  "17.3": "22",
};

describe("asvs.md", () => {
  const requirements = rows("asvs.md", /^\d+\.\d+\.\d+$/);
  /** Chapters in which level 3 is the aim, too. */
  const deep = /^(5|7|8|11|16)\./;

  test("has every requirement once, with its level, a verdict and how", () => {
    const all = Object.entries(ASVS).flatMap(([section, levels]) =>
      Array.from(levels, (level, at) => [`${section}.${at + 1}`, level]),
    );
    expect(all).toHaveLength(345);
    expect(requirements.map(([id, level]) => [id, level])).toEqual(all);
    const verdicts = new Set(requirements.map(([, , verdict]) => verdict));
    expect([...verdicts].sort()).toEqual(["met", "not met", "operator", "otherwise", "–"]);
    const bare = requirements.filter(([, , verdict, how, tests]) => {
      return how === "" || tests === "" || (verdict === "met" && tests === "–");
    });
    expect(bare).toEqual([]);
  });

  test("says of what is not met whether that is within the aim, and SECURITY.md lists just that", () => {
    const missed = requirements.filter(([, , verdict]) => verdict === "not met");
    const within = missed.filter(([id = "", level]) => level !== "3" || deep.test(id));
    const saidBeyond = missed.filter(([, , , how = ""]) => how.startsWith("Beyond the aim."));
    expect(saidBeyond).toEqual(missed.filter((row) => !within.includes(row)));
    for (const name of ["SECURITY.md", "SECURITY.zh-CN.md"]) {
      const section = readFileSync(join(ROOT, name), "utf8").split("\n### ").at(-1) ?? "";
      const listed = [...section.matchAll(/^\| (\d[\d., 、]*) \|/gm)].flatMap(([, ids = ""]) =>
        ids.split(/, |、/),
      );
      expect(listed.sort(), name).toEqual(within.map(([id]) => id).sort());
    }
  });

  test("names tests and pages that there are", () => {
    const page = /^\[[\w]+\]\(([\w./-]+)\)$/;
    const cells = requirements.flatMap(([, , , , tests = ""]) => tests.split("<br>"));
    const untold = [...new Set(cells)].filter((cell) => {
      const [, path] = page.exec(cell) ?? [];
      if (path !== undefined) return !existsSync(join(ROOT, FOLDER, path));
      return cell !== "–" && untrue(cell).length > 0;
    });
    expect(untold).toEqual([]);
  });
});
