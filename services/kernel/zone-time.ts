/** Instants as people of one time zone write them, with the zone beside them: a time alone means nothing in a court. */
import { z } from "zod";
import type { UtcInstant } from "./clock.ts";

/** A zone of the IANA database by which documents for people state times. */
export const ZoneConfig = z.object({
  HOLDFAST_TIME_ZONE: z
    .string()
    .refine(isZone, "no time zone of the IANA database, e.g. Asia/Shanghai")
    .default("Asia/Shanghai")
    .describe(
      "Zone of the agency: its days decide in retention, holds and labels, and printed times are in it (UTC stands beside)",
    ),
});

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** "2026-11-24 14:03:22.123 UTC+08:00". */
export type ZoneTime = (at: UtcInstant) => string;

export function zoneTime(timeZone: string): ZoneTime {
  const format = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone, hourCycle: "h23", timeZoneName: "longOffset", fractionalSecondDigits: 3 },
    ...{ year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
  });
  return (at) => {
    const found = new Map(
      format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]),
    );
    const part = (type: Intl.DateTimeFormatPartTypes): string => found.get(type) ?? "";
    const day = `${part("year")}-${part("month")}-${part("day")}`;
    const time = `${part("hour")}:${part("minute")}:${part("second")}.${part("fractionalSecond")}`;
    const zone = part("timeZoneName").replace(/^GMT$/, "GMT+00:00").replace("GMT", "UTC");
    return `${day} ${time} ${zone}`;
  };
}
