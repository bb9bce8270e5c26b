/** TokenList in memory. */
import type { ListedToken, TokenList } from "../../services/review/token-list.ts";
import type { ApiToken, Person } from "../../services/access/access-store.ts";
import { tokenName } from "../../services/access/create-token.ts";
import type { UserId } from "../../services/kernel/ids.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { MemoryAccessStore } from "./access-store.ts";

export class MemoryTokenList implements TokenList {
  readonly #access: MemoryAccessStore;

  constructor(access: MemoryAccessStore) {
    this.#access = access;
  }

  async page(
    { role }: Sight,
    { before, limit, isLive }: Parameters<TokenList["page"]>[1],
  ): Promise<readonly ListedToken[]> {
    if (role !== "admin") return [];
    return this.#access.allTokens
      .map((token, at) => this.#listed(token, at + 1))
      .filter(({ position }) => before === null || position < before)
      .filter(({ revokedAt }) => !isLive || revokedAt === null)
      .toReversed()
      .slice(0, limit);
  }

  #listed(token: ApiToken, position: number): ListedToken {
    const { tokenSha256, userId, label, createdAt, revokedAt, revokedBy, ...rest } = token;
    return {
      ...{ position, id: tokenName(tokenSha256), label, owner: this.#person(userId) },
      ...{ createdAt, revokedAt, revokeReason: rest.revokeReason, used: rest.used },
      revokedBy: revokedBy === null ? null : this.#person(revokedBy),
    };
  }

  #person(userId: UserId): Person {
    const { id, name, displayName, role } = this.#access.accounts.get(userId)!;
    return { id, name, displayName, role };
  }
}
