/** Rounds about the ledger itself: which of its heads are made known outside, and whether it takes entries. */
import { type ChooseAnchorsDeps, chooseAnchors } from "../../services/anchors/choose-anchors.ts";
import { type LookDeps, lookAtLedger } from "../../services/ledger/look-at-ledger.ts";

interface Log {
  info(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export const anchorRound = (deps: ChooseAnchorsDeps, log: Log) => async (): Promise<void> => {
  for (const chosen of await chooseAnchors(deps)) log.info(chosen, "anchor");
};

export const lookRound = (deps: LookDeps, log: Log) => async (): Promise<void> => {
  const code = await lookAtLedger(deps);
  if (code !== null) log.error({ code }, "the ledger takes no entries");
};
