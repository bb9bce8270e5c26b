/** Routes: devices and people, for those who manage them. */
import { type DeviceSilence, isSilentSince, silentBefore } from "../access/device-silence.ts";
import type { DeviceDeps } from "../access/create-device.ts";
import { createDevice, retireDevice } from "../access/create-device.ts";
import { createUser, disableUser } from "../access/create-user.ts";
import { staffNumberOf } from "../access/same-person.ts";
import type { DeviceId, UserId } from "../kernel/ids.ts";
import { revokeAllOf } from "../secrecy/end-access.ts";
import type { GrantStore } from "../secrecy/grant-store.ts";
import { IdPath, PageQuery, ReasonRequest, User, UserPage, UserRequest } from "./api-schema.ts";
import { DevicePage, DeviceQuery, DeviceRequest, NewDevice } from "./device-page-schema.ts";
import { parsePlace, placeCursor } from "./cursor.ts";
import { pageReply } from "./page-reply.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, actorOf, callerOf, doerOf, route } from "./route.ts";

export interface PeopleRouteDeps extends DeviceDeps {
  readonly reviews: ReviewStore;
  readonly grants: GrantStore;
  readonly deviceSilence: DeviceSilence;
}

/** Nothing came of it yet. */
const NEW_DEVICE = { retiredAt: null, sealedClips: 0, heardAt: null, isSilent: false };

/** Why access was taken back, where nobody said more. */
const NO_ACCOUNT = "停用账号 / account disabled";

export const peopleRoutes = (deps: PeopleRouteDeps): Route[] => [
  ...deviceRoutes(deps),
  ...userRoutes(deps),
];

function deviceRoutes(deps: PeopleRouteDeps): Route[] {
  const tag = "Devices";
  return [
    route({
      method: "get",
      path: "/devices",
      tag,
      summary: "Devices in the register, oldest first",
      permission: "devices:see",
      query: DeviceQuery,
      answer: { status: 200, schema: DevicePage },
      handle: async ({ query: { cursor, limit, search, silent } }) => {
        const after = parsePlace(cursor);
        const before = silentBefore(deps.deviceSilence, deps.clock());
        const silentAfterDays = deps.deviceSilence.afterDays;
        if (silent !== undefined && before === null)
          return { json: { entries: [], nextCursor: null, silentAfterDays } };
        const filter = { search, silentBefore: (silent && before) ?? undefined };
        const found = await deps.reviews.devices({ after, limit }, filter);
        const entries = found.entries.map((device) => ({
          ...device,
          isSilent: isSilentSince(device, before),
        }));
        const { json } = pageReply({ ...found, entries }, placeCursor);
        return { json: { ...json, silentAfterDays } };
      },
    }),
    route({
      method: "post",
      path: "/devices",
      tag,
      summary: "Enter a device; its token is shown once",
      permission: "devices:manage",
      body: DeviceRequest,
      answer: { status: 201, schema: NewDevice, shownOnce: true },
      handle: async (call) => {
        const { name, kind } = call.body;
        const { device, token } = await createDevice(deps, name, kind, actorOf(callerOf(call)));
        return { json: { ...device, ...NEW_DEVICE, token } };
      },
    }),
    route({
      method: "delete",
      path: "/devices/{id}",
      tag,
      summary:
        "Retire a device: neither token nor certificate opens anything afterwards; its evidence stays",
      permission: "devices:manage",
      params: IdPath,
      body: ReasonRequest,
      answer: { status: 204 },
      handle: async (call) => {
        const { reason = null } = call.body;
        await retireDevice(deps, call.params.id as DeviceId, callerOf(call).person.id, reason);
        return { status: 204 };
      },
    }),
  ];
}

function userRoutes(deps: PeopleRouteDeps): Route[] {
  const tag = "Users";
  return [
    route({
      method: "get",
      path: "/users",
      tag,
      summary: "Accounts, oldest first",
      permission: "users:see",
      query: PageQuery,
      answer: { status: 200, schema: UserPage },
      handle: async ({ query }) => {
        const after = parsePlace(query.cursor);
        return pageReply(await deps.reviews.users({ after, limit: query.limit }), placeCursor);
      },
    }),
    route({
      method: "post",
      path: "/users",
      tag,
      summary: "Make an account",
      permission: "users:manage",
      dangerous: true,
      body: UserRequest,
      answer: { status: 201, schema: User },
      handle: async (call) => {
        const made = await createUser(deps, call.body, actorOf(callerOf(call)));
        const { id, name, displayName, role, createdAt } = made;
        const staffNumber =
          call.body.staffNumber === undefined ? null : staffNumberOf(call.body.staffNumber);
        const unbound = { disabledAt: null, signOnName: null, staffNumber };
        return { json: { id, name, displayName, role, createdAt, ...unbound } };
      },
    }),
    route({
      method: "delete",
      path: "/users/{id}",
      tag,
      summary:
        "Disable an account: sessions, tokens and given access end, what it did stays recorded",
      permission: "users:manage",
      dangerous: true,
      params: IdPath,
      body: ReasonRequest,
      answer: { status: 204 },
      handle: async (call) => {
        const doer = doerOf(callerOf(call), call.body.reason);
        const id = call.params.id as UserId;
        await disableUser(deps, id, doer);
        // Cut off before this, disabling it again takes back what is left.
        const { id: by } = callerOf(call).person;
        await revokeAllOf(deps, id, null, by, call.body.reason ?? NO_ACCOUNT);
        return { status: 204 };
      },
    }),
  ];
}
