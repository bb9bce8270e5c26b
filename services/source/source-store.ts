/** Port: verdicts on what is signed inside recordings, one an item. Contract suite: test/contract/source-store.contract.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DeviceId, ItemId } from "../kernel/ids.ts";
import type { Actor, Happening } from "../evidence/custody-event.ts";
import type { SourceKind, SourceVerdict } from "./verdict.ts";

export interface KeptVerdict {
  readonly itemId: ItemId;
  readonly verdict: SourceVerdict;
  /** Whether a signature was found; null if the recording was not looked at, or not by whoever would know. */
  readonly signed: boolean | null;
  /** The exact text. */
  readonly statement: string;
  readonly statementSha256: Sha256;
}

export interface SourceStore {
  /**
   * Keeps the first verdict of an item and appends `event` to its chain, both or neither, and answers
   * the one that is kept.
   * @throws Refusal missing "evidence/no-such-item".
   */
  keepOnce(
    verdict: KeptVerdict,
    event: { readonly at: UtcInstant; readonly actor: Actor; readonly happening: Happening },
  ): Promise<KeptVerdict>;

  verdict(itemId: ItemId): Promise<KeptVerdict | null>;

  /** Whether signatures were found in the last recordings that were looked at, of one sender, newest first. */
  lately(deviceId: DeviceId, limit: number): Promise<readonly boolean[]>;

  /**
   * What the device that recorded this item is known to sign every recording with; null: nothing is known.
   * Of the camera that a dock names, where the register has it.
   */
  expectedKind(itemId: ItemId): Promise<SourceKind | null>;

  /** Verdicts the ledger does not hold yet, oldest first. */
  unlogged(limit: number): Promise<readonly KeptVerdict[]>;

  /** The ledger holds the verdict of this item. */
  logged(itemId: ItemId): Promise<void>;

  /** The ledger does not hold it after all: it is among the unlogged again. */
  notLogged(itemId: ItemId): Promise<void>;

  /** Items in quarantine of which nothing was said, oldest first. */
  quarantined(limit: number): Promise<readonly ItemId[]>;
}
