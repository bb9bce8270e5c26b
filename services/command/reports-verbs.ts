/** The verbs about reports. */
import {
  Report,
  ReportDefinitions,
  type ReportFigureBody,
  ReportFigures,
  ReportPage,
} from "../review/report-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, VerbFailure, fill } from "./terminal.ts";
import { REPORTS } from "./texts/reports.ts";
import { writeNew } from "./write-new.ts";

const PATH = "/api/v1/reports";
export const REPORT_FILES = ["json", "csv", "pdf"] as const;

export interface MakeArguments {
  readonly replaces?: string;
  readonly why?: string;
}
export interface ExportArguments {
  readonly format: (typeof REPORT_FILES)[number];
  readonly out?: string;
}

/** What the pack defines, then what was issued, newest first. */
export async function reportsList(api: ApiClient, term: Terminal): Promise<ExitCode> {
  const { entries: definitions } = await api.get(`${PATH}/definitions`, ReportDefinitions);
  const issued = await api.all(PATH, {}, ReportPage);
  term.result({ definitions, issued });
  for (const { code, title, last, lastDueOn, running } of definitions) {
    const due = lastDueOn ?? "–";
    term.say(REPORTS.definition, { code, title: title[term.language], last, due, running });
  }
  if (issued.length === 0) term.say(REPORTS.none);
  for (const { id, definition, period, version, madeAt, madeByName, replacedBy } of issued) {
    const { language } = term;
    const state =
      replacedBy === null
        ? REPORTS.stands[language]
        : fill(REPORTS.replaced[language], { id: replacedBy });
    term.say(REPORTS.line, {
      ...{ id, definition, period, version, at: madeAt, by: madeByName, state },
    });
  }
  return EXIT.ok;
}

export async function reportsMake(
  api: ApiClient,
  term: Terminal,
  [definition, period]: readonly [definition: string, period: string],
  { replaces, why }: MakeArguments,
): Promise<ExitCode> {
  if ((replaces === undefined) !== (why === undefined)) {
    throw new VerbFailure(EXIT.usage, REPORTS.bothOrNone);
  }
  const correction = replaces === undefined ? undefined : { replaces, reason: why };
  const made = await api.post(PATH, { definition, period, correction }, Report);
  term.result(made);
  term.say(REPORTS.made, {
    id: made.id,
    definition,
    period,
    version: made.version,
    sha256: made.sha256,
  });
  return EXIT.ok;
}

export async function reportsShow(
  api: ApiClient,
  term: Terminal,
  definition: string,
  period: string,
): Promise<ExitCode> {
  const query = new URLSearchParams({ definition, period }).toString();
  const figures = await api.get(`${PATH}/figures?${query}`, ReportFigures);
  term.result(figures);
  const { first, last, name } = figures.period;
  term.say(REPORTS.snapshot, { period: name, first, last, at: figures.snapshotAt });
  for (const { title, figures: own } of figures.measures) {
    term.say(REPORTS.measure, { title: title[term.language] });
    for (const figure of own) tellFigure(term, figure);
  }
  return EXIT.ok;
}

function tellFigure(term: Terminal, figure: ReportFigureBody): void {
  const { language } = term;
  const { numerator, denominator, permille, unknown, leftOut } = figure;
  const title = figure.title[language];
  if (permille === null || denominator === null) {
    const value = unknown === null ? String(numerator) : unknown[language];
    term.say(REPORTS.value, { title, value });
  } else {
    const percent = (permille / 10).toFixed(1);
    term.say(REPORTS.share, { title, percent, numerator: numerator ?? 0, denominator });
  }
  for (const { text, count } of leftOut) {
    term.say(REPORTS.leftOut, { text: text[language], count });
  }
}

/** The bytes as the service gives them; of JSON, `sha256sum` gives the digest of the report. */
export async function reportsExport(
  api: ApiClient,
  term: Terminal,
  report: string,
  { format, out = `report-${report}.${format}` }: ExportArguments,
): Promise<ExitCode> {
  const bytes = await api.bytes(`${PATH}/${encodeURIComponent(report)}/report.${format}`);
  await writeNew(out, bytes);
  term.result({ file: out });
  term.say(REPORTS.saved, { file: out });
  return EXIT.ok;
}
