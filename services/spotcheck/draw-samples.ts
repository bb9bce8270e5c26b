/** Use case: draw by the first signed head of the ledger over the fixed population. Runs in custody; nobody starts it, delays it or does it again. */
import { documentLeaf } from "../casefile/case-document.ts";
import type { Clock } from "../kernel/clock.ts";
import type { SpotCheckId } from "../kernel/ids.ts";
import type { LedgerStore } from "../ledger/ledger-store.ts";
import { spotAction } from "./begin-check.ts";
import { drawOf } from "./draw.ts";
import { parsePopulation } from "./population-text.ts";
import type { Paper, SpotCheckStore } from "./spot-check-store.ts";

export interface DrawDeps {
  readonly spotChecks: Pick<SpotCheckStore, "undrawn" | "drawOnce">;
  readonly ledger: Pick<LedgerStore, "locate" | "headCovering">;
  readonly clock: Clock;
}

export interface DrawOutcome {
  readonly checkId: SpotCheckId;
  readonly error?: unknown;
}

const PER_ROUND = 16;

/** One that cannot be drawn stops no other. */
export async function drawSamples(deps: DrawDeps): Promise<readonly DrawOutcome[]> {
  const outcomes: DrawOutcome[] = [];
  for (const paper of await deps.spotChecks.undrawn(PER_ROUND)) {
    const { checkId } = paper;
    try {
      if (await drawOne(deps, paper)) outcomes.push({ checkId });
    } catch (error) {
      outcomes.push({ checkId, error });
    }
  }
  return outcomes;
}

async function drawOne({ spotChecks, ledger, clock }: DrawDeps, paper: Paper): Promise<boolean> {
  const place = await ledger.locate(documentLeaf(paper, "spot-check"));
  const head = place === null ? null : await ledger.headCovering(place.origin, place.index);
  if (place === null || head === null) return false;
  const { population, sampleSize } = parsePopulation(paper.text);
  const [seed, at] = [head.rootSha256, clock()];
  const draw = { seed, origin: place.origin, treeSize: head.size, drawnAt: at };
  const told = { seed, origin: place.origin, treeSize: head.size, populationSha256: paper.sha256 };
  const id = paper.checkId;
  return spotChecks.drawOnce(
    id,
    { ...draw, units: drawOf(seed, population, sampleSize) },
    spotAction("spot-check-drawn", { at, id, actor: "process:custody" }, told),
  );
}
