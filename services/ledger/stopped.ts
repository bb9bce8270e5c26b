/** Refusals after which the ledger takes no entry before somebody has acted: trying again changes nothing. */
import type { RefusalCode } from "../kernel/refusal.ts";

/** What is to be done differs: files of the store, the copy of the database, or the signer's own memory. */
export type StopKind = "files" | "history" | "memory";

const KINDS = {
  "ledger/bad-checkpoint": "history",
  "ledger/entry-differs": "files",
  "ledger/head-behind": "history",
  "ledger/malformed-tile": "files",
  "ledger/no-such-tile": "files",
  "ledger/not-an-extension": "history",
  "ledger/signer-state-missing": "memory",
  "ledger/store-differs": "files",
  "ledger/tile-taken": "history",
  "ledger/tiles-differ": "files",
  "ledger/two-roots": "history",
} as const satisfies Partial<Record<RefusalCode, StopKind>>;

export type StoppingCode = keyof typeof KINDS;
export const STOPPING_CODES = Object.keys(KINDS) as StoppingCode[];

export const isStoppingCode = (code: string): code is StoppingCode => Object.hasOwn(KINDS, code);

export const stopKind = (code: StoppingCode): StopKind => KINDS[code];

/** What stands against the next entry. */
export interface LedgerStop {
  readonly code: StoppingCode;
  /** Verified items that wait for it; it is seen with none, too. */
  readonly items: number;
}
