/** The verbs about access: why somebody may or may not see an item, and what was given for a time. */
import { z } from "zod";
import { type UserId, parseId } from "../kernel/ids.ts";
import { GrantBody, GrantPage, RevokedAll } from "../review/grant-schema.ts";
import { Explanation } from "../review/secrecy-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { caseCalled } from "./case-called.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, VerbFailure, fill } from "./terminal.ts";
import { ACCESS, GRANT_STATES, PURPOSE_NAMES } from "./texts/access.ts";
import { accountOf } from "./user-verbs.ts";

const PATH = "/api/v1/access/grants";

/** `user`: the account's name, or its id. Ends with 1 where the item is not to be seen. */
export async function accessExplain(
  api: ApiClient,
  term: Terminal,
  user: string,
  item: string,
): Promise<ExitCode> {
  const id = parseId<UserId>(user) ?? (await accountOf(api, user)).id;
  const query = new URLSearchParams({ user: id, item }).toString();
  const explained = await api.get(`/api/v1/access/explain?${query}`, Explanation);
  term.result(explained);
  for (const { permission, allowed, because, purposes } of explained.verdicts) {
    const words = because.map(({ words: text }) => text[term.language]).join("; ");
    term.say(allowed ? ACCESS.allowed : ACCESS.refused, { permission, because: words });
    if (allowed && purposes !== null) term.say(ACCESS.purposes, { purposes: purposes.join(", ") });
  }
  return explained.verdicts[0]?.allowed === true ? EXIT.ok : EXIT.negative;
}

export async function accessList(api: ApiClient, term: Terminal): Promise<ExitCode> {
  const entries = await api.all(PATH, {}, GrantPage);
  term.result({ entries });
  if (entries.length === 0) term.say(ACCESS.none);
  for (const grant of entries) tellGrant(term, grant);
  return EXIT.ok;
}

function tellGrant(term: Terminal, grant: GrantBody): void {
  const { language } = term;
  const { id, userName, givenByName, purpose, from, until, reason, state, openedAt } = grant;
  term.say(ACCESS.line, {
    ...{ id, user: userName, by: givenByName, from, until, reason },
    ...{ scope: scopeWords(term, grant), purpose: PURPOSE_NAMES[purpose][language] },
    use: (grant.download ? ACCESS.mayTake : ACCESS.toWatch)[language],
    state: GRANT_STATES[state][language],
    opened:
      openedAt === null
        ? ACCESS.notOpened[language]
        : fill(ACCESS.opened[language], { at: openedAt }),
  });
}

function scopeWords({ language }: Terminal, { caseNumber, itemIds }: GrantBody): string {
  if (itemIds === null) return fill(ACCESS.scopeCase[language], { number: caseNumber ?? "" });
  return fill(ACCESS.scopeItems[language], { ids: itemIds.join(", ") });
}

export interface GrantArguments {
  /** By its number or id. */
  readonly case?: string;
  readonly item?: readonly string[];
  readonly purpose: GrantBody["purpose"];
  readonly until: string;
  readonly download?: boolean;
  readonly why: string;
}

/** `user`: the account's name, or its id. */
export async function accessGrant(
  api: ApiClient,
  term: Terminal,
  user: string,
  given: GrantArguments,
): Promise<ExitCode> {
  const { purpose, until, download = false, why } = given;
  const body = { user, scope: await scopeOf(api, given), purpose, until, download, reason: why };
  const grant = await api.post(PATH, body, GrantBody);
  term.result(grant);
  tellGrant(term, grant);
  return EXIT.ok;
}

export async function scopeOf(
  api: ApiClient,
  { case: number, item }: Pick<GrantArguments, "case" | "item">,
) {
  if (number !== undefined && item === undefined) {
    return { type: "case", caseId: await caseCalled(api, number) };
  }
  if (number === undefined && item !== undefined) return { type: "items", itemIds: item };
  throw new VerbFailure(EXIT.usage, ACCESS.oneScope);
}

export interface NarrowArguments {
  readonly until?: string;
  readonly watchOnly?: boolean;
  readonly why: string;
}

export async function accessNarrow(
  api: ApiClient,
  term: Terminal,
  grant: string,
  { until, watchOnly, why }: NarrowArguments,
): Promise<ExitCode> {
  const less = { until, ...(watchOnly === true ? { download: false } : {}) };
  await api.send(`${PATH}/${encodeURIComponent(grant)}/narrowing`, { ...less, reason: why });
  term.result({ id: grant, ...less });
  term.say(ACCESS.narrowed, { id: grant });
  return EXIT.ok;
}

/** All that somebody was given; `user`: the account's name, or its id. */
export async function accessRevokeAll(
  api: ApiClient,
  term: Terminal,
  user: string,
  { why }: { readonly why: string },
): Promise<ExitCode> {
  const done = await api.post("/api/v1/access/revocations", { user, reason: why }, RevokedAll);
  term.result(done);
  term.say(ACCESS.revokedAll, { count: String(done.revoked) });
  return EXIT.ok;
}

export async function accessRevoke(
  api: ApiClient,
  term: Terminal,
  grant: string,
  { why }: { readonly why: string },
): Promise<ExitCode> {
  // The answer has no body.
  await api.remove(`${PATH}/${encodeURIComponent(grant)}`, { reason: why }, z.null());
  term.result({ id: grant, revoked: true });
  term.say(ACCESS.revoked, { id: grant });
  return EXIT.ok;
}
