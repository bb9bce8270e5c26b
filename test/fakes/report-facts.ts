/** What a house holds of a period, as values that a test sets. */
import { type UtcInstant } from "../../services/kernel/clock.ts";
import type {
  DisposalFigures,
  Equipment,
  FindingFigures,
  HoldFigures,
  ItemCounts,
  ReportFactsSource,
  SpotCheckFigures,
} from "../../services/reports/report-facts.ts";
import type { HandIn } from "../../services/sessions/hand-in.ts";
import type { Decision } from "../../services/reports/publicity-tally.ts";
import type { Protection } from "../../services/reports/protection.ts";
import type { SessionParts } from "../../services/reports/session-tally.ts";
import { OPEN } from "../../services/secrecy/mark.ts";
import { NOON } from "../fixtures/evidence.ts";

export class ReportFactsAsSaid implements ReportFactsSource {
  at: UtcInstant = NOON;
  sessions: readonly SessionParts[] = [];
  handIns: readonly HandIn[] = [];
  items: ItemCounts = { received: 0, quarantined: 0, linked: 0, inSession: 0 };
  equipment: Equipment = {
    ...{ bodyCameras: 0, roomRecorders: 0, cctv: 0, docks: 0, officers: 0, hasRegister: false },
  };
  holds: HoldFigures = { placed: 0, released: 0, active: 0, overdue: 0, items: 0 };
  disposals: DisposalFigures = { proposed: 0, dropped: 0, destroyed: 0 };
  spotChecks: SpotCheckFigures = {
    ...{ drawn: 0, closed: 0, overdue: 0, fatal: 0, points: 0, ofPoints: 0 },
  };
  decisions: readonly Decision[] = [];
  findings: FindingFigures = { found: 0, open: 0 };
  protection: Protection = { mark: OPEN, isPersonal: false };

  snapshot: ReportFactsSource["snapshot"] = (_sight, work) =>
    work({
      at: this.at,
      protection: async () => this.protection,
      sessions: () => pages(this.sessions),
      items: async () => this.items,
      handIns: () => pages(this.handIns),
      equipment: async () => this.equipment,
      holds: async () => this.holds,
      findings: async () => this.findings,
      disposals: async () => this.disposals,
      spotChecks: async () => this.spotChecks,
      decisions: () => pages(this.decisions),
    });
}

/** One by one, as a store may. */
async function* pages<T>(all: readonly T[]): AsyncGenerator<readonly T[]> {
  for (const one of all) yield [one];
}
