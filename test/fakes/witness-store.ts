/** WitnessStore in memory. */
import type {
  Cosignature,
  WitnessStanding,
  WitnessStore,
} from "../../services/anchors/witness-store.ts";

export class MemoryWitnessStore implements WitnessStore {
  readonly #standings = new Map<string, WitnessStanding>();
  readonly #cosignatures = new Map<string, Cosignature>();

  async standings(): Promise<readonly WitnessStanding[]> {
    return [...this.#standings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
  }

  async note(standing: WitnessStanding): Promise<void> {
    this.#standings.set(`${standing.witness}\n${standing.origin}`, standing);
  }

  async keepOnly(witnesses: readonly string[]): Promise<void> {
    for (const [key, { witness }] of this.#standings) {
      if (!witnesses.includes(witness)) this.#standings.delete(key);
    }
  }

  async keep(cosignature: Cosignature): Promise<void> {
    const { origin, size, witness } = cosignature;
    const key = `${witness}\n${origin}\n${size}`;
    if (!this.#cosignatures.has(key)) this.#cosignatures.set(key, cosignature);
  }

  async cosignatures(origin: string, size: number): Promise<readonly Cosignature[]> {
    return this.#of(origin).filter((each) => each.size === size);
  }

  async newestCosigned(origin: string): Promise<number | null> {
    const isAsked = ({ witness }: Cosignature) => this.#standings.has(`${witness}\n${origin}`);
    return this.#of(origin).findLast(isAsked)?.size ?? null;
  }

  async covering(origin: string, index: number, limit: number): Promise<readonly Cosignature[]> {
    return this.#of(origin)
      .filter(({ size }) => size > index)
      .slice(0, limit);
  }

  /** By size and witness. */
  #of(origin: string): Cosignature[] {
    return [...this.#cosignatures.values()]
      .filter((each) => each.origin === origin)
      .sort((a, b) => a.size - b.size || (a.witness < b.witness ? -1 : 1));
  }
}
