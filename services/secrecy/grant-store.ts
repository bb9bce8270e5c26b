/** Port: grants of access. Contract suite: test/contract/grant-store.contract.ts; walls: test/integration/secrecy-store.test.ts. */
import type { NewAction } from "../actions/action.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { GrantId, UserId } from "../kernel/ids.ts";
import type { Grant } from "./grant.ts";
import type { Sight } from "./sight.ts";

/** `isOpened`: the person read content of it since it was given. */
export interface GivenGrant extends Grant {
  readonly position: number;
  readonly isOpened: boolean;
}

export interface GrantStore {
  /** @throws Refusal missing "access/no-such-user", "cases/no-such-case", "evidence/no-such-item". */
  give(grant: Grant, action: NewAction): Promise<void>;

  /**
   * Ends it at once; what was revoked stays so, by whoever was first. Null from `actionOf`: nothing is told.
   * @throws Refusal missing "access/no-such-grant".
   */
  revoke(
    id: GrantId,
    at: UtcInstant,
    by: UserId,
    actionOf: (before: Grant) => NewAction | null,
  ): Promise<void>;

  /** Newest first, behind position `before` (null: from the newest); only those of which `sight` may know all that they open. */
  page(before: number | null, limit: number, sight: Sight | null): Promise<readonly GivenGrant[]>;
}
