/** Tables of cases and of parties as messages about cases, with everything in them that cannot be read, by line. Pure. */
import { parseCalendarDate } from "../calendar/calendar-date.ts";
import { type CsvFault, type CsvRow, readCsv } from "../kernel/csv-table.ts";
import { ENFORCEMENT_KINDS, FLAGS, type Flag } from "../policy/enforcement-words.ts";
import {
  ARCHIVE_TERMS,
  CASE_OUTCOMES,
  LITIGATION,
  MOST_PARTIES,
  MOST_REASONS,
  PARTY_CODE,
  PARTY_KINDS,
  type LegalBasis,
  type Party,
  SHORT_MAX,
} from "./case-facts.ts";
import { CASE_EVENTS, type CaseEvent, eventKey } from "./case-event.ts";
import type { CaseMessage } from "./told-case.ts";

export const TABLES = ["cases", "events", "parties"] as const;
export type TableKind = (typeof TABLES)[number];

export interface LinedMessage extends CaseMessage {
  /** The first of the table that it is made of. */
  readonly line: number;
}

export interface CaseTable {
  readonly messages: readonly LinedMessage[];
  readonly faults: readonly CsvFault[];
}

const DATES = {
  ...{ filed_on: "filedOn", decided_on: "decidedOn", effective_on: "effectiveOn" },
  ...{ closed_on: "closedOn", litigation_final_on: "litigationFinalOn" },
} as const;
const WORDS = {
  action_kind: ["actionKind", ENFORCEMENT_KINDS],
  outcome: ["outcome", CASE_OUTCOMES],
  litigation: ["litigation", LITIGATION],
  archive_term: ["archiveTerm", ARCHIVE_TERMS],
} as const;
const YES: Readonly<Record<string, boolean>> = {
  ...{ yes: true, no: false, true: true, false: false, 1: true, 0: false, 是: true, 否: false },
};

/** An empty cell tells nothing, and what stood there stays. `title` is needed for cases that are not here yet. */
export const CASE_COLUMNS = {
  needed: ["number"],
  optional: [
    ...["title", "agency_unit", ...Object.keys(WORDS), ...Object.keys(DATES), "major_decision"],
    ...["major_reasons", "power_item_code", "power_item_version", "flags"],
    "legal_basis",
  ],
} as const;
export const EVENT_COLUMNS = {
  needed: ["case_number", "kind", "on", "document"],
  optional: ["done_on", "done_document"],
} as const;
export const PARTY_COLUMNS = {
  needed: ["case_number", "code", "kind"],
  optional: ["name"],
} as const;

/** One change of the actions' chain a case: a longer table keeps others waiting. */
const BOUNDS = { maxRows: 2_000, maxCell: 200 };

export function readCaseTable(kind: TableKind, csv: string): CaseTable {
  const { needed, optional } = COLUMNS[kind];
  const { rows, faults: broken } = readCsv(csv, needed, optional, BOUNDS);
  const faults = [...broken];
  const messages = {
    cases: () => rows.map((row) => caseOf(row, faults)),
    ...{ events: () => eventsOf(rows, faults), parties: () => partiesOf(rows, faults) },
  }[kind]();
  return { messages, faults };
}

const COLUMNS = { cases: CASE_COLUMNS, events: EVENT_COLUMNS, parties: PARTY_COLUMNS } as const;

interface Reading {
  readonly told: (column: string) => string;
  readonly tell: (name: string, value: unknown) => void;
  readonly fault: (column: string, what: string) => void;
}

function caseOf({ line, cells }: CsvRow, faults: CsvFault[]): LinedMessage {
  const facts: Record<string, unknown> = {};
  const reading: Reading = {
    told: (column) => cells[column] ?? "",
    tell: (name, value) => void (facts[name] = value),
    fault: (column, what) => void faults.push({ line, column, fault: what }),
  };
  const number = reading.told("number");
  if (number === "") reading.fault("number", "empty");
  if (number.length > SHORT_MAX) reading.fault("number", "bad-text");
  readDatesAndWords(reading);
  readTheRest(reading);
  readBasis(reading);
  return { line, number, facts, parties: [] };
}

function readDatesAndWords({ told, tell, fault }: Reading): void {
  for (const [column, name] of Object.entries(DATES)) {
    const day = parseCalendarDate(told(column));
    if (day !== null) tell(name, day);
    else if (told(column) !== "") fault(column, "no-date");
  }
  for (const [column, [name, words]] of Object.entries(WORDS)) {
    const word = told(column);
    if ((words as readonly string[]).includes(word)) tell(name, word);
    else if (word !== "") fault(column, "unknown-word");
  }
}

