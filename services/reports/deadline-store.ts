/** Port: cases of which something may be due. Contract suite: test/contract/deadline-store.contract.ts. */
import type { CaseId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { DeadlineFacts } from "./case-deadlines.ts";

export interface DeadlineCase extends DeadlineFacts {
  readonly id: CaseId;
  readonly number: string;
}

export interface DeadlineStore {
  /** Filed and neither decided nor closed, or with an event that nothing is told to be done of; the oldest first. Null: of the whole house. */
  open(limit: number, sight: Sight | null): Promise<readonly DeadlineCase[]>;
}
