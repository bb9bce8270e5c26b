/** The verbs about tables of working days. */
import { readFile } from "node:fs/promises";
import {
  CalendarDryRunLine,
  type CalendarReport,
  TableDetail,
  TableList,
} from "../review/calendar-schema.ts";
import { PolicyEntry } from "../review/policy-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { tellReport, triedOut } from "./dry-run-verb.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { exportText } from "./export-text.ts";
import type { Why } from "./policy-commands.ts";
import { named } from "./policy-verbs.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { CALENDAR } from "./texts/calendar.ts";
import { POLICY } from "./texts/policy.ts";

const TABLES = "/api/v1/calendar/tables";

export async function calendarShow(api: ApiClient, term: Terminal): Promise<ExitCode> {
  const list = await api.get(TABLES, TableList);
  term.result(list);
  for (const { table, proposal } of list.counting) {
    const { year, version, notice, issuedOn, workdays } = table;
    const told = workdays.length === 0 ? "–" : workdays.join(" ");
    term.say(CALENDAR.counts, { year, version, notice, issuedOn, workdays: told });
    const entry = list.entries.find(({ id }) => id === proposal);
    if (entry !== undefined) term.say(entry.isSigned ? POLICY.houseSigned : POLICY.houseUnsigned);
  }
  for (const { code, version, sha256, decision, ...entry } of list.entries) {
    if (decision !== null) continue;
    const said = { by: entry.proposedByName, at: entry.proposedAt };
    term.say(CALENDAR.waits, { ...said, sha256, name: `${code} v${version}` });
  }
  return EXIT.ok;
}

/** Files beside one another, as openssl and any tlog software take them. */
export async function calendarExport(
  api: ApiClient,
  term: Terminal,
  table: string,
  out: string,
): Promise<ExitCode> {
  const { entries } = await api.get(TABLES, TableList);
  const { id } = named(entries, table, CALENDAR.ambiguous);
  return exportText(term, await api.get(`${TABLES}/${id}`, TableDetail), out);
}

export async function calendarImport(
  api: ApiClient,
  term: Terminal,
  { file, why }: Why & { readonly file: string },
): Promise<ExitCode> {
  const entry = await api.post(TABLES, { text: await textOf(file), why }, PolicyEntry);
  term.result(entry);
  const { code, version, sha256 } = entry;
  term.say(CALENDAR.proposed, { name: `${code} v${version}`, sha256, short: sha256.slice(0, 12) });
  return EXIT.ok;
}

export async function calendarDecide(
  api: ApiClient,
  term: Terminal,
  { act, table, why }: Why & { readonly act: "approval" | "withdrawal"; readonly table: string },
): Promise<ExitCode> {
  const { entries } = await api.get(TABLES, TableList);
  const { id, sha256 } = named(entries, table, CALENDAR.ambiguous);
  const body = act === "approval" ? { sha256, why } : { why };
  const entry = await api.post(`${TABLES}/${id}/${act}`, body, PolicyEntry);
  term.result(entry);
  const name = `${entry.code} v${entry.version}`;
  term.say(act === "approval" ? CALENDAR.nowApplied : CALENDAR.nowWithdrawn, { name });
  return EXIT.ok;
}

export async function calendarDryRun(
  api: ApiClient,
  term: Terminal,
  file: string,
): Promise<ExitCode> {
  const text = await textOf(file);
  tell(term, await triedOut(api, term, ["/api/v1/calendar/dry-runs", text, CalendarDryRunLine]));
  return EXIT.ok;
}

function tell(term: Terminal, { days, deadlines, items }: CalendarReport): void {
  for (const works of [false, true]) {
    const told = days.filter((one) => one.works === works).map(({ day }) => day);
    if (told.length > 0) term.say(works ? CALENDAR.on : CALENDAR.off, { days: told.join(" ") });
  }
  term.say(CALENDAR.deadlines, { moved: deadlines.moved, firm: deadlines.firm });
  for (const { caseId, was, becomes } of deadlines.examples) {
    term.say(CALENDAR.moved, { caseId, was, becomes });
  }
  tellReport(term, items);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new VerbFailure(EXIT.usage, CALENDAR.noFile, { file });
  }
}
