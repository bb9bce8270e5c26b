/** Port: what other systems tell of cases, and when each was heard. Contract suite: test/contract/case-message-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { CaseId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { CaseFile } from "./case-store.ts";
import type { Told } from "./told-case.ts";

export interface KnownCase {
  readonly file: CaseFile;
  /** By the source that is asked about. */
  readonly told: Told;
  /** Whoever asks may not know of it. */
  readonly isHidden: boolean;
}

/** What is written, all or nothing. */
export interface Taking<Answer> {
  readonly answer: Answer;
  readonly created: readonly CaseFile[];
  /** Each with the revision behind the one that was seen. */
  readonly changed: readonly CaseFile[];
  readonly told: ReadonlyMap<CaseId, Told>;
  readonly actions: readonly NewAction[];
  /** When the source was heard; null: this was no message. */
  readonly heardAt: UtcInstant | null;
}

export interface HeardSource {
  readonly source: string;
  readonly heardAt: UtcInstant;
}

export interface CaseMessageStore {
  /**
   * One message at a time: the cases with these numbers are as `decide` sees them when its answer is written.
   * @throws Refusal conflict "cases/number-taken" if somebody opened one of them meanwhile, and what `decide` throws.
   */
  take<Answer>(
    wanted: {
      readonly source: string;
      readonly numbers: readonly string[];
      readonly sight: Sight | null;
    },
    decide: (known: readonly KnownCase[]) => Taking<Answer>,
  ): Promise<Answer>;

  /** The one that was heard last first. */
  sources(): Promise<readonly HeardSource[]>;
}
