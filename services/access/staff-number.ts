/** Use cases: the staff number of an account's person, set by an administrator or told by the identity provider. */
import type { Doer } from "../actions/action.ts";
import type { Clock } from "../kernel/clock.ts";
import type { UserId } from "../kernel/ids.ts";
import type { PeopleStore } from "./people-store.ts";
import { staffNumberOf } from "./same-person.ts";
import { samePerson } from "./two-people.ts";

export interface NumberDeps {
  readonly people: PeopleStore;
  readonly clock: Clock;
}

/** Null takes it away. Nobody changes his own. @throws Refusal forbidden "access/same-person"; missing "access/no-such-user". */
export function setStaffNumber(
  { people, clock }: NumberDeps,
  id: UserId,
  number: string | null,
  doer: Doer,
): Promise<void> {
  const staffNumber = number === null ? null : staffNumberOf(number);
  return people.setNumber(id, "here", staffNumber, (before) => {
    const isOwn = doer.actor.toLowerCase() === `user:${id}`.toLowerCase();
    if (isOwn && before !== null) throw samePerson();
    return {
      ...{ kind: "staff-number-set", at: clock(), ...doer, subject: `user:${id}` },
      ...{ before: { staffNumber: before }, after: { staffNumber } },
    };
  });
}

/** What the provider said at a sign-on; it stays where a later sign-on says nothing. */
export function staffNumberTold(
  { people, clock }: NumberDeps,
  id: UserId,
  number: string,
): Promise<void> {
  const staffNumber = staffNumberOf(number);
  return people.setNumber(id, "provider", staffNumber, (before) => ({
    ...{ kind: "staff-number-set", at: clock(), actor: `user:${id}`, subject: `user:${id}` },
    ...{ before: { staffNumber: before }, after: { staffNumber, by: "identity-provider" } },
    reason: null,
  }));
}
