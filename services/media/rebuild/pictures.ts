/** Puts units together to pictures, as a sample of the recording holds them (ISO 14496-15 5.2.2, H.264 7.4.1.2.3). */
import type { Slice, Unit } from "./picture-units.ts";

export class Pictures {
  readonly #tell: (at: number, size: number, first: Slice) => void;
  #from = 0;
  #end: number | null = null;
  #first: Slice | null = null;
  /** A picture of two fields has its second one. */
  #isPaired = false;

  constructor(tell: (at: number, size: number, first: Slice) => void) {
    this.#tell = tell;
  }

  add(at: number, unit: Unit): void {
    if (at !== this.#end || this.#endsBefore(unit)) this.close();
    const { slice } = unit;
    if (slice !== null && this.#first === null && !slice.isFirst) {
      // Slices of a picture whose first one is lost are no picture.
      this.close();
      return;
    }
    if (this.#end === null) this.#from = at;
    if (slice?.isFirst === true && this.#first !== null) this.#isPaired = true;
    this.#first ??= slice;
    this.#end = at + unit.bytes;
  }

  /** What is open is a picture if it has its first slice. */
  close(): void {
    if (this.#first !== null && this.#end !== null) {
      this.#tell(this.#from, this.#end - this.#from, this.#first);
    }
    this.drop();
  }

  drop(): void {
    this.#end = null;
    this.#first = null;
    this.#isPaired = false;
  }

  #endsBefore({ role, slice }: Unit): boolean {
    if (this.#first === null || role === "after") return false;
    return role === "before" || (slice?.isFirst === true && !this.#isSecondField(slice));
  }

  #isSecondField({ field, bottomField }: Slice): boolean {
    const first = this.#first;
    const mayPair = first !== null && !this.#isPaired && first.field && field;
    return mayPair && bottomField !== first.bottomField;
  }
}
