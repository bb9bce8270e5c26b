/** What of the house's own files must stand in no bundle: passwords of addresses, tokens, private keys, key-encryption keys. Pure. */
import { z } from "zod";

const Json = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]);
const NAMES_SECRET = /password|token|secret|key/i;
const PRIVATE_PEM = /-----BEGIN [A-Z ]*PRIVATE KEY-----([\s\S]*?)-----END/g;
/** Certificates and public halves are anybody's. */
const PUBLIC_PEM = /-----BEGIN (?:CERTIFICATE|PUBLIC KEY)-----/;
/** Shorter ones are words that stand anywhere. */
const LEAST_CHARACTERS = 8;

/** `text`: a file of the folders secrets, keys or wrapping-keys. */
export function secretsIn(text: string): readonly string[] {
  return found(text.trim()).filter((each) => each.length >= LEAST_CHARACTERS);
}

function found(text: string): readonly string[] {
  const keys = [...text.matchAll(PRIVATE_PEM)].flatMap(([, body]) => (body ?? "").split(/\s+/));
  if (keys.length > 0 || PUBLIC_PEM.test(text)) return keys;
  const url = URL.parse(text);
  if (url !== null) return [url.password, decodeURIComponent(url.password)];
  const read = json(text);
  return read === null ? text.split(/\s+/) : valuesOf(read, false);
}

function json(text: string): unknown {
  try {
    return Json.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function valuesOf(value: unknown, isSecret: boolean): readonly string[] {
  if (typeof value === "string") return isSecret ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    valuesOf(each, isSecret || NAMES_SECRET.test(name)),
  );
}
