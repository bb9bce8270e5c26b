/** Use cases: where somebody is logged in, shown and ended, by themself or by who manages accounts. API tokens are none of it. */
import type { Doer, NewAction } from "../actions/action.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Session, WhichSessions } from "./access-store.ts";
import { browserNamed } from "./log-in-from.ts";
import { type SessionDeps, endOf, isLive, sessionName } from "./session.ts";

export interface LogIn {
  /** Names the session; opens nothing. */
  readonly id: string;
  readonly createdAt: UtcInstant;
  /** To the minute. */
  readonly lastSeenAt: UtcInstant;
  /** If it is not used again. */
  readonly endsAt: UtcInstant;
  /** Null: not kept, or not told. */
  readonly address: string | null;
  readonly browser: string | null;
  readonly system: string | null;
  readonly userAgent: string | null;
  readonly isThis: boolean;
}

/** `here`: the digest of what the one who looks came with. @throws Refusal missing "access/no-such-user". */
export async function listLogIns(
  { access, clock }: SessionDeps,
  userId: UserId,
  here: Sha256,
): Promise<readonly LogIn[]> {
  const now = clock();
  const open = (await access.sessions(userId)).filter((session) => isLive(session, now));
  return open.map((session) => logInOf(session, here));
}

function logInOf(session: Session, here: Sha256): LogIn {
  const { createdAt, lastSeenAt, from, tokenSha256 } = session;
  const userAgent = from?.userAgent ?? "";
  return {
    ...{ id: sessionName(session), createdAt, lastSeenAt, endsAt: endOf(session) },
    address: from === null || from.address === "" ? null : from.address,
    ...browserNamed(userAgent),
    userAgent: userAgent === "" ? null : userAgent,
    isThis: tokenSha256 === here,
  };
}

/** @throws Refusal missing "access/no-such-user", "access/no-such-log-in": also of somebody else's, and of one that is over. */
export async function endLogIn(
  deps: SessionDeps,
  userId: UserId,
  id: string,
  doer: Doer,
): Promise<void> {
  const found = (await deps.access.sessions(userId)).find((one) => sessionName(one) === id);
  const ended =
    found === undefined ? 0 : await end(deps, userId, { only: found.tokenSha256 }, doer);
  if (ended === 0) {
    throw new Refusal("missing", "access/no-such-log-in", "there is no such log-in", {
      fix: "It may be over already: read the list again.",
    });
  }
}

/** All, or all but the one of digest `allBut`; answers how many were open. @throws Refusal missing "access/no-such-user". */
export async function endLogIns(
  deps: SessionDeps,
  userId: UserId,
  allBut: Sha256 | null,
  doer: Doer,
): Promise<number> {
  // An account that is not there has no log-ins that could be ended.
  await deps.access.sessions(userId);
  return end(deps, userId, { allBut }, doer);
}

/** How many names of sessions an action holds. */
const MOST_NAMED = 50;

async function end(
  { access, clock }: SessionDeps,
  userId: UserId,
  which: WhichSessions,
  doer: Doer,
): Promise<number> {
  const at = clock();
  const open = (sessions: readonly Session[]) => sessions.filter((each) => isLive(each, at));
  const told = (sessions: readonly Session[]): NewAction | null => {
    const ended = open(sessions).map(sessionName);
    if (ended.length === 0) return null;
    return {
      ...{ kind: "log-ins-ended", at, ...doer, subject: `user:${userId}`, after: null },
      before: { ended: ended.length, sessions: ended.slice(0, MOST_NAMED) },
    };
  };
  return open(await access.endSessions(userId, which, told)).length;
}
