/** Transfer to an archive: where items go, what stands against it, and what ends here once the archive has them. Pure. */
import { type CalendarDate, addDays, addMonths, compareDates } from "../calendar/calendar-date.ts";
import { addTerm, termParts } from "../calendar/term.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { PackageId } from "../kernel/ids.ts";
import { subjectNames } from "../kernel/subject-names.ts";
import type { TransferRule } from "../policy/transfer-rule.ts";
import { type StateLevel, rankOf } from "../secrecy/mark.ts";
import { type Against, type DisposalFacts, againstAny, termsOf } from "./against.ts";

/** Who takes them, and on what. */
export interface Archive {
  readonly organisation: string;
  /** Who takes it there, by name. */
  readonly person: string;
  /** 全宗号, as the archive gave it to this agency. */
  readonly fonds: string;
  /** Number of the document that it is handed over on. */
  readonly basis: string;
  readonly basisSha256: Sha256 | null;
  /** The highest state secret it may take; null: none. */
  readonly highest: StateLevel | null;
}

/** As it was when it was proposed; part of what people read and approve. */
export interface TransferPlan {
  readonly archive: Archive;
  readonly rule: TransferRule;
}

/** The archive's, verified. */
export interface TransferReceipt {
  /** When it began to count, by the source that is furthest behind. */
  readonly at: UtcInstant;
  readonly packageId: PackageId;
  /** A signature, or a scanned paper that two people compared. */
  readonly kind: "signed" | "paper";
  /** Of the signature, or of the scan. */
  readonly sha256: Sha256;
  /** Of the text that was signed. */
  readonly textSha256: Sha256;
  /** Of the package's signed list. */
  readonly listSha256: Sha256;
  /** Subject of the certificate; null: a paper. */
  readonly signer: string | null;
}

/**
 * Whether a certificate with that subject (RFC 4514) is the archive's own, or of somebody of it: others have certificates
 * under the same roots, and one person enters a signature.
 */
export function namesArchive(subject: string, { organisation }: Archive): boolean {
  return subjectNames(subject, ["O", "CN"], organisation);
}

/** The last day on which what is old enough on `day` came in, or one of the two after it. */
export function receivedBefore(day: CalendarDate, { after }: TransferRule): CalendarDate {
  const { months, days } = termParts(after);
  return addDays(addMonths(day, -months), -days);
}

export interface TransferTime {
  readonly day: CalendarDate;
  readonly days: ZoneDays;
}

/** What stands against its transfer. A floor and a lock do not: nothing ends by it. */
export function againstTransfer(
  facts: DisposalFacts,
  { archive, rule }: TransferPlan,
  { day, days }: TransferTime,
): readonly Against[] {
  const due = addTerm(days.dayOf(facts.receivedAt), rule.after);
  const found: (Against | false)[] = [
    ...againstAny(facts),
    facts.decided?.open === true && "open",
    termsOf(facts, rule).length === 0 && "not-for-archive",
    compareDates(due, day) >= 0 && "before-transfer",
    facts.transferredAt !== null && "transferred",
    rankOf(facts.secrecy) > rankOf(archive.highest) && "above-archive",
  ];
  return found.filter((each) => each !== false);
}

/** Whether its original here ends after the receipt; what is promised for longer stays, as everything does where the pack says so. */
export const endsHere = (
  { decided }: Pick<DisposalFacts, "decided">,
  { rule }: TransferPlan,
  day: CalendarDate,
): boolean =>
  rule.localKept !== null &&
  decided !== null &&
  !decided.open &&
  decided.floor !== "permanent" &&
  compareDates(decided.floor, day) < 0;

/** Until when it can be stopped that originals end, which came to count `at`. */
export function graceAfter(
  { rule }: TransferPlan,
  at: UtcInstant,
  graceMs: number,
  days: ZoneDays,
): UtcInstant {
  const grace = plusMs(at, graceMs);
  if (rule.localKept === null) return grace;
  const kept = days.endOf(addTerm(days.dayOf(at), rule.localKept));
  return kept > grace ? kept : grace;
}
