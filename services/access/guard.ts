/** Who is asking, by certificate, session cookie or Bearer token, and whether a browser was sent here by another site. */
import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import { Refusal } from "../kernel/refusal.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { Person } from "./access-store.ts";
import type { DeviceProof } from "./authenticate-device.ts";
import { holderOfToken } from "./create-token.ts";
import { logInFrom } from "./log-in-from.ts";
import { type Permission, allows } from "./permission.ts";
import { SESSION_AGE_MS, type SessionDeps, endOf, resumeSession } from "./session.ts";

export interface Identified {
  readonly person: Person;
  /** Digest of the session's or token's secret: what tells one session from another. */
  readonly key: Sha256;
  /** When the person last showed who they are; null: never with this token. */
  readonly confirmedAt: UtcInstant | null;
  /** When the session ends if it is not used again; null: this is a token. */
  readonly endsAt: UtcInstant | null;
}

/**
 * What a device proves with a request. A certificate counts where TLS ends in this process and nowhere
 * else: a header that names one is anybody's word.
 */
export function deviceProof({ headers, socket }: IncomingMessage): DeviceProof {
  const shown = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  const isChained = socket instanceof TLSSocket && socket.authorized;
  return {
    authorization: headers.authorization,
    certificate: shown === undefined ? null : { sha256: sha256(shown.raw), isChained },
  };
}

export const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** A Bearer token that opens nothing is not made up for by a cookie. `open`: what a session's secret opens. */
export async function identify(
  deps: SessionDeps & { readonly publicOrigin: string },
  request: IncomingMessage & { readonly ip?: string | undefined },
  open = resumeSession,
): Promise<Identified | null> {
  const header = request.headers.authorization;
  if (header !== undefined) {
    const secret = /^Bearer +(\S{1,200})$/i.exec(header)?.[1];
    const holder =
      secret === undefined
        ? null
        : await holderOfToken(deps, secret, logInFrom(request.ip, undefined).address);
    return holder === null || secret === undefined
      ? null
      : {
          ...{ person: holder.person, confirmedAt: holder.confirmedAt },
          ...{ key: sha256(secret), endsAt: null },
        };
  }
  const secret = sessionSecret(request, deps.publicOrigin);
  const found = secret === null ? null : await open(deps, secret);
  if (found === null) return null;
  const { tokenSha256: key, confirmedAt } = found.session;
  return { person: found.person, key, confirmedAt, endsAt: endOf(found.session) };
}

/** @throws Refusal forbidden "access/not-signed-in". */
export function requirePerson(identified: Identified | null): Identified {
  if (identified !== null) return identified;
  throw new Refusal("forbidden", "access/not-signed-in", "this needs a session or a token", {
    fix: "Log in, or send an API token as `Authorization: Bearer hfu_…`.",
  });
}

/** @throws Refusal forbidden "access/not-permitted". */
export function requirePermission(person: Person, permission: Permission): void {
  if (allows(person.role, permission)) return;
  throw new Refusal("forbidden", "access/not-permitted", "your role may not do this", {
    fix: "Ask someone whose role holds this permission.",
    facts: { permission, role: person.role },
  });
}

/**
 * A browser says where an unsafe request comes from (Fetch Metadata, RFC 6454 Origin). The cookie is
 * SameSite=Strict already; this holds where a browser is old or a sub-domain is hostile. A request with
 * an Authorization header was made by a program: no browser adds that by itself.
 * @throws Refusal forbidden "access/cross-site".
 */
export function refuseCrossSite(request: IncomingMessage, publicOrigin: string): void {
  if (SAFE_METHODS.has(request.method ?? "") || request.headers.authorization !== undefined) return;
  const site = request.headers["sec-fetch-site"];
  const { origin, host } = request.headers;
  const foreignSite = site !== undefined && site !== "same-origin" && site !== "none";
  if (!foreignSite && (origin === undefined || isOwn(origin, host, publicOrigin))) return;
  throw new Refusal("forbidden", "access/cross-site", "another site sent this request", {
    fix: "Open Holdfast by its own address; behind a proxy set HOLDFAST_PUBLIC_URL to that address.",
  });
}

function isOwn(origin: string, host: string | undefined, publicOrigin: string): boolean {
  if (origin === publicOrigin) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase();
}

const COOKIE = "holdfast_session";
/** The __Host- prefix (RFC 6265bis §4.1.3.2) needs Secure, which not every browser takes over plain HTTP on one box. */
const SECURE_COOKIE = `__Host-${COOKIE}`;

const cookieName = (publicOrigin: string): string =>
  publicOrigin.startsWith("https:") ? SECURE_COOKIE : COOKIE;

/**
 * The secret in the session cookie, or null; two of them are none, for one may be planted. Over TLS the prefixed name
 * alone counts: the other can be set by a sub-domain, or by whoever answers for this host without TLS.
 */
export function sessionSecret(request: IncomingMessage, publicOrigin: string): string | null {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  const found = pairs.filter(([name]) => name === cookieName(publicOrigin));
  return found.length === 1 ? (found[0]?.[1] ?? null) : null;
}

/** Set-Cookie for a session's secret; null takes the cookie away. */
export function sessionCookie(secret: string | null, publicOrigin: string): string {
  const secure = publicOrigin.startsWith("https:");
  const name = cookieName(publicOrigin);
  const maxAgeSeconds = secret === null ? 0 : SESSION_AGE_MS / 1000;
  const parts = [`${name}=${secret ?? ""}`, "Path=/", `Max-Age=${maxAgeSeconds}`, "HttpOnly"];
  return [...parts, "SameSite=Strict", ...(secure ? ["Secure"] : [])].join("; ");
}
