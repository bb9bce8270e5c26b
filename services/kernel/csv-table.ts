/** A table from outside as CSV (RFC 4180, UTF-8): strict and bounded, every fault told with its line. Pure. */

export interface CsvBounds {
  readonly maxRows: number;
  readonly maxCell: number;
}

export interface CsvFault {
  /** From 1, the header being the first; 0: the table as a whole. */
  readonly line: number;
  readonly column: string | null;
  /** A word that every reader of tables shares; texts are made from it. */
  readonly fault: string;
}

export interface CsvRow {
  readonly line: number;
  /** By the header's names, trimmed; a column that may be left out reads "". */
  readonly cells: Readonly<Record<string, string>>;
}

export interface CsvTable {
  readonly rows: readonly CsvRow[];
  readonly faults: readonly CsvFault[];
}

/** Columns of `needed` must be there, those of `optional` may; others are a fault, for they would be lost. */
export function readCsv(
  text: string,
  needed: readonly string[],
  optional: readonly string[],
  { maxRows, maxCell }: CsvBounds,
): CsvTable {
  const records = recordsOf(text.replace(/^\uFEFF/, ""));
  if (records === null) return whole("broken-quotes");
  const [header, ...lines] = records.filter(({ cells }) => cells.length > 1 || cells[0] !== "");
  if (header === undefined || lines.length === 0) return whole("empty");
  if (lines.length > maxRows) return whole("too-many-rows");
  const names = header.cells.map((name) => name.trim().toLowerCase());
  const headFaults = [
    ...needed
      .filter((name) => !names.includes(name))
      .map((column) => ({ column, fault: "no-column" })),
    ...names
      .filter((name, at) => ![...needed, ...optional].includes(name) || names.indexOf(name) !== at)
      .map((column) => ({ column: column.slice(0, 40), fault: "unknown-column" })),
  ].map((fault) => ({ line: 1, ...fault }));
  if (headFaults.length > 0) return { rows: [], faults: headFaults };
  const faults: CsvFault[] = [];
  const rows = lines.flatMap(({ line, cells }): CsvRow[] => {
    if (cells.length !== names.length) {
      faults.push({ line, column: null, fault: "other-number-of-cells" });
      return [];
    }
    const pairs = names.map(
      (name, at) => [name, (cells[at] ?? "").trim().normalize("NFC")] as const,
    );
    const bad = pairs.filter(([, value]) => value.length > maxCell || /\p{Cc}/u.test(value));
    faults.push(...bad.map(([column]) => ({ line, column, fault: "bad-text" })));
    const empty = Object.fromEntries(optional.map((name) => [name, ""]));
    return bad.length > 0 ? [] : [{ line, cells: { ...empty, ...Object.fromEntries(pairs) } }];
  });
  return { rows, faults };
}

const whole = (fault: string): CsvTable => ({
  rows: [],
  faults: [{ line: 0, column: null, fault }],
});

/** Null where a quote is not closed, or stands where none may. */
function recordsOf(text: string): { readonly line: number; readonly cells: string[] }[] | null {
  const records: { line: number; cells: string[] }[] = [];
  const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/y;
  let cells: string[] = [];
  let [line, start] = [1, 1];
  while (CELL.lastIndex < text.length || cells.length > 0) {
    const found = CELL.exec(text);
    if (found === null) return null;
    const [all, quoted, plain = "", end] = found;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += all.split("\n").length - 1;
    if (end === ",") continue;
    records.push({ line: start, cells });
    [cells, start] = [[], line];
  }
  return records;
}
