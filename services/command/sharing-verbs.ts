/** The verbs about partner agencies, their guests, and what is shared with them. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { sha256 } from "../kernel/digest.ts";
import {
  type GuestBody,
  GuestList,
  Invitation,
  PartnerBody,
  PartnerList,
  ShareBody,
  SharePage,
} from "../review/sharing-schema.ts";
import { type GrantArguments, scopeOf } from "./access-verbs.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, fill } from "./terminal.ts";
import {
  GUEST_STATE_NAMES,
  PARTNER_STATE_NAMES,
  SHARE_STATE_NAMES,
  SHARING,
} from "./texts/sharing.ts";

const PARTNERS = "/api/v1/partners";
const GUESTS = "/api/v1/guests";
const SHARES = "/api/v1/shares";

export interface PartnerArguments {
  readonly nameZh?: string;
  readonly nameEn?: string;
  readonly kind: string;
  readonly code: string;
  readonly contact: string;
  readonly state?: string;
  readonly duty?: readonly string[];
  readonly until: string;
  readonly why: string;
}

export interface InviteArguments {
  readonly name: string;
  readonly displayName: string;
  readonly until: string;
}

export interface ShareArguments extends Pick<GrantArguments, "case" | "item" | "download"> {
  readonly purpose: string;
  readonly until?: string;
  readonly document: string;
  readonly documentName: string;
  readonly why: string;
}

export interface Why {
  readonly why: string;
}

export async function partnerList(api: ApiClient, term: Terminal): Promise<ExitCode> {
  const { entries } = await api.get(PARTNERS, PartnerList);
  term.result({ entries });
  if (entries.length === 0) term.say(SHARING.none);
  for (const partner of entries) tellPartner(term, partner);
  return EXIT.ok;
}

function tellPartner(
  term: Terminal,
  { id, nameZh, nameEn, code, state, until }: PartnerBody,
): void {
  const name = (term.language === "en" ? (nameEn ?? nameZh) : (nameZh ?? nameEn)) ?? "";
  const stands = PARTNER_STATE_NAMES[state][term.language];
  term.say(SHARING.partnerLine, { id, name, code, until, state: stands });
}

export async function partnerPropose(
  api: ApiClient,
  term: Terminal,
  given: PartnerArguments,
): Promise<ExitCode> {
  const { kind, code, contact, until, duty: duties = [] } = given;
  const names = { nameZh: given.nameZh ?? null, nameEn: given.nameEn ?? null };
  const highest = { state: given.state ?? null, duties };
  const body = { ...names, kind, code, contact, until, highest, reason: given.why };
  const partner = await api.post(PARTNERS, body, PartnerBody);
  term.result(partner);
  tellPartner(term, partner);
  return EXIT.ok;
}

export async function partnerApprove(
  api: ApiClient,
  term: Terminal,
  id: string,
): Promise<ExitCode> {
  const path = `${PARTNERS}/${encodeURIComponent(id)}/approval`;
  const partner = await api.post(path, {}, PartnerBody);
  term.result(partner);
  tellPartner(term, partner);
  return EXIT.ok;
}

export async function guestList(api: ApiClient, term: Terminal): Promise<ExitCode> {
  const { entries } = await api.get(GUESTS, GuestList);
  term.result({ entries });
  if (entries.length === 0) term.say(SHARING.none);
  for (const guest of entries) tellGuest(term, guest);
  return EXIT.ok;
}

const tellGuest = (
  term: Terminal,
  { id, displayName, partnerName, state, until }: GuestBody,
): void =>
  term.say(SHARING.guestLine, {
    ...{ id, name: displayName, partner: partnerName, until },
    state: GUEST_STATE_NAMES[state][term.language],
  });

export const partnerInvite = (
  api: ApiClient,
  term: Terminal,
  partnerId: string,
  { name, displayName, until }: InviteArguments,
): Promise<ExitCode> => invited(api, term, GUESTS, { partnerId, name, displayName, until });

export const inviteAgain = (api: ApiClient, term: Terminal, id: string): Promise<ExitCode> =>
  invited(api, term, `${GUESTS}/${encodeURIComponent(id)}/invitation`, {});

async function invited(
  api: ApiClient,
  term: Terminal,
  path: string,
  body: object,
): Promise<ExitCode> {
  const made = await api.post(path, body, Invitation);
  term.result(made);
  tellGuest(term, made.guest);
  term.say(SHARING.invitation, { secret: made.invitation });
  return EXIT.ok;
}

export async function shareList(api: ApiClient, term: Terminal): Promise<ExitCode> {
  const entries = await api.all(SHARES, {}, SharePage);
  term.result({ entries });
  if (entries.length === 0) term.say(SHARING.none);
  for (const share of entries) tellShare(term, share);
  return EXIT.ok;
}

function tellShare(term: Terminal, share: ShareBody): void {
  const { language } = term;
  const { id, guestName, partnerName, itemIds, caseNumber, until, state } = share;
  term.say(SHARING.shareLine, {
    ...{ id, guest: guestName, partner: partnerName, until },
    what:
      itemIds === null
        ? fill(SHARING.scopeCase[language], { number: caseNumber ?? "" })
        : fill(SHARING.scopeItems[language], { ids: itemIds.join(", ") }),
    state: SHARE_STATE_NAMES[state][language],
  });
}

export async function shareAsk(
  api: ApiClient,
  term: Terminal,
  guestId: string,
  given: ShareArguments,
): Promise<ExitCode> {
  const { purpose, until = null, download = false, documentName, why } = given;
  const document = { name: documentName, sha256: sha256(await readFile(given.document)) };
  const body = { guestId, scope: await scopeOf(api, given), purpose, until, download, document };
  const share = await api.post(SHARES, { ...body, reason: why }, ShareBody);
  term.result(share);
  tellShare(term, share);
  return EXIT.ok;
}

export async function shareApprove(api: ApiClient, term: Terminal, id: string): Promise<ExitCode> {
  const share = await api.post(`${SHARES}/${encodeURIComponent(id)}/approval`, {}, ShareBody);
  term.result(share);
  tellShare(term, share);
  return EXIT.ok;
}

/** Of a partner, a guest or a share. */
export async function endOf(
  api: ApiClient,
  term: Terminal,
  kind: "partners" | "guests" | "shares",
  id: string,
  { why }: Why,
): Promise<ExitCode> {
  await api.remove(`/api/v1/${kind}/${encodeURIComponent(id)}`, { reason: why }, z.null());
  term.result({ id, ended: true });
  term.say(SHARING.done, { id });
  return EXIT.ok;
}
