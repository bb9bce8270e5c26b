/** The working days that count in this house: the tables that come with the program, and those that two people applied. */
import { SHIPPED_TABLES } from "../calendar/shipped-tables.ts";
import { readTable } from "../calendar/read-table.ts";
import { type WorkingDays, workingDays } from "../calendar/working-days.ts";
import { type YearTable, daysFrom } from "../calendar/year-table.ts";
import { sha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { TextKind } from "./decide-pack.ts";
import type { PolicyEntry, PolicyStore } from "./policy-store.ts";

/** Of tables of days: a PolicyStore that holds nothing else. */
export type TableStore = Pick<PolicyStore, "applied">;

export interface CountingTable {
  readonly table: YearTable;
  /** Null: it comes with the program. */
  readonly entry: PolicyEntry | null;
}

/** One of each year, by year: what was applied takes the place of what comes with the program. */
export async function countingTables(tables: TableStore): Promise<readonly CountingTable[]> {
  const applied = await tables.applied();
  const all: readonly CountingTable[] = [
    ...SHIPPED_TABLES.map((table) => ({ table, entry: null })),
    ...applied.map(({ entry, text }) => ({ table: readTable(text), entry })),
  ];
  const byYear = new Map(all.map((one) => [one.table.year, one]));
  return [...byYear.values()].sort((one, other) => one.table.year - other.table.year);
}

/**
 * Years in which the program brings a table that was published no earlier than the one that two people applied, and has other
 * days. Theirs counts, because a program that is updated overrules nobody; somebody must look which of both is right.
 */
export const contestedYears = (counting: readonly CountingTable[]): readonly number[] =>
  counting.flatMap(({ table, entry }) => {
    const shipped = SHIPPED_TABLES.find((one) => one.year === table.year);
    if (entry === null || shipped === undefined || shipped.issuedOn < table.issuedOn) return [];
    const [ours, theirs] = [workingDays([table]), workingDays([shipped])];
    const days = daysFrom(dayIn(table.year, "01-01"), dayIn(table.year, "12-31"));
    const differ = days.some((date) => ours.isWorkingDay(date) !== theirs.isWorkingDay(date));
    return differ ? [table.year] : [];
  });

const dayIn = (year: number, day: string): TableDay => `${year}-${day}` as TableDay;

/** Asked anew each time; tables are read once. */
export function houseDays(tables: TableStore): () => Promise<WorkingDays> {
  let known: { readonly name: string; readonly days: WorkingDays } | null = null;
  return async () => {
    const name = (await tables.applied()).map(({ entry }) => entry.sha256).join(" ");
    if (known?.name !== name) {
      const counting = await countingTables(tables);
      known = { name, days: workingDays(counting.map(({ table }) => table)) };
    }
    return known.days;
  };
}

/** @throws Refusal invalid "calendar/bad-table", "calendar/other-region"; conflict "calendar/nothing-new", "policy/version-taken". */
export const tableText = (tables: TableStore): TextKind => ({
  about: "calendar",
  read: async (text) => {
    const table = readTable(text);
    const now = (await countingTables(tables)).find((one) => one.table.year === table.year);
    requireRegion(table);
    if (now !== undefined) requireChange(table, now.table);
    return {
      ...{ code: codeOf(table), version: table.version, sha256: sha256(text) },
      validFrom: `${table.year}-01-01` as TableDay,
    };
  },
  // A notice has no signature that we could read: two people compare it.
  publisher: () => null,
});
type TableDay = YearTable["issuedOn"];

/** Packs' codes are in small letters: none is taken for a table. */
export const codeOf = ({ region, year }: YearTable): string => `${region}-${year}`;

function requireRegion({ region }: YearTable): void {
  const here = SHIPPED_TABLES[0]?.region;
  if (here === undefined || region === here) return;
  throw new Refusal(
    "invalid",
    "calendar/other-region",
    "a house counts by the days of one region",
    {
      fix: "Import the table that was published for this region.",
      facts: { region: here },
    },
  );
}

function requireChange(table: YearTable, { version, ...now }: YearTable): void {
  const { version: own, ...said } = table;
  if (JSON.stringify(said) === JSON.stringify(now)) {
    throw new Refusal("conflict", "calendar/nothing-new", "these days count here already", {
      fix: "There is nothing to import.",
      facts: { version },
    });
  }
  if (own > version) return;
  throw new Refusal("conflict", "policy/version-taken", "a version as new as this is applied", {
    fix: "Give the corrected table a higher version: a version names one text for ever.",
    facts: { applied: version },
  });
}
