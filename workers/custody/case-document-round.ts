/** Round: sealed case files are signed and told to the ledger. */
import { type SignDocumentsDeps, signDocuments } from "../../services/casefile/sign-documents.ts";
import { tellOutcomes } from "./tell-outcomes.ts";

type Log = Parameters<typeof tellOutcomes>[0];

export const caseDocumentRound =
  (deps: SignDocumentsDeps, log: Log): (() => Promise<void>) =>
  async () =>
    tellOutcomes(log, await signDocuments(deps), "case file", "a sealed case file waits on");
