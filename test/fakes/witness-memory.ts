/** WitnessMemory in memory. */
import { sha256 } from "../../services/kernel/digest.ts";
import { parseNote } from "../../services/ledger/note.ts";
import {
  houseOf,
  MAX_REFUSED,
  type RefusedCheckpoint,
  type WitnessMemory,
} from "../../services/ledger/witness.ts";

export class MemoryWitnessMemory implements WitnessMemory {
  readonly notes = new Map<string, string>();
  readonly refused = new Map<string, RefusedCheckpoint>();

  async last(origin: string): Promise<string | null> {
    return this.notes.get(origin) ?? null;
  }

  async keep(origin: string, note: string): Promise<void> {
    this.notes.set(origin, note);
    this.refused.delete(nameOf(note));
  }

  async keepRefused(refused: RefusedCheckpoint): Promise<void> {
    const name = nameOf(refused.refused);
    const alike = [...this.refused].filter(
      ([, { isFork, origin }]) =>
        isFork === refused.isFork && houseOf(origin) === houseOf(refused.origin),
    );
    if (this.refused.has(name) || (refused.isFork && alike.length >= MAX_REFUSED)) return;
    this.refused.set(name, refused);
    const [oldest] = alike;
    if (oldest !== undefined && alike.length >= MAX_REFUSED) this.refused.delete(oldest[0]);
  }
}

const nameOf = (note: string): string => sha256(parseNote(note)?.text ?? note);
