/** Answers a camera's challenge: Digest (RFC 7616, and RFC 2617 without qop) before Basic (RFC 7617). */
import { createHash, randomBytes } from "node:crypto";

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

const HASHES: Readonly<Record<string, string>> = { MD5: "md5", "SHA-256": "sha256" };

/** Makes the header for one request; null where none of the challenges is understood. */
export function authorizer(
  challenges: readonly string[],
  { user, password }: Credentials,
): ((method: string, uri: string) => string) | null {
  const digests = challenges.filter((one) => /^digest\s/i.test(one)).map(parametersOf);
  const known = digests.filter(({ algorithm = "MD5" }) => HASHES[algorithm] !== undefined);
  const digest = known.find(({ algorithm }) => algorithm === "SHA-256") ?? known[0];
  if (digest !== undefined) return digestOf(digest, user, password);
  if (!challenges.some((one) => /^basic\b/i.test(one))) return null;
  const basic = Buffer.from(`${user}:${password}`, "utf8").toString("base64");
  return () => `Basic ${basic}`;
}

type Parameters = Readonly<Record<string, string>>;

function digestOf(challenge: Parameters, user: string, password: string) {
  const { realm = "", nonce = "", algorithm = "MD5", opaque, qop } = challenge;
  const hash = (text: string): string =>
    createHash(HASHES[algorithm] ?? "md5")
      .update(text, "utf8")
      .digest("hex");
  const hasQop = qop !== undefined && qop.split(/\s*,\s*/).includes("auth");
  let count = 0;
  return (method: string, uri: string): string => {
    const a1 = hash(`${user}:${realm}:${password}`);
    const a2 = hash(`${method}:${uri}`);
    count += 1;
    const cnonce = randomBytes(8).toString("hex");
    const nc = count.toString(16).padStart(8, "0");
    const response = hasQop
      ? hash([a1, nonce, nc, cnonce, "auth", a2].join(":"))
      : hash([a1, nonce, a2].join(":"));
    return [
      `Digest username="${quoted(user)}"`,
      `realm="${quoted(realm)}"`,
      `nonce="${quoted(nonce)}"`,
      `uri="${uri}"`,
      `response="${response}"`,
      ...(challenge["algorithm"] === undefined ? [] : [`algorithm=${algorithm}`]),
      ...(opaque === undefined ? [] : [`opaque="${quoted(opaque)}"`]),
      ...(hasQop ? [`qop=auth`, `nc=${nc}`, `cnonce="${cnonce}"`] : []),
    ].join(", ");
  };
}

const quoted = (text: string): string => text.replaceAll(/["\\\r\n]/g, "");

function parametersOf(challenge: string): Parameters {
  const pairs = challenge.matchAll(/([a-zA-Z]+)=(?:"([^"]*)"|([^\s,"]+))/g);
  return Object.fromEntries(
    [...pairs].map(([, name = "", inQuotes, bare]) => [name.toLowerCase(), inQuotes ?? bare ?? ""]),
  );
}
