/** Port: cases of which something is still to be done before, or after, their decision. Contract suite: test/contract/case-duties.contract.ts. */
import type { CaseFacts } from "../cases/case-facts.ts";
import type { CaseId } from "../kernel/ids.ts";
import type { Ground } from "../legalreview/need.ts";
import type { PublicityEntry } from "../reports/publicity.ts";
import type { Sight } from "../secrecy/sight.ts";

export interface DutyCase extends Pick<
  CaseFacts,
  "actionKind" | "majorDecision" | "flags" | "decidedOn"
> {
  readonly position: number;
  readonly id: CaseId;
  readonly number: string;
}

export interface PublicityCase extends DutyCase {
  readonly entries: readonly PublicityEntry[];
}

export interface CaseDuties {
  /**
   * Cases that one of `grounds` asks a legal review of and that were never submitted, newest first, behind `before`; of
   * those that `sight` may know of.
   */
  unreviewed(
    grounds: readonly Ground[],
    before: number | null,
    limit: number,
    sight: Sight | null,
  ): Promise<readonly DutyCase[]>;

  /**
   * Cases that were decided and of which nobody told that the decision was published or is exempt, and those published,
   * then annulled, and not told to be taken down; those decided first come first. Of those that `sight` may know of.
   */
  unpublished(limit: number, sight: Sight | null): Promise<readonly PublicityCase[]>;
}
