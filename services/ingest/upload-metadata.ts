/** Upload-Metadata (tus creation): base64 pairs from a stranger, bounded, decoded strictly, kept as data. */
import { parseInstant } from "../kernel/clock.ts";
import { parseSha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import { markSaid, markWords } from "../secrecy/mark-words.ts";
import type { Announced } from "../evidence/evidence-item.ts";

export const METADATA_BOUNDS = { rawBytes: 8 << 10, pairs: 32 } as const;
/** Of the name that ties files of one recording together, in characters. */
const LINK_CHARACTERS = 200;

const NAME = /^[A-Za-z0-9_.-]{1,64}$/;
/** Names that mean something to JavaScript objects; nobody names a fact about a recording like that. */
const RESERVED = new Set(["__proto__", "constructor", "prototype"]);

const bad = (why: string): Refusal =>
  new Refusal("invalid", "ingest/bad-metadata", `Upload-Metadata: ${why}`, {
    fix: "Send comma-separated pairs `name base64(value)`, each name once, values in UTF-8.",
  });

/**
 * What the device announced. A declared digest that cannot be one is refused, because it is what the
 * bytes are checked against; a recordedAt that cannot be read stays among the other facts, because a
 * camera with a broken clock still holds evidence. A time that is implausible (1970, the future) is kept.
 * @throws Refusal invalid "ingest/bad-metadata", "ingest/metadata-too-long".
 */
export function parseMetadata(raw: string): Announced {
  if (raw.length > METADATA_BOUNDS.rawBytes) throw tooLong({ bytes: raw.length });
  const pairs = new Map<string, string>();
  for (const pair of raw.trim() === "" ? [] : raw.split(",")) {
    const [name = "", value = "", ...more] = pair.trim().split(" ");
    if (!NAME.test(name) || RESERVED.has(name)) throw bad("a name that is not allowed");
    if (more.length > 0) throw bad("more than one value for a name");
    if (pairs.has(name)) throw bad("a name stands twice");
    if (pairs.size === METADATA_BOUNDS.pairs) throw tooLong({ pairs: pairs.size + 1 });
    pairs.set(name, decode(value));
  }
  return announced(pairs);
}

/** The header that says `pairs`; the other way of `parseMetadata`. */
export const formatMetadata = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .map(([name, value]) => `${name} ${Buffer.from(value, "utf8").toString("base64")}`)
    .join(",");

function tooLong(facts: Record<string, number>): Refusal {
  const { rawBytes, pairs } = METADATA_BOUNDS;
  return new Refusal("invalid", "ingest/metadata-too-long", "Upload-Metadata is too long", {
    fix: `Send at most ${rawBytes} bytes and ${pairs} pairs.`,
    facts,
  });
}

function decode(base64: string): string {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.toString("base64") !== base64) throw bad("a value is not base64 (RFC 4648 §4)");
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    // PostgreSQL keeps no U+0000 in text; the header as it came is kept beside this.
    return text.replaceAll("\0", "\uFFFD");
  } catch {
    throw bad("a value is not UTF-8");
  }
}

function announced(pairs: Map<string, string>): Announced {
  const take = (name: string): string | null => {
    const value = pairs.get(name);
    pairs.delete(name);
    return value === undefined || value === "" ? null : value;
  };
  const declared = take("sha256");
  const sha256 = declared === null ? null : parseSha256(declared);
  if (declared !== null && sha256 === null) throw bad("sha256 is not 64 hex digits");
  const recordedAt = parseInstant(pairs.get("recordedAt") ?? "");
  if (recordedAt !== null) pairs.delete("recordedAt");
  const secrecy = pairs.get("secrecy");
  if (secrecy !== undefined) pairs.set("secrecy", secrecyOf(secrecy));
  return {
    filename: take("filename") ?? "",
    mediaType: take("filetype") ?? "application/octet-stream",
    sha256,
    recordedAt,
    caseNumber: take("case"),
    activity: take("activity"),
    recording: linkOf("recording", take("recording")),
    belongsTo: linkOf("belongsTo", take("belongsTo")),
    other: Object.fromEntries(pairs),
    clock: null,
    cameraClock: null,
  };
}

/**
 * In one form, whatever the language. A mark that nobody can read might be a high one, so it is refused; what
 * it says is not repeated.
 */
function secrecyOf(text: string): string {
  const mark = markSaid(text);
  if (mark !== null) return markWords(mark);
  throw bad(
    "secrecy is not understood; say e.g. 秘密, 机密, 绝密, work, trade, privacy, minor, informant",
  );
}

/**
 * A link that is cut or cleaned would lead elsewhere, so one that is not fit to be kept is refused. One
 * Unicode form: two systems may write the same name in two.
 */
function linkOf(name: string, value: string | null): string | null {
  if (value === null) return null;
  const link = value.normalize("NFC");
  if (link.length > LINK_CHARACTERS || /[\p{Cc}\uFFFD]/u.test(link)) {
    throw bad(
      `${name} has at most ${LINK_CHARACTERS} characters, none of them a control character`,
    );
  }
  return link;
}
