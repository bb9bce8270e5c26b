/** The door of an authority for time stamps: RFC 3161 over HTTP (3.4), with bounded bodies and times. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

export interface TimestampDoor {
  /** TimeStampReq in, TimeStampResp out, DER both. */
  readonly answer: (request: Uint8Array) => Promise<Uint8Array>;
  /** PEM that those who verify pin, after they compared it another way. */
  readonly rootCertificatePem: string;
  /** Why nothing could be answered. */
  readonly failed: (error: unknown) => void;
}

/** A request over SHA-512 with policy and nonce has under 200 bytes. */
const MAX_REQUEST_BYTES = 4 << 10;
const REQUEST_LIMIT_MS = 10_000;
const MAX_CONNECTIONS = 128;

/** Listens when it resolves. */
export async function serveTimestamps(
  door: TimestampDoor,
  host: string,
  port: number,
): Promise<Server> {
  const server = createServer(
    { requestTimeout: REQUEST_LIMIT_MS, headersTimeout: REQUEST_LIMIT_MS },
    (request, response) => void reply(door, request, response),
  );
  server.maxConnections = MAX_CONNECTIONS;
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  server.once("error", reject);
  server.listen(port, host, () => resolve(undefined));
  await promise;
  return server;
}

async function reply(
  door: TimestampDoor,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const end = (status: number, type: string, body: string | Uint8Array): void => {
    // What is left of a body that was not taken would be read as the next request.
    if (status === 413) response.shouldKeepAlive = false;
    response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" }).end(body);
  };
  const text = (status: number, body: string): void => end(status, "text/plain", `${body}\n`);
  if (request.method === "GET" && request.url === "/root.pem") {
    end(200, "application/x-pem-file", door.rootCertificatePem);
    return;
  }
  if (request.method !== "POST") return text(405, "POST only");
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/timestamp-query(;|$)/.test(type)) {
    return text(415, "application/timestamp-query is expected");
  }
  const body = await bodyOf(request).catch(() => null);
  if (body === null) return text(413, "too long, or it broke off");
  try {
    end(200, "application/timestamp-reply", await door.answer(body));
  } catch (error) {
    door.failed(error);
    text(503, "nothing was stamped");
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_REQUEST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
