/** Which renewals go along with a stamped checkpoint: the one that lists its tokens, and all that hold that one. */
import type { Renewal, RenewalFile, RenewalStore } from "./renewal-store.ts";
import type { KeptToken } from "./token-store.ts";

export interface CarriedRenewal {
  readonly renewal: Renewal;
  /** Of its files those that speak of this checkpoint, and those that speak of all. */
  readonly files: readonly RenewalFile[];
  readonly tokens: readonly KeptToken[];
}

/** The first one first; one that nobody stamped yet holds nothing, nor do those after it. */
export const carriedRenewals =
  (renewals: Pick<RenewalStore, "of" | "tokens">) =>
  async (checkpoint: {
    readonly origin: string;
    readonly size: number;
  }): Promise<readonly CarriedRenewal[]> => {
    const { origin, size } = checkpoint;
    const carried: CarriedRenewal[] = [];
    for (const renewal of await renewals.of(origin)) {
      if (renewal.size < size) continue;
      const tokens = await renewals.tokens(renewal);
      if (tokens.length === 0) break;
      const files = renewal.files.filter(
        ({ covers }) => covers === null || (covers.first <= size && size <= covers.last),
      );
      carried.push({ renewal, files, tokens });
    }
    return carried;
  };
