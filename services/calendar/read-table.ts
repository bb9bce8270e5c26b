/** A working-day table from outside, as JSON or as CSV: one exact text, read strictly. Pure. */
import { readCsv } from "../kernel/csv-table.ts";
import { type YearTable, badTable, parseYearTable } from "./year-table.ts";

/** A year has some tens of rows. */
export const MAX_TABLE_BYTES = 64 * 1024;

/** The first five say the same in each row; `kind` is "holiday" or "workday", which is one day and has no name. */
const COLUMNS = ["region", "year", "version", "notice", "issuedon", "kind", "from", "to"];
const NAMES = ["zh", "en"];

/** @throws Refusal invalid "calendar/bad-table" that names every problem at once. */
export function readTable(text: string): YearTable {
  if (Buffer.byteLength(text) > MAX_TABLE_BYTES) throw badTable(["longer than 64 KiB"]);
  // A mark of order of bytes is white space to `trim`, and no JSON.
  const said = text.trim();
  if (!said.startsWith("{")) return parseYearTable(fromCsv(text));
  try {
    return parseYearTable(JSON.parse(said));
  } catch (cause) {
    throw cause instanceof SyntaxError ? badTable(["no JSON"]) : cause;
  }
}

function fromCsv(text: string): unknown {
  const { rows, faults } = readCsv(text, COLUMNS, NAMES, { maxRows: 200, maxCell: 200 });
  const first = rows[0]?.cells ?? {};
  const problems = [
    ...faults.map(({ line, column, fault }) => `line ${line}, ${column ?? "all"}: ${fault}`),
    ...rows.flatMap(({ line, cells }) =>
      COLUMNS.slice(0, 5)
        .filter((column) => cells[column] !== first[column])
        .map((column) => `line ${line}, ${column}: not as in the first row`),
    ),
    ...rows.flatMap(({ line, cells: { kind = "", from, to = "" } }) => {
      if (kind !== "holiday" && kind !== "workday") return [`line ${line}, kind: no such kind`];
      return kind === "workday" && to !== "" && to !== from
        ? [`line ${line}, to: a make-up day is one day`]
        : [];
    }),
  ];
  if (problems.length > 0) throw badTable(problems);
  const of = (kind: string) => rows.map(({ cells }) => cells).filter((one) => one["kind"] === kind);
  return {
    ...{ region: first["region"], year: Number(first["year"]), version: Number(first["version"]) },
    ...{ notice: first["notice"], issuedOn: first["issuedon"] },
    holidays: of("holiday").map(({ from, to, zh, en }) => ({
      ...{ from, to: to === "" ? from : to },
      name: { "zh-CN": zh, en },
    })),
    workdays: of("workday").map(({ from }) => from),
  };
}
