/** Which credential was valid on a day, and what a hostile table does not do. */
import { describe, expect, it } from "vitest";
import { parseCalendarDate } from "../../../services/calendar/calendar-date.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { readCsv } from "../../../services/kernel/csv-table.ts";
import { type OfficerEntryId, type OfficerId, newId } from "../../../services/kernel/ids.ts";
import { type OfficerEntry, credentialOn, newest } from "../../../services/officers/officer.ts";
import { NOON } from "../../fixtures/evidence.ts";

const day = (text: string) => parseCalendarDate(text)!;
const officerId = newId<OfficerId>();
const entry = (
  from: string,
  to: string | null,
  changes: Partial<OfficerEntry> = {},
): OfficerEntry => ({
  ...{ id: newId<OfficerEntryId>(), officerId, credentialNo: `no-${from}`, name: "n", unit: "u" },
  ...{ powers: [], validFrom: day(from), validTo: to === null ? null : day(to), source: "hr" },
  ...{ enteredAt: NOON, enteredBy: "user:x", replaces: null, reason: null, ...changes },
});

describe("a credential", () => {
  const first = entry("2024-01-01", "2025-12-31");
  const second = entry("2026-01-02", null);
  const on = (text: string, entries = [first, second], known = NOON) =>
    credentialOn(entries, day(text), known)?.credentialNo ?? null;

  it("is valid on its first and its last day, and on no day between two", () => {
    expect(on("2023-12-31")).toBeNull();
    expect(on("2024-01-01")).toBe(first.credentialNo);
    expect(on("2025-12-31")).toBe(first.credentialNo);
    expect(on("2026-01-01")).toBeNull();
    expect(on("2026-01-02")).toBe(second.credentialNo);
    expect(newest([first, second], NOON)).toBe(second);
  });

  it("counts as it was known: a correction that came later changes nothing before", () => {
    const later = plusMs(NOON, 1_000);
    const revoked = entry("2024-01-01", "2024-06-30", {
      ...{ replaces: first.id, reason: "revoked", enteredAt: later },
    });
    const all = [first, second, revoked];
    expect(on("2025-01-01", all)).toBe(first.credentialNo);
    expect(on("2025-01-01", all, later)).toBeNull();
    expect(on("2024-06-30", all, later)).toBe(revoked.credentialNo);
  });

  it("of two that overlap is the one that began last, of two that began together the one entered last", () => {
    const wide = entry("2024-01-01", null);
    expect(on("2025-01-01", [entry("2024-06-01", null), wide])).toBe("no-2024-06-01");
    const again = entry("2024-01-01", null, { credentialNo: "again" });
    expect(on("2025-01-01", [wide, again])).toBe("again");
  });
});

describe("a table", () => {
  const read = (text: string, maxRows = 10) =>
    readCsv(text, ["a", "b"], ["c"], { maxRows, maxCell: 5 });
  const faults = (text: string, maxRows?: number) =>
    read(text, maxRows).faults.map(
      ({ line, column, fault }) => `${line} ${column ?? "-"} ${fault}`,
    );

  it("is read with quotes, line ends of both kinds, a byte order mark and columns in any order", () => {
    expect(read('\uFEFFB,A\r\n"x, ""y",1\n\n"l",2')).toEqual({
      faults: [],
      rows: [
        { line: 2, cells: { a: "1", b: 'x, "y', c: "" } },
        { line: 4, cells: { a: "2", b: "l", c: "" } },
      ],
    });
  });

  it("tells all that is wrong with it, by line", () => {
    expect(faults("")).toEqual(["0 - empty"]);
    expect(faults("a,b\n")).toEqual(["0 - empty"]);
    expect(faults('a,b\n"x,1\n')).toEqual(["0 - broken-quotes"]);
    expect(faults('a,b\nx"y,1\n')).toEqual(["0 - broken-quotes"]);
    expect(faults("a,a,d\n1,2,3\n")).toEqual([
      "1 b no-column",
      "1 a unknown-column",
      "1 d unknown-column",
    ]);
    expect(faults("a,b\n1\n1,2,3\n123456,2\n1,\u0000\n1,2\n")).toEqual([
      ...["2 - other-number-of-cells", "3 - other-number-of-cells"],
      ...["4 a bad-text", "5 b bad-text"],
    ]);
    expect(faults(`a,b\n${"1,2\n".repeat(11)}`)).toEqual(["0 - too-many-rows"]);
    expect(faults("a,b\n__proto__,2\n")).toEqual(["2 a bad-text"]);
  });

  it("is refused in no time where it is made to cost some", () => {
    const hostile = [
      '"'.repeat(200_001),
      ",".repeat(200_000),
      "\n".repeat(200_000),
      `a,b\n"${'""'.repeat(99_000)}`,
    ];
    // What this thread used: others run beside it.
    const before = process.threadCpuUsage();
    for (const text of hostile) expect(read(text).faults).toHaveLength(1);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(2_000);
  });
});
