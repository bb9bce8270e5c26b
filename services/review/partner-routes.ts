/** Routes: partner agencies and their guests, and the one door by which an invitation is used. */
import type { ZoneDays } from "../calendar/zone-days.ts";
import { addDays } from "../calendar/calendar-date.ts";
import type { PartnerId, UserId } from "../kernel/ids.ts";
import {
  type PartnerDeps,
  approvePartner,
  endPartner,
  proposePartner,
} from "../sharing/decide-partner.ts";
import { type EndDeps, endGuest } from "../sharing/end-guest.ts";
import { type Guest, guestState } from "../sharing/guest.ts";
import { type GuestDeps, enter, inviteAgain, inviteGuest } from "../sharing/invite-guest.ts";
import { type Partner, partnerName, partnerState } from "../sharing/partner.ts";
import type { Classification } from "../secrecy/set-label.ts";
import { IdPath } from "./api-schema.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, actorOf, callerOf, route } from "./route.ts";
import {
  EnterRequest,
  Entered,
  type GuestBody,
  GuestList,
  GuestQuery,
  GuestRequest,
  Invitation,
  PartnerBody,
  PartnerList,
  PartnerRequest,
  SharingReason,
} from "./sharing-schema.ts";

export interface PartnerRouteDeps extends EndDeps, Pick<PartnerDeps, "people"> {
  readonly classification: Pick<Classification, "today">;
  readonly days: Pick<ZoneDays, "endOf">;
  readonly reviews: Pick<ReviewStore, "actorNames">;
}

const tag = "Sharing";

export const partnerRoutes = (deps: PartnerRouteDeps): Route[] => [
  listRoute(deps),
  ...agencyRoutes(deps),
  guestListRoute(deps),
  ...guestRoutes(deps),
  entryRoute(deps),
];

const listRoute = (deps: PartnerRouteDeps): Route =>
  route({
    method: "get",
    path: "/partners",
    tag,
    summary: "Partner agencies, newest first: the only ones that anything is shared with",
    permission: "partners:see",
    answer: { status: 200, schema: PartnerList },
    handle: async () => ({
      json: { entries: await partnersTold(deps, await deps.sharing.partners()) },
    }),
  });

function agencyRoutes(deps: PartnerRouteDeps): Route[] {
  const { today } = deps.classification;
  const told = async (partner: Partner) => (await partnersTold(deps, [partner]))[0];
  return [
    route({
      method: "post",
      path: "/partners",
      tag,
      summary: "Propose a partner agency; it counts once another person approved it",
      permission: "partners:manage",
      dangerous: true,
      body: PartnerRequest,
      answer: { status: 201, schema: PartnerBody },
      handle: async (call) => {
        const { id: by } = callerOf(call).person;
        return { json: await told(await proposePartner({ ...deps, today }, call.body, by)) };
      },
    }),
    route({
      method: "post",
      path: "/partners/{id}/approval",
      tag,
      summary: "Approve a partner that another person proposed",
      permission: "partners:approve",
      dangerous: true,
      params: IdPath,
      answer: { status: 200, schema: PartnerBody },
      handle: async (call) => {
        const { id: by } = callerOf(call).person;
        const id = call.params.id as PartnerId;
        return { json: await told(await approvePartner({ ...deps, today }, id, by)) };
      },
    }),
    route({
      method: "delete",
      path: "/partners/{id}",
      tag,
      summary: "End a partner: its guests and all that was shared with them end at once",
      permission: "partners:manage",
      params: IdPath,
      body: SharingReason,
      answer: { status: 204 },
      handle: async (call) => {
        const { id: by } = callerOf(call).person;
        await endPartner(deps, call.params.id as PartnerId, by, call.body.reason);
        return { status: 204 };
      },
    }),
  ];
}

const guestListRoute = (deps: PartnerRouteDeps): Route =>
  route({
    method: "get",
    path: "/guests",
    tag,
    summary: "People of partner agencies who have an account here, newest first",
    permission: "partners:see",
    query: GuestQuery,
    answer: { status: 200, schema: GuestList },
    handle: async ({ query: { partnerId = null } }) => {
      const found = await deps.sharing.guests(partnerId as PartnerId | null);
      return { json: { entries: await guestsTold(deps, found) } };
    },
  });

