/** Port: the agency's chain of actions. Contract suite: test/contract/action-store.contract.ts. */
import type { Actor } from "../kernel/actor.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Action, ActionKind, NewAction } from "./action.ts";

/** What other stores ask before they change something: the action, or null where nothing changes. */
export type ActionOf<Before> = (before: Before) => NewAction | null;

/** Null: any. */
export interface ActionFilter {
  readonly kind: ActionKind | null;
  readonly actor: Actor | null;
  readonly subject: string | null;
  /** Subjects that count beside it. */
  readonly besides?: readonly string[];
  readonly from: UtcInstant | null;
  /** That instant is no part of it. */
  readonly until: UtcInstant | null;
  /** None but `REFUSAL_KINDS`. */
  readonly refusals?: boolean;
}

/** All that a filter takes; null: any. */
export const subjectsOf = (filter: ActionFilter | undefined): readonly string[] | null =>
  filter === undefined || filter.subject === null
    ? null
    : [filter.subject, ...(filter.besides ?? [])];

export interface ActionStore {
  /** An action that changes nothing else; committed when resolved. */
  append(action: NewAction): Promise<Action>;

  /**
   * Counts one more of this kind, actor and subject. The first is an action at once; what comes within
   * COUNT_FOR_MS of it is told by the next one, or by `tellCounts`, in `after.times`.
   */
  count(action: NewAction): Promise<void>;

  /** Appends what was counted by then and is not told yet, once COUNT_FOR_MS are over. Answers how many actions. */
  tellCounts(now: UtcInstant): Promise<number>;

  /** From `index` on, oldest first. */
  from(index: number, limit: number, filter?: ActionFilter): Promise<readonly Action[]>;

  /** Newest first, behind `before` (null: from the newest). */
  page(filter: ActionFilter, before: number | null, limit: number): Promise<readonly Action[]>;
}
