/** Routes: where I am logged in, where somebody else is, and ending that. */
import { endLogIn, endLogIns, listLogIns } from "../access/log-ins.ts";
import type { SessionDeps } from "../access/session.ts";
import type { UserId } from "../kernel/ids.ts";
import { IdPath, ReasonRequest } from "./api-schema.ts";
import { LogInList, LogInPath, LogInsEnded, UserLogInPath } from "./log-in-schema.ts";
import { type Route, callerOf, doerOf, route } from "./route.ts";

export const logInRoutes = (deps: SessionDeps): Route[] => [...ownRoutes(deps), ...ofOthers(deps)];

function ownRoutes(deps: SessionDeps): Route[] {
  const [tag, permission] = ["Me", "account:own"] as const;
  return [
    route({
      method: "get",
      path: "/me/sessions",
      ...{ tag, permission },
      summary: "Where I am logged in, used last first",
      answer: { status: 200, schema: LogInList },
      handle: async (call) => {
        const { person, key } = callerOf(call);
        return { json: { entries: await listLogIns(deps, person.id, key) } };
      },
    }),
    route({
      method: "delete",
      path: "/me/sessions/{session}",
      ...{ tag, permission },
      summary: "End one of my log-ins, and what is being sent to it; my API tokens stay",
      params: LogInPath,
      answer: { status: 204 },
      handle: async (call) => {
        const caller = callerOf(call);
        await endLogIn(deps, caller.person.id, call.params.session, doerOf(caller));
        return { status: 204 };
      },
    }),
    route({
      method: "delete",
      path: "/me/sessions",
      ...{ tag, permission },
      summary: "End all my log-ins but this one; my API tokens stay",
      answer: { status: 200, schema: LogInsEnded },
      handle: async (call) => {
        const caller = callerOf(call);
        const { person, key } = caller;
        return { json: { ended: await endLogIns(deps, person.id, key, doerOf(caller)) } };
      },
    }),
  ];
}

function ofOthers(deps: SessionDeps): Route[] {
  const [tag, permission] = ["Users", "users:manage"] as const;
  return [
    route({
      method: "get",
      path: "/users/{id}/sessions",
      ...{ tag, permission },
      summary: "Where an account is logged in, used last first",
      params: IdPath,
      answer: { status: 200, schema: LogInList },
      handle: async (call) => {
        const { key } = callerOf(call);
        return { json: { entries: await listLogIns(deps, call.params.id as UserId, key) } };
      },
    }),
    route({
      method: "delete",
      path: "/users/{id}/sessions/{session}",
      ...{ tag, permission },
      summary: "End one log-in of an account, and what is being sent to it; its API tokens stay",
      dangerous: true,
      params: UserLogInPath,
      body: ReasonRequest,
      answer: { status: 204 },
      handle: async (call) => {
        const { id, session } = call.params;
        await endLogIn(deps, id as UserId, session, doerOf(callerOf(call), call.body.reason));
        return { status: 204 };
      },
    }),
    route({
      method: "delete",
      path: "/users/{id}/sessions",
      ...{ tag, permission },
      summary: "End all log-ins of an account; its API tokens stay",
      dangerous: true,
      params: IdPath,
      body: ReasonRequest,
      answer: { status: 200, schema: LogInsEnded },
      handle: async (call) => {
        const doer = doerOf(callerOf(call), call.body.reason);
        const ended = await endLogIns(deps, call.params.id as UserId, null, doer);
        return { json: { ended } };
      },
    }),
  ];
}
