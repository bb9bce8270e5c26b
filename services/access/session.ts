/** Browser sessions: begun at login, kept alive by use, ended by logout, idleness or age. */
import type { NewAction, Values } from "../actions/action.ts";
import { type Clock, type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { AccessStore, OpenedBy, Person, Session } from "./access-store.ts";
import type { LogInFrom } from "./log-in-from.ts";
import { mintSecret, secretDigest } from "./secret.ts";

export interface SessionDeps {
  readonly access: AccessStore;
  readonly clock: Clock;
}

export const SESSION_IDLE_MS = 30 * 60_000;
export const SESSION_AGE_MS = 12 * 3_600_000;
/** lastSeenAt is written at most this often, so that reading a page does not write a row each time. */
const SEEN_EVERY_MS = 60_000;

/** True while `session` opens the door at `now`. */
export function isLive(session: Session, now: UtcInstant): boolean {
  return now < session.expiresAt && now < plusMs(session.lastSeenAt, SESSION_IDLE_MS);
}

/** When `session` ends if it is not used again. */
export function endOf({ expiresAt, lastSeenAt }: Session): UtcInstant {
  const idle = plusMs(lastSeenAt, SESSION_IDLE_MS);
  return idle < expiresAt ? idle : expiresAt;
}

export interface Beginning {
  readonly openedBy: OpenedBy;
  readonly from: LogInFrom;
  readonly how?: Values;
  /** When the person showed who they are, which need not be now. */
  readonly confirmedAt?: UtcInstant;
  /** When the account ends; no session outlives it. */
  readonly endsAt?: UtcInstant | null;
}

/**
 * The secret of a new session, always a new one: one that was planted before login is worth nothing. Null: what let the
 * person in does so no more.
 */
export async function beginSession(
  { access, clock }: SessionDeps,
  person: Person,
  { openedBy, from, how, confirmedAt, endsAt = null }: Beginning,
): Promise<string | null> {
  const now = clock();
  const { secret, sha256: tokenSha256 } = mintSecret("hfs");
  const oldest = plusMs(now, SESSION_AGE_MS);
  const session: Session = {
    tokenSha256,
    userId: person.id,
    createdAt: now,
    lastSeenAt: now,
    confirmedAt: confirmedAt ?? now,
    expiresAt: endsAt !== null && endsAt < oldest ? endsAt : oldest,
    from,
  };
  const action = { ...told("logged-in", session, now), after: how ?? null };
  return (await access.addSession(session, action, openedBy)) ? secret : null;
}

/** Whose session this secret opens, or null; a session that is over is removed. */
export async function resumeSession(
  { access, clock }: SessionDeps,
  secret: string,
): Promise<{ readonly person: Person; readonly session: Session } | null> {
  const tokenSha256 = secretDigest("hfs", secret);
  const found = tokenSha256 === null ? null : await access.session(tokenSha256);
  if (found === null || tokenSha256 === null) return null;
  const now = clock();
  if (!isLive(found.session, now)) {
    // Nobody did that.
    await access.endSession(tokenSha256, () => null);
    return null;
  }
  if (now < plusMs(found.session.lastSeenAt, SEEN_EVERY_MS)) return found;
  await access.seen(tokenSha256, now);
  return { ...found, session: { ...found.session, lastSeenAt: now } };
}

/** Whose session this secret opens, or null; asking is no use of it, so that a stream keeps none alive that nobody uses. */
export async function lookAtSession(
  { access, clock }: SessionDeps,
  secret: string,
): Promise<{ readonly person: Person; readonly session: Session } | null> {
  const tokenSha256 = secretDigest("hfs", secret);
  const found = tokenSha256 === null ? null : await access.session(tokenSha256);
  return found !== null && isLive(found.session, clock()) ? found : null;
}

/** Ends the session of this secret; a secret that opens nothing is no fault. */
export async function endSession({ access, clock }: SessionDeps, secret: string): Promise<void> {
  const tokenSha256 = secretDigest("hfs", secret);
  const at = clock();
  if (tokenSha256 === null) return;
  await access.endSession(tokenSha256, (ended) => told("logged-out", ended, at));
}

/** A session is named by the first digits of its digest, which open nothing. */
export const sessionName = ({ tokenSha256 }: Pick<Session, "tokenSha256">): string =>
  tokenSha256.slice(0, 16);

const told = (kind: "logged-in" | "logged-out", session: Session, at: UtcInstant): NewAction => ({
  ...{ kind, at, actor: `user:${session.userId}`, subject: `session:${sessionName(session)}` },
  ...{ before: null, after: null, reason: null },
});
