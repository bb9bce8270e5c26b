/** Who may do what: one table of role × permission; nothing else grants anything. */

/** Who works here. */
export const STAFF = ["admin", "officer", "reviewer", "auditor", "records", "legal"] as const;
/** A guest is of another agency, and here for what was shared with them alone (services/sharing). */
export const ROLES = [...STAFF, "guest"] as const;
export type Role = (typeof ROLES)[number];
export type StaffRole = (typeof STAFF)[number];

/**
 * A row names every role that holds the permission.
 *
 * An officer sees what the cameras brought in and watches viewing copies, so that "is my camera safe to
 * wipe?" and "is this the right clip?" have an answer; originals and packages leave the house only
 * through reviewers. An auditor checks everything and watches nothing. Records staff keep what is there and end it,
 * legal staff are the second pair of eyes on that and read originals to judge them. The administrator of a small
 * agency is often its reviewer too, so that role holds every permission but the guest's; what it does is recorded alike.
 * To a guest whatever is not named here is not there (services/api/mount-routes.ts).
 */
const TABLE = {
  "account:own": [...ROLES],
  "tokens:own": [...STAFF],
  "items:see": [...STAFF],
  "evidence:verify": [...STAFF],
  "items:annotate": ["admin", "officer", "reviewer", "records", "legal"],
  "items:flag": ["admin", "reviewer", "records", "legal"],
  "conditions:tell": ["admin", "records", "legal"],
  "retention:extend": ["admin", "records", "legal"],
  "copies:watch": ["admin", "officer", "reviewer", "records", "legal"],
  "originals:read": ["admin", "reviewer", "legal"],
  "cases:see": [...STAFF],
  "cases:change": ["admin", "reviewer", "records"],
  "live:run": ["admin", "officer", "reviewer", "records"],
  "reviews:submit": ["admin", "reviewer", "records"],
  "reviews:opine": ["admin", "legal"],
  "officers:see": [...STAFF],
  "officers:manage": ["admin", "records"],
  "parties:see": ["admin", "reviewer", "records", "legal"],
  "holds:see": ["admin", "reviewer", "auditor", "records", "legal"],
  "holds:place": ["admin", "records", "legal"],
  "holds:release": ["admin", "records", "legal"],
  "disposal:see": ["admin", "reviewer", "auditor", "records", "legal"],
  "disposal:propose": ["admin", "records"],
  "disposal:appraise": ["admin", "records", "legal"],
  "disposal:approve": ["admin", "records", "legal"],
  "disposal:stop": ["admin", "reviewer", "records", "legal"],
  "packages:see": ["admin", "reviewer", "auditor", "records", "legal"],
  "packages:make": ["admin", "reviewer"],
  "exports:acknowledge": ["admin", "reviewer", "records", "legal"],
  "secrecy:label": ["admin", "reviewer", "records"],
  "secrecy:clear": ["admin"],
  "access:grant": ["admin", "records"],
  "access:ask": [...STAFF],
  "access:explain": ["admin", "auditor"],
  "partners:see": ["admin", "reviewer", "auditor", "records", "legal"],
  "partners:manage": ["admin"],
  "partners:approve": ["admin", "legal"],
  "guests:invite": ["admin", "records"],
  "shares:see": ["admin", "reviewer", "auditor", "records", "legal"],
  "shares:ask": ["admin", "reviewer", "records"],
  "shares:approve": ["admin", "records", "legal"],
  "shares:end": ["admin", "reviewer", "records", "legal"],
  "shares:open": ["guest"],
  "devices:see": [...STAFF],
  "devices:manage": ["admin"],
  "devices:assign": ["admin", "reviewer"],
  "users:see": ["admin", "auditor"],
  "users:manage": ["admin"],
  "actions:see": ["admin", "auditor"],
  "keys:see": ["admin", "auditor"],
  "keys:manage": ["admin"],
  "reports:see": ["admin", "auditor", "records", "legal"],
  "reports:make": ["admin", "records"],
  "spotchecks:see": ["admin", "auditor", "records", "legal"],
  "spotchecks:draw": ["admin", "records", "legal"],
  "spotchecks:score": ["admin", "records", "legal"],
  "spotchecks:answer": [...STAFF],
  "health:see": ["admin"],
  "webhooks:see": ["admin", "auditor"],
  "webhooks:manage": ["admin"],
  "policy:see": [...STAFF],
  "policy:change": ["admin", "records", "legal"],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof TABLE;
export const PERMISSIONS = Object.keys(TABLE) as readonly Permission[];

export function allows(role: Role, permission: Permission): boolean {
  const holders: readonly Role[] = TABLE[permission];
  return holders.includes(role);
}

export const permissionsOf = (role: Role): readonly Permission[] =>
  PERMISSIONS.filter((permission) => allows(role, permission));
