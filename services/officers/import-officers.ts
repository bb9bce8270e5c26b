/** Use case: take officers over from a table; all of it or nothing, and everything wrong with it at once. */
import { type CalendarDate, parseCalendarDate } from "../calendar/calendar-date.ts";
import type { Actor } from "../kernel/actor.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { type CsvFault, type CsvRow, readCsv } from "../kernel/csv-table.ts";
import { type OfficerEntryId, type OfficerId, type UserId, newId } from "../kernel/ids.ts";
import type { OfficerDeps } from "./enter-officer.ts";
import {
  type Credential,
  type Officer,
  type OfficerEntry,
  counting,
  sameCredential,
  standing,
} from "./officer.ts";

const NEEDED = ["credential_no", "name", "unit", "valid_from"] as const;
/** `powers` separated by ";"; `previous_no`: a number by which the officer is known already. */
const OPTIONAL = ["powers", "valid_to", "previous_no"] as const;
const BOUNDS = { maxRows: 5_000, maxCell: 200 };

export interface ImportRequest {
  readonly csv: string;
  /** Name of the system it comes from. */
  readonly source: string;
  /** Needed where rows correct what is known. */
  readonly reason: string | null;
  readonly dryRun: boolean;
}

export interface ImportReport {
  readonly added: number;
  readonly corrected: number;
  readonly unchanged: number;
  /** Empty, or nothing was written. */
  readonly faults: readonly CsvFault[];
  readonly written: boolean;
}

interface Read extends Credential {
  readonly line: number;
  readonly previousNo: string;
}

/** Taking the same table twice changes nothing. */
export async function importOfficers(
  { officers, clock }: OfficerDeps,
  by: UserId,
  { csv, source, reason, dryRun }: ImportRequest,
): Promise<ImportReport> {
  const { rows, faults: broken } = readCsv(csv, NEEDED, OPTIONAL, BOUNDS);
  const faults = [...broken];
  const read = rows.flatMap((row) => readRow(row, faults));
  faults.push(...twice(read));
  const credentialNos = read.flatMap(({ credentialNo, previousNo }) => [credentialNo, previousNo]);
  const at = clock();
  const actor = `user:${by}` as const;
  return officers.change({ credentialNos }, (known) => {
    const made = known.map((officer) => ({ ...officer, entries: [...officer.entries] }));
    const plan: Plan = { byNumber: byNumber(made), added: [], fresh: [], faults, unchanged: 0 };
    for (const row of read) takeRow(plan, row, { source, reason, at, actor });
    const { added, fresh, unchanged } = plan;
    const isWritten = faults.length === 0 && !dryRun && added.length > 0;
    const corrected = added.filter(({ replaces }) => replaces !== null).length;
    const counts = { added: added.length - corrected, corrected, unchanged };
    faults.sort((a, b) => a.line - b.line);
    return {
      answer: { ...counts, faults, written: isWritten },
      officers: isWritten ? fresh.map((id) => ({ id, createdAt: at })) : [],
      ...{ entries: isWritten ? added : [], accounts: [] },
      action: isWritten
        ? {
            ...{ kind: "officers-imported", at, actor, subject: null, before: null },
            ...{ after: { source, ...counts }, reason },
          }
        : null,
    };
  });
}

interface Plan {
  /** Officers as they will be, by each of their numbers: what an earlier row told counts for a later one. */
  readonly byNumber: Map<string, Growing>;
  readonly added: OfficerEntry[];
  readonly fresh: OfficerId[];
  readonly faults: CsvFault[];
  unchanged: number;
}

interface Circumstances {
  readonly source: string;
  readonly reason: string | null;
  readonly at: UtcInstant;
  readonly actor: Actor;
}

function takeRow(
  plan: Plan,
  { line, previousNo, ...credential }: Read,
  { source, reason, at, actor }: Circumstances,
): void {
  const owner = ownerOf(plan, credential.credentialNo, previousNo);
  if (owner === "unclear") {
    plan.faults.push({ line, column: "previous_no", fault: "other-officer" });
    return;
  }
  const officer = owner ?? { id: newId<OfficerId>(), userId: null, entries: [] };
  const { credentialNo, validFrom } = credential;
  const before = counting(officer.entries, at).find(
    (one) => one.credentialNo === credentialNo && one.validFrom === validFrom,
  );
  if (before !== undefined && sameCredential(before, credential)) {
    plan.unchanged += 1;
    return;
  }
  if (before !== undefined && reason === null) {
    plan.faults.push({ line, column: null, fault: "correction-without-reason" });
  }
  if (owner === null) plan.fresh.push(officer.id);
  const entry: OfficerEntry = {
    ...{ ...credential, id: newId<OfficerEntryId>(), officerId: officer.id, source },
    ...{ enteredAt: at, enteredBy: actor, replaces: before?.id ?? null },
    reason: before === undefined ? null : reason,
  };
  officer.entries.push(entry);
  plan.byNumber.set(credentialNo, officer);
  plan.added.push(entry);
}

type Growing = Officer & { readonly entries: OfficerEntry[] };

/** A number that was entered by mistake and corrected is nobody's. */
const byNumber = (made: readonly Growing[]): Map<string, Growing> =>
  new Map(
    made.flatMap((officer) =>
      standing(officer.entries).map(({ credentialNo }) => [credentialNo, officer] as const),
    ),
  );

/** Whose credential it is: by its number, else by the previous one; null: of somebody new. */
function ownerOf(
  { byNumber: known }: Plan,
  no: string,
  previousNo: string,
): Growing | null | "unclear" {
  const owner = known.get(no) ?? null;
  if (previousNo === "") return owner;
  const before = known.get(previousNo) ?? null;
  if (before === null || (owner !== null && owner !== before)) return "unclear";
  return before;
}

function readRow({ line, cells }: CsvRow, faults: CsvFault[]): Read[] {
  const found: CsvFault[] = NEEDED.filter((name) => cells[name] === "").map((column) => ({
    ...{ line, column, fault: "empty" },
  }));
  const date = (column: "valid_from" | "valid_to"): CalendarDate | null => {
    const text = cells[column] ?? "";
    const day = parseCalendarDate(text);
    if (day === null && text !== "") found.push({ line, column, fault: "no-date" });
    return day;
  };
  const [validFrom, validTo] = [date("valid_from"), date("valid_to")];
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    found.push({ line, column: "valid_to", fault: "ends-before-it-begins" });
  }
  faults.push(...found);
  if (found.length > 0 || validFrom === null) return [];
  const {
    credential_no: credentialNo = "",
    name = "",
    unit = "",
    previous_no: previousNo = "",
  } = cells;
  const powers = (cells["powers"] ?? "")
    .split(/[;；]/)
    .map((one) => one.trim())
    .filter(Boolean);
  return [{ line, previousNo, credentialNo, name, unit, powers, validFrom, validTo }];
}

function twice(read: readonly Read[]): CsvFault[] {
  const seen = new Set<string>();
  return read.flatMap(({ line, credentialNo, validFrom }) => {
    const key = JSON.stringify([credentialNo, validFrom]);
    if (seen.has(key)) return [{ line, column: "credential_no", fault: "twice" }];
    seen.add(key);
    return [];
  });
}
