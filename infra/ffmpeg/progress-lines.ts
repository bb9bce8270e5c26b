/** Reads the lines of `-progress`: rising parts of the known length, and whether anything moves at all. */
export class ProgressLines {
  readonly #durationUs: number;
  readonly #onProgress: (part: number) => void;
  readonly #onMove: () => void;
  readonly #seen = new Map<string, string>();
  #best = 0;

  constructor(durationMs: number | null, onProgress: (part: number) => void, onMove: () => void) {
    this.#durationUs = 1_000 * (durationMs ?? 0);
    this.#onProgress = onProgress;
    this.#onMove = onMove;
  }

  line(line: string): void {
    const [, name, value] =
      /^(frame|total_size|out_time_us)=\s*(\d{1,15})$/.exec(line.trim()) ?? [];
    if (name === undefined || value === undefined || this.#seen.get(name) === value) return;
    this.#seen.set(name, value);
    this.#onMove();
    if (name !== "out_time_us" || this.#durationUs === 0) return;
    // The last hundredth is for checking; a container that understates its length stays there.
    const part = Math.min(0.99, Number(value) / this.#durationUs);
    if (part <= this.#best) return;
    this.#best = part;
    this.#onProgress(part);
  }
}
