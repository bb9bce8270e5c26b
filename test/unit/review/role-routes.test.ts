/** Who may do what, as the route tells it: as the one table has it. */
import { expect, test } from "vitest";
import { PERMISSIONS, ROLES, allows } from "../../../services/access/permission.ts";
import { roleRoutes } from "../../../services/review/role-routes.ts";
import { RoleList } from "../../../services/review/role-schema.ts";
import type { RawCall } from "../../../services/review/route.ts";

test("every role stands there with what it may do, and nothing else", async () => {
  const [route] = roleRoutes();
  expect(route?.permission).toBe("users:see");
  const once = (work: () => Promise<unknown>) => work();
  const checks = { checkPermission: () => undefined, checkRecent: () => undefined, once };
  const caller = { person: { id: "0b8f7a9e-7c1e-4f5e-9a0b-0123456789ab" } };
  const call = { params: {}, query: {}, caller, ...checks };
  const reply = await route?.run(call as unknown as RawCall);
  const { entries } = RoleList.parse(reply !== undefined && "json" in reply ? reply.json : null);
  expect(entries.map(({ role }) => role)).toEqual(ROLES);
  for (const { role, permissions } of entries)
    for (const permission of PERMISSIONS)
      expect([role, permission, permissions.includes(permission)]).toEqual([
        ...[role, permission, allows(role, permission)],
      ]);
});
