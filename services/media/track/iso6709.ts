/** Positions as ISO 6709 writes them (annex H), which cameras put into tags and lines: in WGS-84, or in no system that is named. */
import { Gathered, type Positions } from "./positions.ts";

/** Latitude, longitude, height and system of reference; degrees may have minutes, and these seconds. */
const POINT =
  /([+-]\d{2}(?:\d{2}){0,2}(?:\.\d{1,9})?)([+-]\d{3}(?:\d{2}){0,2}(?:\.\d{1,9})?)([+-]\d{1,6}(?:\.\d{1,9})?)?(?:CRS([A-Za-z]\w{0,19}))?\//;
const POINTS = new RegExp(POINT, "g");
const ONE_A_LINE = new RegExp(`^${POINT.source}\\r?$`, "m");

/** Its first line is one. */
export const isIso6709 = (head: string): boolean =>
  head.search(ONE_A_LINE) === 0 && /^[\t\n\r -~]*$/.test(head);

/** Each as it stands there. */
export const pointsIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(POINTS), ([point]) => point);

/** Of a tag, in which the name of the place may follow; null: it begins with none. */
export const pointOf = (tag: string): string | null => {
  const found = POINT.exec(tag);
  return found?.index === 0 ? found[0] : null;
};

/** Null: no position is in it. @throws Refusal invalid "media/too-large". */
export function iso6709Positions(text: string): Positions | null {
  const found = new Gathered();
  for (const [, latitude = "", longitude = "", metres, system] of text.matchAll(POINTS)) {
    const isHere = system === undefined || system === "WGS_84";
    found.add({
      latitude: isHere ? degrees(latitude, 2) : NaN,
      longitude: isHere ? degrees(longitude, 3) : NaN,
      metres: metres === undefined ? null : Number(metres),
      atMs: null,
    });
  }
  return found.end("iso6709");
}

/** Whole degrees of so many digits, then two of minutes and two of seconds; the last of them may have a fraction. */
function degrees(text: string, digits: 2 | 3): number {
  const [whole = "", fraction = "0"] = text.slice(1).split(".");
  const parts = [whole.slice(0, digits), ...(whole.slice(digits).match(/\d{2}/g) ?? [])];
  const numbers = parts.map((part, place) =>
    Number(place === parts.length - 1 ? `${part}.${fraction}` : part),
  );
  if (numbers.slice(1).some((sixtieths) => sixtieths >= 60)) return NaN;
  const value = numbers.reduce((sum, number, place) => sum + number / 60 ** place, 0);
  return text.startsWith("-") ? -value : value;
}
