/** The service's clock as a recorder knows it: from its answers, carried on by a clock that nobody sets. Pure. */
import { MOST_OFFSET_MS, type MeasuredClock } from "../live/segment-clocks.ts";

/** A quartz goes wrong by less: 100 parts in a million. */
const DRIFT = 1e-4;
/** Times are told in whole ms. */
const ROUNDING_MS = 1;

interface Told {
  /** The service's clock minus the steady one, in ms. */
  readonly aheadMs: number;
  readonly errorMs: number;
  readonly atMs: number;
}

export class HouseClock {
  #best: Told | null = null;

  /** The service said `houseMs` between `askedMs` and `heardMs` of the steady clock: in the middle, wrong by half of that at most. */
  told(askedMs: number, heardMs: number, houseMs: number): void {
    if (!Number.isFinite(houseMs) || heardMs < askedMs) return;
    const aheadMs = houseMs - (askedMs + heardMs) / 2;
    const told = { aheadMs, errorMs: (heardMs - askedMs) / 2 + ROUNDING_MS, atMs: heardMs };
    const errorOf = (one: Told): number => one.errorMs + Math.abs(heardMs - one.atMs) * DRIFT;
    const before = this.#best;
    // A service whose clock was set since is believed, not what it said before.
    const isOther =
      before !== null &&
      Math.abs(before.aheadMs - aheadMs) > errorOf(before) + told.errorMs + ROUNDING_MS;
    if (before === null || isOther || told.errorMs <= errorOf(before)) this.#best = told;
  }

  /** How far `wallMs` is from the service's clock, `steadyMs` being now; null: it never said. A wall clock that is set is found so, for the steady one is not. */
  offsetOf(wallMs: number, steadyMs: number): MeasuredClock | null {
    const best = this.#best;
    if (best === null) return null;
    const offsetMs = Math.round(wallMs - (steadyMs + best.aheadMs));
    const errorMs = Math.ceil(best.errorMs + Math.abs(steadyMs - best.atMs) * DRIFT);
    return Math.abs(offsetMs) > MOST_OFFSET_MS ? null : { offsetMs, errorMs };
  }
}
