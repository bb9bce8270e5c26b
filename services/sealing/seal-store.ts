/** Port: manifests, signatures and receipts, each written once. Contract suite: test/contract/seal-store.contract.ts. */
import type { Sha256 } from "../kernel/digest.ts";
import type { DeviceId, ItemId } from "../kernel/ids.ts";
import type { Derivation } from "../evidence/derivation.ts";
import type { Checkpoint } from "../ledger/checkpoint.ts";

/** "original", or the kind of a derivative ("viewing", "poster"). */
export type SealSubject = string;

/** The device's place in its chain of manifests. */
export interface DeviceChain {
  /** Counts this device's sealed originals from 1. */
  readonly sequence: number;
  /** Digest of the device's previous manifest; null for its first. */
  readonly previousManifestSha256: Sha256 | null;
}

export interface Seal {
  readonly itemId: ItemId;
  readonly subject: SealSubject;
  readonly manifest: Uint8Array;
  readonly manifestSha256: Sha256;
  /** Detached CMS; null until signed. */
  readonly signature: Uint8Array | null;
  /** The same in other algorithms, under another root; null where none is made. */
  readonly secondSignature: Uint8Array | null;
}

/** What the device gets: a signed statement and the proof that the ledger holds the manifest. */
export interface Receipt {
  /** Exact text that is signed; JSON, shape in services/sealing/receipt.ts. */
  readonly statement: string;
  readonly signature: Uint8Array;
  /** C2SP tlog-proof. */
  readonly proof: string;
}

export interface SealStore {
  /**
   * The manifest of this subject. The first caller's `build` decides, under a lock on the device's chain
   * (only "original" takes a place in it; derivatives get null); every later caller gets the same bytes.
   */
  manifestOnce(
    itemId: ItemId,
    subject: SealSubject,
    deviceId: DeviceId,
    build: (chain: DeviceChain | null) => Uint8Array,
  ): Promise<Seal>;

  /** Keeps the first signature offered and answers the one that is kept. */
  signatureOnce(itemId: ItemId, subject: SealSubject, signature: Uint8Array): Promise<Uint8Array>;

  /** The same for the second signature. */
  secondSignatureOnce(
    itemId: ItemId,
    subject: SealSubject,
    signature: Uint8Array,
  ): Promise<Uint8Array>;

  /** Keeps the first receipt offered and answers the one that is kept. */
  receiptOnce(itemId: ItemId, receipt: Receipt): Promise<Receipt>;

  /** Whether the sender is a dock, and this is a head that the house signed. */
  isCarried(sender: DeviceId, checkpoint: Checkpoint): Promise<boolean>;

  /** How it was made of others; null: it was received. */
  derivation(itemId: ItemId): Promise<Derivation | null>;

  seals(itemId: ItemId): Promise<readonly Seal[]>;
  receipt(itemId: ItemId): Promise<Receipt | null>;
}
