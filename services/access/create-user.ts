/** Use cases: make an account, and end one. */
import type { Doer, NewAction } from "../actions/action.ts";
import type { Actor } from "../kernel/actor.ts";
import type { Clock } from "../kernel/clock.ts";
import { type UserId, newId } from "../kernel/ids.ts";
import type { AccessStore, Account } from "./access-store.ts";
import { hashPassword } from "./password.ts";
import type { StaffRole } from "./permission.ts";
import { staffNumberOf } from "./same-person.ts";

export interface UserDeps {
  readonly access: AccessStore;
  readonly clock: Clock;
}

export interface NewUser {
  readonly name: string;
  readonly displayName: string;
  readonly role: StaffRole;
  readonly password: string;
  readonly staffNumber?: string | undefined;
}

/** @throws Refusal conflict "access/name-taken"; invalid "access/password-too-short", "access/password-too-easy". */
export async function createUser(
  { access, clock }: UserDeps,
  user: NewUser,
  actor: Actor,
): Promise<Account> {
  const account: Account = {
    id: newId<UserId>(),
    name: user.name.normalize("NFC"),
    displayName: user.displayName,
    role: user.role,
    passwordHash: await hashPassword(user.password, [user.name, user.displayName]),
    createdAt: clock(),
    disabledAt: null,
  };
  const { id, name, displayName, role, createdAt: at } = account;
  const staffNumber = user.staffNumber === undefined ? null : staffNumberOf(user.staffNumber);
  const action: NewAction = {
    ...{ kind: "user-created", at, actor, subject: `user:${id}` },
    ...{ before: null, after: { name, displayName, role, staffNumber }, reason: null },
  };
  await access.addUser(account, action, staffNumber);
  return account;
}

/** Disabling twice changes nothing. @throws Refusal missing "access/no-such-user"; conflict "access/last-admin". */
export function disableUser({ access, clock }: UserDeps, id: UserId, doer: Doer): Promise<Account> {
  const at = clock();
  return access.disableUser(id, at, ({ name, displayName, role, disabledAt }) =>
    disabledAt === null
      ? {
          ...{ kind: "user-disabled", at, ...doer, subject: `user:${id}` },
          ...{ before: { name, displayName, role, disabledAt }, after: { disabledAt: at } },
        }
      : null,
  );
}
