/** One answer for all that ask in one turn: several checks of one look cost it one question, and none gets the answer of an earlier call. */

export function askedOnce<T>(look: () => T): () => T {
  let asked: { readonly answer: T } | null = null;
  return () => {
    if (asked === null) {
      asked = { answer: look() };
      setImmediate(() => (asked = null));
    }
    return asked.answer;
  };
}

/** Each function of `looks` by itself; all else as it is. */
export function allAskedOnce<T extends object>(looks: T): T {
  const once = Object.entries(looks).map(([name, look]: [string, unknown]) => {
    return [name, typeof look === "function" ? askedOnce(look as () => unknown) : look];
  });
  return Object.fromEntries(once) as T;
}
