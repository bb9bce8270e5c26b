/** CSV that every spreadsheet opens alike and none executes (RFC 4180, UTF-8 with a byte order mark). */

/** Excel takes text without it for the local code page. */
export const CSV_START = "\uFEFF";

/** What a spreadsheet would take for a formula, or for the start of a hidden one. */
const FORMULA = /^[\s\u00A0]*[=+\-@\t\r＝＋－＠]/;

/** One line. A cell that could be a formula gets an apostrophe before it; numbers are given as such. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(cell).join(",")}\r\n`;

function cell(value: string | number | null): string {
  if (typeof value === "number") return String(value);
  if (value === null || value === "") return "";
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
