/** What is left of batches on paper, in memory: stamps and certificates, and why they stand still. */
import type {
  DisposalFile,
  DisposalStamp,
  NamedFile,
} from "../../services/disposal/disposal-store.ts";
import type { Stall, StallReason } from "../../services/disposal/stall.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { DisposalId } from "../../services/kernel/ids.ts";

export class MemoryDisposalPapers {
  protected readonly filesOf = new Map<DisposalId, readonly DisposalFile[]>();
  protected readonly stallsOf = new Map<DisposalId, Stall>();
  protected readonly enteredOf = new Set<DisposalId>();
  readonly #stamps = new Map<DisposalId, DisposalStamp>();

  async stampOnce(id: DisposalId, stamp: DisposalStamp): Promise<void> {
    if (!this.#stamps.has(id)) this.#stamps.set(id, stamp);
  }

  async stamp(id: DisposalId): Promise<DisposalStamp | null> {
    return this.#stamps.get(id) ?? null;
  }

  async files(id: DisposalId): Promise<readonly NamedFile[]> {
    return [...(this.filesOf.get(id) ?? [])]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ bytes, ...named }) => ({ ...named, sizeBytes: bytes.byteLength }));
  }

  async file(id: DisposalId, name: string): Promise<DisposalFile | null> {
    return this.filesOf.get(id)?.find((file) => file.name === name) ?? null;
  }

  async transferEntered(id: DisposalId): Promise<void> {
    this.enteredOf.add(id);
    this.stallsOf.delete(id);
  }

  async keepStall(id: DisposalId, at: UtcInstant, reason: StallReason | null): Promise<void> {
    const since = this.stallsOf.get(id)?.since ?? at;
    if (reason === null) this.stallsOf.delete(id);
    else this.stallsOf.set(id, { disposalId: id, since, ...reason });
  }
}
