/**
 * Use cases: log in by the agency's identity provider, confirm a session by it, and say which accounts it opens.
 *
 * The provider says who somebody is; what he may do here is said here. No account comes into being by its word, and an
 * account that an administrator did not name for it stays shut to it: who may choose his own name there must not become
 * an administrator here.
 */
import { randomBytes } from "node:crypto";
import type { ActionStore } from "../actions/action-store.ts";
import type { Doer } from "../actions/action.ts";
import { type UtcInstant, plusMs, utcInstant } from "../kernel/clock.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Person } from "./access-store.ts";
import type { Identity, IdentityProvider } from "./identity-provider.ts";
import type { LogInFrom } from "./log-in-from.ts";
import { hashPassword } from "./password.ts";
import type { PeopleStore } from "./people-store.ts";
import { type SessionDeps, beginSession, isLive } from "./session.ts";
import { staffNumberTold } from "./staff-number.ts";
import type { SignOn, SignOnStore } from "./sign-on-store.ts";
import { confirm } from "./step-up.ts";

export interface SignOnDeps extends SessionDeps {
  readonly actions: Pick<ActionStore, "count">;
  readonly provider: IdentityProvider;
  readonly signOns: SignOnStore;
  readonly people: PeopleStore;
}

/** A person looks for a card or a code; a state that lies about longer is of use to a thief alone. */
export const SIGN_ON_MS = 10 * 60_000;
/** Begins the browser's secret where a session is to be confirmed: it is told there what went wrong. */
export const CONFIRMING = "confirming-";
const SECRET_BYTES = 32;
const secret = (): string => randomBytes(SECRET_BYTES).toString("base64url");

/**
 * Where the browser goes, and the secret for its cookie. `back`: where it was going; `confirms`: the session that is to
 * be confirmed, null to begin one.
 */
export async function beginSignOn(
  { provider, signOns, clock }: SignOnDeps,
  back: string,
  confirms: Sha256 | null,
): Promise<{ readonly address: URL; readonly browser: string }> {
  const [state, nonce, verifier] = [secret(), secret(), secret()];
  const browser = `${confirms === null ? "" : CONFIRMING}${secret()}`;
  const address = await provider.address({ state, nonce, verifier }, confirms !== null);
  const begunAt = clock();
  const kept = { stateSha256: sha256(state), browserSha256: sha256(browser), nonce, verifier };
  await signOns.begin({ ...kept, back, begunAt, confirms }, plusMs(begunAt, -SIGN_ON_MS));
  return { address, browser };
}

/**
 * The session of who came back; secret null where one that was open was confirmed. `browser`: the secret in the cookie,
 * null without one.
 * @throws Refusal conflict "access/sign-on-over" unless this browser began it a short while ago and once; forbidden
 *         "access/no-account-here", "access/sign-on-differs", "access/not-asked-again", "access/confirmed-by-another";
 *         whatever the provider says.
 */
export async function finishSignOn(
  deps: SignOnDeps,
  query: URLSearchParams,
  browser: string | null,
  from: LogInFrom,
): Promise<{ readonly person: Person; readonly secret: string | null; readonly back: string }> {
  const state = query.get("state") ?? "";
  const found = state === "" ? null : await deps.signOns.take(sha256(state));
  if (found === null || !isBegunHere(found, browser) || isOver(deps, found)) throw signOnOver();
  const { nonce, verifier, back, confirms } = found;
  const identity = await deps.provider.identityOf(query, { state, nonce, verifier });
  const person = await personOf(deps, identity);
  const { staffNumber } = identity;
  if (staffNumber !== null) await staffNumberTold(deps, person.id, staffNumber);
  if (confirms !== null) {
    requireAsked(identity.askedAt, found.begunAt);
    await confirmSession(deps, person, confirms);
    return { person, secret: null, back };
  }
  const shown = shownAt(identity, deps.clock());
  const secret = await beginSession(deps, person, {
    ...{
      openedBy: { signOnName: identity.name, subject: identity.subject },
      from,
      confirmedAt: shown,
    },
    how: { by: "identity-provider" },
  });
  if (secret === null) throw noAccountHere();
  return { person, secret, back };
}

const NEVER = utcInstant(new Date(0));

/**
 * A provider with a session of its own lets a browser through without asking anybody (OpenID Connect Core 3.1.2.3), so
 * that coming from there shows who it is only where auth_time says that it was asked.
 */
const shownAt = ({ askedAt }: Identity, now: UtcInstant): UtcInstant =>
  askedAt === null || askedAt < now ? (askedAt ?? NEVER) : now;

/** How far the provider's clock may be behind ours. */
const PROVIDER_BEHIND_MS = 60_000;

