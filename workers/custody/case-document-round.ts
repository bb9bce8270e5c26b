/** Round: sealed case files are signed and told to the ledger. */
import { type SignDocumentsDeps, signDocuments } from "../../services/casefile/sign-documents.ts";
import { tellOutcomes } from "./tell-outcomes.ts";

type Log = Parameters<typeof tellOutcomes>[0];

/** What failed stays the oldest: the next round begins behind it, and at the front again once nothing is left there. */
export function caseDocumentRound(deps: SignDocumentsDeps, log: Log): () => Promise<void> {
  let skip = 0;
  return async () => {
    const outcomes = await signDocuments(deps, skip);
    const failed = outcomes.filter(({ error }) => error !== undefined).length;
    skip = outcomes.length === 0 ? 0 : skip + failed;
    tellOutcomes(log, outcomes, "case file", "a sealed case file waits on");
  };
}
