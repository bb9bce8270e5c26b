/** What every request must keep to before anything looks at it, where Node would let it pass. */
import type { IncomingMessage } from "node:http";
import { Refusal } from "../kernel/refusal.ts";

/** Name and value each count one in rawHeaders. */
const MAX_HEADERS = 100;
const METHODS = new Set(["GET", "HEAD", "OPTIONS", "POST", "PATCH", "DELETE", "PUT"]);

/**
 * @throws Refusal invalid "api/too-many-headers", "api/bad-request", "api/method-not-allowed",
 *         "api/misdirected" for an absolute address (RFC 9112 §3.2.2) of another host.
 */
export function checkRequest(request: IncomingMessage, publicOrigin: string): void {
  if (request.rawHeaders.length > 2 * MAX_HEADERS) {
    throw new Refusal("invalid", "api/too-many-headers", "too many header fields");
  }
  if (!METHODS.has(request.method ?? "")) {
    throw new Refusal("invalid", "api/method-not-allowed", "this method is not served");
  }
  const url = request.url ?? "";
  if (request.httpVersionMajor !== 1) {
    throw new Refusal("invalid", "api/bad-request", "HTTP/1.1 is spoken here");
  }
  if (url.startsWith("/")) return;
  if (!URL.canParse(url)) throw new Refusal("invalid", "api/bad-request", "no address");
  const { protocol, host, pathname, search } = new URL(url);
  const ours = [new URL(publicOrigin).host, request.headers.host?.toLowerCase()];
  if (protocol !== "http:" || !ours.includes(host) || host !== ours[1]) {
    throw new Refusal("invalid", "api/misdirected", "this address belongs to another host");
  }
  request.url = `${pathname}${search}`;
}
