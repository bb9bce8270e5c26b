/** The page's token: what a request that changes something shows beside the session's cookie, which a browser sends by itself. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { Refusal } from "../kernel/refusal.ts";
import { SAFE_METHODS, sessionSecret } from "./guard.ts";

/** What a browser sent. */
type Sent = Parameters<typeof sessionSecret>[0];

/** Told in the answer to a log-in and to GET /me, which no other origin can read; sent back with whatever changes something. */
export const PAGE_TOKEN_HEADER = "X-Csrf-Token";
const PURPOSE = "holdfast page token v1";

/** One for each session, and kept nowhere: it opens nothing without the cookie, and the cookie is not learned from it. */
export const pageToken = (secret: string): string =>
  createHmac("sha256", secret).update(PURPOSE).digest("base64url");

/**
 * Origin and Fetch Metadata (refuseCrossSite) hold where a browser tells them; this also where it does not. A request with
 * an Authorization header shows what no browser adds by itself, and needs nothing more.
 * @throws Refusal forbidden "access/no-page-token".
 */
export function requirePageToken(request: Sent, publicOrigin: string): void {
  const { method = "", headers } = request;
  if (SAFE_METHODS.has(method) || headers.authorization !== undefined) return;
  const shown = headers[PAGE_TOKEN_HEADER.toLowerCase()];
  const secret = sessionSecret(request, publicOrigin);
  if (secret !== null && typeof shown === "string" && isSame(shown, pageToken(secret))) return;
  throw new Refusal("forbidden", "access/no-page-token", "the page's token is not this session's", {
    fix: `Send the ${PAGE_TOKEN_HEADER} that GET /api/v1/me answered for this session, or use an API token in place of the cookie.`,
  });
}

function isSame(shown: string, expected: string): boolean {
  const [one, other] = [Buffer.from(shown), Buffer.from(expected)];
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}
