/** Use cases: open a session, tell more of it, and say which items are of it. */
import type { Values } from "../actions/action.ts";
import type { Clock } from "../kernel/clock.ts";
import { type ItemId, type SessionId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { NO_SESSION_FACTS, type Session, type SessionFacts, checkSession } from "./session.ts";
import type { SessionStore } from "./session-store.ts";

export interface SessionDeps {
  readonly recordingSessions: SessionStore;
  readonly clock: Clock;
}

export type SessionChanges = {
  readonly [Name in keyof SessionFacts]?: SessionFacts[Name] | undefined;
};

/** @throws Refusal as `checkSession`, and conflict "sessions/number-taken". */
export async function openSession(
  { recordingSessions, clock }: SessionDeps,
  by: UserId,
  changes: SessionChanges & Pick<SessionFacts, "number">,
): Promise<Session> {
  const facts = merged({ number: changes.number, ...NO_SESSION_FACTS }, changes);
  checkSession(facts);
  const id = newId<SessionId>();
  const at = clock();
  const actor = `user:${by}` as const;
  const session: Session = { ...facts, id, revision: 0, createdAt: at, createdBy: actor };
  await recordingSessions.create(session, {
    ...{ kind: "recording-session-opened", at, actor, subject: `recording-session:${id}` },
    ...{ before: null, after: differing({ number: "", ...NO_SESSION_FACTS }, facts), reason: null },
  });
  return session;
}

/** Null: nothing differs. @throws Refusal as `openSession`, conflict "sessions/session-changed", missing "sessions/no-such-session". */
export async function changeSession(
  { recordingSessions, clock }: SessionDeps,
  by: UserId,
  id: SessionId,
  revision: number,
  { changes, reason }: { readonly changes: SessionChanges; readonly reason: string | null },
): Promise<Session> {
  const before = await requireSession(recordingSessions, id);
  if (before.revision !== revision) throw sessionChanged();
  const after = { ...before, ...merged(before, changes), revision: revision + 1 };
  const told = differing(before, after);
  if (Object.keys(told).length === 0) return before;
  checkSession(after);
  await recordingSessions.change(after, {
    ...{ kind: "recording-session-changed", at: clock(), actor: `user:${by}` },
    ...{
      subject: `recording-session:${id}`,
      before: differing(after, before),
      after: told,
      reason,
    },
  });
  return after;
}

/** Saying it twice changes nothing. */
export async function placeItem(
  { recordingSessions, clock }: SessionDeps,
  by: UserId,
  id: SessionId,
  itemId: ItemId,
): Promise<void> {
  const { number } = await requireSession(recordingSessions, id);
  await recordingSessions.place(id, itemId, {
    ...{ at: clock(), actor: `user:${by}` },
    happening: { kind: "session-placed", data: { sessionId: id, sessionNumber: number } },
  });
}

export async function removeItem(
  { recordingSessions, clock }: SessionDeps,
  by: UserId,
  id: SessionId,
  itemId: ItemId,
  reason: string,
): Promise<void> {
  const { number } = await requireSession(recordingSessions, id);
  await recordingSessions.remove(id, itemId, reason, {
    ...{ at: clock(), actor: `user:${by}` },
    happening: { kind: "session-removed", data: { sessionId: id, sessionNumber: number, reason } },
  });
}

/** @throws Refusal missing "sessions/no-such-session". */
export async function requireSession(store: SessionStore, id: SessionId): Promise<Session> {
  const session = await store.find(id);
  if (session !== null) return session;
  throw new Refusal("missing", "sessions/no-such-session", "no such recording session");
}

export const sessionChanged = (): Refusal =>
  new Refusal(
    "conflict",
    "sessions/session-changed",
    "somebody changed this session in the meantime",
    {
      fix: "Open the session again, look at what changed, and enter yours once more.",
    },
  );

const merged = (facts: SessionFacts, changes: SessionChanges): SessionFacts => ({
  ...facts,
  ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
});

const NAMES = ["number", ...Object.keys(NO_SESSION_FACTS)] as readonly (keyof SessionFacts)[];

/** The facts of `after` that `before` has otherwise. */
const differing = (before: SessionFacts, after: SessionFacts): Values =>
  Object.fromEntries(
    NAMES.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).map(
      (name) => [name, after[name]],
    ),
  ) as Values;
