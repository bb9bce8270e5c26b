/**
 * Port: what may end, the batches in which it does, and what is left of it.
 * Contract suite: test/contract/disposal-store.contract.ts.
 */
import type { NewAction } from "../actions/action.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Export, ExportOrder } from "../exports/export.ts";
import type { DisposalId, ItemId } from "../kernel/ids.ts";
import type { ArchiveTerm } from "../policy/retention-class.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { Happening } from "../evidence/custody-event.ts";
import type { Against, DisposalFacts } from "./against.ts";
import type { Stall, StallReason } from "./stall.ts";
import type { TransferReceipt } from "./transfer.ts";
import type {
  Appraisal,
  Appraised,
  Approval,
  DisposalBatch,
  DisposalSummary,
  NewBatch,
} from "./batch.ts";

/** What is left of an item that ended. */
export interface Tombstone {
  readonly disposalId: DisposalId;
  /** From then on it is no more. */
  readonly begunAt: UtcInstant;
  /** When the store showed that nothing of it lies there; null: it is being destroyed. */
  readonly goneAt: UtcInstant | null;
  /** Where it went before; null: to no archive. */
  readonly transfer: { readonly archive: string; readonly receipt: TransferReceipt } | null;
}

/** The time, as an authority stated it when a batch began to end. */
export interface DisposalStamp {
  readonly authority: string;
  /** What it was asked to stamp, exact text. */
  readonly text: string;
  /** The whole TimeStampResp (DER). */
  readonly response: Uint8Array;
  readonly genTime: UtcInstant;
}

/** A file of a certificate. */
export interface DisposalFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** One without its bytes. */
export interface NamedFile extends Omit<DisposalFile, "bytes"> {
  readonly sizeBytes: number;
}

/** What becomes of an item that is about to end. */
export type Verdict =
  | { readonly kind: "take"; readonly happening: Happening }
  | { readonly kind: "drop" | "wait"; readonly against: readonly Against[] };

interface Left {
  readonly itemId: ItemId;
  readonly against: readonly Against[];
}

/** What becomes of a transfer next. */
export type HandOver =
  /** For its items, or for the archive's receipt where they wait for nothing. */
  | { readonly kind: "waits"; readonly against: readonly Against[] }
  /** These are out of it; the package that holds them counts no more, and custody withdraws it. */
  | {
      readonly kind: "drops";
      readonly items: readonly Left[];
      readonly withdrawn: {
        readonly at: UtcInstant;
        readonly by: null;
        readonly reason: string;
      } | null;
      readonly action: NewAction;
    }
  | { readonly kind: "orders"; readonly order: ExportOrder; readonly action: NewAction }
  | {
      readonly kind: "received";
      readonly receipt: TransferReceipt;
      /** Nothing ends here before. */
      readonly graceUntil: UtcInstant;
      /** Those whose original stays; the others are on their way to its end. */
      readonly kept: readonly ItemId[];
      /** For the custody of each. */
      readonly happening: Happening;
      readonly action: NewAction;
    };

/** What a person does with a batch. */
export type Act =
  | {
      readonly kind: "appraised";
      readonly appraisal: Appraisal;
      readonly items: readonly Appraised[];
    }
  | {
      readonly kind: "approved";
      readonly approval: Approval;
      readonly graceUntil: UtcInstant | null;
    }
  | { readonly kind: "prolonged"; readonly graceUntil: UtcInstant }
  | {
      readonly kind: "stopped";
      readonly stopped: NonNullable<DisposalBatch["stopped"]>;
    };

export interface BatchFilter {
  /** Only those that are over, or that are not. */
  readonly over?: boolean | undefined;
  readonly itemId?: ItemId | undefined;
}

export interface DisposalStore {
  /** The clock of the database's machine. */
  databaseTime(): Promise<UtcInstant>;

  /**
   * Sealed items whose floor was before `day`, in order of arrival, behind `after`: whatever stands against them. Of what
   * `sight` may not know of nothing is told.
   */
  due(
    day: CalendarDate,
    after: number,
    limit: number,
    sight?: Sight | null,
  ): Promise<readonly DisposalFacts[]>;
  /** Sealed items that are kept for one of `terms`, came in on `day` or before, and were never transferred; as `due`. */
  dueForArchive(
    terms: readonly ArchiveTerm[],
    day: CalendarDate,
    after: number,
    limit: number,
    sight?: Sight | null,
  ): Promise<readonly DisposalFacts[]>;
  /** In the order asked for; what is not there is left out. */
  facts(itemIds: readonly ItemId[]): Promise<readonly DisposalFacts[]>;

