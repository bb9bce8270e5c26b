/** How the witnesses stand, in short: who contradicts, who has failed for long. */
import type { UtcInstant } from "../kernel/clock.ts";
import { CONTRADICTIONS, type WitnessStanding } from "./witness-store.ts";

export interface WitnessesState {
  /** Names in their keys, each once. */
  readonly all: readonly string[];
  /** Of those that saw another history of a log. */
  readonly contradicting: readonly string[];
  /** Of those that have not cosigned for longer than an outage may last. */
  readonly failing: readonly string[];
}

const FAILING_MS = 15 * 60_000;

/** A name for the outside: what stands in the witness's lines. */
export const witnessName = (vkey: string): string => vkey.split("+", 1)[0] ?? "";

export function witnessesState(
  standings: readonly WitnessStanding[],
  now: UtcInstant,
): WitnessesState {
  const named = (all: readonly WitnessStanding[]): readonly string[] => [
    ...new Set(all.map(({ witness }) => witnessName(witness))),
  ];
  return {
    all: named(standings),
    contradicting: named(standings.filter((each) => isContradicting(each))),
    failing: named(standings.filter((each) => failingSeconds(each, now) * 1_000 > FAILING_MS)),
  };
}

export const isContradicting = ({ problem }: WitnessStanding): boolean =>
  problem !== null && CONTRADICTIONS.includes(problem);

/** How long this witness has not cosigned what it should, in seconds. */
export const failingSeconds = ({ failingSince }: WitnessStanding, now: UtcInstant): number =>
  failingSince === null ? 0 : Math.max(0, (Date.parse(now) - Date.parse(failingSince)) / 1_000);
