/** One answer for several that ask. */
import type { Clock } from "./clock.ts";

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

/** For what is dear to ask: an answer of less than `ms` ago. What failed is asked again the next time. */
export function askedEvery<T>(ms: number, clock: Clock, look: () => Promise<T>): () => Promise<T> {
  let known: { readonly at: number; readonly answer: Promise<T> } | null = null;
  return () => {
    const now = Date.parse(clock());
    if (known === null || now - known.at >= ms || now < known.at) {
      const answer = look();
      known = { at: now, answer };
      answer.catch(() => (known = null));
    }
    return known.answer;
  };
}

/** Each function of `looks` by itself; all else as it is. */
export function allAskedOnce<T extends object>(looks: T): T {
  const once = Object.entries(looks).map(([name, look]: [string, unknown]) => {
    return [name, typeof look === "function" ? askedOnce(look as () => unknown) : look];
  });
  return Object.fromEntries(once) as T;
}
