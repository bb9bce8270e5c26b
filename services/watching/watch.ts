/** A watch: one person looks at one live session, for a purpose they gave once; every list and byte of it is asked for under its id. Pure. */
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { SessionId, UserId, WatchId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Purpose } from "../secrecy/purpose.ts";

export interface Watch {
  readonly id: WatchId;
  readonly sessionId: SessionId;
  readonly userId: UserId;
  readonly purposeKind: Purpose;
  /** Why, in their words. */
  readonly purpose: string;
  readonly openedAt: UtcInstant;
}

/** Longer than any session is looked at in one go; then people say again what for. */
const LASTS_MS = 24 * 3_600_000;

/**
 * Of whoever opened it, of that session, and not too old.
 * @throws Refusal missing "live/no-such-watch"; forbidden "live/watch-over".
 */
export function requireWatch(
  watch: Watch | null,
  { userId, sessionId, now }: Pick<Watch, "userId" | "sessionId"> & { readonly now: UtcInstant },
): Watch {
  if (watch === null || watch.userId !== userId || watch.sessionId !== sessionId) {
    throw new Refusal("missing", "live/no-such-watch", "there is no such watch of yours", {
      fix: "Say anew what you look at the session for; a watch is of one person and one session.",
    });
  }
  if (plusMs(watch.openedAt, LASTS_MS) > now) return watch;
  throw new Refusal("forbidden", "live/watch-over", "this watch was opened more than a day ago", {
    fix: "Say anew what you look at the session for.",
  });
}
