/** What the use cases of live recordings need, put together by the process's main. */
import type { Clock } from "../kernel/clock.ts";
import type { LiveChannelId } from "../kernel/ids.ts";
import type { IngestDeps } from "../ingest/ingest-deps.ts";
import type { LiveStore } from "./live-store.ts";
import type { TakeLimits } from "./take.ts";

export interface LiveDeps {
  readonly live: LiveStore;
  /** As `liveIngest` makes it. */
  readonly ingest: IngestDeps;
  readonly clock: Clock;
  /** One a process. */
  readonly turns: ChannelTurns;
  readonly limits: TakeLimits;
}

const NONE = { bytesPerDay: null, filesPerDay: null, openBytes: null };
const CENTURY_MS = 36_525 * 86_400_000;

/**
 * A take is an upload of deferred length that never expires and that no quota ends: what people say goes on, and is evidence
 * from its first byte. How large it may grow `TakeLimits` says.
 */
export const liveIngest = (ingest: IngestDeps, limits: TakeLimits): IngestDeps => ({
  ...ingest,
  limits: {
    ...ingest.limits,
    quotas: { device: NONE, agency: NONE },
    expiryMs: CENTURY_MS,
    maxOpenUploads: 1_000_000,
    // The last segment may reach beyond.
    maxUploadBytes: Math.max(ingest.limits.maxUploadBytes, 2 * limits.mostBytes),
    minBytesPerSecond: 0,
  },
});

/** One after another on each channel of this process; between processes the chain's head decides. */
export class ChannelTurns {
  readonly #last = new Map<LiveChannelId, Promise<unknown>>();

  async take<T>(id: LiveChannelId, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(id) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#last.set(id, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(id) === mine) this.#last.delete(id);
    }
  }
}
