/** One round for each authority for time stamps, so that one that does not answer holds up no other. */
import { fetchLists } from "../../services/anchors/fetch-lists.ts";
import { type StampRenewalsDeps, stampRenewals } from "../../services/anchors/stamp-renewals.ts";
import { stampAnchors } from "../../services/anchors/stamp-anchors.ts";
import type { TimestampAuthority } from "../../services/anchors/timestamp.ts";
import type { TokenStore } from "../../services/anchors/token-store.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";

interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
}

const NO_LIST =
  "a list of revoked certificates, or an answer about one, is missing; tried again later";
const why = (error: unknown): object =>
  isRefusal(error) ? { code: error.code, ...error.facts } : { err: error };

interface TimestampRound {
  readonly name: string;
  readonly round: (signal: AbortSignal) => Promise<void>;
}

export async function timestampRounds(
  deps: Omit<StampRenewalsDeps, "authority"> & { readonly tokens: TokenStore },
  authorities: readonly TimestampAuthority[],
  log: Log,
): Promise<readonly TimestampRound[]> {
  await deps.tokens.configure(authorities, deps.clock());
  return authorities.map((authority) => ({
    name: `time stamps ${authority.name}`,
    async round(signal) {
      const stamping = { ...deps, authority };
      const heads = await stampAnchors(stamping, signal);
      const lists = await stampRenewals(stamping, signal);
      const failure = await fetchLists(stamping);
      if (failure !== null) log.warn({ authority: authority.name, ...why(failure) }, NO_LIST);
      for (const { error, ...line } of [...heads, ...lists]) {
        const fields = { ...line, authority: authority.name };
        if (error === undefined) log.info(fields, "stamped");
        else {
          log.warn({ ...fields, ...why(error) }, "not stamped; tried again later");
        }
      }
    },
  }));
}
