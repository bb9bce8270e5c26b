/** Rounds: sealed case files, and what is said in legal reviews and spot checks, are signed and told to the ledger; applied rules are signed; samples are drawn. */
import type { CasefileStore } from "../../services/casefile/casefile-store.ts";
import type { SignDocumentsDeps } from "../../services/casefile/sign-documents.ts";
import type { LegalReviewStore } from "../../services/legalreview/legal-review-store.ts";
import type { ListDeps } from "../../services/live/list-session.ts";
import type { LiveStore } from "../../services/live/live-store.ts";
import type { Clock } from "../../services/kernel/clock.ts";
import type { PolicyStore } from "../../services/policy/policy-store.ts";
import { type SignAppliedDeps, signApplied } from "../../services/policy/sign-applied.ts";
import { type DrawDeps, drawSamples } from "../../services/spotcheck/draw-samples.ts";
import { type SessionCases, followCases } from "../../services/sessions/follow-case.ts";
import type { SpotCheckStore } from "../../services/spotcheck/spot-check-store.ts";
import { type DocumentRound, caseDocumentRound, skippingRound } from "./document-round.ts";
import { liveRounds } from "./live-rounds.ts";
import { tellOutcomes } from "./tell-outcomes.ts";

type Log = Parameters<typeof tellOutcomes>[0];

interface CaseDocumentsDeps extends Pick<SignDocumentsDeps, "signer" | "ledger"> {
  readonly casefiles: CasefileStore;
  readonly legalReviews: LegalReviewStore;
  readonly spotChecks: SpotCheckStore;
  readonly policies: PolicyStore;
  readonly dayTables: PolicyStore;
  /** What the ledger has published: samples are drawn by it. */
  readonly heads: DrawDeps["ledger"];
  readonly live: LiveStore;
  readonly sessionCases: SessionCases;
  readonly items: ListDeps["items"];
  readonly clock: Clock;
}

/** Those that go at one pace, and those of live recordings, of which a day's list takes longer than a head may wait. */
export function caseDocumentRounds(
  {
    casefiles,
    legalReviews,
    spotChecks,
    policies,
    dayTables,
    live,
    sessionCases,
    ...deps
  }: CaseDocumentsDeps,
  log: Log,
): readonly NamedRound[] {
  const { heads, lists } = liveRounds({ live, ...deps }, log);
  const papers = [
    caseDocumentRound({ ...deps, documents: casefiles, leafType: "case-file" }, log),
    caseDocumentRound({ ...deps, documents: legalReviews, leafType: "legal-review" }, log),
    caseDocumentRound({ ...deps, documents: spotChecks, leafType: "spot-check" }, log),
    appliedRound({ policies, signer: deps.signer }, log),
    appliedRound({ policies: dayTables, signer: deps.signer }, log),
    async () => {
      const drawn = await drawSamples({ spotChecks, ledger: deps.heads, clock: deps.clock });
      tellOutcomes(log, drawn, "spot check", "a sample waits to be drawn");
    },
  ];
  return [
    { name: "case files", round: together(papers) },
    // Heads are made while others are signed.
    ...heads.map((round) => ({ name: "live heads", round })),
    { name: "live lists", round: together(lists) },
    {
      name: "session cases",
      round: async () => void (await followCases({ sessionCases, clock: deps.clock })),
    },
  ];
}

interface NamedRound {
  readonly name: string;
  readonly round: DocumentRound;
}

/** What keeps one kind waiting keeps no other: all are tried, then the first fault is told. */
const together = (rounds: readonly (() => Promise<void>)[]) => async (): Promise<void> => {
  const outcomes = await Promise.allSettled(rounds.map((round) => round()));
  const failed = outcomes.find((one) => one.status === "rejected");
  if (failed !== undefined) throw failed.reason;
};

export const appliedRound = (deps: SignAppliedDeps, log: Log): (() => Promise<void>) =>
  skippingRound(log, ["applied rules", "applied rules wait to be signed"], (skip) =>
    signApplied(deps, skip),
  );
