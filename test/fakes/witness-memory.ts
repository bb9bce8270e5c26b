/** WitnessMemory in memory. */
import { sha256 } from "../../services/kernel/digest.ts";
import { parseNote } from "../../services/ledger/note.ts";
import type { RefusedCheckpoint, WitnessMemory } from "../../services/ledger/witness.ts";

export class MemoryWitnessMemory implements WitnessMemory {
  readonly notes = new Map<string, string>();
  readonly refused = new Map<string, RefusedCheckpoint>();

  async last(origin: string): Promise<string | null> {
    return this.notes.get(origin) ?? null;
  }

  async keep(origin: string, note: string): Promise<void> {
    this.notes.set(origin, note);
  }

  async keepRefused(refused: RefusedCheckpoint): Promise<void> {
    const name = sha256(parseNote(refused.refused)?.text ?? refused.refused);
    if (!this.refused.has(name)) this.refused.set(name, refused);
  }
}
