/** What a request of the Swift subset names and says, parsed strictly and bounded. Pure. */
import { Refusal } from "../kernel/refusal.ts";
import type { Metadata } from "./axis-store.ts";

/** In characters. Swift allows 256 and 1024; a container names a recording, which has 200. */
const MAX_CONTAINER = 200;
const MAX_OBJECT = 500;
/** Of one container or object, over all its requests. */
const MAX_KEYS = 90;
const MAX_METADATA_BYTES = 24 << 10;

/** Never storable: the sender tries no more (specification, "Error response descriptions"). */
export const badRequest = (why: string): Refusal =>
  new Refusal("invalid", "axis/bad-request", why, {
    fix: "Send what the Axis body-worn integration API describes.",
  });

export interface Target {
  readonly account: string;
  /** Null for the account alone. */
  readonly container: string | null;
  readonly object: string | null;
}

/** `/{account}[/{container}[/{object}]]`; an object's name may hold slashes. */
export function parseTarget(path: string): Target {
  const [, account = "", container, ...rest] = path.split("/");
  return {
    account: decode(account, MAX_CONTAINER),
    container:
      container === undefined || container === "" ? null : decode(container, MAX_CONTAINER),
    object: rest.length === 0 || rest[0] === "" ? null : decode(rest.join("/"), MAX_OBJECT),
  };
}

/** Name behind which a listing goes on, as the query gave it; "" for the beginning. */
export const parseMarker = (marker: unknown): string =>
  typeof marker === "string" ? fit(marker, MAX_OBJECT) : "";

function decode(text: string, max: number): string {
  let name;
  try {
    name = decodeURIComponent(text);
  } catch {
    throw badRequest("a name is not percent-encoded UTF-8");
  }
  return fit(name, max);
}

function fit(text: string, max: number): string {
  const name = text.normalize("NFC");
  if (name.length > max) throw badRequest("a name is too long");
  // Half a surrogate pair cannot come out of UTF-8; a control character can.
  if (/\p{Cc}/u.test(name)) throw badRequest("a name holds a control character");
  return name;
}

/** `X-Container-Meta-…` or `X-Object-Meta-…`; values are percent-encoded, and one that is not is kept as it came. */
export function parseMetadata(
  kind: "container" | "object",
  headers: Readonly<Partial<Record<string, string | string[]>>>,
): Metadata {
  const prefix = `x-${kind}-meta-`;
  const pairs = Object.entries(headers).flatMap(([header, value]) => {
    if (!header.startsWith(prefix)) return [];
    const name = header.slice(prefix.length);
    if (!/^[a-z0-9_-]{1,50}$/.test(name))
      throw badRequest("a name of metadata is not fit to be kept");
    return [[name, decodeValue(typeof value === "string" ? value : (value ?? []).join(", "))]];
  });
  return Object.fromEntries(pairs) as Metadata;
}

function decodeValue(text: string): string {
  try {
    // PostgreSQL keeps no U+0000.
    return decodeURIComponent(text).replaceAll("\0", "\uFFFD");
  } catch {
    return text;
  }
}

/** Container metadata after `change`: what is not named stays, what is empty goes. */
export function merged(before: Metadata, change: Metadata): Metadata {
  const after = Object.entries({ ...before, ...change }).filter(([, value]) => value !== "");
  return bounded(Object.fromEntries(after));
}

/** @throws Refusal invalid "axis/bad-request". */
export function bounded(metadata: Metadata): Metadata {
  const isTooMuch =
    Object.keys(metadata).length > MAX_KEYS ||
    Buffer.byteLength(JSON.stringify(metadata)) > MAX_METADATA_BYTES;
  if (isTooMuch) throw badRequest("more metadata than can be kept");
  return metadata;
}

/** The MD5 that the body must have, lower-case hex; null if the request does not say. */
export function parseEtag(header: string | undefined): string | null {
  if (header === undefined) return null;
  const etag = header.replace(/^"(.*)"$/, "$1").toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(etag)) throw badRequest("ETag is no MD5 in hex");
  return etag;
}

export const metadataHeaders = (
  kind: "Container" | "Object",
  metadata: Metadata,
): [string, string][] =>
  Object.entries(metadata).map(([name, value]) => [
    `X-${kind}-Meta-${name}`,
    encodeURIComponent(value.toWellFormed()),
  ]);
