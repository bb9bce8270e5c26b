/** A case as rows, and back. */
import { type Insertable, type Selectable, type Transaction } from "kysely";
import type { CaseFacts, Party } from "../../services/cases/case-facts.ts";
import type { CaseFile } from "../../services/cases/case-store.ts";
import type { Actor } from "../../services/evidence/custody-event.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { CaseId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Tables } from "./tables.ts";

type FactColumns = Omit<
  Insertable<Tables["cases"]>,
  "id" | "position" | "created_at" | "created_by"
>;

export const factColumns = (facts: CaseFacts & { readonly revision: number }): FactColumns => ({
  number: facts.number,
  title: facts.title,
  revision: facts.revision,
  action_kind: facts.actionKind,
  agency_unit: facts.agencyUnit,
  filed_on: facts.filedOn,
  decided_on: facts.decidedOn,
  effective_on: facts.effectiveOn,
  closed_on: facts.closedOn,
  outcome: facts.outcome,
  litigation: facts.litigation,
  litigation_final_on: facts.litigationFinalOn,
  major_decision: facts.majorDecision,
  major_reasons: [...facts.majorReasons],
  power_item_code: facts.powerItem?.code ?? null,
  power_item_version: facts.powerItem?.version ?? null,
  legal_basis: JSON.stringify(facts.legalBasis),
  events: JSON.stringify(facts.events),
  extensions: JSON.stringify(facts.extensions),
  archive_term: facts.archiveTerm,
  flags: [...facts.flags],
  party_codes: JSON.stringify(facts.parties.map(({ code }) => code)),
});

export function fileOf(row: Selectable<Tables["cases"]>, parties: readonly Party[]): CaseFile {
  const { power_item_code: code, power_item_version: version } = row;
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    createdAt: utcInstant(row.created_at),
    createdBy: row.created_by as Actor,
    revision: row.revision,
    actionKind: row.action_kind,
    agencyUnit: row.agency_unit,
    filedOn: row.filed_on,
    decidedOn: row.decided_on,
    effectiveOn: row.effective_on,
    closedOn: row.closed_on,
    outcome: row.outcome,
    litigation: row.litigation,
    litigationFinalOn: row.litigation_final_on,
    majorDecision: row.major_decision,
    majorReasons: row.major_reasons,
    powerItem: code === null || version === null ? null : { code, version },
    ...listsOf(row),
    archiveTerm: row.archive_term,
    flags: row.flags,
    parties: row.party_codes.flatMap((wanted) => parties.filter((one) => one.code === wanted)),
  };
}

/** The database orders members by itself: what is told twice must read the same. */
export const listsOf = (
  row: Pick<Selectable<Tables["cases"]>, "legal_basis" | "events" | "extensions">,
): Pick<CaseFacts, "legalBasis" | "events" | "extensions"> => ({
  legalBasis: row.legal_basis.map(({ instrument, article, version }) => ({
    ...{ instrument, article, version },
  })),
  events: row.events.map(({ kind, on, document, doneOn, doneDocument }) => ({
    ...{ kind, on, document, doneOn, doneDocument },
  })),
  extensions: row.extensions.map(({ of, on, document, reason }) => ({
    ...{ of, on, document, reason },
  })),
});

/** Entries that differ end, and new ones begin; what is the same stays untouched. */
export async function saveParties(
  transaction: Transaction<Tables>,
  caseId: CaseId,
  parties: readonly Party[],
  { at, actor }: { readonly at: UtcInstant; readonly actor: Actor },
): Promise<void> {
  const current = await transaction
    .selectFrom("case_parties")
    .select(["code", "kind", "name"])
    .where("case_id", "=", caseId)
    .where("ended_at", "is", null)
    .execute();
  const textOf = ({ code, kind, name }: Party): string => JSON.stringify([code, kind, name]);
  const had = new Set(current.map(textOf));
  const has = new Set(parties.map(textOf));
  const gone = current.filter((one) => !has.has(textOf(one))).map(({ code }) => code);
  if (gone.length > 0) {
    await transaction
      .updateTable("case_parties")
      .set({ ended_at: at, ended_by: actor })
      .where("case_id", "=", caseId)
      .where("ended_at", "is", null)
      .where("code", "in", gone)
      .execute();
  }
  const rows = parties
    .filter((one) => !had.has(textOf(one)))
    .map(({ code, kind, name }) => ({
      ...{ case_id: caseId, code, kind, name, entered_at: at, entered_by: actor },
      ...{ ended_at: null, ended_by: null },
    }));
  if (rows.length > 0) await transaction.insertInto("case_parties").values(rows).execute();
}

export const numberTaken = (cause: unknown): Refusal =>
  new Refusal("conflict", "cases/number-taken", "a case has this number already", {
    fix: "Open that case, or check the number.",
    cause,
  });
