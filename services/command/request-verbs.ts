/** The verbs about requests for access: ask, see how it stands, withdraw; and decide what others ask for. */
import { z } from "zod";
import {
  type AccessRequestBody,
  AccessRequestPage,
  type AccessRequestInput,
  OwnRequest,
  type OwnRequestBody,
  OwnRequestPage,
} from "../review/access-request-schema.ts";
import { type GrantArguments, scopeOf } from "./access-verbs.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";
import { ACCESS, GRANT_STATES, PURPOSE_NAMES } from "./texts/access.ts";
import { REQUESTS, REQUEST_STATES } from "./texts/access-requests.ts";

const PATH = "/api/v1/access/requests";
const OWN_PATH = "/api/v1/me/access-requests";

export interface RequestArguments {
  readonly purpose: AccessRequestInput["purpose"];
  readonly authority: string;
  readonly until: string;
  readonly download?: boolean;
}

/** `about`: what is known of it, as one types it. */
export async function accessRequest(
  api: ApiClient,
  term: Terminal,
  about: string,
  { purpose, authority, until, download = false }: RequestArguments,
): Promise<ExitCode> {
  const asked = await api.post(PATH, { about, purpose, authority, until, download }, OwnRequest);
  term.result(asked);
  tellOwn(term, asked);
  term.say(REQUESTS.asked);
  return EXIT.ok;
}

/** `mine`: those of whoever asks; else those that wait for somebody, or all. */
export async function accessRequests(
  api: ApiClient,
  term: Terminal,
  { mine = false, all = false }: { readonly mine?: boolean; readonly all?: boolean },
): Promise<ExitCode> {
  if (mine) {
    const entries = await api.all(OWN_PATH, {}, OwnRequestPage);
    term.result({ entries });
    if (entries.length === 0) term.say(REQUESTS.none);
    for (const asked of entries) tellOwn(term, asked);
    return EXIT.ok;
  }
  const entries = await api.all(PATH, all ? {} : { state: "open" }, AccessRequestPage);
  term.result({ entries });
  if (entries.length === 0) term.say(REQUESTS.none);
  for (const asked of entries) tell(term, asked);
  return EXIT.ok;
}

type Told = Omit<OwnRequestBody, "grant">;

const termsOf = ({ language }: Terminal, asked: Told) => ({
  ...{ id: asked.id, about: asked.about, authority: asked.authority, until: asked.until },
  purpose: PURPOSE_NAMES[asked.purpose][language],
  use: (asked.download ? ACCESS.mayTake : ACCESS.toWatch)[language],
  state: REQUEST_STATES[asked.state][language],
  lapses: asked.lapsesOn,
});

function tellReason(term: Terminal, { reason }: Told): void {
  if (reason !== null) term.say(REQUESTS.reason, { reason });
}

function tellOwn(term: Terminal, asked: OwnRequestBody): void {
  term.say(REQUESTS.own, termsOf(term, asked));
  tellReason(term, asked);
  const { grant } = asked;
  if (grant === null) return;
  term.say(REQUESTS.given, {
    ...{ id: grant.id, from: grant.from, until: grant.until },
    use: (grant.download ? ACCESS.mayTake : ACCESS.toWatch)[term.language],
    state: GRANT_STATES[grant.state][term.language],
  });
  if (grant.openedAt === null) term.say(REQUESTS.notOpened);
  else term.say(REQUESTS.opened, { at: grant.openedAt });
}

function tell(term: Terminal, asked: AccessRequestBody): void {
  term.say(REQUESTS.line, { ...termsOf(term, asked), user: asked.askedByName });
  if (asked.named.length === 0) term.say(REQUESTS.namesNothing);
  for (const { type, id, name } of asked.named) term.say(REQUESTS[type], { id, name });
  tellReason(term, asked);
}

export type ApprovalArguments = Pick<GrantArguments, "case" | "item" | "download" | "why"> & {
  readonly until?: string;
};

export async function accessApprove(
  api: ApiClient,
  term: Terminal,
  request: string,
  { until, download = false, why, ...scope }: ApprovalArguments,
): Promise<ExitCode> {
  const body = { scope: await scopeOf(api, scope), until, download, reason: why };
  await api.send(`${PATH}/${encodeURIComponent(request)}/approval`, body);
  term.result({ id: request, approved: true });
  term.say(REQUESTS.approved, { id: request });
  return EXIT.ok;
}

export async function accessRefuse(
  api: ApiClient,
  term: Terminal,
  request: string,
  { why }: { readonly why: string },
): Promise<ExitCode> {
  await api.send(`${PATH}/${encodeURIComponent(request)}/refusal`, { reason: why });
  term.result({ id: request, refused: true });
  term.say(REQUESTS.refused, { id: request });
  return EXIT.ok;
}

export async function accessWithdraw(
  api: ApiClient,
  term: Terminal,
  request: string,
): Promise<ExitCode> {
  // The answer has no body.
  await api.remove(`${OWN_PATH}/${encodeURIComponent(request)}`, {}, z.null());
  term.result({ id: request, withdrawn: true });
  term.say(REQUESTS.withdrawn, { id: request });
  return EXIT.ok;
}
