/** Use case: have an authority stamp the newest renewal of each log, over SHA-512. What waits is tried again with the authority's other work. */
import type { Clock } from "../kernel/clock.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { renewalFiles } from "./proof-paths.ts";
import { type LockedStore, putLocked } from "./renew-logs.ts";
import type { RenewalKey } from "./renewal.ts";
import type { RenewalStore } from "./renewal-store.ts";
import type { TimestampAuthority } from "./timestamp.ts";
import type { TokenStore } from "./token-store.ts";

export interface StampRenewalsDeps extends LockedStore {
  readonly renewals: Pick<RenewalStore, "due" | "keep">;
  readonly tokens: Pick<TokenStore, "failed">;
  readonly authority: TimestampAuthority;
  readonly clock: Clock;
}

export interface StampedRenewal extends RenewalKey {
  readonly error?: unknown;
}

/** Answers how it went. A token that was locked and not noted, by a process that was cut off, is asked for again. */
export async function stampRenewals(
  deps: StampRenewalsDeps,
  signal: AbortSignal,
): Promise<readonly StampedRenewal[]> {
  const { renewals, tokens, authority, clock } = deps;
  const done: StampedRenewal[] = [];
  for (const { text, ...renewal } of await renewals.due(authority.name, clock())) {
    if (signal.aborted) break;
    const { origin, number } = renewal;
    const key = { origin, number };
    try {
      const token = await authority.stamp(Buffer.from(text), "sha512");
      await putLocked(deps, origin, renewalFiles(key).token(authority.name), token.response);
      await renewals.keep(key, authority.name, token, clock());
      done.push(key);
    } catch (error) {
      const code = isRefusal(error) ? error.code : "timestamps/unreachable";
      await tokens.failed(authority.name, code, clock());
      return [...done, { ...key, error }];
    }
  }
  return done;
}
