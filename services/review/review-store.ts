/** Port: what the lists and pages of /api/v1 read, one query each. Contract suite: test/contract/review-store.contract.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { CaseId, DeviceId, ItemId, UserId } from "../kernel/ids.ts";
import type { OriginalStage, ViewingStage } from "../evidence/pipeline.ts";
import type { Counted } from "../search/count-found.ts";
import type { CaseBody, ItemSummaryBody, UserBody } from "./api-schema.ts";
import type { Awaited } from "./awaited.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { Place, Position } from "./cursor.ts";
import type { RegisteredDeviceBody } from "./device-page-schema.ts";

/** `next` is null on the last page. */
export interface Page<Entry, Next> {
  readonly entries: readonly Entry[];
  readonly next: Next | null;
}

export interface PageOf<Next> {
  readonly after: Next | null;
  readonly limit: number;
}

/** Only what that person may know of is listed and counted; left out or null: everything. */
export interface Seen {
  readonly sight?: Sight | null;
}

export interface ItemFilter extends Seen {
  readonly stage?: OriginalStage;
  readonly deviceId?: DeviceId;
  readonly caseId?: CaseId;
  readonly awaits?: Awaited;
  /** Received then or later. */
  readonly receivedFrom?: UtcInstant;
  /** Who carried its camera when it was recorded, as known now. */
  readonly carrier?: UserId;
}

export interface FirstItem {
  readonly id: ItemId;
  readonly filename: string;
  readonly receivedAt: UtcInstant;
}

/** For the metrics and the state of the house; counts only. */
export interface Counts {
  readonly itemsByStage: readonly {
    readonly stage: OriginalStage;
    readonly viewingStage: ViewingStage;
    readonly items: number;
  }[];
  /** When the oldest item arrived that is neither sealed nor in quarantine. */
  readonly oldestUnsealedAt: UtcInstant | null;
  readonly openUploads: number;
}

/** How long devices waited for receipts, from the acknowledged last byte, to a tenth of a second. */
export interface ReceiptLatencies {
  readonly latencies: readonly { readonly seconds: number; readonly receipts: number }[];
  /** `since` of the next call, so that each receipt is counted once. */
  readonly until: UtcInstant;
}

export interface ReviewStore {
  /** Newest arrival first. */
  items(page: PageOf<Position>, filter: ItemFilter): Promise<Page<ItemSummaryBody, Position>>;
  /** How many the list would show: no more than `most` are counted, and of very many not each is looked at. */
  countItems(filter: ItemFilter, most: number): Promise<Counted>;
  /** Of that list the one that arrived first. */
  firstItem(filter: ItemFilter): Promise<FirstItem | null>;
  /** Null if there is none; with those of its cases that `sight` may know of. */
  item(id: ItemId, sight?: Sight | null): Promise<ItemSummaryBody | null>;

  /** Several of them by id, in one query; what is not there is left out. */
  itemsOf(
    ids: readonly ItemId[],
    sight?: Sight | null,
  ): Promise<ReadonlyMap<string, ItemSummaryBody>>;

  /** Newest first; with `search` those in whose number or title it stands, in any case, or whose id it is. */
  cases(
    page: PageOf<Position>,
    search?: string,
    sight?: Sight | null,
  ): Promise<Page<CaseBody, Position>>;
  case(id: CaseId, sight?: Sight | null): Promise<CaseBody | null>;

  /** Oldest first; with `search` those in whose name it stands, in any case, or whose id it is. */
  /** `silentBefore`: those alone that are in use and were heard last before it. */
  devices(
    page: PageOf<Place>,
    filter?: {
      readonly search?: string | undefined;
      readonly silentBefore?: UtcInstant | undefined;
    },
  ): Promise<Page<RegisteredDeviceBody, Place>>;
  users(page: PageOf<Place>): Promise<Page<UserBody, Place>>;

  /** What actors ("user:<id>", "device:<id>") are called today; unknown ones are left out. */
  actorNames(ids: readonly (UserId | DeviceId)[]): Promise<ReadonlyMap<string, string>>;

  counts(): Promise<Counts>;

  /** Of the receipts that became ready after `since`; the newest few seconds are left to the next call. */
  receiptLatencies(since: UtcInstant): Promise<ReceiptLatencies>;
}
