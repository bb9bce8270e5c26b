/** The verbs that take tables over: all of a table or nothing, with everything that is wrong by line. */
import { readFile } from "node:fs/promises";
import type { TableKind } from "../cases/read-case-tables.ts";
import { tableText } from "../kernel/table-text.ts";
import { CaseTableReport } from "../review/case-message-schema.ts";
import { ImportReport } from "../review/officer-schema.ts";
import type { TableFaultBody } from "../review/table-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { IMPORT } from "./texts/import.ts";

export interface ImportArguments {
  readonly source: string;
  readonly why?: string;
  readonly dryRun?: boolean;
}

export interface CaseImportArguments extends ImportArguments {
  readonly takeOver?: boolean;
}

export async function importOfficers(
  api: ApiClient,
  term: Terminal,
  file: string,
  { source, why, dryRun = false }: ImportArguments,
): Promise<ExitCode> {
  const body = { csv: await tableIn(file), source, reason: why ?? null, dryRun };
  const report = await api.post("/api/v1/officers/imports", body, ImportReport);
  term.result(report);
  sayFaults(term, report.faults);
  const { added, corrected, unchanged } = report;
  term.say(IMPORT.report, { added, corrected, unchanged });
  return ended(term, report);
}

export async function importCases(
  api: ApiClient,
  term: Terminal,
  table: TableKind,
  {
    file,
    source,
    why,
    dryRun = false,
    takeOver = false,
  }: CaseImportArguments & { readonly file: string },
): Promise<ExitCode> {
  const changedByHand = takeOver ? ("take" as const) : ("keep" as const);
  const csv = await tableIn(file);
  const body = { table, csv, source, reason: why ?? null, changedByHand, dryRun };
  const report = await api.post("/api/v1/cases/imports", body, CaseTableReport);
  term.result(report);
  sayFaults(term, report.faults);
  const { added, changed, unchanged, kept, corrected } = report;
  for (const { line, number, facts } of corrected) {
    term.say(IMPORT.corrected, { line, number, facts: facts.join(", ") });
  }
  for (const { line, number, facts } of kept) {
    term.say(IMPORT.kept, { line, number, facts: facts.join(", ") });
  }
  term.say(IMPORT.caseReport, { added, changed, unchanged });
  return ended(term, report);
}

function sayFaults(term: Terminal, faults: readonly TableFaultBody[]): void {
  for (const { line, column, text } of faults) {
    term.say(IMPORT.fault, { line, column: column ?? "", fault: text[term.language] });
  }
}

function ended(
  term: Terminal,
  { written, faults }: { readonly written: boolean; readonly faults: readonly unknown[] },
): ExitCode {
  if (!written) term.say(IMPORT.notWritten);
  return faults.length === 0 ? EXIT.ok : EXIT.negative;
}

async function tableIn(file: string): Promise<string> {
  const bytes = await readFile(file).catch(() => null);
  const text = bytes === null ? null : tableText(bytes);
  if (text === null) throw new VerbFailure(EXIT.usage, IMPORT.unreadable, { file });
  return text;
}
