/** Which stamped checkpoints of a log hold today: by the certificates of their tokens, or by renewals from before those were over. */
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import type { Anchor } from "./anchor-store.ts";
import { type CarriedRenewal, carriedRenewals } from "./carried-renewals.ts";
import type { RenewalStore } from "./renewal-store.ts";
import type { TokenEnd, TokenStore } from "./token-store.ts";

export interface LastingDeps {
  readonly tokens: Pick<TokenStore, "stamped" | "ends">;
  readonly renewals: Pick<RenewalStore, "of" | "tokens">;
  readonly clock: Clock;
}

export class LastingStamps {
  readonly #deps: LastingDeps;
  readonly #origin: string;
  readonly #now: UtcInstant;
  #renewals: Promise<readonly CarriedRenewal[]> | null = null;

  constructor(deps: LastingDeps, origin: string) {
    this.#deps = deps;
    this.#origin = origin;
    this.#now = deps.clock();
  }

  /** The smallest stamped head over the entry `index` that holds; where none does, the smallest stamped one. */
  async over(index: number): Promise<Anchor | null> {
    const { tokens } = this.#deps;
    const first = await tokens.stamped(this.#origin, index);
    if (first === null || (await this.holds(first))) return first;
    const times = (await this.#all()).flatMap((each) => each.tokens.map(({ genTime }) => genTime));
    let found: Anchor | null = null;
    for (const at of [this.#now, ...times]) {
      const anchor = await tokens.stamped(this.#origin, index, at);
      if (anchor === null || (found !== null && anchor.size >= found.size)) continue;
      if (await this.holds(anchor)) found = anchor;
    }
    return found ?? first;
  }

  async holds({ size }: Pick<Anchor, "size">): Promise<boolean> {
    const ends = await this.#deps.tokens.ends(this.#origin, size);
    for (const token of ends) if (await this.#lasts(token, size)) return true;
    return false;
  }

  async #lasts({ validUntil, keptAt }: TokenEnd, size: number): Promise<boolean> {
    let end = validUntil;
    if (isValid(end, this.#now)) return true;
    for (const { renewal, tokens } of await this.#all()) {
      if (renewal.size < size || renewal.madeAt < keptAt) continue;
      for (const later of tokens.filter(({ genTime }) => isValid(end, genTime)))
        end = laterOf(end, later.validUntil);
    }
    return isValid(end, this.#now);
  }

  /** Stamped ones only; asked for once, and on most days not at all. */
  #all(): Promise<readonly CarriedRenewal[]> {
    const { renewals } = this.#deps;
    return (this.#renewals ??= carriedRenewals(renewals)({ origin: this.#origin, size: 0 }));
  }
}

/** Of a token whose end is not known it is taken to hold. */
const isValid = (end: UtcInstant | null, at: UtcInstant): boolean => end === null || end >= at;
const laterOf = (a: UtcInstant | null, b: UtcInstant | null): UtcInstant | null =>
  a === null || b === null ? null : a > b ? a : b;
