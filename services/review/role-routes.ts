/** Route: who may do what, by role. */
import { ROLES, permissionsOf } from "../access/permission.ts";
import { RoleList } from "./role-schema.ts";
import { type Route, route } from "./route.ts";

export const roleRoutes = (): Route[] => [
  route({
    method: "get",
    path: "/roles",
    tag: "Users",
    summary: "What each role may do; what of it is about something hidden, labels still hide",
    permission: "users:see",
    answer: { status: 200, schema: RoleList },
    handle: () => {
      const entries = ROLES.map((role) => ({ role, permissions: permissionsOf(role) }));
      return Promise.resolve({ json: { entries } });
    },
  }),
];
