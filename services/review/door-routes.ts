/** Routes: which door an account has, a password or the agency's identity provider, and the staff number of its person. */
import type { PeopleStore } from "../access/people-store.ts";
import { setSignOn } from "../access/sign-on.ts";
import type { SignOnStore } from "../access/sign-on-store.ts";
import { setStaffNumber } from "../access/staff-number.ts";
import type { Clock } from "../kernel/clock.ts";
import type { UserId } from "../kernel/ids.ts";
import { IdPath } from "./api-schema.ts";
import { DoorRequest, StaffNumberRequest } from "./door-schema.ts";
import { type Route, callerOf, doerOf, route } from "./route.ts";

export interface DoorRouteDeps {
  readonly clock: Clock;
  readonly signOns: SignOnStore;
  readonly people: PeopleStore;
}

export const doorRoutes = (deps: DoorRouteDeps): Route[] => [
  route({
    method: "post",
    path: "/users/{id}/door",
    tag: "Users",
    summary:
      "Let the identity provider open an account under a name of its own, or a password again",
    permission: "users:manage",
    dangerous: true,
    params: IdPath,
    body: DoorRequest,
    answer: { status: 204 },
    handle: async (call) => {
      const { signOnName, password = null, reason } = call.body;
      const door = { signOnName: signOnName?.normalize("NFC") ?? null, password };
      await setSignOn(deps, call.params.id as UserId, door, doerOf(callerOf(call), reason));
      return { status: 204 };
    },
  }),
  route({
    method: "post",
    path: "/users/{id}/staff-number",
    tag: "Users",
    summary:
      "Set the staff number of an account's person, or take it away: accounts with the same number never count as two people",
    permission: "users:manage",
    dangerous: true,
    params: IdPath,
    body: StaffNumberRequest,
    answer: { status: 204 },
    handle: async (call) => {
      const { staffNumber, reason } = call.body;
      const doer = doerOf(callerOf(call), reason);
      await setStaffNumber(deps, call.params.id as UserId, staffNumber, doer);
      return { status: 204 };
    },
  }),
];
