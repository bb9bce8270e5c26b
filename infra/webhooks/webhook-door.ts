/** WebhookDoor over Node's HTTP: to an address that was judged, without redirects, and with an end to all that a receiver may do. */
import { type IncomingMessage, type RequestOptions, request as overPlain } from "node:http";
import { request as overTls } from "node:https";
import { isIP } from "node:net";
import { rootCertificates } from "node:tls";
import type { Resolve, WebhookDoor } from "../../services/webhooks/webhook-door.ts";
import { portOf, type UrlRule, requireUrl } from "../../services/webhooks/webhook-url.ts";
import type { AttemptFault, Outcome } from "../../services/webhooks/webhook.ts";

export interface DoorOptions {
  readonly urlRule: UrlRule;
  readonly isAllowed: (address: string) => boolean;
  readonly resolve: Resolve;
  /** Roots (PEM) beside those of Node.js. */
  readonly rootsPem: string | null;
  /** For all of an attempt, from the name to the last byte. Standard Webhooks: 15 to 30 s. */
  readonly limitMs: number;
}

/** Nothing that a receiver says is read by anybody. */
const MAX_ANSWER_BYTES = 64 << 10;
const MAX_HEADER_BYTES = 16 << 10;

class Fault extends Error {
  readonly fault: AttemptFault;

  constructor(fault: AttemptFault, cause?: unknown) {
    super(fault, { cause });
    this.fault = fault;
  }
}

export const webhookDoor = (options: DoorOptions): WebhookDoor => ({
  async post(text, headers, body, signal) {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), options.limitMs);
    try {
      const stop = AbortSignal.any([signal, limit.signal]);
      // The operator's rule may have changed since it was added.
      const url = urlIn(text, options.urlRule);
      const address = await within(stop, judged(options, url));
      return await sent(options, url, address, { headers, body, stop });
    } catch (error) {
      if (limit.signal.aborted) return { fault: "too-slow" };
      return { fault: error instanceof Fault ? error.fault : faultOf(error) };
    } finally {
      clearTimeout(timer);
    }
  },
});

function urlIn(text: string, rule: UrlRule): URL {
  try {
    return new URL(requireUrl(text, rule));
  } catch (cause) {
    throw new Fault("address-refused", cause);
  }
}

/** The name is resolved once. One bad address among several is enough: a name of two faces is somebody's trick. */
async function judged({ resolve, isAllowed }: DoorOptions, url: URL): Promise<string> {
  const host = hostOf(url);
  const addresses = isIP(host) === 0 ? await resolve(host).catch(noName) : [host];
  const [first] = addresses;
  if (first === undefined) throw new Fault("no-such-name");
  if (!addresses.every(isAllowed)) throw new Fault("address-refused");
  return addresses.find((address) => isIP(address) === 4) ?? first;
}

const noName = (cause: unknown): never => {
  throw new Fault("no-such-name", cause);
};

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, "$1");

interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly stop: AbortSignal;
}

function sent(
  { rootsPem }: DoorOptions,
  url: URL,
  address: string,
  { headers, body, stop }: Message,
): Promise<Outcome> {
  const host = hostOf(url);
  const isTls = url.protocol === "https:";
  const common: RequestOptions = {
    // The address itself: nothing is resolved a second time. What the certificate must name is the name.
    ...{ host: address, port: portOf(url), path: `${url.pathname}${url.search}`, method: "POST" },
    ...{ agent: false, signal: stop, maxHeaderSize: MAX_HEADER_BYTES, setHost: false },
    headers: {
      ...headers,
      ...{ host: url.host, connection: "close", "content-length": Buffer.byteLength(body) },
    },
  };
  const tls = {
    ...common,
    ...{ servername: isIP(host) === 0 ? host : "", minVersion: "TLSv1.2" as const },
    ...(rootsPem === null ? {} : { ca: [...rootCertificates, rootsPem] }),
  };
  return new Promise((resolve, reject) => {
    const out = isTls ? overTls(tls) : overPlain(common);
    out.once("response", (answer) => {
      whole(answer)
        .then(resolve, reject)
        .finally(() => out.destroy());
    });
    out.once("error", reject);
    out.end(body);
  });
}

/** A whole answer, or none: who breaks off may not have kept what was sent. */
async function whole(answer: IncomingMessage): Promise<Outcome> {
  let sizeBytes = 0;
  try {
    for await (const chunk of answer) {
      sizeBytes += (chunk as Buffer).byteLength;
      if (sizeBytes > MAX_ANSWER_BYTES) break;
    }
  } catch (cause) {
    throw new Fault("cut", cause);
  }
  if (sizeBytes > MAX_ANSWER_BYTES) throw new Fault("too-long");
  return { status: answer.statusCode ?? 0, retryAfterMs: retryAfter(answer) };
}

/** In seconds; a date is not worth its parsing. */
function retryAfter({ headers }: IncomingMessage): number | null {
  const said = headers["retry-after"] ?? "";
  return /^\d{1,6}$/.test(said) ? Number(said) * 1_000 : null;
}

/** What Node says of a connection. */
function faultOf(error: unknown): AttemptFault {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/CERT|SIGNATURE|ISSUER|TLS|SSL|EPROTO/.test(code)) return "no-trust";
  return /^(ECONNRESET|EPIPE|HPE_)/.test(code) ? "cut" : "no-connection";
}

/** Names are resolved without a signal. */
function within<T>(stop: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(new Fault("too-slow"));
    if (stop.aborted) end();
    stop.addEventListener("abort", end, { once: true });
    work.then(resolve, reject).finally(() => stop.removeEventListener("abort", end));
  });
}
