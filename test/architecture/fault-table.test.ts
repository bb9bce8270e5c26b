/** The table of faults names points and tests that are there, and owns up to what nobody tries. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { POINTS } from "../torture/points.ts";
import { ROOT } from "./source-files.ts";

const text = readFileSync(join(ROOT, "test/faults/README.md"), "utf8");
const rows = text
  .split("\n")
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const FAULTS = 6;

const pathOf = (name: string): string =>
  name.endsWith(".ts") ? name : `test/faults/${name}.test.ts`;

test("has a row for each point, by its number and name", () => {
  expect(POINTS).toHaveLength(27);
  expect(rows.map(([number, name]) => [number, name])).toEqual(
    POINTS.map(({ number, name }) => [String(number), name]),
  );
});

test.each(rows)("point %s names tests that are there (%s)", (_number, _name, ...cells) => {
  expect(cells).toHaveLength(FAULTS);
  for (const cell of cells.filter((each) => each !== "—" && each !== "open")) {
    for (const name of cell.split(", "))
      expect([name, existsSync(join(ROOT, pathOf(name)))]).toEqual([name, true]);
  }
});

test("says that torture kills wherever a round trip marks the point, and that each point is killed at", () => {
  for (const { number, marks } of POINTS) {
    const killed = rows[number - 1]![2]!;
    expect([number, killed]).not.toEqual([number, "open"]);
    if (marks.length > 0)
      expect([number, killed.split(", ")]).toEqual([number, expect.arrayContaining(["torture"])]);
  }
});
