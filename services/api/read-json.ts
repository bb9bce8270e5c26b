/** The JSON body of a request: bounded, strict, and only if it says that it is JSON. */
import type { IncomingMessage } from "node:http";
import { Refusal } from "../kernel/refusal.ts";
import { type JsonBounds, parseStrictJson } from "../kernel/strict-json.ts";

const BOUNDS = { maxBytes: 256 << 10, maxDepth: 16 };

const tooLarge = ({ maxBytes }: JsonBounds): Refusal =>
  new Refusal("invalid", "api/body-too-large", "the body is too large", { facts: { maxBytes } });

/** @throws Refusal invalid "api/not-json", "api/content-encoding", "api/body-too-large", "kernel/not-strict-json". */
export async function readJson(
  request: IncomingMessage,
  bounds: JsonBounds = BOUNDS,
): Promise<unknown> {
  const { headers } = request;
  if (headers["content-encoding"] !== undefined) {
    throw new Refusal("invalid", "api/content-encoding", "encoded bodies are not taken", {
      fix: "Send the JSON as it is, without Content-Encoding.",
    });
  }
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(headers["content-type"] ?? "")) {
    throw new Refusal("invalid", "api/not-json", "a JSON body is expected", {
      fix: "Send Content-Type: application/json.",
    });
  }
  if (Number(headers["content-length"] ?? 0) > bounds.maxBytes) throw tooLarge(bounds);
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > bounds.maxBytes) throw tooLarge(bounds);
    chunks.push(chunk);
  }
  return parseStrictJson(Buffer.concat(chunks), bounds);
}
