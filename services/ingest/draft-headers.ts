/** Header fields of "Resumable Uploads for HTTP" (draft-ietf-httpbis-resumable-upload, interop 8) and of RFC 9530, as structured fields (RFC 9651). */
import { ParseError, parseDictionary, parseItem, serializeDictionary } from "structured-headers";
import { type Sha256, parseSha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type BodyChecksum, known } from "./body-checksum.ts";

/** What a client must say to be told of its upload by 104; each version of the draft breaks the last. */
export const INTEROP_VERSION = 8;
export const PARTIAL_UPLOAD = "application/partial-upload";
/** RFC 9651 §3.3.1: an Integer has at most 15 digits. */
export const MOST_INTEGER = 999_999_999_999_999;

type Header = string | undefined;

/** Null where the field is absent or no Boolean: then the whole field MUST be ignored (draft §4.1.2). */
export function parseCompletion(header: Header): boolean | null {
  const item = header === undefined ? null : attempt(() => parseItem(header));
  return typeof item?.[0] === "boolean" ? item[0] : null;
}

/** Null where the field is absent or no non-negative Integer: then the whole field MUST be ignored (§4.1.1, §4.1.3). */
export function parseCount(header: Header): number | null {
  const item = header === undefined ? null : attempt(() => parseItem(header));
  // A Decimal or a negative zero has the value of an Integer, and is none.
  const isInteger = /^ *\d+ *(;|$)/.test(header ?? "");
  return typeof item?.[0] === "number" && isInteger ? item[0] : null;
}

/** In the order they are written; a limit that is null is left out. */
export const formatLimits = (limits: Readonly<Record<string, number | null>>): string =>
  serializeDictionary(
    Object.fromEntries(
      Object.entries(limits).flatMap(([name, value]) => {
        return value === null ? [] : [[name, Math.min(value, MOST_INTEGER)]];
      }),
    ),
  );

export const formatCompletion = (isComplete: boolean): string => (isComplete ? "?1" : "?0");

/** Repr-Digest of one SHA-256. */
export const formatDigest = (digest: Sha256): string => {
  const bytes = new Uint8Array(Buffer.from(digest, "hex"));
  return serializeDictionary({ "sha-256": bytes });
};

/**
 * The SHA-256 that Content-Digest or Repr-Digest says; null where the field is absent. What it says by other
 * algorithms alone cannot be checked here, and a check that was asked for is not left out silently.
 * @throws Refusal invalid "ingest/bad-header", "ingest/checksum-unknown".
 */
export function parseDigest(name: "Content-Digest" | "Repr-Digest", header: Header): Sha256 | null {
  if (header === undefined) return null;
  const digests = attempt(() => parseDictionary(header));
  const value: unknown = digests?.get("sha-256")?.[0];
  if (digests !== null && digests.size > 0 && value === undefined) {
    throw new Refusal("invalid", "ingest/checksum-unknown", "no digest that is known here", {
      fix: `Send ${name} with sha-256 (RFC 9530).`,
    });
  }
  const hex = value instanceof ArrayBuffer ? Buffer.from(value).toString("hex") : "";
  const digest = parseSha256(hex);
  if (digest === null) throw badDraftHeader(name, "is no SHA-256 as RFC 9530 writes it");
  return digest;
}

/** What the body must hash to. @throws Refusal as `parseDigest`. */
export function contentDigest(header: Header): BodyChecksum | null {
  const digest = parseDigest("Content-Digest", header);
  if (digest === null) return null;
  return known({ algorithm: "sha256", digest: Buffer.from(digest, "hex") });
}

export const badDraftHeader = (header: string, message: string): Refusal =>
  new Refusal("invalid", "ingest/bad-header", `${header} ${message}`, {
    fix: `Send ${header} as draft-ietf-httpbis-resumable-upload (interop ${INTEROP_VERSION}) says.`,
    facts: { header },
  });

/** A field that cannot be parsed counts as absent; what else goes wrong does not. */
function attempt<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch (error) {
    if (error instanceof ParseError) return null;
    throw error;
  }
}
