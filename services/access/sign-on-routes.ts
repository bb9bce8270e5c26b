/** Two addresses for browsers: off to the agency's identity provider, and back from it into the page. */
import { type Request, type Response, Router } from "express";
import { isRefusal } from "../kernel/refusal.ts";
import { identify, requirePerson, sessionCookie } from "./guard.ts";
import { logInFrom } from "./log-in-from.ts";
import { CONFIRMING, SIGN_ON_MS, type SignOnDeps, beginSignOn, finishSignOn } from "./sign-on.ts";

export const SIGN_ON_PATH = "/sign-on";
/** Before a dangerous act: the person of an open session is asked once more. */
export const SIGN_ON_CONFIRM_PATH = `${SIGN_ON_PATH}/confirm`;
export const SIGN_ON_RETURN_PATH = `${SIGN_ON_PATH}/return`;

export interface SignOnRouteDeps extends Omit<SignOnDeps, "provider"> {
  /** Null: none was configured, and these addresses are nobody's. */
  readonly provider: SignOnDeps["provider"] | null;
  readonly publicOrigin: string;
}

const COOKIE = "holdfast_sign_on";
/** Where the page hears that a session was confirmed. */
const CONFIRMED_PATH = "/confirmed";
const MAX_BACK_CHARACTERS = 1_000;

export function signOnRoutes({ provider, ...given }: SignOnRouteDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  if (provider === null) return router;
  const deps = { ...given, provider };
  router.get(SIGN_ON_PATH, async (request, response) => {
    response.set("Cache-Control", "no-store");
    try {
      const { address, browser } = await beginSignOn(deps, wayBack(request.query["back"]), null);
      response.set("Set-Cookie", cookie(browser, deps.publicOrigin)).redirect(303, address.href);
    } catch (error) {
      toPage(response, error, "/login");
    }
  });
  router.get(SIGN_ON_CONFIRM_PATH, async (request, response) => {
    response.set("Cache-Control", "no-store");
    try {
      const { key } = requirePerson(await identify(deps, request));
      const { address, browser } = await beginSignOn(deps, CONFIRMED_PATH, key);
      response.set("Set-Cookie", cookie(browser, deps.publicOrigin)).redirect(303, address.href);
    } catch (error) {
      toPage(response, error, CONFIRMED_PATH);
    }
  });
  router.get(SIGN_ON_RETURN_PATH, async (request, response) => {
    response.set("Cache-Control", "no-store");
    try {
      const query = new URL(request.originalUrl, "http://localhost").searchParams;
      const { secret, back } = await finishSignOn(
        deps,
        query,
        browserOf(request, deps.publicOrigin),
        logInFrom(request.ip, request.headers["user-agent"]),
      );
      if (secret !== null) response.append("Set-Cookie", sessionCookie(secret, deps.publicOrigin));
      response.append("Set-Cookie", cookie(null, deps.publicOrigin));
      onwards(response, back);
    } catch (error) {
      const isConfirming = browserOf(request, deps.publicOrigin)?.startsWith(CONFIRMING) === true;
      toPage(response, error, isConfirming ? CONFIRMED_PATH : "/login");
    }
  });
  return router;
}

/** The page says there what a refusal means, and offers the way in again. */
function toPage(response: Response, error: unknown, path: string): void {
  if (!isRefusal(error)) throw error;
  response.locals["problem"] = error.code;
  onwards(response, `${path}?problem=${encodeURIComponent(error.code)}`);
}

/**
 * A page that goes on by itself. A redirect would not do: the browser comes from another site, and a session cookie
 * that is SameSite=Strict (RFC 6265bis 5.6.7) is not sent with what a redirect from there leads to.
 */
function onwards(response: Response, path: string): void {
  const address = path.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  response
    .type("text/html; charset=utf-8")
    .send(
      `<!doctype html><meta charset="utf-8"><title>Holdfast</title>` +
        `<meta http-equiv="refresh" content="0;url=${address}"><a href="${address}">Holdfast</a>\n`,
    );
}

/** An address inside our page; "//host" and "/\host" would lead elsewhere, and ";" ends an address in a refresh. */
const wayBack = (back: unknown): string =>
  typeof back === "string" &&
  back.length <= MAX_BACK_CHARACTERS &&
  /^\/(?![/\\])[^\p{Cc}\\;'"<>\s]*$/u.test(back)
    ? back
    : "/";

/** Lax: it must come along with the browser that another site sends back. */
function cookie(secret: string | null, publicOrigin: string): string {
  const maxAgeSeconds = secret === null ? 0 : SIGN_ON_MS / 1000;
  const isSecure = publicOrigin.startsWith("https:");
  const path = isSecure ? "/" : SIGN_ON_PATH; // the prefix needs the whole host
  const parts = [`${cookieName(publicOrigin)}=${secret ?? ""}`, `Path=${path}`];
  const rest = [`Max-Age=${maxAgeSeconds}`, "HttpOnly", "SameSite=Lax"];
  return [...parts, ...rest, ...(isSecure ? ["Secure"] : [])].join("; ");
}

const cookieName = (publicOrigin: string): string =>
  publicOrigin.startsWith("https:") ? `__Host-${COOKIE}` : COOKIE;

function browserOf(request: Request, publicOrigin: string): string | null {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  const found = pairs.filter(([name]) => name === cookieName(publicOrigin));
  return found.length === 1 ? (found[0]?.[1] ?? null) : null;
}
