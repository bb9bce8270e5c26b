/** A table of working days from outside: JSON and CSV say the same, and what contradicts itself is refused with every problem. */
import { expect, it } from "vitest";
import { readTable } from "../../../services/calendar/read-table.ts";
import { CSV, TABLE } from "../../fixtures/day-tables.ts";

const refused = (text: string): string => {
  try {
    readTable(text);
  } catch (error) {
    const { code, fix } = error as { code: string; fix: string };
    expect(code).toBe("calendar/bad-table");
    return fix;
  }
  throw new Error("it was taken");
};
const json = (changes: object) => JSON.stringify({ ...TABLE, ...changes });
const off = (from: string, to = from) => ({ from, to, name: { "zh-CN": "假", en: "off" } });

it("reads JSON and CSV to the same table, with a mark of order of bytes, and version 1 where none is told", () => {
  expect(readTable(CSV)).toEqual(TABLE);
  expect(readTable(`\uFEFF${CSV}`)).toEqual(TABLE);
  expect(readTable(`\uFEFF${json({})}`)).toEqual(TABLE);
  const { version: _, ...without } = TABLE;
  expect(readTable(JSON.stringify(without))).toEqual(TABLE);
});

it.each([
  [
    "overlapping",
    json({ holidays: [off("2027-01-01", "2027-01-03"), off("2027-01-03")] }),
    "stands twice",
  ],
  [
    "both",
    json({ holidays: [off("2027-02-06")], workdays: ["2027-02-06"] }),
    "a holiday and a working day",
  ],
  ["a weekday", json({ workdays: ["2027-02-08"] }), "no Saturday or Sunday"],
  ["another year", json({ workdays: ["2028-02-12"] }), "is not in 2027"],
  ["no such day", json({ workdays: ["2027-02-30"] }), "no day of the calendar"],
  ["no notice", json({ notice: "" }), "notice"],
  ["another member", json({ author: "x" }), "author"],
  ["backwards", json({ holidays: [off("2027-01-03", "2027-01-01")] }), "no stretch of 2027"],
  ["no JSON", "{", "no JSON"],
  ["too long", `{${" ".repeat(70_000)}}`, "64 KiB"],
  ["no table", "x", "empty"],
  [
    "two notices",
    CSV.replace("国办发明电〔2026〕9号,2026-11-05,workday", "另一号,2026-11-05,workday"),
    "line 3, notice",
  ],
  ["another kind", CSV.replace(",workday,", ",halfday,"), "line 3, kind"],
  ["a make-up of two days", CSV.replace("2027-02-06,,,", "2027-02-06,2027-02-07,,"), "one day"],
  ["a column too many", CSV.replace("zh,en", "zh,en,x"), "unknown-column"],
  ["no year", CSV.replaceAll(",2027,1,", ",next,1,"), "year"],
])("refuses a table: %s", (_, text, said) => {
  expect(refused(text)).toContain(said);
});
