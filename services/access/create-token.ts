/** Use cases: a person's API tokens ("hfu_…"), shown once, listed by label, revoked by them or by who manages accounts. */
import type { Subject } from "../actions/action.ts";
import type { Actor } from "../kernel/actor.ts";
import { type Clock, type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { UserId } from "../kernel/ids.ts";
import type { AccessStore, ApiToken, TokenHolder } from "./access-store.ts";
import { mintSecret, secretDigest } from "./secret.ts";

export interface TokenDeps {
  readonly access: AccessStore;
  readonly clock: Clock;
}

/** What may be shown of a token later. */
export interface TokenSummary {
  readonly id: string;
  readonly label: string;
  readonly createdAt: UtcInstant;
  readonly revokedAt: UtcInstant | null;
  readonly usedAt: UtcInstant | null;
  readonly usedFrom: string | null;
  /** Somebody else ended it, not its owner. */
  readonly isEndedByOther: boolean;
  readonly endReason: string | null;
}

/** A use is noted at most this often, so that each request does not write a row. */
const USED_EVERY_MS = 60_000;

const NAME_DIGITS = 16;
/** A token is named by the first digits of its digest, which open nothing. */
export const tokenName = (tokenSha256: Sha256): string => tokenSha256.slice(0, NAME_DIGITS);
const subjectOf = (name: string): Subject => `token:${name}`;

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
    { tokenSha256, userId, label, createdAt: at, confirmedAt },
    {
      ...{ kind: "token-made", at, actor, subject: subjectOf(tokenName(tokenSha256)) },
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
  return tokens.map(({ tokenSha256, label, createdAt, revokedAt, revokedBy, ...token }) => ({
    ...{ id: tokenName(tokenSha256), label, createdAt, revokedAt },
    ...{ usedAt: token.used?.at ?? null, usedFrom: token.used?.from ?? null },
    ...{ isEndedByOther: revokedBy !== null && revokedBy !== userId },
    endReason: token.revokeReason,
  }));
}

/** Of one's own. @throws Refusal missing "access/no-such-token". */
export const revokeToken = (deps: TokenDeps, userId: UserId, name: string): Promise<void> =>
  end(deps, name, userId, userId, null);

/** Of whomever, by who manages accounts. @throws Refusal missing "access/no-such-token". */
export const endToken = (
  deps: TokenDeps,
  name: string,
  by: UserId,
  reason: string,
): Promise<void> => end(deps, name, null, by, reason);

function end(
  { access, clock }: TokenDeps,
  name: string,
  owner: UserId | null,
  by: UserId,
  reason: string | null,
): Promise<void> {
  const at = clock();
  return access.revokeToken(name, owner, { at, by, reason }, ({ userId, label, revokedAt }) =>
    revokedAt === null
      ? {
          ...{ kind: "token-revoked", at, actor: `user:${by}`, reason },
          ...{ subject: subjectOf(name), before: { userId, label, revokedAt } },
          after: { revokedAt: at },
        }
      : null,
  );
}

/** Whose token this is, or null; that it is used is noted, with the address `from`. */
export async function holderOfToken(
  { access, clock }: TokenDeps,
  secret: string,
  from: string,
): Promise<TokenHolder | null> {
  const digest = secretDigest("hfu", secret);
  const holder = digest === null ? null : await access.tokenHolder(digest);
  if (digest === null || holder === null) return holder;
  const at = clock();
  if (holder.used === null || at >= plusMs(holder.used.at, USED_EVERY_MS))
    await access.tokenUsed(digest, { at, from });
  return holder;
}
