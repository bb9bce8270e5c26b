/** Works beside each other that all end before anybody hears of it: what failed must leave nothing running behind it. */

/** Like Promise.all, but rejects only once all have ended. */
export async function allEnded<const T extends readonly Promise<unknown>[]>(
  work: T,
): Promise<{ -readonly [At in keyof T]: Awaited<T[At]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

type Work<T> = (signal: AbortSignal) => Promise<T>;
type Results<Works extends readonly Work<unknown>[]> = {
  -readonly [Place in keyof Works]: Awaited<ReturnType<Works[Place]>>;
};

/**
 * All are wanted or none: when one fails the others are told to stop.
 * @throws what the first that failed threw, once every one has ended.
 */
export async function allOrNone<const Works extends readonly Work<unknown>[]>(
  signal: AbortSignal,
  works: Works,
): Promise<Results<Works>> {
  const ending = new AbortController();
  const told = AbortSignal.any([signal, ending.signal]);
  let first: { readonly error: unknown } | null = null;
  const results = await Promise.all(
    works.map(async (work) => {
      try {
        return await work(told);
      } catch (error) {
        first ??= { error };
        ending.abort();
        return undefined;
      }
    }),
  );
  // The compiler does not see that a callback has set it.
  const failure = first as { readonly error: unknown } | null;
  if (failure !== null) throw failure.error;
  return results as Results<Works>;
}
