/** Use cases: a person's API tokens ("hfu_…"), shown once, listed by label, revoked. */
import { Refusal } from "../kernel/refusal.ts";
import type { Subject } from "../actions/action.ts";
import type { Actor } from "../kernel/actor.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { UserId } from "../kernel/ids.ts";
import type { AccessStore, ApiToken, TokenHolder } from "./access-store.ts";
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
const idOf = (tokenSha256: Sha256): string => tokenSha256.slice(0, ID_DIGITS);
const subjectOf = (tokenSha256: Sha256): Subject => `token:${idOf(tokenSha256)}`;

/**
 * Answers the token's text; it is never shown again. `confirmedAt`: when whoever makes it showed who they are, for a
 * token must not be fresher than the session that it comes from.
 */
export async function createToken(
  { access, clock }: TokenDeps,
  userId: UserId,
  { label, confirmedAt }: Pick<ApiToken, "label" | "confirmedAt">,
  actor: Actor = `user:${userId}`,
): Promise<string> {
  const { secret, sha256: tokenSha256 } = mintSecret("hfu");
  const at = clock();
  await access.addToken(
    { tokenSha256, userId, label, createdAt: at, revokedAt: null, confirmedAt },
    {
      ...{ kind: "token-made", at, actor, subject: subjectOf(tokenSha256) },
      ...{ before: null, after: { userId, label }, reason: null },
    },
  );
  return secret;
}

export async function listTokens(
  { access }: Pick<TokenDeps, "access">,
  userId: UserId,
): Promise<readonly TokenSummary[]> {
  const tokens = await access.tokens(userId);
  return tokens.map(({ tokenSha256, label, createdAt, revokedAt }) => ({
    id: idOf(tokenSha256),
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
  const found = tokens.find((token) => idOf(token.tokenSha256) === id);
  if (found === undefined) throw new Refusal("missing", "access/no-such-token", "no such token");
  const at = clock();
  await access.revokeToken(userId, found.tokenSha256, at, ({ label, revokedAt }) =>
    revokedAt === null
      ? {
          ...{ kind: "token-revoked", at, actor: `user:${userId}`, reason: null },
          ...{ subject: subjectOf(found.tokenSha256), before: { userId, label, revokedAt } },
          after: { revokedAt: at },
        }
      : null,
  );
}

/** Whose token this is, or null. */
export async function holderOfToken(
  { access }: Pick<TokenDeps, "access">,
  secret: string,
): Promise<TokenHolder | null> {
  const digest = secretDigest("hfu", secret);
  return digest === null ? null : access.tokenHolder(digest);
}
