/** What is looked for of what waits for one person, and what is found. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UserId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";

/** One thing that waits. */
export interface Found {
  /** Below the page's own address. */
  readonly to: string;
  /** How people call it; null: it has no name but its place. */
  readonly name: string | null;
  /** By when; null: no rule says. */
  readonly due: CalendarDate | null;
}

/** Of each kind so many are looked at: who has more begins with these. */
export const MOST = 50;

export interface Asking {
  readonly sight: Sight;
  readonly today: CalendarDate;
  /** Whether this person is another one than that. */
  readonly isOther: (asker: UserId) => boolean;
}

export interface Seen {
  readonly found: readonly Found[];
  readonly isWhole: boolean;
}

export const seen = <T>(all: readonly T[], found: readonly Found[]): Seen => ({
  found,
  isWhole: all.length < MOST,
});

/** What has no day comes last. */
export const byDay = (found: readonly Found[]): readonly Found[] =>
  found.toSorted((one, other) => (one.due ?? "9").localeCompare(other.due ?? "9"));
