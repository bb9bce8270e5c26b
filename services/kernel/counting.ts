/**
 * Of what may be repeated without end (a password tried again and again, a file that is refused) one record in this
 * time says how often it was, so that a flood buries nothing. In milliseconds.
 */
export const COUNT_FOR_MS = 10 * 60_000;
