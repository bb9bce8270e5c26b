/** Does the same to each of many, a few side by side. */

/** Fails as the first that failed, once all others have ended. */
export async function inLanes<T>(
  count: number,
  all: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  const rest = all.values();
  const lane = async (): Promise<void> => {
    for (const one of rest) await work(one);
  };
  const ended = await Promise.allSettled(Array.from({ length: count }, lane));
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}
