/** The JSON body of a request: bounded, strict, and only if it says that it is JSON. */
import type { IncomingMessage } from "node:http";
import { Refusal } from "../kernel/refusal.ts";
import { type JsonBounds, parseStrictJson } from "../kernel/strict-json.ts";
import { readBody } from "./read-body.ts";

export const JSON_BOUNDS = { maxBytes: 256 << 10, maxDepth: 16 };

/** @throws Refusal invalid "api/not-json", "kernel/not-strict-json", and as `readBody`. */
export async function readJson(
  request: IncomingMessage,
  bounds: JsonBounds = JSON_BOUNDS,
): Promise<unknown> {
  const { headers } = request;
  const isJson = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;
  if (headers["content-encoding"] === undefined && !isJson.test(headers["content-type"] ?? "")) {
    throw new Refusal("invalid", "api/not-json", "a JSON body is expected", {
      fix: "Send Content-Type: application/json.",
    });
  }
  return parseStrictJson(await readBody(request, bounds.maxBytes), bounds);
}
