/** Rows of people and tokens, as the domain sees them. */
import type { Selectable } from "kysely";
import type {
  Account,
  ApiToken,
  Person,
  Session,
  TokenUse,
} from "../../services/access/access-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { maybeInstant } from "./instant.ts";
import type { Tables } from "./tables.ts";

type UserRow = Selectable<Tables["users"]>;

export const personOf = (row: Pick<UserRow, "id" | "name" | "display_name" | "role">): Person => ({
  id: row.id,
  name: row.name,
  displayName: row.display_name,
  role: row.role,
});

export const tokenOf = (row: Selectable<Tables["api_tokens"]>): ApiToken => ({
  tokenSha256: row.token_sha256,
  userId: row.user_id,
  label: row.label,
  createdAt: utcInstant(row.created_at),
  revokedAt: maybeInstant(row.revoked_at),
  revokedBy: row.revoked_by,
  revokeReason: row.revoke_reason,
  confirmedAt: maybeInstant(row.confirmed_at),
  used: useOf(row),
});

export const useOf = ({
  used_at,
  used_from,
}: Pick<Selectable<Tables["api_tokens"]>, "used_at" | "used_from">): TokenUse | null =>
  used_at === null ? null : { at: utcInstant(used_at), from: used_from ?? "" };

export const sessionOf = (row: Selectable<Tables["sessions"]>): Session => ({
  tokenSha256: row.token_sha256,
  userId: row.user_id,
  createdAt: utcInstant(row.created_at),
  lastSeenAt: utcInstant(row.last_seen_at),
  expiresAt: utcInstant(row.expires_at),
  confirmedAt: utcInstant(row.confirmed_at),
  from:
    row.address === null || row.user_agent === null
      ? null
      : { address: row.address, userAgent: row.user_agent },
});

export const accountOf = (row: UserRow): Account => ({
  ...personOf(row),
  passwordHash: row.password_hash,
  createdAt: utcInstant(row.created_at),
  disabledAt: maybeInstant(row.disabled_at),
  endsAt: maybeInstant(row.ends_at),
});
