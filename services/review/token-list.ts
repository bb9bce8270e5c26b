/** Port: the API tokens of all accounts, for an administrator. Contract suite: test/contract/token-list.contract.ts. */
import type { Person, TokenUse } from "../access/access-store.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { Position } from "./cursor.ts";

export interface ListedToken {
  readonly position: Position;
  /** Names it; opens nothing. */
  readonly id: string;
  readonly label: string;
  readonly owner: Person;
  readonly createdAt: UtcInstant;
  readonly revokedAt: UtcInstant | null;
  /** Null: with its account, or nobody noted it. */
  readonly revokedBy: Person | null;
  readonly revokeReason: string | null;
  readonly used: TokenUse | null;
}

export interface TokenList {
  /** At most `limit` before `before`, the newest first; to nobody but an administrator there are any. */
  page(
    sight: Sight,
    asked: { readonly before: Position | null; readonly limit: number; readonly isLive: boolean },
  ): Promise<readonly ListedToken[]>;
}
