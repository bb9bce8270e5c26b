/** Use cases: a person's API tokens ("hfu_…"), shown once, listed by label, revoked. */
import { Refusal } from "../kernel/refusal.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import type { UserId } from "../kernel/ids.ts";
import type { AccessStore, Person } from "./access-store.ts";
import { mintSecret, secretDigest } from "./secret.ts";

export interface TokenDeps {
  readonly access: AccessStore;
  readonly clock: Clock;
}

/** What may be shown of a token later: `id` begins its digest and opens nothing. */
export interface TokenSummary {
  readonly id: string;
  readonly label: string;
  readonly createdAt: UtcInstant;
  readonly revokedAt: UtcInstant | null;
}

const ID_DIGITS = 16;

/** Answers the token's text; it is never shown again. */
export async function createToken(
  { access, clock }: TokenDeps,
  userId: UserId,
  label: string,
): Promise<string> {
  const { secret, sha256: tokenSha256 } = mintSecret("hfu");
  await access.addToken({ tokenSha256, userId, label, createdAt: clock(), revokedAt: null });
  return secret;
}

export async function listTokens(
  { access }: Pick<TokenDeps, "access">,
  userId: UserId,
): Promise<readonly TokenSummary[]> {
  const tokens = await access.tokens(userId);
  return tokens.map(({ tokenSha256, label, createdAt, revokedAt }) => ({
    id: tokenSha256.slice(0, ID_DIGITS),
    label,
    createdAt,
    revokedAt,
  }));
}

/** @throws Refusal missing "access/no-such-token". */
export async function revokeToken(
  { access, clock }: TokenDeps,
  userId: UserId,
  id: string,
): Promise<void> {
  const tokens = await access.tokens(userId);
  const found = tokens.find((token) => token.tokenSha256.slice(0, ID_DIGITS) === id);
  if (found === undefined) throw new Refusal("missing", "access/no-such-token", "no such token");
  await access.revokeToken(userId, found.tokenSha256, clock());
}

/** Whose token this is, or null. */
export async function personOfToken(
  { access }: Pick<TokenDeps, "access">,
  secret: string,
): Promise<Person | null> {
  const digest = secretDigest("hfu", secret);
  return digest === null ? null : access.personByToken(digest);
}
