/** Port: manifests that the ledger tells of and the database does not know, and the coming back of what they are about. Its rules are tested where they are kept: test/integration/restore.test.ts. */
import type { NewAction } from "../actions/action.ts";
import type { Actor, Happening } from "../evidence/custody-event.ts";
import type { Derivative } from "../evidence/derivative.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { OriginalStage } from "../evidence/pipeline.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { Seal, SealSubject } from "../sealing/seal-store.ts";
import type { Label } from "../secrecy/label.ts";

export interface LostManifest {
  /** Where it stands in the ledger. */
  readonly origin: string;
  readonly index: number;
  readonly itemId: ItemId;
  readonly subject: SealSubject;
  readonly manifestSha256: Sha256;
  /** Of the item in the database; null: it is not known either. */
  readonly stage: OriginalStage | null;
}

export interface FoundCopy {
  readonly seal: Seal;
  readonly copy: Derivative;
}

/** What is kept of an original that is found in the store. */
export interface FoundItem {
  /** As it was once it was verified; its seal follows. */
  readonly item: EvidenceItem;
  readonly seal: Seal;
  readonly copies: readonly FoundCopy[];
  /** Its place in its device's chain. */
  readonly sequence: number;
  readonly label: Label;
  readonly at: UtcInstant;
  readonly actor: Actor;
  readonly happenings: Readonly<Record<"received" | "verified" | "labelled", Happening>>;
  readonly action: NewAction;
}

export interface LostItems {
  /** In the order of the ledger, behind `after`; null: from the start. */
  list(
    after: Pick<LostManifest, "origin" | "index"> | null,
    limit: number,
  ): Promise<readonly LostManifest[]>;

  /**
   * All of it or nothing. Of an item that is known and waits for its seal what is missing is added: what is known of it stays, its
   * label is not set. A device that is not known is made, retired, by its id alone; one whose chain ends before it goes on behind it.
   */
  bringBack(found: FoundItem): Promise<void>;

  /** Entries about labels and cases of an item that no record of the database is in, in the order of the ledger, behind `after`. */
  walls(
    after: Pick<LostManifest, "origin" | "index"> | null,
    limit: number,
  ): Promise<readonly { readonly origin: string; readonly index: number; readonly leaf: string }[]>;

  /** The same of a file made of an item that is known. */
  bringCopyBack(found: FoundCopy): Promise<void>;
}
