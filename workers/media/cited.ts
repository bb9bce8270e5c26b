/** Finds the pictures that citations name, beside the recordings that are made: whoever cites looks at the page meanwhile. */
import type { CitedOutcome } from "../../services/derived/cited/cited-picture.ts";
import { type DigestCitedDeps, digestCited } from "../../services/derived/cited/digest-cited.ts";
import type { Clock } from "../../services/kernel/clock.ts";
import { atWork, leaseFrom } from "./rounds.ts";

export interface CitedWork extends DigestCitedDeps {
  readonly clock: Clock;
}

/** One that waits, if there is one. @throws Refusal unavailable. */
export async function citedOnce(
  work: CitedWork,
  signal: AbortSignal,
): Promise<CitedOutcome["state"] | null> {
  const { cited, clock } = work;
  const citation = await cited.take(clock(), leaseFrom(clock));
  if (citation === null) return null;
  return atWork(
    () => cited.report(citation, leaseFrom(clock)),
    () => digestCited(work, citation, signal),
  );
}
