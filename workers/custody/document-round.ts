/** A round over documents that are signed and told to the ledger. */
import type { DocumentLeafType } from "../../services/casefile/case-document.ts";
import {
  MOST_AT_ONCE,
  type SignDocumentsDeps,
  signDocuments,
} from "../../services/casefile/sign-documents.ts";
import { tellOutcomes } from "./tell-outcomes.ts";

type Log = Parameters<typeof tellOutcomes>[0];

const NAMES = {
  "case-file": ["case file", "a sealed case file waits on"],
  "legal-review": ["legal review", "a document of a legal review waits on"],
  "spot-check": ["spot check", "a paper of a spot check waits on"],
  // One a channel every ten seconds: nothing is said of those that go well.
  "live-head": [null, "the head of a live chain waits on"],
  "live-list": ["live list", "the list of a live session waits on"],
} as const satisfies Readonly<Record<DocumentLeafType, readonly [string | null, string]>>;

/** Ends early where it is told to. */
export type DocumentRound = (signal?: AbortSignal) => Promise<void>;

export function caseDocumentRound(deps: SignDocumentsDeps, log: Log): DocumentRound {
  return skippingRound(log, NAMES[deps.leafType], (skip) => signDocuments(deps, skip));
}

/**
 * What failed stays the oldest: the next try begins behind it, and at the front again once nothing is left there. As long as
 * as many are done as are taken at once more may wait, and it goes on.
 */
export function skippingRound(
  log: Log,
  [name, waits]: readonly [string | null, string],
  work: (skip: number) => Promise<Parameters<typeof tellOutcomes>[1]>,
): DocumentRound {
  let skip = 0;
  return async (signal) => {
    for (;;) {
      const outcomes = await work(skip);
      const failed = outcomes.filter(({ error }) => error !== undefined).length;
      skip = outcomes.length === 0 ? 0 : skip + failed;
      tellOutcomes(log, outcomes, name, waits);
      const isAll = outcomes.length < MOST_AT_ONCE || failed > 0;
      if (isAll || signal?.aborted === true) return;
    }
  };
}