/** A browser can leave out that the person is to be asked; then the provider tells an older time. */
function requireAsked(askedAt: UtcInstant | null, begunAt: UtcInstant): void {
  if (askedAt !== null && askedAt >= plusMs(begunAt, -PROVIDER_BEHIND_MS)) return;
  throw new Refusal("forbidden", "access/not-asked-again", "the provider did not ask who it is", {
    fix: "Begin again and log in at the provider; it must tell auth_time and obey max_age (OpenID Connect Core 3.1.2.1).",
  });
}

async function confirmSession(deps: SignOnDeps, person: Person, key: Sha256): Promise<void> {
  const open = await deps.access.session(key);
  if (open === null || !isLive(open.session, deps.clock())) throw signOnOver();
  if (open.person.id !== person.id) {
    await recordFailure(deps, open.person.id);
    throw new Refusal("forbidden", "access/confirmed-by-another", "another person came back", {
      fix: "Log in at the provider as the person whose session this is.",
    });
  }
  await confirm(deps, person, key, "identity-provider");
}

/** Another browser that is handed the address would log in as somebody else without knowing it. */
const isBegunHere = (signOn: SignOn, browser: string | null): boolean =>
  browser !== null && sha256(browser) === signOn.browserSha256;

const isOver = ({ clock }: SignOnDeps, { begunAt }: SignOn): boolean =>
  clock() >= plusMs(begunAt, SIGN_ON_MS);

async function personOf(deps: SignOnDeps, identity: Identity): Promise<Person> {
  const { issuer, subject, name } = identity;
  const account = await deps.signOns.account(name);
  if (account === null) {
    await recordFailure(deps, null);
    throw noAccountHere();
  }
  if (account.identity === null && (await bind(deps, account.person, identity))) {
    return account.person;
  }
  // Bound before, or this very moment: by the same person in another window, or by somebody else.
  const bound = account.identity === null ? await deps.signOns.account(name) : account;
  if (bound?.identity?.issuer !== issuer || bound.identity.subject !== subject) {
    await recordFailure(deps, account.person.id);
    throw new Refusal(
      "forbidden",
      "access/sign-on-differs",
      "this name was somebody else's before",
      {
        fix: "Ask an administrator: the account here belongs to who came under that name first.",
      },
    );
  }
  return bound.person;
}

const noAccountHere = (): Refusal =>
  new Refusal("forbidden", "access/no-account-here", "the provider's word opens nothing here", {
    fix: "Ask an administrator for an account here under the name that the identity provider uses.",
  });

/** The first who comes under the name; who comes under it later must be the same. */
function bind(
  { signOns, clock }: SignOnDeps,
  { id }: Person,
  identity: Identity,
): Promise<boolean> {
  const { issuer, subject, name } = identity;
  return signOns.bind(
    id,
    name,
    { issuer, subject },
    {
      ...{ kind: "sign-on-bound", at: clock(), actor: `user:${id}`, subject: `user:${id}` },
      ...{ before: null, after: { issuer, subjectSha256: sha256(subject) }, reason: null },
    },
  );
}

const recordFailure = ({ actions, clock }: SignOnDeps, id: UserId | null): Promise<void> =>
  actions.count({
    ...{ kind: "login-failed", at: clock(), actor: "process:api", before: null },
    ...{ after: { by: "identity-provider" }, reason: null },
    subject: id === null ? null : `user:${id}`,
  });

const signOnOver = (): Refusal =>
  new Refusal("conflict", "access/sign-on-over", "this sign-on was not begun here, or is over", {
    fix: "Begin again at the log-in page, and come back in the same browser within ten minutes.",
  });

/** Whoever set it for them could acknowledge in their name. */
export const guestSetsOwn = (): Refusal =>
  new Refusal("conflict", "access/guest-sets-own", "a guest sets their own password", {
    fix: "Invite the guest again: they set it by the invitation, once.",
  });

/** Gives the account's door to the provider; null: back to a password, which must be given then. */
export async function setSignOn(
  { signOns, clock }: Pick<SignOnDeps, "signOns" | "clock">,
  id: UserId,
  door: { readonly signOnName: string | null; readonly password: string | null },
  doer: Doer,
): Promise<void> {
  const { signOnName } = door;
  if (signOnName === null && door.password === null) {
    throw new Refusal("invalid", "access/password-missing", "an account needs a door", {
      fix: "Give a password with which the person logs in from now on.",
    });
  }
  const passwordHash = await hashPassword(signOnName === null ? (door.password ?? "") : secret());
  const at = clock();
  await signOns.setDoor(id, { signOnName, passwordHash }, (before) => ({
    ...{ kind: "sign-on-set", at, ...doer, subject: `user:${id}` },
    ...{ before: { ...before }, after: { signOnName } },
  }));
}
