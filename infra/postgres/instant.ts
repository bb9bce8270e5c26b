/** A timestamptz that may be null, as the domain reads it. */
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";

export const maybeInstant = (date: Date | null): UtcInstant | null =>
  date === null ? null : utcInstant(date);
