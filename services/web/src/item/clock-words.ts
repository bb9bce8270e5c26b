/** What an offset of clocks is called: which way, how long, how sure, and whether it is far off. */
import type { ItemBody } from "../../../review/api-schema.ts";

/** More than any clock drifts that is set now and then. */
const FAR_OFF_MS = 300_000;
const DAY_SECONDS = 86_400;

export interface ClockWords {
  readonly key: "clock.right" | "clock.ahead" | "clock.behind";
  readonly length: string;
  /** Null where the device told its time one way only. */
  readonly sure: string | null;
  readonly isFarOff: boolean;
}

export function clockWords({
  offsetMs,
  uncertaintyMs,
}: Pick<NonNullable<ItemBody["clock"]>, "offsetMs" | "uncertaintyMs">): ClockWords {
  const away = Math.abs(offsetMs);
  const isRight = away < 1_000;
  return {
    key: isRight ? "clock.right" : offsetMs > 0 ? "clock.ahead" : "clock.behind",
    length: lengthOf(away),
    sure: uncertaintyMs === null ? null : lengthOf(uncertaintyMs),
    isFarOff: away >= FAR_OFF_MS,
  };
}

/** "0.4 s", "12 s", "3 min 20 s", "5 h 1 min", "412 d". */
function lengthOf(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
  if (seconds < DAY_SECONDS) {
    return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
  }
  return `${Math.floor(seconds / DAY_SECONDS)} d`;
}
