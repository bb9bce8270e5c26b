/** Who may do what: one table of role × permission; nothing else grants anything. */

export const ROLES = ["admin", "officer", "reviewer", "auditor", "records", "legal"] as const;
export type Role = (typeof ROLES)[number];

/**
 * A row names every role that holds the permission.
 *
 * An officer sees what the cameras brought in and watches viewing copies, so that "is my camera safe to
 * wipe?" and "is this the right clip?" have an answer; originals and packages leave the house only
 * through reviewers. An auditor checks everything and watches nothing. Records staff keep what is there and end it,
 * legal staff are the second pair of eyes on that and read originals to judge them. The administrator of a small
 * agency is often its reviewer too, so that role holds every permission; what it does is recorded alike.
 */
const TABLE = {
  "items:see": [...ROLES],
  "evidence:verify": [...ROLES],
  "items:annotate": ["admin", "officer", "reviewer", "records", "legal"],
  "items:flag": ["admin", "reviewer", "records", "legal"],
  "conditions:tell": ["admin", "records", "legal"],
  "retention:extend": ["admin", "records", "legal"],
  "copies:watch": ["admin", "officer", "reviewer", "records", "legal"],
  "originals:read": ["admin", "reviewer", "legal"],
  "cases:see": [...ROLES],
  "cases:change": ["admin", "reviewer", "records"],
  "reviews:submit": ["admin", "reviewer", "records"],
  "reviews:opine": ["admin", "legal"],
  "officers:see": [...ROLES],
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
  "access:explain": ["admin", "auditor"],
  "devices:see": [...ROLES],
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
  "spotchecks:answer": [...ROLES],
  "policy:see": [...ROLES],
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
