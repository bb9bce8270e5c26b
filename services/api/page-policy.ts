/** What a browser may do with an answer: with the page, with the description of the API, and with everything else. */
import { randomBytes } from "node:crypto";
import type { RequestHandler } from "express";
import helmet from "helmet";

/** Data, media, documents, refusals: whatever they hold, a browser that opens one runs and loads nothing of it. */
const OF_DATA = "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'";
/** Stored bytes moreover get an origin of their own, should a browser take them for a document. */
export const OF_BYTES = `${OF_DATA};sandbox`;

const NONE = ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"];
const OF_PAGE = [
  ...["default-src 'self'", "script-src 'self'", "script-src-attr 'none'"],
  ...["img-src 'self' data:", "font-src 'self' data:", "connect-src 'self'"],
  // What hls.js puts together for a video element has an address of the page's own.
  "media-src 'self' blob:",
  ...["worker-src 'none'", "frame-src 'none'", "form-action 'self'", ...NONE],
  "require-trusted-types-for 'script'",
];

/** One number for one answer: antd writes <style> elements, and only the page's own scripts know it. */
export const newNonce = (): string => randomBytes(16).toString("base64");

/** services/web/src/trusted.ts makes the one policy, through which no markup passes. */
export const pagePolicy = (nonce: string): string =>
  [...OF_PAGE, `style-src 'self' 'nonce-${nonce}'`, "trusted-types default"].join(";");

/** Swagger UI makes one policy of its own and writes style attributes from strings; docs.ts makes the other. */
export const DOCS_POLICY = [
  ...OF_PAGE,
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "trusted-types default dompurify",
].join(";");

/** The page plays recordings and copies digests; no other thing of the device is its business. */
const PERMISSIONS = [
  ...["accelerometer", "camera", "display-capture", "geolocation", "gyroscope"],
  ...["hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb"],
  ...["screen-wake-lock", "xr-spatial-tracking"],
];
const PERMISSIONS_POLICY = PERMISSIONS.map((feature) => `${feature}=()`).join(", ");

/** On every answer; the page and the description put their own policies in place of the first. */
export function securityHeaders(publicOrigin: string): RequestHandler[] {
  const secure = publicOrigin.startsWith("https:");
  return [
    helmet({
      contentSecurityPolicy: false,
      // Browsers read it over TLS alone; the proxy in front may end it there, and passes it on.
      strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
      crossOriginOpenerPolicy: { policy: "same-origin" },
      crossOriginResourcePolicy: { policy: "same-origin" },
      frameguard: { action: "deny" },
      referrerPolicy: { policy: "no-referrer" },
    }),
    (_request, response, next) => {
      response.setHeader("Content-Security-Policy", OF_DATA);
      response.setHeader("Permissions-Policy", PERMISSIONS_POLICY);
      next();
    },
  ];
}
