/** SealStore in memory. */
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import type { Derivation } from "../../services/evidence/derivation.ts";
import type { DeviceId, ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Checkpoint } from "../../services/ledger/checkpoint.ts";
import { checkpointWords } from "../../services/ledger/checkpoint-words.ts";
import type {
  DeviceChain,
  Receipt,
  Seal,
  SealStore,
  SealSubject,
} from "../../services/sealing/seal-store.ts";

export class MemorySealStore implements SealStore {
  readonly #seals = new Map<string, Seal>();
  readonly #receipts = new Map<ItemId, Receipt>();
  readonly #chains = new Map<DeviceId, { sequence: number; last: Sha256 | null }>();

  /** Makes a device known; one that is known keeps its chain. */
  addDevice(deviceId: DeviceId): void {
    if (this.#chains.has(deviceId)) return;
    this.#chains.set(deviceId, { sequence: 0, last: null });
  }

  /** Devices that are docks, and heads that were signed, as lines of their words. */
  readonly docks = new Set<DeviceId>();
  readonly heads = new Set<string>();

  async isCarried(sender: DeviceId, checkpoint: Checkpoint): Promise<boolean> {
    return this.docks.has(sender) && this.heads.has(checkpointWords(checkpoint));
  }

  /** What someone with the database in his hands could do. */
  overwrite(itemId: ItemId, subject: SealSubject, changes: Partial<Seal>): void {
    const name = `${itemId} ${subject}`;
    this.#seals.set(name, { ...this.#seals.get(name)!, ...changes });
  }

  overwriteReceipt(itemId: ItemId, receipt: Receipt): void {
    this.#receipts.set(itemId, receipt);
  }

  async manifestOnce(
    itemId: ItemId,
    subject: SealSubject,
    deviceId: DeviceId,
    build: (chain: DeviceChain | null) => Uint8Array,
  ): Promise<Seal> {
    const name = `${itemId} ${subject}`;
    const kept = this.#seals.get(name);
    if (kept !== undefined) return structuredClone(kept);
    const chain = this.#chains.get(deviceId);
    if (chain === undefined) {
      throw new Refusal("missing", "sealing/no-such-device", "there is no such device");
    }
    const manifest = build(
      subject === "original"
        ? { sequence: chain.sequence + 1, previousManifestSha256: chain.last }
        : null,
    );
    const none = { signature: null, secondSignature: null };
    const seal = { itemId, subject, manifest, manifestSha256: sha256(manifest), ...none };
    this.#seals.set(name, structuredClone(seal));
    if (subject === "original") {
      this.#chains.set(deviceId, { sequence: chain.sequence + 1, last: seal.manifestSha256 });
    }
    return seal;
  }

  async signatureOnce(
    itemId: ItemId,
    subject: SealSubject,
    signature: Uint8Array,
  ): Promise<Uint8Array> {
    return this.#keepOnce("signature", itemId, subject, signature);
  }

  async secondSignatureOnce(
    itemId: ItemId,
    subject: SealSubject,
    signature: Uint8Array,
  ): Promise<Uint8Array> {
    return this.#keepOnce("secondSignature", itemId, subject, signature);
  }

  #keepOnce(
    which: "signature" | "secondSignature",
    itemId: ItemId,
    subject: SealSubject,
    signature: Uint8Array,
  ): Uint8Array {
    const seal = this.#seals.get(`${itemId} ${subject}`);
    if (seal === undefined) {
      throw new Refusal("missing", "sealing/no-manifest", "there is no manifest");
    }
    const kept = seal[which] ?? Uint8Array.from(signature);
    this.#seals.set(`${itemId} ${subject}`, { ...seal, [which]: kept });
    return kept;
  }

  async receiptOnce(itemId: ItemId, receipt: Receipt): Promise<Receipt> {
    const kept = this.#receipts.get(itemId) ?? structuredClone(receipt);
    this.#receipts.set(itemId, kept);
    return kept;
  }

  /** What a test says was made here. */
  readonly derivations = new Map<ItemId, Derivation | undefined>();

  async derivation(itemId: ItemId): Promise<Derivation | null> {
    return this.derivations.get(itemId) ?? null;
  }

  async seals(itemId: ItemId): Promise<readonly Seal[]> {
    return [...this.#seals.values()].filter((seal) => seal.itemId === itemId);
  }

  async receipt(itemId: ItemId): Promise<Receipt | null> {
    return this.#receipts.get(itemId) ?? null;
  }
}
