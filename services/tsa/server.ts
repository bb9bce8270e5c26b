/** The door of an authority for time stamps: RFC 3161 over HTTP (3.4), with bounded bodies. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBounded } from "../kernel/read-bounded.ts";

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

export const timestampAnswers =
  (door: TimestampDoor) =>
  (request: IncomingMessage, response: ServerResponse): void =>
    void reply(door, request, response);

async function reply(
  door: TimestampDoor,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, type, body } = await replyTo(door, request);
  // What is left of a body that was not taken would be read as the next request.
  if (status === 413) response.shouldKeepAlive = false;
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" }).end(body);
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
}
const text = (status: number, line: string): Reply => ({
  status,
  type: "text/plain",
  body: `${line}\n`,
});

async function replyTo(door: TimestampDoor, request: IncomingMessage): Promise<Reply> {
  const { method, url, headers } = request;
  if (method === "GET" && url === "/root.pem") {
    return { status: 200, type: "application/x-pem-file", body: door.rootCertificatePem };
  }
  if (method !== "POST") return text(405, "POST only");
  if (!/^application\/timestamp-query(;|$)/.test(headers["content-type"] ?? "")) {
    return text(415, "application/timestamp-query is expected");
  }
  const body = await readBounded(request, MAX_REQUEST_BYTES).catch(() => null);
  if (body === null) return text(413, "too long, or it broke off");
  try {
    const answer = await door.answer(body);
    return { status: 200, type: "application/timestamp-reply", body: answer };
  } catch (error) {
    door.failed(error);
    return text(503, "nothing was stamped");
  }
}
