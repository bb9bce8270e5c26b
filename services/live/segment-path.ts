/** What the path of a pushed object tells: playlist or media, which track it is of, and its number. Names nothing on our side. Pure. */
import { Refusal } from "../kernel/refusal.ts";

export interface SegmentPath {
  readonly path: string;
  /** Playlists and manifests are hints; what lies here is told by rows. */
  readonly isHint: boolean;
  /** What the names of one representation have alike. */
  readonly track: string;
  /** Null: the name holds no number. Then a body of media is a stream that may last for hours. */
  readonly sequence: number | null;
  readonly saysInit: boolean;
}

const MOST_CHARACTERS = 500;
const HINTS = /\.(m3u8|mpd|ismc?|isml)$/i;
const PART = /^[\p{L}\p{N}][\p{L}\p{N} ._()@+,=-]*$/u;
/** Words that say what an object is, not of which track. */
const PLAIN = new Set(["init", "chunk", "seg", "segment", "header", "frag", "fragment", "media"]);

/** `raw` is the rest of the address, as it came. @throws Refusal invalid "live/bad-path". */
export function parsePath(raw: string): SegmentPath {
  const path = decoded(raw);
  const parts = path.split("/");
  const isFit = path.length <= MOST_CHARACTERS && parts.length <= 8;
  if (!isFit || !parts.every((part) => PART.test(part))) throw badPath();
  const name = parts.at(-1) ?? "";
  const folder = parts.slice(0, -1).join("/");
  const stem = name.replace(/\.[A-Za-z0-9]{1,8}$/, "");
  const saysInit = /\.init$/i.test(name) || /(^|[^a-z])(init|header)($|[^a-z])/i.test(stem);
  const number = saysInit ? null : /^(.*?)(\d{1,15})$/.exec(stem);
  const words = (number?.[1] ?? stem).split(/[-_.() ]+/);
  const track = words.filter((word) => word !== "" && !PLAIN.has(word.toLowerCase())).join("-");
  return {
    ...{ path, isHint: HINTS.test(name), saysInit },
    track: folder === "" ? track : `${folder}/${track}`,
    sequence: number === null ? null : Number(number[2]),
  };
}

function decoded(raw: string): string {
  try {
    return decodeURIComponent(raw).normalize("NFC");
  } catch {
    throw badPath();
  }
}

const badPath = (): Refusal =>
  new Refusal("invalid", "live/bad-path", "no path of a segment", {
    fix: "Push to /live/<channel>/<name>, with at most 8 parts of letters, digits and ._-() that begin with a letter or digit.",
  });
