/** Positions of NMEA 0183: sentences RMC with a fix, each with a sum that holds; the day is told in each. */
import { Gathered, type Positions } from "./positions.ts";

/** 82 characters by the standard; recorders put a time before it. */
const SENTENCE = /\$([A-Z]{2}[A-Z]{3}[^\r\n$*]{0,100})\*([0-9A-Fa-f]{2})/g;

/** All that a sentence is written in; other bytes have marks of its begin and its end by chance. */
const PRINTED = /^[ -~]+$/;

/** Its first bytes: of text, and a sentence of positions among them. */
export const isNmea = (head: string): boolean =>
  /^[\t\n\r -~]*$/.test(head) && /\$[A-Z]{2}(?:RMC|GGA|GLL|GSA|GSV|VTG),/.test(head);

/** Those that tell a position or that there is none, each as it stands there. */
export const sentencesIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(SENTENCE), ([sentence]) => sentence).filter(
    (each) => each.startsWith("RMC", 3) && PRINTED.test(each),
  );

/** Null: no position is in it. @throws Refusal invalid "media/too-large". */
export function nmeaPositions(text: string): Positions | null {
  const found = new Gathered();
  for (const [, body = "", sum = ""] of text.matchAll(SENTENCE)) {
    const [name = "", time, status, lat, south, lon, west, , , day] = body.split(",");
    if (!name.endsWith("RMC")) continue;
    if (status !== "A" || sumOf(body) !== Number.parseInt(sum, 16)) {
      found.leftOut += 1;
      continue;
    }
    found.add({
      latitude: degrees(lat ?? "", south === "S", south === "N"),
      longitude: degrees(lon ?? "", west === "W", west === "E"),
      metres: null,
      atMs: instant(day ?? "", time ?? ""),
    });
  }
  return found.end("nmea");
}

function sumOf(body: string): number {
  let sum = 0;
  for (let at = 0; at < body.length; at += 1) sum ^= body.charCodeAt(at);
  return sum;
}

/** "ddmm.mmmm": whole degrees, then minutes with two digits before the point. */
function degrees(text: string, isNegative: boolean, isPositive: boolean): number {
  const [, whole, minutes] = /^(\d{1,3})(\d{2}(?:\.\d{1,9})?)$/.exec(text) ?? [];
  if (whole === undefined || isNegative === isPositive || Number(minutes) >= 60) return NaN;
  const value = Number(whole) + Number(minutes) / 60;
  return isNegative ? -value : value;
}

/** Two digits of the year: NMEA began in 1983. */
function instant(day: string, time: string): number {
  const [, date, month, year] = /^(\d{2})(\d{2})(\d{2})$/.exec(day) ?? [];
  const [, hour, minute, second] = /^(\d{2})(\d{2})(\d{2}(?:\.\d{1,6})?)$/.exec(time) ?? [];
  if (date === undefined || hour === undefined) return NaN;
  const century = Number(year) >= 83 ? "19" : "20";
  const seconds = Number(second);
  const text = `${century}${year}-${month}-${date}T${hour}:${minute}:00Z`;
  return Math.round(Date.parse(text) + seconds * 1_000);
}
