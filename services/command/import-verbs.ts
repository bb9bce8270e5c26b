/** The verbs that take tables over: all of a table or nothing, with everything that is wrong by line. */
import { readFile } from "node:fs/promises";
import { ImportReport } from "../review/officer-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { IMPORT } from "./texts/import.ts";

export interface ImportArguments {
  readonly source: string;
  readonly why?: string;
  readonly dryRun?: boolean;
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
  for (const { line, column, fault } of report.faults) {
    term.say(IMPORT.fault, { line, column: column ?? "", fault });
  }
  const { added, corrected, unchanged, written, faults } = report;
  term.say(IMPORT.report, { added, corrected, unchanged });
  if (!written) term.say(IMPORT.notWritten);
  return faults.length === 0 ? EXIT.ok : EXIT.negative;
}

async function tableIn(file: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
  } catch {
    throw new VerbFailure(EXIT.usage, IMPORT.unreadable, { file });
  }
}
