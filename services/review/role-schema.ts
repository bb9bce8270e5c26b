/** The shape of who may do what: see api-schema.ts. */
import { z } from "zod";
import { PERMISSIONS, ROLES } from "../access/permission.ts";

export const RoleList = z.object({
  entries: z.array(
    z.object({
      role: z.enum(ROLES),
      permissions: z.array(z.enum(PERMISSIONS as [string, ...string[]])),
    }),
  ),
});
export type RoleListBody = z.infer<typeof RoleList>;
