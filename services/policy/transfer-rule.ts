/** The part of a policy pack that transfer to the archives goes by. */
import type { IsoTerm } from "../calendar/term.ts";
import type { Pack } from "./pack.ts";
import type { AgencyLevel } from "./pack-fields.ts";
import type { ArchiveTerm } from "./retention-class.ts";

export interface TransferRule {
  /** Code and version of the pack that says so. */
  readonly pack: string;
  /** From the day an item was received on. */
  readonly after: IsoTerm;
  /** What is kept for one of these goes to the archive. */
  readonly terms: readonly ArchiveTerm[];
  /** How long after the receipt originals are kept here too; null: they stay. */
  readonly localKept: IsoTerm | null;
}

/** `level`: of the house, where the pack is for agencies of any. Null: such an agency transfers nothing. */
export function transferRule(
  { code, version, agencyLevel, archiveTransfers }: Pick<Pack, RuleParts>,
  level: AgencyLevel,
): TransferRule | null {
  const found = archiveTransfers.find(({ levels }) => levels.includes(agencyLevel ?? level));
  if (found === undefined) return null;
  const { after, terms, localKept } = found;
  return {
    ...{ pack: `${code} ${version}`, after: after as IsoTerm, terms },
    localKept: localKept as IsoTerm | null,
  };
}

type RuleParts = "code" | "version" | "agencyLevel" | "archiveTransfers";
