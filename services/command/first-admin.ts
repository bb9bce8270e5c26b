/** The first administrator of an agency: made once, whoever sets it up and however often. */
import { createToken } from "../access/create-token.ts";
import { createUser, type UserDeps } from "../access/create-user.ts";
import type { Login } from "./logins.ts";

const SETUP = "process:setup";

/** Makes the account unless its name is taken, and a new token for it if asked. */
export async function ensureAdmin(
  deps: UserDeps,
  login: Login,
  wantToken: boolean,
): Promise<string | null> {
  const there = await deps.access.accountByName(login.name);
  const account = there ?? (await createUser(deps, login, SETUP));
  // Whoever sets the house up holds its database: nobody would be asked for more.
  const token = { label: "holdfast up", confirmedAt: deps.clock() };
  return wantToken ? createToken(deps, account.id, token, SETUP) : null;
}
