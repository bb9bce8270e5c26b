/** Names a key in a token: a PKCS #11 URI (RFC 7512), with the module and the file of the PIN, and never the PIN itself. */
import { Refusal } from "../../../services/kernel/refusal.ts";

/** What a token must show of itself (CK_TOKEN_INFO); what is not named may be anything. */
export interface TokenName {
  readonly token?: string | undefined;
  readonly serial?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly model?: string | undefined;
}

export interface TokenUri {
  readonly name: TokenName;
  /** CKA_LABEL of the key. */
  readonly object: string | null;
  /** CKA_ID of the key: this very one, which is never exchanged for another. */
  readonly id: Buffer | null;
  readonly modulePath: string;
  readonly pinFile: string;
}

/** Names the keys of one agency that wrap data keys: their labels begin with `object`. */
export interface WrappingUri extends TokenUri {
  readonly object: string;
}

const TOKEN_PARTS = ["token", "serial", "manufacturer", "model"] as const;
const PATH_PARTS: readonly string[] = [...TOKEN_PARTS, "object", "id", "type"];
const QUERY_PARTS: readonly string[] = ["module-path", "pin-source"];
const MAX_URI = 1_000;
/** Of how labels begin: tokens may hold labels of 32 characters. */
const MAX_PREFIX = 20;

/** Whether `text` is "file", or a URI that `parseTokenUri` takes. */
export function isKeyPlace(text: string): boolean {
  if (text === "file") return true;
  try {
    parseTokenUri(text);
    return true;
  } catch {
    return false;
  }
}

/** @throws Refusal invalid "keys/bad-token-uri"; it names no value. */
export function parseWrappingUri(text: string): WrappingUri {
  const uri = parseTokenUri(text, "secret-key");
  const { object, id } = uri;
  if (object === null || id !== null || object.length > MAX_PREFIX) {
    throw badUri("it names the keys by object alone, how their labels begin");
  }
  return { ...uri, object };
}

/** @throws Refusal invalid "keys/bad-token-uri"; it names no value. */
export function parseTokenUri(text: string, type: "private" | "secret-key" = "private"): TokenUri {
  if (!text.startsWith("pkcs11:") || text.length > MAX_URI) throw badUri("it begins with pkcs11:");
  const [path = "", query = "", ...more] = text.slice("pkcs11:".length).split("?");
  if (more.length > 0) throw badUri("it has one question mark");
  const where = partsOf(path, ";", PATH_PARTS);
  const how = partsOf(query, "&", QUERY_PARTS);
  if ((textIn(where, "type") ?? type) !== type) throw badUri(`type is ${type}`);
  const name = nameIn(where);
  const [object, id] = [textIn(where, "object"), where.get("id") ?? null];
  if (object === null && id === null) throw badUri("it names the key by object or id");
  return {
    ...{ name, object, id },
    modulePath: absolute(textIn(how, "module-path"), "module-path"),
    pinFile: absolute(
      textIn(how, "pin-source")?.replace(/^file:(\/\/)?/, "") ?? null,
      "pin-source",
    ),
  };
}

function nameIn(where: ReadonlyMap<string, Buffer>): TokenName {
  const name = Object.fromEntries(
    TOKEN_PARTS.flatMap((part) => {
      const value = textIn(where, part);
      return value === null ? [] : [[part, value]];
    }),
  ) as TokenName;
  if (name.token === undefined && name.serial === undefined) throw badUri("it names the token");
  return name;
}

function partsOf(text: string, separator: string, known: readonly string[]): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const part of text.split(separator).filter((each) => each !== "")) {
    const at = part.indexOf("=");
    const name = part.slice(0, Math.max(at, 0));
    if (!known.includes(name)) throw badUri(`its parts are ${known.join(", ")}`);
    if (found.has(name)) throw badUri("no part stands twice");
    found.set(name, decoded(part.slice(at + 1)));
  }
  return found;
}

/** Percent-encoded bytes (RFC 3986 2.1), which need be no text. */
function decoded(text: string): Buffer {
  if (!/^(?:[\w.!~*'()/:@$,[\]+-]|%[0-9A-Fa-f]{2})+$/.test(text)) throw badUri("percent-encode it");
  const bytes = text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1");
}

function textIn(parts: ReadonlyMap<string, Buffer>, name: string): string | null {
  return parts.get(name)?.toString("utf8") ?? null;
}

function absolute(path: string | null, name: string): string {
  if (path?.startsWith("/") !== true || path.includes("\0"))
    throw badUri(`${name} is a whole path`);
  return path;
}

const badUri = (why: string): Refusal =>
  new Refusal("invalid", "keys/bad-token-uri", `this names no key in a token: ${why}`, {
    fix: "pkcs11:token=LABEL;object=KEY?module-path=/usr/lib/….so&pin-source=file:/…/pin",
  });
