/** Use case: log in with name and password. Guessing slows down who guesses, for the name that they guess, and nobody else. */
import type { ActionStore } from "../actions/action-store.ts";
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Account, LoginFailures, LoginTried, Person } from "./access-store.ts";
import { passwordMatches } from "./password.ts";
import type { LogInFrom } from "./log-in-from.ts";
import { type SessionDeps, beginSession } from "./session.ts";

export interface LoginDeps extends SessionDeps {
  readonly actions: Pick<ActionStore, "count">;
  /** Resolves after that time; passed in so that tests need not wait. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly turns: LoginTurns;
}

const FREE_FAILURES = 3;
const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 8_000;
/** Failures older than this no longer count. */
const FORGET_AFTER_MS = 15 * 60_000;
const MAX_WAITING = 4;

/** How long an attempt waits. It is answered then: nobody can lock another person out by guessing. */
export function loginDelayMs(failures: LoginFailures | null, now: UtcInstant): number {
  if (failures === null || failures.failures < FREE_FAILURES) return 0;
  if (now >= plusMs(failures.lastAt, FORGET_AFTER_MS)) return 0;
  return Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures.failures - FREE_FAILURES));
}

/** One attempt at a time for one name from one place: asking in parallel gains a guesser nothing, and shuts out nobody elsewhere. */
export class LoginTurns {
  readonly #waiting = new Map<string, number>();
  readonly #last = new Map<string, Promise<undefined>>();

  /** @throws Refusal unavailable "access/too-many-attempts" when the queue for `tried` is full. */
  async take<T>(tried: string, work: () => Promise<T>): Promise<T> {
    const waiting = this.#waiting.get(tried) ?? 0;
    if (waiting >= MAX_WAITING) {
      throw new Refusal("unavailable", "access/too-many-attempts", "too many attempts at once", {
        fix: "Wait a few seconds, then try again once.",
        facts: { retryAfterSeconds: MAX_DELAY_MS / 1000 },
      });
    }
    const before = this.#last.get(tried) ?? Promise.resolve(undefined);
    const turn = Promise.withResolvers<undefined>();
    this.#last.set(tried, turn.promise);
    this.#waiting.set(tried, waiting + 1);
    try {
      await before;
      return await work();
    } finally {
      turn.resolve(undefined);
      this.#leave(tried, turn.promise);
    }
  }

  #leave(tried: string, turn: Promise<undefined>): void {
    const waiting = (this.#waiting.get(tried) ?? 1) - 1;
    if (waiting > 0) this.#waiting.set(tried, waiting);
    else this.#waiting.delete(tried);
    if (this.#last.get(tried) === turn) this.#last.delete(tried);
  }
}

/**
 * Begins a session and answers its secret. Whether the name or the password was wrong stays unsaid.
 * @throws Refusal forbidden "access/wrong-password"; unavailable "access/too-many-attempts".
 */
export async function login(
  deps: LoginDeps,
  tried: LoginTried,
  password: string,
  from: LogInFrom,
): Promise<{ readonly person: Person; readonly secret: string }> {
  const account = await provePassword(deps, tried, password);
  const { passwordHash, endsAt = null } = account;
  const secret = await beginSession(deps, account, { openedBy: { passwordHash }, from, endsAt });
  if (secret === null) throw wrongPassword();
  return { person: account, secret };
}

/** Whose password that is. @throws Refusal as `login`. */
export const provePassword = (
  deps: LoginDeps,
  tried: LoginTried,
  password: string,
): Promise<Account> =>
  deps.turns.take(`${tried.source} ${tried.name}`, () => attempt(deps, tried, password));

async function attempt(deps: LoginDeps, tried: LoginTried, password: string): Promise<Account> {
  const { access, clock, sleep } = deps;
  const delayMs = loginDelayMs(await access.loginFailures(tried), clock());
  if (delayMs > 0) await sleep(delayMs);
  // Counted before the password is looked at: an attempt that is cut off has been made all the same.
  const now = clock();
  await access.addLoginFailure(tried, now, plusMs(now, -FORGET_AFTER_MS));
  const account = await access.accountByName(tried.name);
  const usable = account !== null && isOpen(account, now) ? account : null;
  const matches = await passwordMatches(password, usable?.passwordHash ?? null);
  if (usable === null || !matches) {
    await recordFailure(deps, account, now);
    throw wrongPassword();
  }
  await access.clearLoginFailures(tried);
  return usable;
}

const wrongPassword = (): Refusal =>
  new Refusal("forbidden", "access/wrong-password", "name and password do not match", {
    fix: "Check the name and the password; an administrator can make a new account.",
  });

const isOpen = ({ disabledAt, endsAt = null }: Account, now: UtcInstant): boolean =>
  disabledAt === null && (endsAt === null || now < endsAt);

/** A name that nobody has is told nowhere: it may be a password in the wrong field. */
function recordFailure(
  { actions }: LoginDeps,
  account: Account | null,
  at: UtcInstant,
): Promise<void> {
  return actions.count({
    ...{ kind: "login-failed", at, actor: "process:api", before: null, after: null, reason: null },
    subject: account === null ? null : `user:${account.id}`,
  });
}
