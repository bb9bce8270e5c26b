/** Step-up: for a dangerous act a session or token is not enough, its person must have shown lately who they are. */
import type { NewAction } from "../actions/action.ts";
import { type Clock, type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { AccessStore, Person } from "./access-store.ts";
import { type LoginDeps, provePassword } from "./login.ts";
import type { SignOnStore } from "./sign-on-store.ts";

/** How long a confirmation holds. */
export const RECENT_MS = 10 * 60_000;
/** Clocks of two nodes may differ so much; what lies further ahead was not confirmed by this clock. */
const AHEAD_MS = 60_000;

/** `confirmedAt` null: never. */
export const isRecent = (confirmedAt: UtcInstant | null, now: UtcInstant): boolean =>
  confirmedAt !== null &&
  now < plusMs(confirmedAt, RECENT_MS) &&
  confirmedAt <= plusMs(now, AHEAD_MS);

/** @throws Refusal forbidden "access/confirm-again". */
export function requireRecent(confirmedAt: UtcInstant | null, now: UtcInstant): void {
  if (isRecent(confirmedAt, now)) return;
  throw new Refusal("forbidden", "access/confirm-again", "show once more who you are", {
    fix: "Confirm it with your password (POST /api/v1/session/confirm) or at the identity provider, then send this again within ten minutes.",
    facts: { withinMinutes: RECENT_MS / 60_000 },
  });
}

/** How a person shows who they are. */
export type Door = "password" | "identity-provider";

export interface StepUpDeps extends LoginDeps {
  readonly signOns: Pick<SignOnStore, "door">;
}

export const doorOf = async (
  { signOns }: Pick<StepUpDeps, "signOns">,
  { id }: Pick<Person, "id">,
): Promise<Door> =>
  (await signOns.door(id)).signOnName === null ? "password" : "identity-provider";

/**
 * Confirms the session or token whose digest is `key`; answers when. Guessing is slowed down as at the log-in.
 * @throws Refusal forbidden "access/wrong-password", "access/confirm-at-provider", "access/not-signed-in".
 */
export async function confirmByPassword(
  deps: StepUpDeps,
  {
    person,
    key,
    source,
  }: { readonly person: Person; readonly key: Sha256; readonly source: string },
  password: string,
): Promise<UtcInstant> {
  if ((await doorOf(deps, person)) !== "password") {
    throw new Refusal("forbidden", "access/confirm-at-provider", "no password opens this account", {
      fix: "Confirm it in a browser, at the identity provider by which you log in.",
    });
  }
  await provePassword(deps, { name: person.name, source }, password);
  return confirm(deps, person, key, "password");
}

/** Notes it. @throws Refusal forbidden "access/not-signed-in" if the session or token has ended. */
export async function confirm(
  { access, clock }: { readonly access: Pick<AccessStore, "confirm">; readonly clock: Clock },
  { id }: Person,
  key: Sha256,
  by: Door,
): Promise<UtcInstant> {
  const at = clock();
  const action: NewAction = {
    ...{
      kind: "identity-confirmed",
      at,
      actor: `user:${id}`,
      subject: `session:${key.slice(0, 16)}`,
    },
    ...{ before: null, after: { by }, reason: null },
  };
  if (await access.confirm(key, at, action)) return at;
  throw new Refusal("forbidden", "access/not-signed-in", "this session or token is over", {
    fix: "Log in again.",
  });
}
