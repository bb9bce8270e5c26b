/** SourceStore in memory, over the items and chains of an EvidenceStore in memory. */
import type { DeviceId, ItemId } from "../../services/kernel/ids.ts";
import type { SourceKind } from "../../services/source/verdict.ts";
import type { KeptVerdict, SourceStore } from "../../services/source/source-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";
import { MemorySigningStore } from "./signing-store.ts";

export class MemorySourceStore implements SourceStore {
  readonly #items: MemoryEvidenceStore;
  readonly #kept: (KeptVerdict & { readonly deviceId: DeviceId })[] = [];
  readonly #logged = new Set<ItemId>();

  /** What was set for devices, and which device a sender means by a camera's name. */
  readonly #signings: MemorySigningStore;
  readonly #named: (camera: string, sender: DeviceId) => DeviceId | null;

  constructor(
    items: MemoryEvidenceStore,
    signings = new MemorySigningStore(),
    named: (camera: string, sender: DeviceId) => DeviceId | null = () => null,
  ) {
    this.#items = items;
    this.#signings = signings;
    this.#named = named;
  }

  async expectedKind(itemId: ItemId): Promise<SourceKind | null> {
    const { announced, deviceId } = await this.#items.get(itemId);
    const camera = announced.other["device"]?.normalize("NFC");
    const named = camera === undefined ? null : this.#named(camera, deviceId);
    return this.#signings.signing(named ?? deviceId);
  }

  async keepOnce(
    verdict: KeptVerdict,
    event: Parameters<SourceStore["keepOnce"]>[1],
  ): Promise<KeptVerdict> {
    const { deviceId } = await this.#items.get(verdict.itemId);
    const kept = this.#find(verdict.itemId);
    if (kept !== null) return kept;
    this.#kept.push({ ...verdict, deviceId });
    await this.#items.record(verdict.itemId, event);
    return verdict;
  }

  async verdict(itemId: ItemId): Promise<KeptVerdict | null> {
    return this.#find(itemId);
  }

  async lately(deviceId: DeviceId, limit: number): Promise<readonly boolean[]> {
    return this.#kept
      .filter((kept) => kept.deviceId === deviceId && kept.signed !== null)
      .map(({ signed }) => signed === true)
      .reverse()
      .slice(0, limit);
  }

  async unlogged(limit: number): Promise<readonly KeptVerdict[]> {
    return this.#kept
      .filter(({ itemId }) => !this.#logged.has(itemId))
      .map(bare)
      .slice(0, limit);
  }

  async logged(itemId: ItemId): Promise<void> {
    this.#logged.add(itemId);
  }

  async notLogged(itemId: ItemId): Promise<void> {
    this.#logged.delete(itemId);
  }

  async quarantined(limit: number): Promise<readonly ItemId[]> {
    return this.#items
      .all()
      .filter(({ id, stage }) => stage === "quarantined" && this.#find(id) === null)
      .map(({ id }) => id)
      .slice(0, limit);
  }

  #find(id: ItemId): KeptVerdict | null {
    const kept = this.#kept.find(({ itemId }) => itemId === id);
    return kept === undefined ? null : bare(kept);
  }
}

const bare = ({ itemId, verdict, signed, statement, statementSha256 }: KeptVerdict) => ({
  ...{ itemId, verdict, signed, statement, statementSha256 },
});
