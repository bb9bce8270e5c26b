/** Port: what is found by words and narrowed by filters. Contract suite: test/contract/search-store.contract.ts. */
import type { OriginalStage } from "../evidence/pipeline.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { CaseId, DeviceId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { Keeping, Verdict } from "./narrowing.ts";
import type { SearchEntry, SourceEntry } from "./search-entry.ts";
import type { Asked } from "./words.ts";

/** All of them must hold. Times are when it was recorded, or else received: `from` is in, `to` is not. */
export interface SearchFilter {
  readonly stage?: OriginalStage;
  readonly deviceId?: DeviceId;
  readonly caseId?: CaseId;
  readonly activity?: string;
  readonly verdict?: Verdict;
  /** "held": whatever else was decided. */
  readonly keeping?: Keeping | "held";
  readonly from?: UtcInstant;
  readonly to?: UtcInstant;
}

export interface Question {
  readonly words: readonly Asked[];
  readonly filter: SearchFilter;
}

/** An item that has all words somewhere, perhaps where the reader may not look. */
export interface Candidate extends Pick<
  SearchEntry,
  "itemId" | "position" | "stage" | "deviceId" | "activity" | "verdict" | "keeping"
> {
  /** By a hold that the reader may know of. */
  readonly isHeld: boolean;
  /** For each word, whether it stands in what is the item's own. */
  readonly own: readonly boolean[];
  readonly sources: readonly {
    readonly id: string;
    readonly kind: SourceEntry["kind"];
    readonly holds: readonly boolean[];
  }[];
}

export interface SearchStore {
  /** Newest arrival first, below `after`; only items that `sight` may know of, at most `limit`. */
  candidates(
    question: Question,
    sight: Sight,
    after: number | null,
    limit: number,
  ): Promise<readonly Candidate[]>;
  /** Those of the sources that `sight` may know of. */
  visible(ids: readonly string[], sight: Sight): Promise<ReadonlySet<string>>;
  /** What those of the cases are called that `sight` may know of. */
  caseNumbers(ids: readonly string[], sight: Sight): Promise<ReadonlyMap<string, string>>;
}
