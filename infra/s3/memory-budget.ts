/** What the parts of all uploads of this process may hold in memory together. */
import { Refusal } from "../../services/kernel/refusal.ts";

export class MemoryBudget {
  readonly capacityBytes: number;
  #takenBytes = 0;

  constructor(capacityBytes: number) {
    this.capacityBytes = capacityBytes;
  }

  /** Sets `sizeBytes` aside and answers how to give it back. @throws Refusal unavailable "ingest/too-many-uploads". */
  take(sizeBytes: number): () => void {
    // One upload must always be able to go on, or a large one never could.
    if (this.#takenBytes > 0 && this.#takenBytes + sizeBytes > this.capacityBytes) {
      throw new Refusal("unavailable", "ingest/too-many-uploads", "too many uploads at once", {
        fix: "Try again in a few seconds.",
      });
    }
    this.#takenBytes += sizeBytes;
    let given = false;
    return () => {
      if (!given) this.#takenBytes -= sizeBytes;
      given = true;
    };
  }
}
