/**
 * What follows once a backup stands in its place: the database is brought to this version's schema, and its ledger up to what was
 * signed since. Each may be cut off; `up` and `ledger catch-up` do them as well.
 */
import type { BackupStatement } from "../../backup/statement.ts";
import type { Sha256 } from "../../kernel/digest.ts";
import { type Refusal, isRefusal } from "../../kernel/refusal.ts";
import type { CaughtUp } from "../../ledger/catch-up.ts";
import type { LedgerEntry } from "../../ledger/ledger-store.ts";
import type { TrialFound } from "../backup/try.ts";
import { entryCounter, tellLogs } from "../catch-up/tell-logs.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import { GENERAL } from "../texts/general.ts";
import { RESTORE } from "../texts/restore.ts";

/** The house that stands now, its database alone running. */
export interface RestoredHouse {
  migrate(): Promise<void>;
  /** That this backup was put back, for who asks when one was last. */
  remember(): Promise<void>;
  /** @throws Refusal as `catchUp`, and where the store is not this house's. */
  catchUp(entry: (entry: LedgerEntry) => void): Promise<readonly CaughtUp[]>;
}

export interface Restored {
  readonly statement: BackupStatement;
  readonly statementSha256: Sha256;
  readonly steps: readonly TrialFound[];
}

/** The house stands whatever comes of this; what does not is said, with what to do. */
export async function takeUpBeyond(
  term: Terminal,
  house: RestoredHouse,
  { statement: { madeAt }, statementSha256, steps }: Restored,
): Promise<ExitCode> {
  await house.migrate();
  await house.remember();
  const { entry, kinds } = entryCounter();
  const said = { restored: true, madeAt, statementSha256, steps };
  const logs = await house.catchUp(entry).catch(refusedOnly);
  if (isRefusal(logs)) {
    const { code, message, fix } = logs;
    term.result({ ...said, error: { code, message } });
    term.say(RESTORE.notTakenUp, { code, message });
    if (fix !== undefined) term.say(GENERAL.fix, { fix });
    return EXIT.attention;
  }
  term.result({ ...said, logs, kinds: Object.fromEntries(kinds) });
  tellLogs(term, logs, kinds, false);
  term.say(RESTORE.next);
  return EXIT.ok;
}

function refusedOnly(error: unknown): Refusal {
  if (isRefusal(error)) return error;
  throw error;
}
