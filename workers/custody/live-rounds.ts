/** Rounds: heads of live chains every ten seconds, the list of each session that is over, both signed and told to the ledger. */
import type { SignDocumentsDeps } from "../../services/casefile/sign-documents.ts";
import { type ListDeps, listSessions } from "../../services/live/list-session.ts";
import { type PaperOutcome, tellHeads } from "../../services/live/tell-heads.ts";
import { type DocumentRound, caseDocumentRound } from "./document-round.ts";
import { tellOutcomes } from "./tell-outcomes.ts";

type Log = Parameters<typeof tellOutcomes>[0];
type LiveRoundDeps = ListDeps & Pick<SignDocumentsDeps, "signer" | "ledger">;

const HEADS_EVERY_MS = 10_000;
/** What failed is judged anew after this long: it reads whole chains. */
const AGAIN_MS = 60_000;
const CLEAR_EVERY_MS = 3_600_000;

type Rounds = readonly DocumentRound[];

/** Called every second; each goes at its own pace, and none of `heads` waits for one of `lists`. */
export function liveRounds(
  deps: LiveRoundDeps,
  log: Log,
): { readonly heads: Rounds; readonly lists: Rounds } {
  const { live, clock } = deps;
  const failing = (outcomes: readonly PaperOutcome[], waits: string): boolean => {
    tellOutcomes(log, outcomes, null, waits);
    return outcomes.some(({ error }) => error !== undefined);
  };
  const heads = [
    paced(HEADS_EVERY_MS, async () => {
      failing(await tellHeads(deps), "the head of a live chain is not told");
      return 0;
    }),
    caseDocumentRound({ ...deps, documents: live.heads, leafType: "live-head" }, log),
  ];
  const lists = [
    paced(0, async () =>
      failing(await listSessions(deps), "a live session is not listed") ? AGAIN_MS : 0,
    ),
    caseDocumentRound({ ...deps, documents: live.signedLists, leafType: "live-list" }, log),
    paced(CLEAR_EVERY_MS, async () => {
      await live.clearBeats(clock());
      return 0;
    }),
  ];
  return { heads, lists };
}

/** Not again before `everyMs`, or what the work itself says, has passed; by a clock that nobody sets. */
function paced(everyMs: number, work: () => Promise<number>): () => Promise<void> {
  let next = 0;
  return async () => {
    const now = performance.now();
    if (now < next) return;
    next = now + everyMs;
    next = now + Math.max(everyMs, await work());
  };
}