function readTheRest({ told, tell, fault }: Reading): void {
  if (told("title") !== "") tell("title", told("title"));
  if (told("agency_unit").length > SHORT_MAX) fault("agency_unit", "bad-text");
  else if (told("agency_unit") !== "") tell("agencyUnit", told("agency_unit"));
  const major = told("major_decision").toLowerCase();
  if (YES[major] !== undefined) tell("majorDecision", YES[major]);
  else if (major !== "") fault("major_decision", "no-yes-or-no");
  const reasons = listOf(told("major_reasons"));
  if (reasons.length > MOST_REASONS) fault("major_reasons", "bad-text");
  else if (reasons.length > 0) tell("majorReasons", reasons);
  const flags = listOf(told("flags"));
  if (flags.some((flag) => !FLAGS.includes(flag as Flag))) fault("flags", "unknown-word");
  else if (flags.length > 0) tell("flags", flags);
  const [code, version] = [told("power_item_code"), told("power_item_version")];
  if (Math.max(code.length, version.length) > SHORT_MAX) fault("power_item_code", "bad-text");
  else if (code !== "" && version !== "") tell("powerItem", { code, version });
  else if (code !== version) fault("power_item_code", "one-without-the-other");
}

function readBasis({ told, tell, fault }: Reading): void {
  const basis = listOf(told("legal_basis")).map(provisionOf);
  if (basis.some((one) => one === null)) fault("legal_basis", "no-provision");
  else if (basis.length > 0) tell("legalBasis", basis);
}

/** "instrument|article|day of the version"; the article may be empty. */
function provisionOf(text: string): LegalBasis | null {
  const [instrument = "", article = "", day = "", ...rest] = text
    .split("|")
    .map((one) => one.trim());
  const version = parseCalendarDate(day);
  if (instrument === "" || version === null || rest.length > 0) return null;
  return { instrument, article: article === "" ? null : article, version };
}

/** A case has its events in rows of their own. */
function eventsOf(rows: readonly CsvRow[], faults: CsvFault[]): readonly LinedMessage[] {
  const byCase = new Map<string, { readonly line: number; readonly events: CaseEvent[] }>();
  for (const { line, cells } of rows) {
    const number = cells["case_number"] ?? "";
    const found = byCase.get(number) ?? { line, events: [] };
    byCase.set(number, found);
    const fault = (column: string, what: string): void =>
      void faults.push({ line, column, fault: what });
    if (number === "") fault("case_number", "empty");
    const event = eventOf(cells, fault);
    if (event === null) continue;
    if (found.events.some((one) => eventKey(one) === eventKey(event))) fault("document", "twice");
    found.events.push(event);
  }
  return [...byCase].map(([number, { line, events }]) => ({
    ...{ number, line, facts: { events }, parties: [] },
  }));
}

const isBad = (text: string): boolean => text === "" || text.length > SHORT_MAX;

function eventOf(cells: CsvRow["cells"], fault: Reading["fault"]): CaseEvent | null {
  const cell = (name: string): string => cells[name] ?? "";
  const [on, doneOn] = [parseCalendarDate(cell("on")), parseCalendarDate(cell("done_on"))];
  const [document, doneDocument] = [cell("document"), cell("done_document")];
  const kind = CASE_EVENTS.find((one) => one === cell("kind"));
  if (kind === undefined) fault("kind", "unknown-word");
  if (on === null) fault("on", "no-date");
  if (cell("done_on") !== "" && doneOn === null) fault("done_on", "no-date");
  if (isBad(document)) fault("document", "bad-text");
  if (doneDocument !== "" && isBad(doneDocument)) fault("done_document", "bad-text");
  if (kind === undefined || on === null) return null;
  return { kind, on, document, doneOn, doneDocument: doneDocument === "" ? null : doneDocument };
}

/** A case has its parties in rows of their own. */
function partiesOf(rows: readonly CsvRow[], faults: CsvFault[]): readonly LinedMessage[] {
  const byCase = new Map<string, { readonly line: number; readonly parties: Party[] }>();
  for (const { line, cells } of rows) {
    const { case_number: number = "", code = "", kind = "", name = "" } = cells;
    const found = byCase.get(number) ?? { line, parties: [] };
    byCase.set(number, found);
    const fault = (column: string, what: string): void =>
      void faults.push({ line, column, fault: what });
    if (number === "") fault("case_number", "empty");
    if (!PARTY_CODE.test(code)) fault("code", code === "" ? "empty" : "no-party-code");
    if (!PARTY_KINDS.includes(kind as Party["kind"])) fault("kind", "unknown-word");
    if (found.parties.some((party) => party.code === code)) fault("code", "twice");
    if (found.parties.length === MOST_PARTIES) fault("code", "too-many-rows");
    found.parties.push({ code, kind: kind as Party["kind"], name: name === "" ? null : name });
  }
  return [...byCase].map(([number, { line, parties }]) => ({ number, line, facts: {}, parties }));
}

const listOf = (cell: string): string[] => [
  ...new Set(
    cell
      .split(/[;；]/)
      .map((one) => one.trim())
      .filter(Boolean),
  ),
];
