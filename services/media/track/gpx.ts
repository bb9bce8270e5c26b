/** Positions of a GPX file (GPX 1.0 and 1.1): its tags alone are read, in the order they stand in; entities and DTDs are none of ours. */
import { Gathered, type Positions } from "./positions.ts";

/** A tag with its attributes. */
const TAG = /<(\/?)(?:[\w.-]{1,40}:)?([\w.-]{1,40})((?:\s[^<>]{0,400})?)>/g;
const MAX_TEXT = 40;

export const isGpx = (head: string): boolean =>
  /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--[^]{0,1000}?-->\s*)*<gpx[\s>]/.test(
    head,
  );

const DETAILS = ["ele", "time"] as const;

interface Point {
  readonly attributes: string;
  readonly told: Partial<Record<(typeof DETAILS)[number], string>>;
}

/** Null: no position is in it. @throws Refusal invalid "media/too-large". */
export function gpxPositions(file: string): Positions | null {
  const text = withoutComments(file);
  const found = new Gathered();
  let point: Point | null = null;
  for (const { index, 0: tag, 1: slash, 2: name, 3: attributes = "" } of text.matchAll(TAG)) {
    const isBegun = slash !== "/";
    if (name === "trkseg" && isBegun) found.divide();
    if (name === "trkpt" && isBegun) point = { attributes, told: {} };
    if (point === null) continue;
    const detail = isBegun ? DETAILS.find((each) => each === name) : undefined;
    if (detail !== undefined) point.told[detail] ??= textAt(text, index + tag.length);
    if (name !== "trkpt" || (isBegun && !attributes.endsWith("/"))) continue;
    found.add(positionOf(point));
    point = null;
  }
  return found.end("gpx");
}

const positionOf = ({ attributes, told: { ele, time } }: Point) => ({
  latitude: number(attribute(attributes, "lat")),
  longitude: number(attribute(attributes, "lon")),
  metres: ele === undefined ? null : number(ele),
  atMs: time === undefined ? null : instant(time),
});

function textAt(text: string, from: number): string {
  const [content = ""] = text.slice(from, from + MAX_TEXT).split("<");
  return content.trim();
}

/** By two searches and no pattern, which would look for the end of each beginning anew. */
function withoutComments(text: string): string {
  const kept: string[] = [];
  for (let at = 0; ;) {
    const from = text.indexOf("<!--", at);
    if (from === -1) return [...kept, text.slice(at)].join("");
    kept.push(text.slice(at, from));
    const to = text.indexOf("-->", from + 4);
    if (to === -1) return kept.join("");
    at = to + 3;
  }
}

const attribute = (text: string, name: string): string =>
  new RegExp(`\\s${name}\\s*=\\s*["']([^"'<>]{1,40})["']`).exec(text)?.[1] ?? "";

/** No number at all for an empty text, which `Number` takes for 0. */
const number = (text: string): number =>
  /^[-+]?\d{1,9}(?:\.\d{1,15})?$/.test(text) ? Number(text) : NaN;

/** With its zone (XML Schema dateTime); one without is no instant. */
const instant = (text: string): number =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[-+]\d{2}:\d{2})$/.test(text)
    ? Date.parse(text)
    : NaN;
