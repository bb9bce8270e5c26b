/** Route: which door an account has, a password or the agency's identity provider. */
import { setSignOn } from "../access/sign-on.ts";
import type { SignOnStore } from "../access/sign-on-store.ts";
import type { Clock } from "../kernel/clock.ts";
import type { UserId } from "../kernel/ids.ts";
import { IdPath } from "./api-schema.ts";
import { DoorRequest } from "./door-schema.ts";
import { type Route, callerOf, doerOf, route } from "./route.ts";

export interface DoorRouteDeps {
  readonly clock: Clock;
  readonly signOns: SignOnStore;
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
];
