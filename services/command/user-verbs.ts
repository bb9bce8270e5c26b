/** The verbs about people: make an account, list them, and the staff number of one. */
import { z } from "zod";
import { UserPage } from "../review/api-schema.ts";
import { LogInList, LogInsEnded } from "../review/log-in-schema.ts";
import { addUser } from "./accounts.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { newPassword } from "./logins.ts";
import { ACCESS } from "./texts/access.ts";
import { PUSH } from "./texts/push.ts";
import { USER } from "./texts/user.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import type { LogOutOptions, NumberOptions, UserVerbs } from "./user-commands.ts";
import type { Attempts } from "./verb-deps.ts";

export const userVerbs = ({ asAdministrator }: Attempts): UserVerbs => ({
  userAdd: (name, options) =>
    asAdministrator(options, async (api, term) => {
      const { role, displayName = name, staffNumber } = options;
      const number = staffNumber === undefined ? {} : { staffNumber };
      const { password } = await addUser(api, { name, displayName, role, ...number });
      term.result({ name, role, displayName, password, ...number });
      term.say(PUSH.userAdded, { name, role, password });
      return EXIT.ok;
    }),
  userList: (options) => asAdministrator(options, list),
  userNumber: (user, options) =>
    asAdministrator(options, (api, term) => staffNumber(api, term, user, options)),
  userDisable: (user, options) =>
    asAdministrator(options, (api, term) => disable(api, term, user, options.why)),
  userPassword: (user, options) =>
    asAdministrator(options, (api, term) => givePassword(api, term, user, options.why)),
  userLogIns: (user, options) => asAdministrator(options, (api, term) => logIns(api, term, user)),
  userLogOut: (user, options) =>
    asAdministrator(options, (api, term) => logOut(api, term, user, options)),
});

const accounts = (api: ApiClient) => api.all("/api/v1/users", {}, UserPage);

/** The account of that name, or id. */
export async function accountOf(api: ApiClient, wanted: string) {
  const found = (await accounts(api)).find(({ id, name }) => name === wanted || id === wanted);
  if (found === undefined) throw new VerbFailure(EXIT.usage, ACCESS.noUser, { name: wanted });
  return found;
}

async function list(api: ApiClient, term: Terminal): Promise<ExitCode> {
  const entries = await accounts(api);
  term.result({ entries });
  for (const { name, displayName, role, staffNumber: number, disabledAt } of entries) {
    const state = (disabledAt === null ? USER.active : USER.disabled)[term.language];
    const shown = number ?? USER.noNumber[term.language];
    term.say(USER.line, { name, displayName, role, staffNumber: shown, state });
  }
  return EXIT.ok;
}

async function staffNumber(
  api: ApiClient,
  term: Terminal,
  user: string,
  { set, clear, why }: NumberOptions,
): Promise<ExitCode> {
  const { id } = await accountOf(api, user);
  if (set !== undefined || clear === true) {
    const body = { staffNumber: set ?? null, ...(why === undefined ? {} : { reason: why }) };
    await api.send(`/api/v1/users/${id}/staff-number`, body);
  }
  const { name, staffNumber: number } = await accountOf(api, id);
  term.result({ id, name, staffNumber: number });
  term.say(USER.isNumber, { name, staffNumber: number ?? USER.noNumber[term.language] });
  return EXIT.ok;
}

/** Nothing it did is taken back. */
export async function disable(
  api: ApiClient,
  term: Terminal,
  user: string,
  reason: string | undefined,
): Promise<ExitCode> {
  const { id, name } = await accountOf(api, user);
  await api.remove(`/api/v1/users/${id}`, { reason }, z.null());
  term.result({ id, name, disabled: true });
  term.say(USER.isDisabled, { name });
  return EXIT.ok;
}

export async function givePassword(
  api: ApiClient,
  term: Terminal,
  user: string,
  reason: string | undefined,
): Promise<ExitCode> {
  const { id, name } = await accountOf(api, user);
  const password = newPassword();
  await api.send(`/api/v1/users/${id}/door`, { signOnName: null, password, reason });
  term.result({ id, name, password });
  term.say(USER.hasPassword, { name, password });
  return EXIT.ok;
}

async function logIns(api: ApiClient, term: Terminal, user: string): Promise<ExitCode> {
  const { id, name } = await accountOf(api, user);
  const { entries } = await api.get(`/api/v1/users/${id}/sessions`, LogInList);
  term.result({ id, name, entries });
  if (entries.length === 0) term.say(USER.noLogIns, { name });
  const unknown = USER.unknown[term.language];
  for (const { id: session, createdAt, lastSeenAt, address, ...by } of entries) {
    const { browser, system, userAgent } = by;
    const named = [browser, system].filter((part) => part !== null).join(", ");
    const words = named === "" ? (userAgent ?? unknown) : named;
    const where = { address: address ?? unknown, browser: words };
    term.say(USER.logIn, { id: session, createdAt, lastSeenAt, ...where });
  }
  return EXIT.ok;
}

async function logOut(
  api: ApiClient,
  term: Terminal,
  user: string,
  { only, why }: LogOutOptions,
): Promise<ExitCode> {
  const { id, name } = await accountOf(api, user);
  const path = `/api/v1/users/${id}/sessions`;
  const reason = why === undefined ? {} : { reason: why };
  const ended = only === undefined ? await api.remove(path, reason, LogInsEnded) : null;
  // The answer has no body.
  if (only !== undefined) {
    await api.remove(`${path}/${encodeURIComponent(only)}`, reason, z.null());
  }
  term.result({ id, name, ended: ended?.ended ?? 1 });
  term.say(USER.loggedOut, { name, ended: ended?.ended ?? 1 });
  return EXIT.ok;
}
