/** The continuous audit as rounds of the custody process: what is due is read again, what was read goes into the ledger. */
import { setTimeout as sleep } from "node:timers/promises";
import { type AuditDeps, type Audited, auditRound } from "../../services/fixity/audit-round.ts";
import { type DayListDeps, enterLists } from "../../services/fixity/day-list.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { Pace } from "../../services/fixity/pace.ts";

/** Counts the steps under way, so that the audit gives way to them. */
export class StepsUnderWay {
  #count = 0;

  get any(): boolean {
    return this.#count > 0;
  }

  counted<J extends { run(itemId: ItemId, signal: AbortSignal): Promise<void> }>(job: J): J {
    return {
      ...job,
      run: async (itemId, signal) => {
        this.#count += 1;
        try {
          await job.run(itemId, signal);
        } finally {
          this.#count -= 1;
        }
      },
    };
  }
}

/** The pace of this process, on its own clock. */
export const auditPace = (bytesPerSecond: number, underWay: StepsUnderWay): Pace =>
  new Pace({
    bytesPerSecond,
    isBusy: () => underWay.any,
    nowMs: () => performance.now(),
    // Told to end, it ends its sleep and not the round: what reads then looks at the signal.
    sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
  });

/** One line of the log for what is not sound; sound objects stand in the list of their day. */
export interface AuditLog {
  warn(line: object, message: string): void;
  error(line: object, message: string): void;
}

export const auditRounds =
  (deps: AuditDeps, lists: DayListDeps, log: AuditLog) =>
  async (signal: AbortSignal): Promise<void> => {
    await auditRound(deps, signal, (audited) => tell(log, audited));
    await enterLists(lists, signal);
  };

function tell(log: AuditLog, { target, audit, error }: Audited): void {
  if (error !== undefined) log.warn({ target, err: error }, "not read again yet");
  const codes = audit?.findings.map(({ code }) => code) ?? [];
  if (codes.length > 0) log.error({ target, codes }, "what is stored is not what was sealed");
}
