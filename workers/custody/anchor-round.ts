/** Chooses the heads that are made known outside, and says which. */
import { type ChooseAnchorsDeps, chooseAnchors } from "../../services/anchors/choose-anchors.ts";

interface Log {
  info(fields: object, text: string): void;
}

export const anchorRound = (deps: ChooseAnchorsDeps, log: Log) => async (): Promise<void> => {
  for (const chosen of await chooseAnchors(deps)) log.info(chosen, "anchor");
};
