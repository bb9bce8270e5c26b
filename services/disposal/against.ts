/** What stands against the end of an item: a pure rule over what is known of it. */
import { type CalendarDate, compareDates } from "../calendar/calendar-date.ts";
import {
  type OriginalStage,
  type OverviewStage,
  type ViewingStage,
  areCopiesUnderWay,
} from "../evidence/pipeline.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { ArchiveTerm } from "../policy/retention-class.ts";
import type { TransferRule } from "../policy/transfer-rule.ts";
import type { Until } from "../retention/facts.ts";
import type { StateLevel } from "../secrecy/mark.ts";

/** What the floor of an item rests on: a later decision, whatever it says, is another one. */
export interface DecidedFloor {
  readonly number: number;
  readonly sha256: Sha256;
  /** The last day on which it must be kept. */
  readonly floor: Until;
  /** It is kept beyond that day, until what is awaited has come about. */
  readonly open: boolean;
  readonly classes: readonly string[];
  /** Code and version of the pack; null: the house's own floor alone. */
  readonly pack: string | null;
}

export interface DisposalFacts {
  readonly itemId: ItemId;
  /** Order of arrival. */
  readonly position: number;
  readonly stage: OriginalStage;
  readonly viewingStage: ViewingStage;
  readonly overviewStage: OverviewStage;
  readonly sha256: Sha256 | null;
  readonly sizeBytes: number;
  readonly receivedAt: UtcInstant;
  readonly manifestSha256: Sha256 | null;
  /** Null: nothing was decided yet. */
  readonly decided: DecidedFloor | null;
  /** Something changed that retention is decided from, and it was not decided anew yet. */
  readonly isUndecided: boolean;
  /** As the store showed it last; null: nobody looked. */
  readonly lockedUntil: UtcInstant | null;
  /** How many holds lie on it. */
  readonly holds: number;
  /** When it last came into a hold, released since or not. */
  readonly heldAt: UtcInstant | null;
  /** Of the audit, that are open: their codes, sorted. */
  readonly findings: readonly string[];
  /** A package is being prepared from it. */
  readonly isPackaging: boolean;
  /** It is in another batch that is not over. */
  readonly isProposed: boolean;
  /** Commitments of its links to cases, as they stand in the ledger. */
  readonly caseCommitments: readonly Sha256[];
  /** Of the files of its cases, as far as they are known. */
  readonly archiveTerms: readonly ArchiveTerm[];
  /** The highest that it, or a case of it, is labelled with. */
  readonly secrecy: StateLevel | null;
  /** When a label of it, or of a case of it, was last set, changed or ended. */
  readonly labelledAt: UtcInstant | null;
  /** When somebody looked last and said that it is still needed; null: nobody did. */
  readonly neededAt: UtcInstant | null;
  /** When an archive's receipt for it counted; null: it was never transferred. */
  readonly transferredAt: UtcInstant | null;
}

/** Whoever only waits is over by itself; the rest takes an item out of its batch. */
export const AGAINST = {
  "not-sealed": "ends",
  "copies-under-way": "waits",
  "not-decided": "ends",
  "decision-under-way": "waits",
  permanent: "ends",
  open: "ends",
  floor: "ends",
  locked: "waits",
  held: "ends",
  /** By the store itself, of which the house knows nothing. */
  "held-in-store": "waits",
  packaging: "waits",
  proposed: "ends",
  /** To be destroyed: it goes to an archive first. */
  "to-archive": "ends",
  /** To be transferred: */
  "not-for-archive": "ends",
  "before-transfer": "ends",
  transferred: "ends",
  "above-archive": "ends",
  /** Since its batch was proposed: */
  "held-since": "ends",
  "decided-since": "ends",
  "finding-since": "ends",
  "labelled-since": "ends",
  "needed-since": "ends",
  "other-bytes": "ends",
  stopped: "ends",
} as const satisfies Readonly<Record<string, "waits" | "ends">>;
export type Against = keyof typeof AGAINST;

export const isFinal = (all: readonly Against[]): boolean =>
  all.some((each) => AGAINST[each] === "ends");

export interface Now {
  /** As the time source says that is behind all others. */
  readonly day: CalendarDate;
  readonly at: UtcInstant;
  /** By the pack in force; null: nothing goes to an archive. */
  readonly transfers: TransferRule | null;
}

/** What stands against its destruction. Empty: nothing does. */
export function against(facts: DisposalFacts, { day, at, transfers }: Now): readonly Against[] {
  const { decided, lockedUntil, transferredAt } = facts;
  const isOwed =
    transfers !== null && transferredAt === null && termsOf(facts, transfers).length > 0;
  const found: (Against | false)[] = [
    ...againstAny(facts),
    ...(decided === null ? [] : byFloor(decided, day)),
    lockedUntil !== null && lockedUntil > at && "locked",
    isOwed && "to-archive",
  ];
  return found.filter((each) => each !== false);
}

/** What stands against its end, whichever. */
export function againstAny(facts: DisposalFacts): readonly (Against | false)[] {
  const { stage, decided } = facts;
  return [
    (stage !== "sealed" || facts.sha256 === null || facts.manifestSha256 === null) && "not-sealed",
    areCopiesUnderWay(facts) && "copies-under-way",
    decided === null && "not-decided",
    facts.isUndecided && "decision-under-way",
    facts.holds > 0 && "held",
    facts.isPackaging && "packaging",
    facts.isProposed && "proposed",
  ];
}

/** By which of the terms of `rule` it goes to the archive. */
export function termsOf(
  { archiveTerms, decided }: DisposalFacts,
  { terms }: TransferRule,
): readonly ArchiveTerm[] {
  const own = decided?.floor === "permanent" ? (["permanent"] as const) : [];
  return terms.filter((term) => archiveTerms.includes(term) || own.some((each) => each === term));
}

function byFloor({ floor, open }: DecidedFloor, day: CalendarDate): (Against | false)[] {
  const runs = floor !== "permanent" && compareDates(floor, day) >= 0;
  return [floor === "permanent" && "permanent", open && "open", runs && "floor"];
}

/** What was told of an item when its batch was proposed, and what everybody after that judged. */
export interface FrozenItem {
  readonly itemId: ItemId;
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly receivedAt: UtcInstant;
  readonly manifestSha256: Sha256;
  readonly decided: DecidedFloor;
  readonly findings: readonly string[];
  readonly caseCommitments: readonly Sha256[];
}

/** What came about since `proposedAt`, released or taken back again or not: people judged another state of things. */
export function againstSince(
  facts: DisposalFacts,
  frozen: FrozenItem,
  proposedAt: UtcInstant,
): readonly Against[] {
  const { decided, heldAt, findings, labelledAt, neededAt } = facts;
  const found: (Against | false)[] = [
    heldAt !== null && heldAt >= proposedAt && "held-since",
    decided !== null && decided.sha256 !== frozen.decided.sha256 && "decided-since",
    labelledAt !== null && labelledAt >= proposedAt && "labelled-since",
    neededAt !== null && neededAt >= proposedAt && "needed-since",
    findings.some((code) => !frozen.findings.includes(code)) && "finding-since",
    (facts.sha256 !== frozen.sha256 || facts.manifestSha256 !== frozen.manifestSha256) &&
      "other-bytes",
  ];
  return found.filter((each) => each !== false);
}
