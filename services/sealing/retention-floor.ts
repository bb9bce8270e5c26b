/** The floor: the earliest time an original may end, by the civil calendar in UTC. The lock is set to it, and only prolonged. */
import { Temporal } from "temporal-polyfill";
import { type UtcInstant, utcInstant } from "../kernel/clock.ts";

/** Stores keep lock dates in 32 bits of seconds, which end on 2106-02-07 (services/objects/lock-rules.ts). */
const LATEST = "2106-02-06T00:00:00.000Z" as UtcInstant;
const PERIOD = /^P(?=\d)(?:\d{1,3}Y)?(?:\d{1,4}M)?(?:\d{1,4}W)?(?:\d{1,5}D)?$/;

/** True for an ISO 8601 period in whole years, months, weeks and days that is longer than nothing: "P6M". */
export const isPeriod = (text: string): boolean =>
  PERIOD.test(text) && !Temporal.Duration.from(text).blank;

/**
 * `from` and `period` later. The last day of a shorter month stands for a day it does not have: a
 * month after 31 January is the last of February.
 */
export function floorAfter(from: UtcInstant, period: string): UtcInstant {
  const end = Temporal.Instant.from(from)
    .toZonedDateTimeISO("UTC")
    .add(Temporal.Duration.from(period));
  return lockable(utcInstant(new Date(end.epochMilliseconds)));
}

/** `until`, or the last instant that every store can hold. */
export const lockable = (until: UtcInstant): UtcInstant => (until < LATEST ? until : LATEST);
