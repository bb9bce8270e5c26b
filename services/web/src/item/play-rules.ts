/** How fast the player runs after a press of J or L, and what is played again between A and B. */

const FASTEST = 4;

/** Times real time, backwards below 0, after one more press in that direction. */
export function shuttled(rate: number, direction: 1 | -1): number {
  const isSame = rate * direction > 0;
  return (
    direction * (isSame ? Math.min(FASTEST, 2 ** Math.floor(Math.log2(2 * Math.abs(rate)))) : 1)
  );
}

/** In seconds; null: not set. Both: it runs, and A is before B. */
export interface Loop {
  readonly from: number | null;
  readonly to: number | null;
}

export const NO_LOOP: Loop = { from: null, to: null };

/** With one end set anew; the other is given up where nothing would lie between them. */
export function loopWith({ from, to }: Loop, end: keyof Loop, seconds: number): Loop {
  if (end === "from") return { from: seconds, to: to !== null && to > seconds ? to : null };
  return { from: from !== null && from < seconds ? from : null, to: seconds };
}

/** Where it goes on from, once it is over; null while it is not, or there is none. */
export const backTo = ({ from, to }: Loop, seconds: number): number | null =>
  from !== null && to !== null && seconds >= to ? from : null;