function guestRoutes(deps: PartnerRouteDeps): Route[] {
  const described = { tag, permission: "guests:invite" } as const;
  const guestDeps = guestDepsOf(deps);
  const told = async ({ guest, secret }: { readonly guest: Guest; readonly secret: string }) => ({
    json: { guest: (await guestsTold(deps, [guest]))[0], invitation: secret },
  });
  return [
    route({
      ...described,
      method: "post",
      path: "/guests",
      summary: "Invite a person of a partner; the secret is shown once and opens the account once",
      dangerous: true,
      body: GuestRequest,
      answer: { status: 201, schema: Invitation, shownOnce: true },
      handle: async (call) =>
        told(await inviteGuest(guestDeps, call.body, callerOf(call).person.id)),
    }),
    route({
      ...described,
      method: "post",
      path: "/guests/{id}/invitation",
      summary: "Invite a guest again: another secret, and the last opens nothing any more",
      dangerous: true,
      params: IdPath,
      answer: { status: 201, schema: Invitation, shownOnce: true },
      handle: async (call) => {
        const { id: by } = callerOf(call).person;
        return told(await inviteAgain(guestDeps, call.params.id as UserId, by));
      },
    }),
    route({
      ...described,
      method: "delete",
      path: "/guests/{id}",
      summary: "End a guest: sessions and all that was shared with them end at once",
      params: IdPath,
      body: SharingReason,
      answer: { status: 204 },
      handle: async (call) => {
        const caller = callerOf(call);
        const ender = { by: caller.person.id, actor: actorOf(caller) };
        await endGuest(deps, call.params.id as UserId, ender, call.body.reason);
        return { status: 204 };
      },
    }),
  ];
}

const entryRoute = (deps: PartnerRouteDeps): Route =>
  route({
    method: "post",
    path: "/invitations",
    tag,
    summary: "Use an invitation: set the password of the account that it names, once",
    permission: "anyone",
    body: EnterRequest,
    answer: { status: 200, schema: Entered },
    handle: async ({ body: { invitation, password } }) => ({
      json: { name: await enter(guestDepsOf(deps), invitation, password) },
    }),
  });

const guestDepsOf = ({ sharing, clock, classification, days }: PartnerRouteDeps): GuestDeps => ({
  ...{ sharing, clock, today: classification.today },
  startOf: (day) => days.endOf(addDays(day, -1)),
});

async function partnersTold(
  { reviews, classification }: PartnerRouteDeps,
  partners: readonly Partner[],
): Promise<PartnerBody[]> {
  const today = classification.today();
  const names = await reviews.actorNames([
    ...new Set(
      partners.flatMap(({ proposedBy, approved }) =>
        approved === null ? [proposedBy] : [proposedBy, approved.by],
      ),
    ),
  ]);
  return partners.map((partner) => {
    const { approved, ended, ...rest } = partner;
    return {
      ...{ ...rest, state: partnerState(partner, today) },
      proposedByName: names.get(partner.proposedBy) ?? "",
      approvedAt: approved?.at ?? null,
      approvedByName: approved === null ? null : (names.get(approved.by) ?? ""),
      ...{ endedAt: ended?.at ?? null, endReason: ended?.reason ?? null },
    };
  });
}

async function guestsTold(
  { reviews, sharing, classification }: PartnerRouteDeps,
  guests: readonly Guest[],
): Promise<GuestBody[]> {
  const partners = new Map((await sharing.partners()).map((one) => [one.id, one]));
  const names = await reviews.actorNames([...new Set(guests.map(({ invitedBy }) => invitedBy))]);
  return guests.flatMap((guest) => {
    const partner = partners.get(guest.partnerId);
    if (partner === undefined) return [];
    const { userId: id, name, displayName, partnerId, until, invitedAt, enteredAt } = guest;
    return [
      {
        ...{ id, name, displayName, partnerId, until, invitedAt, enteredAt },
        ...{ partnerName: partnerName(partner), invitedByName: names.get(guest.invitedBy) ?? "" },
        state: guestState(guest, partner, classification.today()),
        invitationUntil: guest.invitation?.until ?? null,
      },
    ];
  });
}
