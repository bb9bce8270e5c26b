/** The table of role × permission, written out: a change of it must be meant. */
import { expect, test } from "vitest";
import { PERMISSIONS, ROLES, allows } from "../../../services/access/permission.ts";

test("each role holds exactly these permissions", () => {
  const table = Object.fromEntries(
    ROLES.map((role) => [role, PERMISSIONS.filter((permission) => allows(role, permission))]),
  );
  expect(table).toEqual({
    admin: [...PERMISSIONS],
    officer: [
      "items:see",
      "evidence:verify",
      "copies:watch",
      "cases:see",
      "devices:see",
      "policy:see",
    ],
    reviewer: [
      "items:see",
      "evidence:verify",
      "copies:watch",
      "originals:read",
      "cases:see",
      "cases:change",
      "parties:see",
      "holds:see",
      "packages:see",
      "packages:make",
      "devices:see",
      "devices:assign",
      "policy:see",
    ],
    auditor: [
      "items:see",
      "evidence:verify",
      "cases:see",
      "holds:see",
      "packages:see",
      "devices:see",
      "users:see",
      "actions:see",
      "keys:see",
      "policy:see",
    ],
    records: [
      "items:see",
      "evidence:verify",
      "copies:watch",
      "cases:see",
      "cases:change",
      "parties:see",
      "holds:see",
      "holds:place",
      "holds:release",
      "packages:see",
      "devices:see",
      "policy:see",
      "policy:change",
    ],
    legal: [
      "items:see",
      "evidence:verify",
      "copies:watch",
      "originals:read",
      "cases:see",
      "parties:see",
      "holds:see",
      "holds:place",
      "holds:release",
      "packages:see",
      "devices:see",
      "policy:see",
      "policy:change",
    ],
  });
});
