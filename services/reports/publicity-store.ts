/** Port: what is told of the publicity of cases. Contract suite: test/contract/publicity-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { CaseId } from "../kernel/ids.ts";
import type { PublicityEntry } from "./publicity.ts";

export interface PublicityStore {
  /** In the order in which they were told. */
  entries(caseId: CaseId): Promise<readonly PublicityEntry[]>;

  /**
   * Adds the entry behind those that were known, with `action`, both or neither.
   * @throws Refusal conflict "reports/publicity-changed" if somebody told something meanwhile.
   */
  add(caseId: CaseId, entry: PublicityEntry, action: NewAction): Promise<void>;
}
