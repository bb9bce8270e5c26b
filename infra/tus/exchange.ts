/** One request of a device to the service: the whole answer, or null where none came. Memory is bounded, whoever answers. */
import { type Agent, type IncomingHttpHeaders, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { ClientTls } from "../../services/access/device-identity.ts";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Sender {
  /** None where a certificate proves the device. */
  readonly deviceToken?: string | null;
  readonly tls?: ClientTls;
  /** Keeps connections; without one each request opens its own. */
  readonly agent?: Agent;
}

const IDLE_LIMIT_MS = 60_000;
/** A batch receipt tells of thousands of files, twice. */
const MAX_BODY_BYTES = 16 << 20;

export function exchange(
  { deviceToken, tls, agent }: Sender,
  method: string,
  url: URL,
  headers: Readonly<Record<string, string>> = {},
  body?: Uint8Array,
): Promise<Answer | null> {
  const { promise, resolve } = Promise.withResolvers<Answer | null>();
  const broken = (): void => resolve(null);
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  const request = send(
    url,
    {
      ...{ method, agent, timeout: IDLE_LIMIT_MS },
      ...(tls === undefined ? {} : tlsOptions(tls)),
      headers: {
        "Tus-Resumable": "1.0.0",
        ...(deviceToken == null ? {} : { Authorization: `Bearer ${deviceToken}` }),
        ...headers,
      },
    },
    (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.byteLength;
        if (bytes > MAX_BODY_BYTES) request.destroy();
        else chunks.push(chunk);
      });
      response.on("error", broken);
      response.on("close", broken);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    },
  );
  request.on("timeout", () => request.destroy());
  request.on("error", broken);
  request.end(body);
  return promise;
}

/** Without a root nobody is trusted to be anybody: for what tells nothing and is judged by its digest. */
export const tlsOptions = ({ ca, ...own }: ClientTls) => ({
  ...own,
  ...(ca === null ? { rejectUnauthorized: false } : { ca }),
});
