/**
 * Port: what a house holds of a period, read in one snapshot that writes nothing, as one person may know it.
 * Tested on the real one: test/integration/report-facts.test.ts.
 */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { HandIn } from "../sessions/hand-in.ts";
import type { Protection } from "./protection.ts";
import type { Decision } from "./publicity-tally.ts";
import type { SessionParts } from "./session-tally.ts";

/** What came in within the period. */
export interface ItemCounts {
  readonly received: number;
  readonly quarantined: number;
  /** Of the others, those of a case, and those of a recording session. */
  readonly linked: number;
  readonly inSession: number;
}

/** At the end of the period; of one that goes on, as it is now. */
export interface Equipment {
  readonly bodyCameras: number;
  readonly roomRecorders: number;
  readonly cctv: number;
  readonly docks: number;
  /** With a credential that was valid on the last day. */
  readonly officers: number;
  /** Whether anybody was ever entered in the register of officers. */
  readonly hasRegister: boolean;
}

export interface HoldFigures {
  readonly placed: number;
  readonly released: number;
  /** At the end of the period. */
  readonly active: number;
  /** At the moment of the snapshot. */
  readonly overdue: number;
  readonly items: number;
}

export interface FindingFigures {
  /** Differences found by the audit within the period, and of them those that are there still. */
  readonly found: number;
  readonly open: number;
}

export interface DisposalFigures {
  /** Recordings in batches that were proposed within the period, and of them those that dropped out. */
  readonly proposed: number;
  readonly dropped: number;
  /** Destroyed within the period, whenever it was proposed. */
  readonly destroyed: number;
}

export interface SpotCheckFigures {
  /** Units drawn within the period; of them those with a closed sheet, and those without one whose day is past. */
  readonly drawn: number;
  readonly closed: number;
  readonly overdue: number;
  /** By the newest sheet of each. */
  readonly fatal: number;
  readonly points: number;
  readonly ofPoints: number;
}

/** What the figures are about. */
export interface Span {
  readonly from: UtcInstant;
  /** That instant is no part of it. */
  readonly until: UtcInstant;
  readonly first: CalendarDate;
  readonly last: CalendarDate;
}

export interface ReportFacts {
  /** The moment of the snapshot. */
  readonly at: UtcInstant;
  /** What protects some of what is seen here. */
  protection(): Promise<Protection>;
  /** Those that began in the span; planned ones that did not begin, by their plan; in pages. */
  sessions(span: Span): AsyncIterable<readonly SessionParts[]>;
  items(span: Span): Promise<ItemCounts>;
  /** Of all that came in within the span and was not put into quarantine, in pages. */
  handIns(span: Span): AsyncIterable<readonly HandIn[]>;
  equipment(span: Span): Promise<Equipment>;
  holds(span: Span): Promise<HoldFigures>;
  findings(span: Span): Promise<FindingFigures>;
  disposals(span: Span): Promise<DisposalFigures>;
  spotChecks(span: Span): Promise<SpotCheckFigures>;
  /** Cases that were decided, or whose decision was annulled, within the span, in pages. */
  decisions(span: Span): AsyncIterable<readonly Decision[]>;
}

export interface ReportFactsSource {
  /** `work` sees one moment throughout; nothing that `sight` may not know of is counted. */
  snapshot<T>(sight: Sight, work: (facts: ReportFacts) => Promise<T>): Promise<T>;
}
