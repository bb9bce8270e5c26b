/**
 * HTTP at /.well-known/est: Enrollment over Secure Transport (RFC 7030, with RFC 8951) for devices, over TLS
 * alone. What signs is another process: an answer that is not there in time is 202 (§4.2.3).
 */
import { type Request, type Response, Router } from "express";
import { type AuthenticateDeps, authenticateCertificate } from "../access/authenticate-device.ts";
import type { DeviceCertificate } from "../access/device-certificate.ts";
import { type EnrolDeps, enrol, enrolmentCodeOf, renew } from "../access/enrol-device.ts";
import { deviceProof } from "../access/guard.ts";
import { endUnreadBody } from "../ingest/guard.ts";
import { Refusal } from "../kernel/refusal.ts";
import { readBody } from "./read-body.ts";

export interface EstDeps extends EnrolDeps, AuthenticateDeps {
  /** The authorities that devices need to know: DER, the root among them. */
  readonly authorities: readonly Uint8Array[];
}

/** In base64, with its line breaks. */
const MAX_BODY_BYTES = 16 << 10;
const RETRY_SECONDS = 2;

/** Answers the certificate, or null: not yet. */
type Ask = (deps: EstDeps, request: Request) => Promise<DeviceCertificate | null>;

/** The body is read last: who may not ask sends none. */
const OPERATIONS: Readonly<Record<string, Ask>> = {
  simpleenroll: async (deps, request) => {
    const code = await enrolmentCodeOf(deps, request.headers.authorization);
    return enrol(deps, code, await readRequest(request));
  },
  simplereenroll: async (deps, request) => {
    const sender = await authenticateCertificate(deps, deviceProof(request).certificate);
    return renew(deps, sender, await readRequest(request));
  },
};

/** Mounted at /.well-known/est. */
export function estDoor(deps: EstDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  // Anybody may ask for these, so they are put together once.
  const authorities = deps.formats.certsOnly(deps.authorities);
  router.get("/cacerts", (request, response) => {
    response.locals["route"] = `${request.baseUrl}/cacerts`;
    sendCertificates(response, authorities);
  });
  for (const [name, ask] of Object.entries(OPERATIONS)) {
    router.post(`/${name}`, async (request, response) => {
      response.locals["route"] = `${request.baseUrl}/${name}`;
      await answer(deps, ask, request, response);
    });
  }
  return router;
}

async function answer(deps: EstDeps, ask: Ask, request: Request, response: Response) {
  let certificate: DeviceCertificate | null;
  try {
    certificate = await ask(deps, request);
  } catch (error) {
    endUnreadBody(request, response);
    // For 401 (§3.2.3); other statuses go without.
    response.locals["challenge"] = 'Basic realm="holdfast", charset="UTF-8"';
    throw error;
  }
  if (certificate !== null) sendCertificates(response, deps.formats.certsOnly([certificate.der]));
  else response.status(202).set("Retry-After", String(RETRY_SECONDS)).end();
}

/** Base64 since RFC 7030, whatever Content-Transfer-Encoding says (RFC 8951 3). */
function sendCertificates(response: Response, container: Uint8Array): void {
  const lines = Buffer.from(container).toString("base64");
  response.set({ "Cache-Control": "no-store", "Content-Transfer-Encoding": "base64" });
  response.set("Content-Type", "application/pkcs7-mime; smime-type=certs-only");
  response.end(`${lines.replace(/.{64}/g, "$&\n")}\n`);
}

/** DER of the request. @throws Refusal invalid "api/not-pkcs10", and as `readBody`. */
async function readRequest(request: Request): Promise<Buffer> {
  const type = request.headers["content-type"] ?? "";
  const isNamed = /^application\/pkcs10\s*(;|$)/i.test(type);
  const text = isNamed ? (await readBody(request, MAX_BODY_BYTES)).toString("latin1") : "";
  const base64 = text.replace(/[\r\n\t ]/g, "");
  if (/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return Buffer.from(base64, "base64");
  throw new Refusal("invalid", "api/not-pkcs10", "a certificate request is expected", {
    fix: "Send Content-Type: application/pkcs10 and the request's DER in base64.",
  });
}
