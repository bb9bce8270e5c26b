/** Marks of many packets, eight bytes each: those of a recording of two days are some 100 MB, as texts they would be a gigabyte. Pure. */

/** First digits of a digest. Among ten million packets and as many others one in 200,000 recordings has two that are alike by chance, and is refused. */
const DIGITS = 16;

export class PacketMarks {
  #marks = new BigUint64Array(1_024);
  #count = 0;
  #isSorted = true;

  add(digest: string): void {
    if (this.#count === this.#marks.length) {
      const wider = new BigUint64Array(2 * this.#count);
      wider.set(this.#marks);
      this.#marks = wider;
    }
    this.#marks[this.#count] = markOf(digest);
    this.#count += 1;
    this.#isSorted = false;
  }

  has(digest: string): boolean {
    if (!this.#isSorted) this.#marks.subarray(0, this.#count).sort();
    this.#isSorted = true;
    const mark = markOf(digest);
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#marks[middle] ?? 0n) < mark) low = middle + 1;
      else high = middle;
    }
    return low < this.#count && this.#marks[low] === mark;
  }
}

const markOf = (digest: string): bigint => BigInt(`0x${digest.slice(0, DIGITS)}`);
