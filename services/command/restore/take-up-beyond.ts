/**
 * What follows once a database stands in its place that is older than its house: the ledger is brought up to what was
 * signed since, and items that were sealed since come back from the store. Each may be cut off; `ledger catch-up` and
 * `backup bring-back` do them as well.
 */
import { type Refusal, isRefusal } from "../../kernel/refusal.ts";
import type { CaughtUp } from "../../ledger/catch-up.ts";
import type { LedgerEntry } from "../../ledger/ledger-store.ts";
import type { BringBackListener } from "../../recovery/bring-back.ts";
import type { SetApart } from "../../recovery/set-apart.ts";
import { CameBack } from "../bring-back/tell-outcomes.ts";
import { entryCounter, tellLogs } from "../catch-up/tell-logs.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import { GENERAL } from "../texts/general.ts";
import { RESTORE } from "../texts/restore.ts";

/** The house that stands now, its database alone running. */
export interface RestoredHouse {
  /** @throws Refusal as `catchUp`, and where the store is not this house's. */
  catchUp(entry: (entry: LedgerEntry) => void): Promise<readonly CaughtUp[]>;
  bringBack(told: BringBackListener["told"]): Promise<void>;
  /** Comes after it. */
  setApart(): Promise<SetApart>;
}

/** The house stands whatever comes of this; what does not is said, with what to do. `said`: for a program, beside what is found. */
export async function takeUpBeyond(
  term: Terminal,
  house: RestoredHouse,
  said: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  const { entry, kinds } = entryCounter();
  const logs = await house.catchUp(entry).catch(refusedOnly);
  if (isRefusal(logs)) {
    const { code, message, fix } = logs;
    term.result({ ...said, error: { code, message } });
    term.say(RESTORE.notTakenUp, { code, message });
    if (fix !== undefined) term.say(GENERAL.fix, { fix });
    return EXIT.attention;
  }
  tellLogs(term, logs, kinds, false);
  const cameBack = new CameBack();
  await house.bringBack((lost, outcome) => cameBack.add(lost, outcome));
  cameBack.walled(await house.setApart());
  const found = { logs, kinds: Object.fromEntries(kinds), ...cameBack.result };
  term.result({ ...said, ...found });
  cameBack.show(term, false);
  term.say(RESTORE.next);
  return cameBack.isWhole ? EXIT.ok : EXIT.attention;
}

function refusedOnly(error: unknown): Refusal {
  if (isRefusal(error)) return error;
  throw error;
}
