/** Bytes of a recording as a search reads them: forward in large steps, a look ahead in small ones, and never more than a bound. */
import type { Bytes } from "../../source/bytes.ts";

const NEAR_BYTES = 1 << 20;
const FAR_BYTES = 64 << 10;
/** A search reads a recording a few times over; what makes it read more was made to. */
const BUDGET_FACTOR = 24;
const BUDGET_BYTES = 64 << 20;

/** Ends a search: it was made to look at the same bytes again and again. */
export class SearchBudget extends Error {
  override readonly name = "SearchBudget";
}

export class View {
  readonly end: number;
  readonly #bytes: Bytes;
  readonly #windows: { at: number; bytes: Buffer }[] = [];
  #left: number;

  constructor(bytes: Bytes, end: number) {
    this.#bytes = bytes;
    this.end = end;
    this.#left = BUDGET_FACTOR * end + BUDGET_BYTES;
  }

  /** @throws SearchBudget. */
  spend(amount: number): void {
    this.#left -= amount;
    if (this.#left < 0) throw new SearchBudget("a recording that is searched without end");
  }

  /** From `at`, `length` bytes; fewer only at the end. `ahead`: what stands before it is wanted again soon. */
  async read(at: number, length: number, ahead = false): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.end - at));
    const known = this.#windows.find(
      (window) => at >= window.at && at + wanted <= window.at + window.bytes.byteLength,
    );
    if (known !== undefined) return known.bytes.subarray(at - known.at, at - known.at + wanted);
    const step = Math.max(wanted, ahead ? FAR_BYTES : NEAR_BYTES);
    const bytes = await this.#bytes.read(at, Math.min(step, this.end - at));
    this.spend(bytes.byteLength);
    // Two of the large steps and two of the small: what is being read, and what was looked at last.
    const others = this.#windows.filter(
      ({ bytes: { byteLength } }) => byteLength > FAR_BYTES === !ahead,
    );
    if (others.length >= 2)
      this.#windows.splice(this.#windows.indexOf(others[0] ?? { at, bytes }), 1);
    this.#windows.push({ at, bytes });
    return bytes.subarray(0, wanted);
  }
}
