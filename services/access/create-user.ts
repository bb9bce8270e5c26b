/** Use cases: make an account, and end one. */
import type { Clock } from "../kernel/clock.ts";
import { type UserId, newId } from "../kernel/ids.ts";
import type { AccessStore, Account } from "./access-store.ts";
import { hashPassword } from "./password.ts";
import type { Role } from "./permission.ts";

export interface UserDeps {
  readonly access: AccessStore;
  readonly clock: Clock;
}

export interface NewUser {
  readonly name: string;
  readonly displayName: string;
  readonly role: Role;
  readonly password: string;
}

/** @throws Refusal conflict "access/name-taken"; invalid "access/password-too-short". */
export async function createUser({ access, clock }: UserDeps, user: NewUser): Promise<Account> {
  const account: Account = {
    id: newId<UserId>(),
    name: user.name.normalize("NFC"),
    displayName: user.displayName,
    role: user.role,
    passwordHash: await hashPassword(user.password),
    createdAt: clock(),
    disabledAt: null,
  };
  await access.addUser(account);
  return account;
}

/** @throws Refusal missing "access/no-such-user"; conflict "access/last-admin". */
export function disableUser({ access, clock }: UserDeps, id: UserId): Promise<Account> {
  return access.disableUser(id, clock());
}
