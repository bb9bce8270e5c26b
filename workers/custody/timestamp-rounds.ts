/** One round for each authority for time stamps, so that one that does not answer holds up no other. */
import { stampAnchors } from "../../services/anchors/stamp-anchors.ts";
import type { TimestampAuthority } from "../../services/anchors/timestamp.ts";
import type { TokenStore } from "../../services/anchors/token-store.ts";
import type { Clock } from "../../services/kernel/clock.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";

interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
}

interface TimestampRound {
  readonly name: string;
  readonly round: (signal: AbortSignal) => Promise<void>;
}

export async function timestampRounds(
  deps: { readonly tokens: TokenStore; readonly clock: Clock },
  authorities: readonly TimestampAuthority[],
  log: Log,
): Promise<readonly TimestampRound[]> {
  await deps.tokens.configure(authorities, deps.clock());
  return authorities.map((authority) => ({
    name: `time stamps ${authority.name}`,
    async round(signal) {
      for (const { error, ...line } of await stampAnchors({ ...deps, authority }, signal)) {
        const fields = { ...line, authority: authority.name };
        if (error === undefined) log.info(fields, "stamped");
        else {
          const facts = isRefusal(error) ? { code: error.code, ...error.facts } : { err: error };
          log.warn({ ...fields, ...facts }, "not stamped; tried again later");
        }
      }
    },
  }));
}
