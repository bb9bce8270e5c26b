/** The doors of /uploads and /resumable: what holds for every request there, whether it gets through or not. */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Request, RequestHandler, Response } from "express";
import { Refusal } from "../kernel/refusal.ts";
import { TUS_VERSION, badHeader } from "./tus-headers.ts";

/** Requests whose client waits for 100 (Continue) before it sends the body. */
const awaitingContinue = new WeakSet<IncomingMessage>();

/** How long a client whose body is not wanted may take to notice its answer. */
const LINGER_MS = 5_000;

/** A client that expects 100 gets it once its upload has passed every check; elsewhere at once. */
export function continueAfterChecks(server: Server): void {
  server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
    const { url = "" } = request;
    if (/^\/(uploads|resumable|axis\/v1|live)([/?]|$)/.test(url)) awaitingContinue.add(request);
    else response.writeContinue();
    server.emit("request", request, response);
  });
}

/**
 * The request as a stream of its body; from here on the client is asked for it. The server's idle limit
 * no longer holds: it would cut a client that waits because our store is slow. Who is slow is watched by
 * RunGatherer; with the next request on the connection Node sets the limit again.
 */
export function takeBody(request: IncomingMessage, response: ServerResponse): IncomingMessage {
  request.socket.setTimeout(0);
  if (awaitingContinue.delete(request)) response.writeContinue();
  return request;
}

/** Content-Length, null for a chunked body, 0 for none. */
export function bodyBytes(request: IncomingMessage): number | null {
  if (request.headers["transfer-encoding"] !== undefined) return null;
  const text = request.headers["content-length"] ?? "0";
  const bytes = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(bytes)) throw badHeader("Content-Length", "no length of a body");
  return bytes;
}

/** The method meant, also where a proxy lets only POST and GET pass (tus, X-HTTP-Method-Override). */
export function methodOf(request: IncomingMessage): string {
  const override = request.headers["x-http-method-override"];
  return (typeof override === "string" ? override : (request.method ?? "")).toUpperCase();
}

/**
 * Says which tus is spoken, on every answer of /uploads; put before any rule that could refuse. What Node
 * itself refuses while it reads the head (a broken or oversized one) goes out without: Node closes such a
 * connection with an answer of its own and knows no address to tell whose it was.
 */
export function speakTus(_request: unknown, response: ServerResponse, next: () => void): void {
  response.setHeader("Tus-Resumable", TUS_VERSION);
  next();
}

/** @throws Refusal invalid "ingest/tus-version". */
export function requireTusVersion(request: IncomingMessage): void {
  if (request.headers["tus-resumable"] === TUS_VERSION) return;
  throw new Refusal("invalid", "ingest/tus-version", "another version of tus is spoken here", {
    fix: `Send Tus-Resumable: ${TUS_VERSION}.`,
  });
}

/** @throws Refusal invalid "ingest/content-type". */
export function requireOffsetOctets(request: IncomingMessage): void {
  const type = "application/offset+octet-stream";
  if (request.headers["content-type"]?.trim().toLowerCase() === type) return;
  throw new Refusal("invalid", "ingest/content-type", "the body has another content type", {
    fix: `Send Content-Type: ${type}.`,
  });
}

/**
 * Lets a client read its answer though it still sends: closing at once would reset the connection and
 * may take the answer with it. Then the connection ends, unless the body has.
 */
export function endUnreadBody(request: IncomingMessage, response: ServerResponse): void {
  // The body was never asked for, so the next bytes on this connection could be taken for it.
  if (awaitingContinue.delete(request)) response.setHeader("Connection", "close");
  if (request.complete) return;
  response.once("finish", () => {
    const timer = setTimeout(() => request.socket.destroy(), LINGER_MS);
    request.once("close", () => clearTimeout(timer));
    request.resume();
  });
}

/** What a refusal of this path needs beside its status, which services/api/problem.ts sets. */
export function explain(error: unknown, response: ServerResponse): unknown {
  if (!(error instanceof Refusal)) return error;
  if (error.code === "ingest/tus-version") response.setHeader("Tus-Version", TUS_VERSION);
  if (error.code.startsWith("access/")) response.setHeader("WWW-Authenticate", "Bearer");
  if (error.kind === "unavailable") response.setHeader("Retry-After", "5");
  return error;
}

/**
 * `answer` as every door of uploads gives it: never cached, its refusals in the words of its protocol, a body
 * that is not wanted let in.
 */
export function throughDoor(
  answer: (request: Request, response: Response) => Promise<void>,
  inItsWords: (error: unknown, response: ServerResponse) => unknown = explain,
): RequestHandler {
  return async (request, response) => {
    response.setHeader("Cache-Control", "no-store");
    try {
      await answer(request, response);
    } catch (error) {
      const told = inItsWords(error, response);
      endUnreadBody(request, response);
      throw told;
    }
  };
}

export function notAllowed(
  response: ServerResponse,
  allow: string,
  code: `${"ingest" | "api" | "live"}/method-not-allowed` = "ingest/method-not-allowed",
): Refusal {
  response.setHeader("Allow", allow);
  return new Refusal("invalid", code, "not with this method", {
    fix: `Use one of ${allow}.`,
  });
}
