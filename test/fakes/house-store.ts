/** HouseStore in memory, over the stores in memory that say what is on record. */
import type {
  HouseStore,
  KeptText,
  RecordBatch,
  TextKind,
} from "../../services/fixity/house-store.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { UploadId } from "../../services/kernel/ids.ts";
import type { LedgerHead } from "../../services/ledger/ledger-store.ts";
import type { Seal } from "../../services/sealing/seal-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";
import type { MemoryLedgerStore } from "./ledger-store.ts";
import type { MemorySealStore } from "./seal-store.ts";

export class MemoryHouseStore implements HouseStore {
  readonly kept: Record<TextKind, KeptText[]> = { source: [], batch: [], fixity: [] };
  readonly recorded: RecordBatch[] = [];
  readonly uneven: UploadId[] = [];
  readonly #items: MemoryEvidenceStore;
  readonly #seals: MemorySealStore;
  readonly #ledger: MemoryLedgerStore;

  constructor(items: MemoryEvidenceStore, seals: MemorySealStore, ledger: MemoryLedgerStore) {
    this.#items = items;
    this.#seals = seals;
    this.#ledger = ledger;
  }

  async itemCount(): Promise<number> {
    return this.#items.all().length;
  }

  async items(after: number, limit: number): ReturnType<HouseStore["items"]> {
    const all = this.#items.all().map(({ id }, at) => ({ position: at + 1, id }));
    return all.filter(({ position }) => position > after).slice(0, limit);
  }

  async logs(): Promise<readonly string[]> {
    return this.#ledger.origins().sort();
  }

  async heads(origin: string, afterSize: number, limit: number): Promise<readonly LedgerHead[]> {
    const heads = this.#ledger.heads(origin).filter(({ size }) => size > afterSize);
    return heads.slice(0, limit);
  }

  async takenUp(origin: string, first: number, last: number): ReturnType<HouseStore["takenUp"]> {
    const all = this.#ledger.takenUp(origin);
    return all.filter((each) => each.last >= first && each.first <= last);
  }

  async sealsWith(digests: readonly Sha256[]): Promise<readonly Seal[]> {
    const seals = this.#items.all().map(({ id }) => this.#seals.seals(id));
    const all = (await Promise.all(seals)).flat();
    return all.filter(({ manifestSha256 }) => digests.includes(manifestSha256));
  }

  async texts(kind: TextKind, after: number, limit: number): Promise<readonly KeptText[]> {
    return this.kept[kind].filter(({ position }) => position > after).slice(0, limit);
  }

  async textsWith(kind: TextKind, digests: readonly Sha256[]): Promise<readonly Sha256[]> {
    return this.kept[kind].map(({ sha256 }) => sha256).filter((each) => digests.includes(each));
  }

  async recordBatches(after: number, limit: number): Promise<readonly RecordBatch[]> {
    return this.recorded.filter(({ position }) => position > after).slice(0, limit);
  }

  async unevenUploads(limit: number): Promise<readonly UploadId[]> {
    return this.uneven.slice(0, limit);
  }
}
