/** Use cases of whoever asks: ask for access, take that back; and requests that nobody decided lapse. */
import type { ActionKind, NewAction } from "../actions/action.ts";
import { type CalendarDate, addDays } from "../calendar/calendar-date.ts";
import type { Actor } from "../kernel/actor.ts";
import { type Clock, type UtcInstant, plusMs } from "../kernel/clock.ts";
import { sha256 } from "../kernel/digest.ts";
import { type AccessRequestId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type AccessRequest, WAITS_DAYS, requireOpen, requireRoom } from "./access-request.ts";
import { badTerm, purposeNotTheirs } from "./give-access.ts";
import { mayName } from "./purpose.ts";
import type { RequestStore } from "./request-store.ts";
import type { Sight } from "./sight.ts";

export interface AskDeps {
  readonly accessRequests: RequestStore;
  readonly clock: Clock;
  readonly today: () => CalendarDate;
}

export type AccessWish = Pick<
  AccessRequest,
  "about" | "purpose" | "download" | "authority" | "until"
>;

const DAY_MS = 86_400_000;

/**
 * Keeps what was typed and looks nothing up: it takes the same way whether it is there or not.
 * @throws Refusal invalid "access/bad-term", "secrecy/purpose-not-theirs"; unavailable "access/too-many-requests".
 */
export async function askAccess(
  { accessRequests, clock, today }: AskDeps,
  { userId, role }: Pick<Sight, "userId" | "role">,
  wish: AccessWish,
): Promise<AccessRequest> {
  if (!mayName(role, wish.purpose, true)) throw purposeNotTheirs();
  if (wish.until <= today()) throw badTerm();
  const at = clock();
  const request: AccessRequest = {
    ...{ ...wish, id: newId<AccessRequestId>(), askedBy: userId, askedAt: at },
    ...{ lapsesOn: addDays(today(), WAITS_DAYS), state: "open" },
    ...{ decidedAt: null, decidedBy: null, reason: null, grantId: null },
  };
  const action = requestAction("access-requested", request, at, `user:${userId}`, null);
  await accessRequests.ask(request, plusMs(at, -DAY_MS), requireRoom, action);
  return request;
}

/**
 * By whoever asked. @throws Refusal missing "access/no-such-request" of another person's, too; conflict
 *         "access/request-over".
 */
export function withdrawRequest(
  { accessRequests, clock, today }: AskDeps,
  id: AccessRequestId,
  { userId }: Pick<Sight, "userId">,
): Promise<void> {
  const at = clock();
  return accessRequests.change(id, (before) => {
    if (before.askedBy !== userId) throw noSuchRequest();
    requireOpen(before, today());
    const after = { ...before, state: "withdrawn" as const, decidedAt: at };
    const action = requestAction("access-request-withdrawn", after, at, `user:${userId}`, null);
    return { after, given: null, action };
  });
}

/** Requests of one round: each is a transaction of its own. */
const AT_ONCE = 50;

/** That nobody decided in time, told once. Answers how many were told. */
export async function tellLapsed({ accessRequests, clock, today }: AskDeps): Promise<number> {
  const day = today();
  let told = 0;
  for (const id of await accessRequests.over(day, AT_ONCE)) {
    const at = clock();
    await accessRequests.change(id, (before) => {
      if (before.state !== "open" || day < before.lapsesOn) return null;
      told += 1;
      const after = { ...before, state: "lapsed" as const, decidedAt: at };
      const action = requestAction("access-request-lapsed", after, at, "process:custody", null);
      return { after, given: null, action };
    });
  }
  return told;
}

/**
 * About the person. The words are told by their digest alone: an action that holds an id is hidden with what the id
 * names (services/review/known-actions.ts), so that whoever asks for one would see whether it is there.
 */
export const requestAction = (
  kind: ActionKind,
  request: AccessRequest,
  at: UtcInstant,
  actor: Actor,
  reason: string | null,
): NewAction => ({
  ...{ kind, at, actor, subject: `user:${request.askedBy}`, before: null, reason },
  after: {
    ...{ request: request.id, aboutSha256: sha256(request.about), purpose: request.purpose },
    ...{ download: request.download, until: request.until },
  },
});

export const noSuchRequest = (): Refusal =>
  new Refusal("missing", "access/no-such-request", "there is no such request");
