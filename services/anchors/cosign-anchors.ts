/** Use case: have the newest anchor of every log cosigned by one witness. Nothing waits for it; an outage is noted and tried again. */
import { type Clock, type UtcInstant, plusMs } from "../kernel/clock.ts";
import { type RefusalCode, isRefusal } from "../kernel/refusal.ts";
import type { Nodes } from "../ledger/merkle.ts";
import type { AnchorStore, AnchoredLog } from "./anchor-store.ts";
import { type Answer, type Question, type WitnessDoor, askWitness } from "./ask-witness.ts";
import { CONTRADICTIONS, type WitnessStanding, type WitnessStore } from "./witness-store.ts";

export interface CosignAnchorsDeps {
  readonly anchors: Pick<AnchorStore, "logs" | "newest">;
  readonly witnesses: WitnessStore;
  readonly door: WitnessDoor;
  /** Hashes of the first `size` entries of a log. */
  readonly nodes: (origin: string, size: number) => Nodes;
  readonly clock: Clock;
}

/** A witness that is asked; `vkey` is its verifier key as text. */
export type AskedWitness = Question["witness"] & { readonly vkey: string };

export interface CosignOutcome {
  readonly origin: string;
  readonly size: number;
  /** Null: cosigned. */
  readonly problem: RefusalCode | null;
}

const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** Waiting mends no contradiction; now and then somebody may have mended it. */
const CONTRADICTED_PAUSE_MS = 3_600_000;

/** Asks `witness` for every log whose newest anchor it has not cosigned yet, if its pause is over. Answers what was tried. */
export async function cosignAnchors(
  deps: CosignAnchorsDeps,
  witness: AskedWitness,
  signal?: AbortSignal,
): Promise<readonly CosignOutcome[]> {
  // In this order: what another process noted meanwhile is then never beyond the heads that are read.
  const standings = (await deps.witnesses.standings()).filter(
    (standing) => standing.witness === witness.vkey,
  );
  const logs = await deps.anchors.logs();
  const outcomes: CosignOutcome[] = [];
  for (const log of logs) {
    if (signal?.aborted === true) break;
    const standing =
      standings.find(({ origin }) => origin === log.origin) ?? unknown(witness.vkey, log.origin);
    if (!isDue(log, standing, deps.clock())) continue;
    const outcome = await cosignNewest(deps, witness, log, standing);
    if (outcome !== null) outcomes.push(outcome);
  }
  return outcomes;
}

async function cosignNewest(
  deps: CosignAnchorsDeps,
  witness: AskedWitness,
  log: AnchoredLog,
  standing: WitnessStanding,
): Promise<CosignOutcome | null> {
  const { anchors, witnesses, door, clock } = deps;
  const { origin, headSize } = log;
  const anchor = await anchors.newest(origin);
  if (anchor === null) return null;
  const nodes = deps.nodes(origin, anchor.size);
  const question = { door, witness, anchor, headSize, nodes };
  const answer = await askOrRefusal(question, standing.size);
  const { size } = answer;
  if ("passed" in answer) {
    await witnesses.note({ ...standing, size });
    return null;
  }
  if ("problem" in answer) {
    const { problem } = answer;
    await witnesses.note(failed({ ...standing, size }, problem, clock()));
    return { origin, size: anchor.size, problem };
  }
  // Kept before it is noted: a cut in between asks once more, and the first line stays.
  const { line, at: cosignedAt } = answer;
  await witnesses.keep({ origin, size, witness: witness.vkey, line, cosignedAt });
  await witnesses.note({ ...unknown(witness.vkey, origin), size, keptSize: size });
  return { origin, size, problem: null };
}

async function askOrRefusal(question: Question, from: number): Promise<Answer> {
  try {
    return await askWitness(question, from);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { problem: error.code, size: from };
  }
}

const unknown = (witness: string, origin: string): WitnessStanding => ({
  ...{ witness, origin, size: 0, keptSize: 0 },
  ...{ problem: null, failures: 0, failingSince: null, retryAt: null },
});

function isDue({ anchor }: AnchoredLog, standing: WitnessStanding, now: UtcInstant): boolean {
  if (anchor === null || anchor.size <= standing.keptSize) return false;
  const { retryAt } = standing;
  // A clock that was set back must not make a pause last for years.
  return retryAt === null || retryAt <= now || plusMs(now, CONTRADICTED_PAUSE_MS) < retryAt;
}

function failed(standing: WitnessStanding, problem: RefusalCode, now: UtcInstant): WitnessStanding {
  const failures = standing.failures + 1;
  const pauseMs = CONTRADICTIONS.includes(problem)
    ? CONTRADICTED_PAUSE_MS
    : Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 20), LONGEST_PAUSE_MS);
  return {
    ...{ ...standing, problem, failures },
    failingSince: standing.failingSince ?? now,
    retryAt: plusMs(now, pauseMs),
  };
}
