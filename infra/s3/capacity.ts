/** Free room of a store that has no word for it: its configured capacity, less what is counted as stored. */

/** A count goes through all items; what comes meanwhile is small beside a capacity. */
const COUNT_EVERY_MS = 10_000;

/** Bytes free now, never below 0; null where no capacity is configured. Rejects as `storedBytes` does. */
export function capacityLeft(
  capacityGib: number | undefined,
  storedBytes: (() => Promise<number>) | undefined,
  nowMs: () => number = () => performance.now(),
): () => Promise<number | null> {
  if (capacityGib === undefined || storedBytes === undefined) return () => Promise.resolve(null);
  let counted: { readonly atMs: number; readonly bytes: Promise<number> } | null = null;
  return async () => {
    if (counted === null || nowMs() - counted.atMs > COUNT_EVERY_MS) {
      const count = { atMs: nowMs(), bytes: storedBytes() };
      counted = count;
      count.bytes.catch(() => {
        if (counted === count) counted = null;
      });
    }
    return Math.max(0, capacityGib * 2 ** 30 - (await counted.bytes));
  };
}
