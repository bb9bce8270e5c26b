/** Makes the recordings that were asked for. */
import { type MakeDerivedDeps, makeDerived } from "../../services/derived/make-derived.ts";
import type { DerivedStore, KeptDerived } from "../../services/derived/derived-store.ts";
import type { Clock } from "../../services/kernel/clock.ts";
import { atWork, leaseFrom } from "./rounds.ts";

export interface DerivedWork extends MakeDerivedDeps {
  readonly derived: DerivedStore;
  readonly clock: Clock;
}

/** One that waits, if there is one. @throws Refusal unavailable. */
export async function derivedOnce(
  work: DerivedWork,
  signal: AbortSignal,
): Promise<KeptDerived["state"] | null> {
  const { derived, clock } = work;
  const request = await derived.take(clock(), leaseFrom(clock));
  if (request === null) return null;
  let part = 0;
  const onProgress = (now: number): void => void (part = Math.max(part, now));
  return atWork(
    () => derived.report(request.id, part, leaseFrom(clock)),
    () => makeDerived({ ...work, onProgress }, request, signal),
  );
}
