/**
 * Which devices' appends this process works on at once. A device has at most so many; where turns are
 * short, the device with the fewest under way is next, and one with more than its share gives a turn up:
 * a resumable upload loses nothing by that. So no device starves another, however many it opens or how
 * long each lasts.
 */
import type { DeviceId } from "../kernel/ids.ts";
import { tooManyUploads } from "./upload-turns.ts";

export interface FairTurnsOptions {
  /** Appends at once, over all devices. */
  readonly atOnce: number;
  readonly atOncePerDevice: number;
  /** How long an append waits for its turn before it is refused. */
  readonly waitMs: number;
  /** How long a turn lasts at least, also where others wait. */
  readonly leastMs: number;
}

interface Holder {
  readonly since: number;
  readonly giveUp: () => void;
  isGivingUp: boolean;
}

interface Waiter {
  readonly begin: () => void;
  readonly giveUp: () => void;
}

/**
 * Who is next: of the devices that wait, the one with the fewest turns; of equals the one that had its
 * last turn longest ago. `waiting` is in that order. Pure.
 */
export function nextDevice<Id>(
  waiting: readonly Id[],
  turnsOf: (device: Id) => number,
): Id | undefined {
  return waiting.reduce<Id | undefined>(
    (best, device) => (best === undefined || turnsOf(device) < turnsOf(best) ? device : best),
    undefined,
  );
}

export class FairTurns {
  readonly #options: FairTurnsOptions;
  readonly #holders = new Map<DeviceId, Set<Holder>>();
  /** A device that began to wait, or had a turn, later stands behind. */
  readonly #waiters = new Map<DeviceId, Waiter[]>();
  #taken = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: FairTurnsOptions) {
    this.#options = options;
  }

  /**
   * Waits for a turn and answers how to give it back. `giveUp` is called when others need it; the holder
   * then ends as soon as it can. `onWait` is told how to stop waiting.
   * @throws Refusal unavailable "ingest/too-many-uploads" for one more than a device may have, or when
   * no turn came in time or the wait was stopped.
   */
  async take(
    device: DeviceId,
    giveUp: () => void,
    onWait: (stop: () => void) => void = () => undefined,
  ): Promise<() => void> {
    const { atOnce, atOncePerDevice, waitMs } = this.#options;
    const own = this.#turnsOf(device) + (this.#waiters.get(device)?.length ?? 0);
    if (own >= atOncePerDevice)
      throw tooManyUploads("as many uploads of this device as may be at once");
    if (this.#taken < atOnce) return this.#hold(device, giveUp);
    const { promise, resolve, reject } = Promise.withResolvers<() => void>();
    const waiter = { giveUp, begin: () => resolve(this.#hold(device, giveUp)) };
    const leave = (): void => {
      this.#leave(device, waiter);
      reject(tooManyUploads("too many uploads at once"));
    };
    this.#waiters.set(device, [...(this.#waiters.get(device) ?? []), waiter]);
    const limit = setTimeout(leave, waitMs);
    onWait(leave);
    this.#makeRoom();
    try {
      return await promise;
    } finally {
      clearTimeout(limit);
    }
  }

  #turnsOf(device: DeviceId): number {
    return this.#holders.get(device)?.size ?? 0;
  }

  #hold(device: DeviceId, giveUp: () => void): () => void {
    const holder: Holder = { since: Date.now(), giveUp, isGivingUp: false };
    const mine = this.#holders.get(device) ?? new Set<Holder>();
    this.#holders.set(device, mine.add(holder));
    this.#taken += 1;
    return () => {
      if (!mine.delete(holder)) return;
      if (mine.size === 0) this.#holders.delete(device);
      this.#taken -= 1;
      this.#next();
    };
  }

  #next(): void {
    const device = nextDevice([...this.#waiters.keys()], (each) => this.#turnsOf(each));
    if (device === undefined || this.#taken >= this.#options.atOnce) return;
    const [first, ...rest] = this.#waiters.get(device) ?? [];
    // It goes behind those that wait with as few.
    this.#waiters.delete(device);
    if (rest.length > 0) this.#waiters.set(device, rest);
    first?.begin();
    this.#makeRoom();
  }

  #leave(device: DeviceId, waiter: Waiter): void {
    const rest = (this.#waiters.get(device) ?? []).filter((each) => each !== waiter);
    if (rest.length === 0) this.#waiters.delete(device);
    else this.#waiters.set(device, rest);
  }

  /** Has one holder give up, if a device waits that has less than its share, and looks again when the next may. */
  #makeRoom(): void {
    clearTimeout(this.#timer);
    const poor = nextDevice([...this.#waiters.keys()], (each) => this.#turnsOf(each));
    const rich = nextDevice([...this.#holders.keys()], (each) => -this.#turnsOf(each));
    if (poor === undefined || rich === undefined) return;
    const holders = [...(this.#holders.get(rich) ?? [])];
    // Between equals nothing is gained by one that stops for another.
    if (holders.length < this.#turnsOf(poor) + 2) return;
    const all = [...this.#holders.values()].flatMap((each) => [...each]);
    if (all.some(({ isGivingUp }) => isGivingUp)) return;
    const [oldest] = holders;
    if (oldest === undefined) return;
    const waitMs = oldest.since + this.#options.leastMs - Date.now();
    if (waitMs > 0) {
      this.#timer = setTimeout(() => this.#makeRoom(), waitMs);
      return;
    }
    oldest.isGivingUp = true;
    oldest.giveUp();
  }
}
