/** One question to a camera's web service: SOAP 1.2, signed in as ONVIF Core, 5.9, has it (WS-UsernameToken, or HTTP's own challenge). */
import { createHash, randomBytes } from "node:crypto";
import type { XmlElement } from "@rgrove/parse-xml";
import { Refusal } from "../../services/kernel/refusal.ts";
import { NotXml, childOf, escaped, readXml } from "./xml.ts";

export interface SignIn {
  readonly user: string;
  readonly password: string;
}

export interface Asking {
  readonly credentials: SignIn | null;
  /** Of the camera's clock before ours: it takes no sign-in of another time. */
  readonly aheadMs: number;
  /** Answers a challenge of HTTP; null: none of them is understood. */
  readonly authorizer: (
    challenges: readonly string[],
    credentials: SignIn,
  ) => ((method: string, uri: string) => string) | null;
}

const LIMIT_MS = 5_000;
const MOST_BYTES = 1 << 20;
const WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss";

/** `body`: the element within Body. Answers Body's first child. @throws Refusal as `CameraNetwork.ask`. */
export async function askSoap(asking: Asking, service: URL, body: string): Promise<XmlElement> {
  const { credentials } = asking;
  const token = credentials === null ? "" : usernameToken(credentials, asking.aheadMs);
  const message = envelope(token, body);
  let answer = await post(service, message, null);
  const challenge = answer.headers.get("www-authenticate");
  if (answer.status === 401 && credentials !== null && challenge !== null) {
    await answer.body?.cancel();
    const authorize = asking.authorizer(splitChallenges(challenge), credentials);
    if (authorize === null) throw refused();
    const path = `${service.pathname}${service.search}`;
    answer = await post(service, envelope("", body), authorize("POST", path));
  }
  const text = await textOf(answer);
  if (answer.status === 401 || answer.status === 403) throw refused();
  const root = rootOf(text);
  const inner = childOf(root, "Body");
  const fault = childOf(inner, "Fault");
  if (fault !== null) throw fault.text.includes("NotAuthorized") ? refused() : silent();
  const first = inner?.children.find((child) => "attributes" in child);
  if (!answer.ok || first === undefined) throw silent();
  return first;
}

function envelope(header: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
}

/** Web Services Security UsernameToken Profile 1.0, 3.1: the password itself does not go over the network. */
function usernameToken({ user, password }: SignIn, aheadMs: number): string {
  const nonce = randomBytes(16);
  const created = new Date(Date.now() + aheadMs).toISOString();
  const digest = createHash("sha1").update(nonce).update(created).update(password, "utf8");
  return `<w:Security s:mustUnderstand="true" xmlns:w="${WSSE}-wssecurity-secext-1.0.xsd"><w:UsernameToken>
<w:Username>${escaped(user)}</w:Username>
<w:Password Type="${WSSE}-username-token-profile-1.0#PasswordDigest">${digest.digest("base64")}</w:Password>
<w:Nonce EncodingType="${WSSE}-soap-message-security-1.0#Base64Binary">${nonce.toString("base64")}</w:Nonce>
<u:Created xmlns:u="${WSSE}-wssecurity-utility-1.0.xsd">${created}</u:Created></w:UsernameToken></w:Security>`;
}

async function post(service: URL, body: string, authorization: string | null): Promise<Response> {
  const own = authorization === null ? {} : { Authorization: authorization };
  try {
    return await fetch(service, {
      ...{ method: "POST", body, signal: AbortSignal.timeout(LIMIT_MS) },
      // To follow would be to ask, and sign in to, another machine.
      redirect: "error",
      headers: { "Content-Type": "application/soap+xml; charset=utf-8", ...own },
    });
  } catch {
    throw unreachable();
  }
}

/** One header may hold several challenges (RFC 9110, 11.6.1). */
const splitChallenges = (header: string): readonly string[] =>
  header.split(/,\s*(?=[A-Za-z]+\s+[A-Za-z]+=)/);

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > MOST_BYTES) throw silent();
      chunks.push(chunk);
    }
  } catch {
    throw silent();
  }
  return Buffer.concat(chunks).toString("utf8");
}

function rootOf(text: string): XmlElement | null {
  try {
    return readXml(text);
  } catch (error) {
    if (error instanceof NotXml) return null;
    throw error;
  }
}

const unreachable = (): Refusal =>
  new Refusal("unavailable", "recorder/unreachable", "the camera cannot be reached", {
    fix: "Check that this machine may connect to it.",
  });
export const silent = (): Refusal =>
  new Refusal("unavailable", "recorder/no-answer", "the camera does not answer as ONVIF has it", {
    fix: "Look up its stream's address in its own pages.",
  });
const refused = (): Refusal =>
  new Refusal("forbidden", "recorder/refused", "the camera does not let this recorder in", {
    fix: "Give a user of the camera's ONVIF service with --credentials FILE.",
  });
