/** Port: what tells whose an account is, and the staff number (警号, 工号) that is kept of it. Contract suite: test/contract/people-store.contract.ts. */
import type { ActionOf } from "../actions/action-store.ts";
import type { UserId } from "../kernel/ids.ts";
import type { PersonFacts } from "./same-person.ts";

/** Who says the number: an administrator here, or the identity provider. */
export type NumberSource = "here" | "provider";

export interface PeopleStore {
  /** Every account, also the disabled ones, with the credentials that stand of the officer whose account it is. In no order. */
  everyone(): Promise<readonly PersonFacts[]>;

  /**
   * Nothing is changed nor told where it stands so already. Where a number of ours is exchanged or taken away, the account
   * counts as set by whoever did it, as `PersonFacts.doorSet`: otherwise one person were two a minute later.
   * @throws Refusal missing "access/no-such-user"; and what `actionOf` throws.
   */
  setNumber(
    id: UserId,
    source: NumberSource,
    number: string | null,
    actionOf: ActionOf<string | null>,
  ): Promise<void>;
}
