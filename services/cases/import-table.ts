/** Use case: take a table of cases, or of their parties, over from another system; everything wrong with it at once. */
import type { CsvFault } from "../kernel/csv-table.ts";
import { type TableKind, readCaseTable } from "./read-case-tables.ts";
import { type MessageDeps, type Sender, type TakenCase, takeMessages } from "./take-messages.ts";

export interface TableReport {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** What a person changed since, and stays. */
  readonly kept: readonly Told[];
  /** What stood there and is told otherwise. */
  readonly corrected: readonly Told[];
  /** Empty, or nothing was written. Of a refusal its code. */
  readonly faults: readonly CsvFault[];
  readonly written: boolean;
}

interface Told {
  readonly line: number;
  readonly number: string;
  readonly facts: readonly string[];
}

/** Taking the same table twice changes nothing. */
export async function importCaseTable(
  deps: MessageDeps,
  sender: Sender,
  { kind, csv }: { readonly kind: TableKind; readonly csv: string },
): Promise<TableReport> {
  const { messages, faults: broken } = readCaseTable(kind, csv);
  const unread = new Set(broken.map(({ line }) => line));
  // What can be read is judged all the same: who corrects a table wants to know all of it.
  const readable = messages.filter(({ line }) => !unread.has(line));
  const looking = sender.dryRun || broken.length > 0;
  const { cases, written } = await takeMessages(deps, { ...sender, dryRun: looking }, readable);
  const lined = cases.map((one, at) => ({ ...one, line: readable[at]?.line ?? 0 }));
  const faults = lined.flatMap(({ line, refusal }) =>
    refusal === null ? [] : [{ line, column: null, fault: refusal.code }],
  );
  const count = (outcome: TakenCase["outcome"]): number =>
    cases.filter((one) => one.outcome === outcome).length;
  const told = (which: "kept" | "corrected"): readonly Told[] =>
    lined
      .filter((one) => one[which].length > 0)
      .map(({ line, number, [which]: facts }) => ({ line, number, facts }));
  return {
    ...{ added: count("added"), changed: count("changed"), unchanged: count("unchanged") },
    ...{ kept: told("kept"), corrected: told("corrected"), written },
    faults: [...broken, ...faults].sort((a, b) => a.line - b.line),
  };
}
