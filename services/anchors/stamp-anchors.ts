/** Use case: have an authority stamp the newest chosen heads. Sealing does not wait for it. */
import type { Clock } from "../kernel/clock.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { Anchor } from "./anchor-store.ts";
import type { TimestampAuthority } from "./timestamp.ts";
import type { TokenStore } from "./token-store.ts";

export interface StampDeps {
  readonly tokens: TokenStore;
  readonly authority: TimestampAuthority;
  readonly clock: Clock;
}

/** How it went with one head: stamped, or why not. */
export interface Stamped {
  readonly origin: string;
  readonly size: number;
  readonly error?: unknown;
}

/**
 * Asks for what is due. After an outage only the newest head of a log is stamped: it covers all before it, and
 * tokens over those would bear the same time. A head stamped twice, by a process that was cut off before it
 * kept the token or by two at once, keeps the first.
 */
export async function stampAnchors(
  { tokens, authority, clock }: StampDeps,
  signal: AbortSignal,
): Promise<readonly Stamped[]> {
  const done: Stamped[] = [];
  for (const anchor of await tokens.due(authority.name, clock())) {
    if (signal.aborted) break;
    const { origin, size } = anchor;
    try {
      const token = await authority.stamp(bytesOf(anchor), "sha256");
      await tokens.keep(anchor, authority.name, token, clock());
      done.push({ origin, size });
    } catch (error) {
      const code = isRefusal(error) ? error.code : "timestamps/unreachable";
      await tokens.failed(authority.name, code, clock());
      return [...done, { origin, size, error }];
    }
  }
  return done;
}

/** What a token is about: the signed note, byte for byte, so that a key stolen later back-dates no head. */
export const bytesOf = ({ note }: Pick<Anchor, "note">): Buffer => Buffer.from(note);