  /** @throws Refusal conflict "disposal/proposed-already" if an item is in a batch that is not over. */
  propose(batch: NewBatch, action: NewAction): Promise<void>;

  /** @throws Refusal missing "disposal/no-such-batch". */
  get(id: DisposalId): Promise<DisposalBatch>;
  /** Newest first; only those of which `sight` may know every item. */
  page(
    filter: BatchFilter,
    before: number | null,
    limit: number,
    sight?: Sight | null,
  ): Promise<readonly DisposalSummary[]>;

  /**
   * Lets `decide` say what becomes of the batch as it is, and keeps that with its action, all or nothing; nobody else
   * changes the batch meanwhile. What is appraised as kept, and what a stop finds not begun, is out of the batch with it;
   * the package of a transfer that is stopped before its receipt counted is withdrawn with it;
   * a batch of which nothing is left is over. @throws Refusal missing "disposal/no-such-batch"; whatever `decide` throws.
   */
  act(
    id: DisposalId,
    decide: (batch: DisposalBatch) => { readonly act: Act; readonly action: NewAction },
  ): Promise<DisposalBatch>;

  /** Batches with something to do by `now`: what may begin to end, what has begun, what is to be certified; oldest first, those that stand still last and each in its turn. */
  running(now: UtcInstant, limit: number): Promise<readonly DisposalBatch[]>;

  /** Transfers that are approved, whose receipt does not count yet or is not in the ledger; by chance, so that none keeps another waiting. */
  handovers(limit: number): Promise<readonly DisposalBatch[]>;

  /**
   * Lets `judge` decide what becomes of a transfer, by what is known of its items on their way and of its package at that
   * moment, and keeps that, all or nothing. As with `take` nobody changes what it rests on meanwhile. Null: its receipt
   * counts already, or it is over.
   */
  handOver(
    id: DisposalId,
    judge: (batch: DisposalBatch, facts: readonly DisposalFacts[], made: Export | null) => HandOver,
  ): Promise<HandOver | null>;

  /** The ledger names its receipt: nothing kept it from that any more. May run twice. */
  transferEntered(id: DisposalId): Promise<void>;

  /**
   * Lets `judge` decide of one item on its way, by what is known of it at that moment, and keeps that. Nobody changes its
   * batch meanwhile, places a hold, or changes what retention is decided from: who comes first is first. What is taken is
   * "disposing" from then on, and nobody is given anything of it. Null if it is not on its way any more.
   */
  take(
    id: DisposalId,
    itemId: ItemId,
    at: UtcInstant,
    judge: (batch: DisposalBatch, facts: DisposalFacts) => Verdict,
  ): Promise<Verdict | null>;

  /** Nothing of it lies in the store: it is "disposed", and custody says so. May run twice. */
  gone(itemId: ItemId, at: UtcInstant, happening: Happening): Promise<void>;
  tombstone(itemId: ItemId): Promise<Tombstone | null>;

  /** Keeps the first stamp of a batch. */
  stampOnce(id: DisposalId, stamp: DisposalStamp): Promise<void>;
  stamp(id: DisposalId): Promise<DisposalStamp | null>;

  /** Keeps why custody cannot go on with a batch, and since when; null: it goes on. */
  keepStall(id: DisposalId, at: UtcInstant, reason: StallReason | null): Promise<void>;
  /** Of batches that are not over. */
  stalls(): Promise<readonly Stall[]>;

  /** Ends a batch with the files of its certificate, and keeps `action`; the first counts. False: it had ended. */
  finish(
    id: DisposalId,
    at: UtcInstant,
    files: readonly DisposalFile[],
    action: NewAction,
  ): Promise<boolean>;
  /** In order of name. */
  files(id: DisposalId): Promise<readonly NamedFile[]>;
  file(id: DisposalId, name: string): Promise<DisposalFile | null>;
}
