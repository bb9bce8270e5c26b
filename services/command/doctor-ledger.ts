/** The check of `doctor` on the ledger: whether its newest checkpoint is the signer's own, and whether it takes entries. */
import { type LedgerStop, type StopKind, stopKind } from "../ledger/stopped.ts";
import { type Finding, type FindingName, failed, fine, reason } from "./doctor.ts";

export interface LedgerFound {
  readonly origin: string;
  readonly size: number;
  readonly signedAt: string;
  readonly verifies: boolean;
  /** The largest size of this log that the signer remembers to have signed; null: its memory cannot be read. */
  readonly rememberedSize: number | null;
}

export interface LedgerProbes {
  /** Null: nothing is entered yet. */
  ledgerHead(): Promise<LedgerFound | null>;
  /** Null: it takes entries, as far as is known. */
  ledgerStop(): Promise<LedgerStop | null>;
}

/** The signer remembers a head before custody publishes it: so long that takes at most. */
const PUBLISHED_MS = 3_000;

const STOPS: Readonly<Record<StopKind, FindingName>> = {
  files: "ledgerFilesDiffer",
  history: "ledgerOtherHistory",
  memory: "ledgerNoMemory",
};

export async function ledger(
  probes: LedgerProbes,
  wait: (ms: number) => Promise<unknown>,
): Promise<Finding> {
  try {
    const stop = await probes.ledgerStop();
    if (stop !== null) return failed(STOPS[stopKind(stop.code)], { ...stop });
    const head = await probes.ledgerHead();
    if (head === null) return fine("ledgerEmpty");
    const { origin, size, rememberedSize: signed } = head;
    if (!head.verifies) return failed("ledgerBad", { origin });
    if (signed === null) return failed("ledgerNoMemory", { code: "ledger/signer-state-missing" });
    if (signed > size) {
      await wait(PUBLISHED_MS);
      const later = (await probes.ledgerHead())?.size ?? 0;
      if (signed > later) return failed("ledgerOlder", { origin, size: later, signed });
    }
    return fine("ledgerFine", { origin, size });
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
