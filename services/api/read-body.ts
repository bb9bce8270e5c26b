/** The whole body of a small request: bounded, as it came. */
import type { IncomingMessage } from "node:http";
import { readBounded } from "../kernel/read-bounded.ts";
import { Refusal } from "../kernel/refusal.ts";

/** @throws Refusal invalid "api/content-encoding", "api/body-too-large". */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const { headers } = request;
  if (headers["content-encoding"] !== undefined) {
    throw new Refusal("invalid", "api/content-encoding", "encoded bodies are not taken", {
      fix: "Send the body as it is, without Content-Encoding.",
    });
  }
  const tooLarge = (): Refusal =>
    new Refusal("invalid", "api/body-too-large", "the body is too large", { facts: { maxBytes } });
  if (Number(headers["content-length"] ?? 0) > maxBytes) throw tooLarge();
  const body = await readBounded(request, maxBytes);
  if (body === null) throw tooLarge();
  return body;
}
