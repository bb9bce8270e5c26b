/** Port: packages made for somebody outside. Contract suite: test/contract/export-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { ActionOf } from "../actions/action-store.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { PackageId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { Acknowledgement, Export, ExportOrder, ExportState } from "./export.ts";

export interface ExportFilter {
  /** Undefined: any. */
  readonly state?: ExportState | undefined;
  /** Undefined: whichever; else the one with this watermark. */
  readonly watermark?: string | undefined;
  /** Undefined: whichever; else those that hold an original or a copy with this digest. */
  readonly sha256?: Sha256 | undefined;
}

export interface ExportStore {
  /** The package and for whom it is, in one. The same id again changes nothing. */
  order(order: ExportOrder, action: NewAction): Promise<void>;

  /** @throws Refusal missing "exports/no-such-export". */
  get(id: PackageId): Promise<Export>;

  /** Newest first, behind position `before` (null: from the newest); only those of which `sight` may know every item. */
  page(
    filter: ExportFilter,
    today: CalendarDate,
    before: number | null,
    limit: number,
    sight: Sight | null,
  ): Promise<readonly Export[]>;

  /**
   * A package, of whichever kind, is about to leave: the action, and of an export the first time. Committed when resolved.
   * @throws Refusal conflict "exports/withdrawn".
   */
  takeOut(id: PackageId, at: UtcInstant, action: NewAction): Promise<void>;

  /** What the recipient is given to sign, exact; null: nobody was given it yet. @throws Refusal missing "exports/no-such-export". */
  receipt(id: PackageId): Promise<string | null>;

  /** About to be given for the first time. The first text is kept, and answered each time. @throws as `receipt`. */
  handOut(id: PackageId, text: string): Promise<string>;

  /**
   * Keeps an acknowledgement, of which `bytes` are the signature of the receipt that was handed out, or the scanned
   * paper; a paper that nobody confirmed yet makes room for the next.
   * @throws Refusal missing "exports/no-such-export"; as `requireOpen`.
   */
  acknowledge(
    id: PackageId,
    acknowledgement: Acknowledgement,
    bytes: Uint8Array,
    action: NewAction,
  ): Promise<void>;

  /**
   * What `confirm` makes of the export as it stands, under a lock: the confirmation, or its refusal.
   * @throws Refusal missing "exports/no-such-export"; what `confirm` throws.
   */
  confirm(
    id: PackageId,
    confirm: (before: Export) => NonNullable<Acknowledgement["confirmed"]>,
    actionOf: (before: Export) => NewAction,
  ): Promise<void>;

  /** The signature, or the scanned paper. @throws Refusal missing "exports/no-such-export", "exports/no-acknowledgement". */
  document(id: PackageId): Promise<Uint8Array>;

  /** The first withdrawal is kept; a later one changes nothing. A package that still waits ends with it, as `unprepared`. @throws Refusal missing "exports/no-such-export". */
  withdraw(
    id: PackageId,
    withdrawn: NonNullable<Export["withdrawn"]>,
    actionOf: ActionOf<Export>,
  ): Promise<void>;

  /** How many are overdue. */
  overdue(today: CalendarDate): Promise<number>;
}
