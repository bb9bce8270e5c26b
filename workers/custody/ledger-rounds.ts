/** Rounds about the ledger itself: which of its heads are made known outside, and whether it takes entries. */
import { type ChooseAnchorsDeps, chooseAnchors } from "../../services/anchors/choose-anchors.ts";
import { type LookDeps, lookAtLedger } from "../../services/ledger/look-at-ledger.ts";
import type { StoppingCode } from "../../services/ledger/stopped.ts";

interface Log {
  info(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export const anchorRound = (deps: ChooseAnchorsDeps, log: Log) => async (): Promise<void> => {
  for (const chosen of await chooseAnchors(deps)) log.info(chosen, "anchor");
};

/** So often the ledger is looked at that was sound. */
const LOOK_EVERY_MS = 60_000;

/** To be called every few seconds: while something stops the ledger each call looks, so that an alarm ends as soon as it is mended. */
export function lookRound(deps: LookDeps, log: Log, nowMs: () => number = () => performance.now()) {
  let [told, toldAt, lookedAt]: [StoppingCode | null, number, number] = [
    null,
    -Infinity,
    -Infinity,
  ];
  return async (): Promise<void> => {
    const now = nowMs();
    if (told === null && now - lookedAt < LOOK_EVERY_MS) return;
    lookedAt = now;
    const code = await lookAtLedger(deps);
    if (code !== null && (code !== told || now - toldAt >= LOOK_EVERY_MS)) {
      log.error({ code }, "the ledger takes no entries");
      toldAt = now;
    }
    told = code;
  };
}
